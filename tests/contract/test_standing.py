"""All or nothing seen from ahead: against brute force, and against differences of expected pay."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import money, steady
from utfall.base.quantities import Change, Price, Share, Time
from utfall.contract.ahead.cohort_value import Expected, dated_steps_value, penalty_value, threshold_value, tiers_value, tournament_value
from utfall.contract.ahead.standing import Standing, at_line, count_of, one_below, reached, successes_needed
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.contract.terms.tournament import Tournament

chances = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8)


def enumerated(p: list[float]) -> np.ndarray:
    found = np.zeros(len(p) + 1)
    for wins in product((0, 1), repeat=len(p)):
        found[sum(wins)] += np.prod([q if won else 1 - q for q, won in zip(p, wins, strict=True)])
    return found


@steady(60)
@given(chances)
def test_the_count_of_successes_is_exact(p):
    assert count_of(np.array(p)) == pytest.approx(enumerated(p), abs=1e-12)


@steady(60)
@given(st.lists(st.floats(0.02, 0.98), min_size=2, max_size=7), st.integers(1, 7))
def test_one_below_is_what_one_sure_success_adds_to_the_chance_of_reaching(p, line):
    own = Standing(people=len(p), rate=float(np.mean(p)), chances=np.array(p), unsure=0.0)
    added = [enumerated([*p[:i], 1.0, *p[i + 1 :]])[line:].sum() - enumerated([*p[:i], 0.0, *p[i + 1 :]])[line:].sum() for i in range(len(p))]
    assert one_below(own, line) == pytest.approx(np.mean(added), abs=1e-10)
    assert reached(own, line) == pytest.approx(enumerated(p)[line:].sum(), abs=1e-12)


@pytest.mark.parametrize("people", [50, 80, 200])
@pytest.mark.parametrize("rate", [0.3, 0.5, 0.7])
def test_above_fifty_people_the_density_is_near_the_exact_count(people, rate):
    line = successes_needed(rate + 0.02, people)
    exact = count_of(np.full(people - 1, rate))[line - 1]
    assert one_below(Standing(people=people, rate=rate, unsure=0.0), line) == pytest.approx(exact, rel=0.05)


def test_below_fifty_people_the_count_is_exact_and_not_the_density():
    line = successes_needed(0.3, 20)
    exact = count_of(np.full(19, 0.1))[line - 1]
    assert one_below(Standing(people=20, rate=0.1, unsure=0.0), line) == pytest.approx(exact, abs=1e-12)
    assert at_line(Standing(people=20, rate=0.1, unsure=0.0), line - 0.5) != pytest.approx(exact, rel=0.1)


def test_not_knowing_the_rate_keeps_a_far_off_provider_trying_and_blunts_the_edge():
    sure, unsure = (Standing(people=250, rate=0.5, unsure=u) for u in (0.0, 0.05))
    assert unsure.spread == pytest.approx(np.sqrt(250 * 0.25 + (0.05 * 250) ** 2))
    assert one_below(unsure, 150) > 5 * one_below(sure, 150)
    assert one_below(unsure, 125) < 0.7 * one_below(sure, 125)


def test_a_common_shock_and_an_unknown_rate_add_up_in_a_small_cohort():
    both, one = Standing(people=30, rate=0.5, common=0.03, unsure=0.04), Standing(people=30, rate=0.5, unsure=0.05)
    assert one_below(both, 20) == pytest.approx(one_below(one, 20), rel=1e-12)
    assert one_below(one, 25) > 2 * one_below(Standing(people=30, rate=0.5, unsure=0.0), 25)


def test_the_sum_of_all_lines_is_one_and_no_line_outside_pays():
    own = Standing(people=30, rate=0.4)
    assert sum(one_below(own, line) for line in range(1, 31)) == pytest.approx(1.0, abs=1e-12)
    assert (one_below(own, 0), one_below(own, 31)) == (0.0, 0.0)
    certain = Standing(people=60, rate=1.0, unsure=0.0)
    assert (one_below(certain, 60), at_line(certain, 60.0), reached(certain, 60.0), reached(certain, 61.0)) == (1.0, 0.0, 1.0, 0.0)
    assert one_below(certain, 59) == 0.0
    assert [successes_needed(rate, 10) for rate in (0.5, 0.51, 0.3, 0.7)] == [5, 6, 3, 7]


def expected_pay(own: Standing, lines: list[tuple[int, float]]) -> float:
    """Expected pay where each line adds its amount."""
    return sum(amount * reached(own, line) for line, amount in lines)


def shifted(rate: float, by: float) -> Standing:
    """Thirty people of whom one has another chance."""
    return Standing(people=30, rate=rate, chances=np.array([rate + by] + [rate] * 29), unsure=0.0)


def test_the_value_of_a_success_is_the_slope_of_expected_pay():
    term = CohortThreshold(id="t", metric="m", change=Change(10.0, "point"), pays=money(1000))
    tiers = CohortTiers(
        id="s",
        metric="m",
        tiers=(Tier(id="a", at_least=Change(10.0, "point"), pays=money(1000)), Tier(id="b", at_least=Change(20.0, "point"), pays=money(1500))),
    )
    own = Standing(people=30, rate=0.45, unsure=0.0)
    lines = {"t": [(15, 100_000.0)], "s": [(15, 100_000.0), (18, 50_000.0)]}
    slope = {key: (expected_pay(shifted(0.45, 0.01), rows) - expected_pay(shifted(0.45, -0.01), rows)) / 0.02 for key, rows in lines.items()}
    assert threshold_value(term, Expected(standing=own, level=0.4, pays=(100_000,))) == pytest.approx(slope["t"], rel=1e-9)
    assert tiers_value(tiers, Expected(standing=own, level=0.4, pays=(100_000, 150_000))) == pytest.approx(slope["s"], rel=1e-9)
    assert threshold_value(term, Expected(standing=own, level=0.4, pays=(0,))) == 0.0


def test_a_tier_without_a_comparison_is_a_level_from_ahead_too():
    own = Standing(people=30, rate=0.45, unsure=0.0)
    for half in (Change(0.5, "share"), Change(50.0, "point")):
        tiers = CohortTiers(id="s", metric="m", tiers=(Tier(id="a", at_least=half, pays=money(1000)),))
        assert tiers_value(tiers, Expected(standing=own, pays=(100_000,))) == pytest.approx(100_000 * one_below(own, 15))


def test_a_price_beyond_a_line_is_worth_the_price_and_the_step():
    """d/dx of price x gain x 1(gain >= line), by brute force over the exact count."""
    term = CohortThreshold(id="t", metric="m", change=Change(10.0, "point"), price=Price(4000, "EUR", "person"))

    def pay(own: Standing) -> float:
        assert own.chances is not None
        dist = count_of(own.chances)
        return sum(4000 * (k - 12) * dist[k] for k in range(15, 31))

    slope = (pay(shifted(0.45, 0.01)) - pay(shifted(0.45, -0.01))) / 0.02
    found = threshold_value(term, Expected(standing=Standing(people=30, rate=0.45, unsure=0.0), level=0.4))
    assert found == pytest.approx(slope, rel=1e-9)


def test_fewer_events_are_better_and_the_value_of_one_more_is_negative():
    term = CohortThreshold(id="t", metric="m", change=Change(0.1, "share"), pays=money(1000))
    own = Standing(people=1000, rate=1.36, sd=2.0)
    found = threshold_value(term, Expected(standing=own, sign=-1, level=1.5, pays=(100_000,)))
    assert found == pytest.approx(-100_000 * at_line(own, 1350.0))
    assert found < 0


def test_a_line_that_asks_to_be_sure_moves_with_the_error():
    term = CohortThreshold(id="t", metric="m", sure=Share(0.95), pays=money(1000))
    own = Standing(people=400, rate=0.5)
    near, far = (threshold_value(term, Expected(standing=own, level=0.4, error=e, pays=(100_000,))) for e in (0.06, 0.2))
    assert near == pytest.approx(100_000 * one_below(own, successes_needed(0.4 + 1.6448536 * 0.06, 400)))
    assert far < near / 10


def test_an_activity_level_is_reached_in_units_of_what_was_agreed():
    term = CohortThreshold(id="t", metric="m", level=Share(0.9), pays=money(1000))
    own = Standing(people=60, rate=0.85, sd=0.3)
    found = threshold_value(term, Expected(standing=own, agreed=96.0, pays=(100_000,)))
    assert found == pytest.approx(100_000 * at_line(own, 54.0) / 96.0)


def test_dated_steps_are_worth_more_heads_or_fewer():
    steps = (DatedStep(id="a", at_month=12, at_most=155, pays=money(1)), DatedStep(id="b", at_month=18, at_least=100, pays=money(2)))
    heads = Standing(people=300, rate=0.52)
    fewer, more = dated_steps_value(
        CohortMilestones(id="t", metric="m", steps=steps), Expected(standing=heads, dates=(heads, heads), pays=(100, 200))
    )
    assert fewer == pytest.approx(-100 * one_below(heads, 156))
    assert more == pytest.approx(200 * one_below(heads, 100))


def test_penalties_and_tournaments_have_a_price_ahead():
    own = Standing(people=100, rate=0.5)
    sum_ = Penalty(id="p", metric="m", below=(Share(0.5), Share(0.5)), pays=money(1000))
    assert penalty_value(sum_, Expected(standing=own, level=0.5, pays=(100_000,))) == pytest.approx(100_000 * one_below(own, 50))
    short = Penalty(id="p", metric="m", below=(2.0, 2.0), price=Price(2000, "EUR", "hour"))
    half = penalty_value(short, Expected(standing=Standing(people=100, rate=2.0, sd=1.0), level=2.0))
    assert half == pytest.approx(1000.0)
    scaled = penalty_value(short, Expected(standing=Standing(people=100, rate=2.0, sd=1.0), level=2.0, agreed=4.0))
    assert scaled == pytest.approx(250.0)
    assert penalty_value(sum_, Expected(standing=own, level=0.5, pays=(100_000,), agreed=4.0)) == pytest.approx(25_000 * one_below(own, 50))
    each = Penalty(id="p", metric="m", price=Price(300, "EUR", "hour"))
    assert penalty_value(each, Expected(standing=own)) == -300.0
    league = Tournament(id="l", metric="m", prizes=(money(1.5),), every=Time(1, "year", 12))
    assert tournament_value(league, Expected(standing=own, rivals=(0.5,), score_sd=1.0)) == pytest.approx(150 * 0.28209479 / 100, rel=1e-6)
