"""What cohort terms owe: invariants over random results, and the cases beside the examples."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import both, contract, money, months, price, steady
from utfall.base.quantities import Change, Price, Share, ShareOfCapital
from utfall.contract.cohorts import CohortEstimate, against_nothing
from utfall.contract.comparisons.declarations import Historical, Matched, PrePost, mix
from utfall.contract.comparisons.estimate import Recorded, better, beyond_chance, measured, of_group, pooled
from utfall.contract.contract import Capital, Comparison, Fee, Tranche
from utfall.contract.finance.amounts import minor_of
from utfall.contract.finance.fees import fees_due
from utfall.contract.finance.fund import Fund, pool
from utfall.contract.finance.structures import structures
from utfall.contract.metrics.declarations import METRICS, CostAvoided, Events, Headcount, StateAt
from utfall.contract.terms.cohort_clauses import owed
from utfall.contract.terms.declarations import TERMS, Outcome
from utfall.contract.terms.every import EVERY_TERM
from utfall.contract.terms.penalty import Penalty, level_agreed, penalty_due
from utfall.contract.terms.term_clauses import term_clauses
from utfall.contract.terms.threshold import CohortThreshold, all_cohorts_due, threshold_due, threshold_reached
from utfall.contract.terms.tiers import CohortTiers, Tier, tier_reached, tiers_due
from utfall.contract.terms.tournament import Tournament, prizes_due

gains, levels, people = st.floats(-1, 1), st.floats(0, 1), st.integers(1, 500)
DAY = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="c")


def result(gain: float, level: float, count: int, error: float = 0.0) -> CohortEstimate:
    return CohortEstimate(gain, float(count), float(count), level, level + gain, error)


@steady(100)
@given(gains, gains, levels, people, st.floats(0.0, 0.5))
def test_a_threshold_pays_all_or_nothing_and_never_less_for_more(low, high, level, count, line):
    low, high = sorted((low, high))
    term = CohortThreshold(id="t", metric="m", change=Change(line, "share"), pays=money(1000))
    priced = CohortThreshold(id="t", metric="m", change=Change(line, "share"), price=price(10))
    paid = [threshold_due(term, result(gain, level, count), 100_000) for gain in (low, high)]
    assert set(paid) <= {0, 100_000}
    assert paid[0] <= paid[1]
    assert 0 <= threshold_due(priced, result(low, level, count)) <= threshold_due(priced, result(high, level, count))


@steady(100)
@given(st.lists(st.tuples(gains, levels, people), min_size=1, max_size=5))
def test_no_cohort_is_paid_for_twice(rows):
    cohorts = tuple(result(*row) for row in rows)
    term = CohortThreshold(id="t", metric="m", change=Change(10.0, "point"), all_cohorts=Change(5.0, "point"), price=price(10))
    paid = tuple(threshold_reached(term, one) for one in cohorts)
    late = all_cohorts_due(term, cohorts, paid)
    unpaid = sum(max(one.measured, 0.0) * one.quantity for one, done in zip(cohorts, paid, strict=True) if not done)
    assert 0 <= late <= 1000 * unpaid + 1
    assert all_cohorts_due(term, cohorts, tuple(True for _ in cohorts)) == 0
    fixed = CohortThreshold(id="t", metric="m", change=Change(10.0, "point"), all_cohorts=Change(5.0, "point"), pays=money(7))
    assert all_cohorts_due(fixed, cohorts, tuple(True for _ in cohorts), 700) == 0


def test_a_line_that_pays_only_once_the_capital_is_repaid_pays_nothing_before():
    term = CohortThreshold(id="t", metric="m", change=Change(10.0, "point"), pays=money(7), only_if_repaid=True)
    reached, missed = result(0.2, 0.3, 100), result(0.05, 0.3, 100)
    assert [owed(term, reached, remaining, (700,)) for remaining in (1, 0, None)] == [0, 700, 700]
    assert owed(term, missed, 0, (700,)) == 0
    assert owed(replace(term, only_if_repaid=False), reached, 1, (700,)) == 700


def test_a_cohort_without_people_reaches_nothing():
    empty = CohortEstimate(0.0, 0.0, 0.0)
    assert not threshold_reached(CohortThreshold(id="t", metric="m", pays=money(1)), empty)
    assert tier_reached(CohortTiers(id="t", metric="m", tiers=(Tier(id="a", at_least=Change(0.0, "share"), pays=money(1)),)), empty) == -1
    assert penalty_due(Penalty(id="t", metric="m", below=both(1.0), pays=money(1)), empty, 1.0, 100) == 0
    assert pooled(()).quantity == 0
    assert all_cohorts_due(CohortThreshold(id="t", metric="m", all_cohorts=Change(0.0, "share"), pays=money(1)), (empty,), (False,), 100) == 0
    assert all_cohorts_due(CohortThreshold(id="t", metric="m", pays=money(1)), (result(0.5, 0.1, 10),), (False,), 100) == 0


@steady(100)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(-1000, 1000)), min_size=1, max_size=5), gains, levels)
def test_of_all_tiers_reached_the_one_that_asks_for_most_pays(rows, gain, level):
    tiers = tuple(Tier(id=f"t{i}", at_least=Change(line, "point"), pays=money(0)) for i, (line, _) in enumerate(rows))
    term, amounts = CohortTiers(id="t", metric="m", tiers=tiers), tuple(amount for _, amount in rows)
    reached = [line for line, _ in rows if gain >= line / 100 - 1e-12]
    number = tier_reached(term, result(gain, level, 10))
    assert (number >= 0) == bool(reached)
    if reached:
        assert rows[number][0] == max(reached)
        assert tiers_due(term, result(gain, level, 10), amounts) == amounts[number]


def test_a_tier_without_a_comparison_is_a_level():
    term = CohortTiers(id="t", metric="m", tiers=(Tier(id="half", at_least=Change(0.5, "share"), pays=money(1)),))
    assert [tier_reached(term, CohortEstimate(v, 10.0, 0.0, 0.0, v)) for v in (0.49, 0.5)] == [-1, 0]


@steady(100)
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=6), st.lists(st.integers(0, 999), min_size=1, max_size=4))
def test_prizes_are_paid_out_once_in_full_and_to_who_is_ahead(scores, prizes):
    takes_part = sum(score is not None for score in scores)
    paid = prizes_due([money(prize / 100) for prize in sorted(prizes, reverse=True)], scores)
    assert sum(paid) == sum(sorted(prizes, reverse=True)[:takes_part])
    for i, own in enumerate(scores):
        assert own is not None or paid[i] == 0
        for j, other in enumerate(scores):
            if own is not None and other is not None and own > other:
                assert paid[i] >= paid[j]
            if own is not None and own == other:
                assert abs(paid[i] - paid[j]) <= 1


@steady(60)
@given(levels, levels, people)
def test_a_penalty_is_never_a_payment_and_grows_with_the_shortfall(value, agreed, count):
    short = Penalty(id="t", metric="m", below=both(agreed), price=price(5, "hour"))
    due = penalty_due(short, result(value, 0.0, count), agreed)
    assert due <= 0
    assert (due == 0) == (agreed - value <= 1e-12 or round(500 * (agreed - value) * count) == 0)
    assert due == pytest.approx(-500 * max(agreed - value, 0) * count, abs=0.51)


def test_a_penalty_asks_each_group_for_its_own_level():
    term = Penalty(id="t", metric="m", below=(Share(0.5), Share(0.3)), pays=money(1))
    assert level_agreed(term, np.array([0, 0, 0, 1])) == pytest.approx(0.45)
    assert level_agreed(term, np.array([], dtype=np.int16)) == 0.0


def test_what_is_counted_tells_which_way_is_better():
    event = Events(id="m", outcome="e", window=both(months(12)))
    clean = Events(id="m", outcome="e", window=both(months(12)), yes_no=True)
    homeless, housed = (Headcount(id="m", outcome="h", counts=c) for c in ("not_in", "in"))
    assert [better(metric) for metric in (event, clean, homeless, housed, DAY)] == [-1, 1, -1, 1, 1]


columns = st.lists(st.floats(-100, 100), min_size=2, max_size=12).map(np.array)


def against(treated, control):
    """Mean less mean, each with its sampling variance, written from the formula."""
    error = np.sqrt(treated.var(ddof=1) / treated.size + control.var(ddof=1) / control.size)
    level, value = float(control.mean()), float(treated.mean())
    return CohortEstimate(float(treated.mean() - control.mean()), float(treated.size), float(control.size), level, value, float(error))


def against_level(treated, level):
    """Mean less a level that is the same for all and was not measured."""
    error = np.sqrt((treated - level).var(ddof=1) / treated.size)
    return CohortEstimate(float((treated - level).mean()), float(treated.size), 0.0, level, float(treated.mean()), float(error))


def assert_alike(one: CohortEstimate, other: CohortEstimate) -> None:
    """Alike to the last bit, but for the error."""
    assert replace(one, error=0.0) == replace(other, error=0.0)
    assert one.error == pytest.approx(other.error, rel=1e-12)


@steady(80)
@given(columns, columns)
def test_one_way_of_measuring_agrees_with_the_plain_functions_to_the_last_bit(treated, control):
    lot = Comparison(id="c", design="randomised")
    groups = np.zeros(treated.size, dtype=np.int16)
    assert_alike(measured(DAY, (lot,), Recorded(treated=treated, groups=groups, others={"c": control})), against(treated, control))
    deal = Comparison(id="c", design="agreed", expected=both(0.25))
    assert_alike(measured(DAY, (deal,), Recorded(treated=treated, groups=groups)), against_level(treated, 0.25))
    alone = StateAt(id="m", outcome="work", after_enrolment=both(months(12)))
    for found in (measured(alone, (), Recorded(treated=treated, groups=groups)), against_nothing(treated)):
        assert_alike(found, against_level(treated, 0.0))


@steady(80)
@given(columns, columns, st.floats(0, 1))
def test_a_mix_is_the_weighted_sum_of_its_parts_and_its_error_that_of_independent_groups(treated, control, weight):
    groups, other = np.zeros(treated.size, dtype=np.int16), control[::-1] * 0.5
    parts = (Comparison(id="a", design="randomised"), Matched(id="b"), mix("c", (("a", weight), ("b", 1 - weight))))
    recorded = Recorded(treated=treated, groups=groups, others={"a": control, "b": other})
    by = {id_: measured(StateAt(id="m", outcome="work", compared_with=id_), parts, recorded) for id_ in ("a", "b", "c")}
    assert by["c"].measured == pytest.approx(weight * by["a"].measured + (1 - weight) * by["b"].measured, abs=1e-9)
    own = treated.var(ddof=1) / treated.size
    expected = own + weight**2 * (by["a"].error ** 2 - own) + (1 - weight) ** 2 * (by["b"].error ** 2 - own)
    assert by["c"].error == pytest.approx(np.sqrt(expected), abs=1e-7)


def test_the_sampling_error_covers_what_chance_does():
    """Over all 2^10 ways that five treated and five controls can come out at one half each, the estimated variance is the true one."""
    lot, groups = Comparison(id="c", design="randomised"), np.zeros(5, dtype=np.int16)
    ways = [np.array([way >> bit & 1 for bit in range(10)], dtype=np.float64) for way in range(1024)]
    found = [measured(DAY, (lot,), Recorded(treated=way[:5], groups=groups, others={"c": way[5:]})) for way in ways]
    assert np.mean([one.error**2 for one in found]) == pytest.approx(np.var([one.measured for one in found]), rel=1e-12)


def test_pairs_in_their_own_past_have_the_error_of_their_difference():
    before, after = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 4.0])
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="p")
    found = measured(metric, (PrePost(id="p", window=months(6)),), Recorded(treated=after, groups=np.zeros(3, dtype=np.int16), before=before))
    assert (found.measured, found.error) == (1.0, 0.0)


def test_nobody_to_compare_with_is_no_gain():
    lot = Comparison(id="c", design="randomised")
    one = Recorded(treated=np.ones(3), groups=np.zeros(3, dtype=np.int16), others={"c": np.array([])})
    assert measured(DAY, (lot,), one) == CohortEstimate(0.0, 3.0, 0.0)
    none = measured(DAY, (Historical(id="c", expected=both(0.5)),), Recorded(treated=np.array([]), groups=np.array([], dtype=np.int16)))
    assert (none.measured, none.quantity) == (0.0, 0.0)
    assert of_group(np.array([1.0])).variance == 0.0


def test_a_gain_is_beyond_chance_at_its_own_line():
    assert beyond_chance(result(0.165, 0.0, 10, 0.1), Share(0.95))
    assert not beyond_chance(result(0.164, 0.0, 10, 0.1), Share(0.95))
    assert beyond_chance(result(0.164, 0.0, 10, 0.1), Share(0.90))
    assert [beyond_chance(result(gain, 0.0, 10), Share(0.95)) for gain in (0.0, 0.01)] == [False, True]


def test_shares_of_the_capital_are_of_what_was_drawn_or_agreed():
    assert [minor_of(ShareOfCapital(0.4, of), 750, 1000) for of in ("drawn", "agreed")] == [300, 400]
    assert minor_of(money(3), 750, 1000) == 300


def test_fees_end_with_the_contract_and_are_not_given_back():
    fee = Fee(id="m", to="friend", running=Price(120_000, "EUR", "year"), of_success=Share(0.1))
    capital = Capital(holder="h", need=money(1000), fees=(fee,))
    assert [line.amount for line in fees_due(capital, 12, 12, 5_000)] == [10_000, 500]
    assert [line.of_success for line in fees_due(capital, 12, 12, 5_000)] == [False, True]
    assert fees_due(capital, 13, 12, -5_000) == ()


def test_each_provider_may_have_a_structure_of_its_own():
    capital = Capital(holder="h", need=money(1000), tranches=(Tranche(id="loan", investor="friend"),))
    assert list(structures(capital, ("a", "b"))) == [""]
    own = structures(Capital(holder="h", need=money(1000), tranches=capital.tranches, per_provider=True), ("a", "b"))
    assert {provider: rules.amounts for provider, rules in own.items()} == {"a": (100_000,), "b": (100_000,)}


flows = st.integers(1, 4).flatmap(
    lambda c: st.tuples(*(st.lists(st.lists(st.integers(0, 500), min_size=6, max_size=6), min_size=c, max_size=c) for _ in range(2)))
)


@steady(100)
@given(flows, st.integers(0, 2000), st.booleans())
def test_a_fund_makes_and_loses_no_money(columns, size, recycled):
    asked, back = (np.array(rows, dtype=np.int64) for rows in columns)
    found = pool(Fund(size, recycled), asked, back)
    assert found.called.sum() + back.sum() == found.lent.sum() + found.returned.sum()
    assert found.called.sum() <= size
    assert (found.lent >= 0).all()
    assert (found.unmet >= 0).all()
    if recycled:
        assert found.called.sum() <= pool(Fund(size), asked, back).called.sum()
    else:
        assert found.returned.tolist() == back.sum(axis=0).tolist()


def test_what_a_scenario_may_say_is_every_kind_of_metric():
    assert set(METRICS) == {
        "state_at",
        "first_entry",
        "sustained",
        "time_in",
        "intensity",
        "score",
        "events",
        "headcount",
        "activity",
        "cost_avoided",
        "basket",
    }
    assert set(TERMS) == {"block", "attachment", "activity", "outcome", "rate_card", "milestones", "cohort_linear"}
    later = {"cohort_threshold", "cohort_tiers", "cohort_milestones", "tournament", "penalty", "clawback", "retention"}
    assert set(EVERY_TERM) == set(TERMS) | later


def test_clauses_of_a_kind_know_their_metric_and_the_groups_that_it_counts():
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), groups=("far",))
    league = Tournament(id="l", metric="m", prizes=(money(1),), every=months(12))
    whole = contract(
        (metric, CostAvoided(id="x", values=("tax",), window=both(months(12)))), (league, Outcome(id="o", metric="m", price=both(price(1))))
    )
    (clause,) = term_clauses(whole, Tournament)
    assert (clause.id, clause.metric, clause.groups.tolist()) == ("l", metric, [False, True])
    assert term_clauses(contract((metric,), (league,), paid=()), Tournament) == ()
