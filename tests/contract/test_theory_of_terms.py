"""Closed forms of contract theory, through the terms, the outlook and the waterfall."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.contract.contract_samples import WORK, both, contract, months
from utfall.base.automata import Automaton, Reading
from utfall.base.quantities import Change, Flow, Money, Price, Share
from utfall.behaviour.claims import expected_gain
from utfall.behaviour.views import ClaimView
from utfall.contract.ahead.between import chance_between
from utfall.contract.ahead.normal import below, cumulative, density
from utfall.contract.ahead.prizes import prize_slope
from utfall.contract.ahead.standing import Standing, at_line
from utfall.contract.assurance.audits import chance_of_audit
from utfall.contract.assurance.collecting import collected
from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Assurance, Capital, Comparison, Tranche
from utfall.contract.finance.fund import Fund, pool, tail
from utfall.contract.metrics.chosen_date import chosen_reading, largest_of
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.review.foresight import kept_by_cohort
from utfall.contract.review.targets import next_target
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.threshold import CohortThreshold, threshold_due
from utfall.contract.terms.tournament import prizes_due
from utfall.contract.waterfall import Waterfall

UNIT = 1_000_000


@pytest.mark.parametrize(("people", "expected"), [(50, 575.823582), (200, 1151.647165), (800, 2303.294330)])
def test_a_threshold_is_sharpest_at_its_line_and_sharper_the_larger_the_cohort(people, expected):
    """T21: R phi((T - p) / s) / s per unit of rate."""
    own = Standing(people=people, rate=0.4, sd=np.sqrt(0.24), unsure=0.0)
    assert 100.0 * people * at_line(own, 0.4 * people) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("people", "expected"), [(50, 203.19), (200, 17.855), (800, 0.000133)])
def test_ten_points_below_the_line_a_large_cohort_has_given_up(people, expected):
    own = Standing(people=people, rate=0.4, sd=np.sqrt(0.24), unsure=0.0)
    assert 100.0 * people * at_line(own, 0.5 * people) == pytest.approx(expected, rel=1e-3)


def test_lazear_and_rosen():
    """T10: W / (2 sigma sqrt(pi) c); five players .348889; first best at 2 sigma sqrt(pi)."""
    assert prize_slope(np.array([1.5]), 0.0, np.zeros(1), 1.0) == pytest.approx(0.42314219, abs=1e-6)
    assert prize_slope(np.array([1.5]), 0.0, np.zeros(4), 1.0) == pytest.approx(0.348889, abs=1e-6)
    assert prize_slope(np.array([2 * 0.7 * np.sqrt(np.pi)]), 0.0, np.zeros(1), 0.7) == pytest.approx(1.0, abs=1e-9)


def test_a_common_shock_changes_no_prize_and_equal_prizes_move_nobody():
    prizes, others = np.array([3.0, 1.0]), np.array([0.2, -0.1, 0.4])
    assert prize_slope(prizes, 0.3, others, 0.5) == pytest.approx(prize_slope(prizes, 5.3, others + 5.0, 0.5), abs=1e-12)
    assert prize_slope(np.full(4, 2.0), 0.3, others, 0.5) == pytest.approx(0.0, abs=1e-12)


def expected_prize(prizes, own, others, sd):
    """What the term pays whoever has this mean, over every set of others who may come out above it; each score is normal."""
    z = np.linspace(-9.0, 9.0, 1201)
    under = [cumulative((own + sd * z - mean) / sd) for mean in others]
    total = np.zeros(z.size)
    for above in product((0, 1), repeat=len(others)):
        chance = np.prod([1.0 - one if over else one for one, over in zip(under, above, strict=True)], axis=0)
        total += chance * prizes_due(prizes, [0.0, *(1.0 + i if over else -1.0 - i for i, over in enumerate(above))])[0]
    return float((density(z) * (z[1] - z[0]) * total).sum())


def test_the_slope_of_a_prize_is_its_difference_and_all_prizes_are_paid_out():
    prizes, means = (Money(3, "EUR"), Money(1, "EUR")), np.array([0.3, 0.2, -0.1, 0.4])
    rest = [np.delete(means, i) for i in range(4)]
    assert sum(expected_prize(prizes, means[i], rest[i], 0.5) for i in range(4)) == pytest.approx(4.0, abs=1e-9)
    step = 1e-4
    difference = expected_prize(prizes, 0.3 + step, rest[0], 0.5) - expected_prize(prizes, 0.3 - step, rest[0], 0.5)
    assert prize_slope(np.array([3.0, 1.0]), 0.3, rest[0], 0.5) == pytest.approx(difference / (2 * step), abs=1e-6)


@pytest.mark.parametrize(("dates", "expected"), [(1, 0.0), (2, 0.564190), (3, 0.846284), (5, 1.162964), (12, 1.629228)])
def test_the_best_of_several_days(dates, expected):
    """T8a."""
    assert largest_of(dates)[0] == pytest.approx(expected, abs=1e-6)


def paid_on(days):
    """Units of a state on a day that the provider picks, for who was in it on these days."""
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(len(days))), reported="when_provider_chooses")
    automaton = compile_metric(metric, 0, contract((metric,), ()), (WORK,), ())
    assert isinstance(automaton, Automaton)
    assert (automaton.first, automaton.last) == (1, len(days))
    progress, units = int(automaton.start[0]), 0.0
    for state in days:
        units, progress = units + float(automaton.emits[progress, state]), int(automaton.step[progress, state])
    return units


def test_choosing_among_three_days_lifts_a_score_and_a_success():
    """T8a: an error of sd 4 that correlates .5 between days lifts a score by 4 sqrt(.5) m_3; a success of .3 a day is there some day with .657."""
    assert chosen_reading(Reading(6, 0, 1.0, float("nan"), 4.0 * np.sqrt(0.5)), 3).offset == pytest.approx(2.393654, abs=1e-6)
    assert sum(0.3 ** sum(days) * 0.7 ** (3 - sum(days)) * paid_on(days) for days in product((0, 1), repeat=3)) == pytest.approx(0.657)
    linear = chosen_reading(Reading(6, 0, 10.0, float("nan"), 0.4, 50.0), 3)
    assert linear.offset == pytest.approx(50.0 + 10.0 * 0.4 * 0.846284, abs=1e-5)
    assert chosen_reading(Reading(6, 0, 0.0, 1.0, 0.4), 3).threshold == pytest.approx(1.0 - 0.4 * 0.846284, abs=1e-5)
    assert 0.2 < chosen_reading(Reading(6, 0, 0.0, 1.0, 0.4), 3).noise < 0.4


def first_kept(periods):
    """What is left of the first period's incentive, one cohort and one review a period, ratchet .4, discount .95."""
    return kept_by_cohort(range(1, periods + 1), range(1, periods), 0.4, 0.95)[0]


def test_a_ratchet_leaves_an_eighth_of_the_incentive():
    """T9: (1 - d) / (1 - d (1 - r)) where it goes on for ever, which a hundred periods are."""
    assert 0.6 / 1.2 * first_kept(100) == pytest.approx(0.058140, abs=1e-6)
    assert 0.6 / 1.2 * first_kept(2) == pytest.approx(0.31)
    assert first_kept(1) == 1.0
    assert first_kept(100) == pytest.approx((1.0 - 0.95) / (1.0 - 0.95 * (1.0 - 0.4)), abs=1e-12)


def test_what_the_ratchet_leaves_is_what_later_targets_take():
    """One more unit today, then nothing else changes: pay now less discounted pay lost to higher targets."""
    base, higher, total = 10.0, 10.0, 1.0
    for k in range(1, 9):
        base, higher = next_target(base, 10.0, 0.4), next_target(higher, 11.0 if k == 1 else 10.0, 0.4)
        total -= 0.95**k * (higher - base)
    assert total == pytest.approx(first_kept(9), abs=1e-12)


def test_a_guarantee_lowers_the_price_of_success():
    """T15b: M = (I (1 + r)^T - (1 - p) F) / p, F made good on failure."""
    loan, promise = Tranche(id="loan", investor="fund"), Tranche(id="promise", investor="town", kind="guarantee", amount=Money(400_000, "EUR"))
    rules = Waterfall.of(Capital(holder="h", need=Money(UNIT, "EUR"), tranches=(loan, promise)))
    price = 1.801225

    def payoff(receipts: float) -> float:
        state = rules.receive(rules.pay_costs(rules.start(), UNIT).state, round(receipts * UNIT))
        return sum(t.amount for t in rules.distribute(state, final=True).transfers if t.target == "fund") / UNIT

    assert 0.65 * payoff(price) + 0.35 * payoff(0.0) == pytest.approx(1.07**4, abs=2e-6)


def test_a_first_loss_guarantee_is_a_put_spread():
    """T15e: value .062341; chance of loss .353830 without, .158655 with."""
    loan, promise = Tranche(id="loan", investor="fund"), Tranche(id="promise", investor="town", kind="guarantee", amount=Money(250_000, "EUR"))
    rules = Waterfall.of(Capital(holder="h", need=Money(UNIT, "EUR"), tranches=(loan, promise)))
    spent = rules.pay_costs(rules.start(), UNIT).state
    grid = np.linspace(1.15 - 7 * 0.4, 1.15 + 7 * 0.4, 4001)
    weight = density((grid - 1.15) / 0.4) * (grid[1] - grid[0]) / 0.4
    guaranteed, lost, value = np.zeros(grid.size), np.zeros(grid.size), 0.0
    for i, receipts in enumerate(grid):
        booked = rules.distribute(rules.receive(spent, max(round(receipts * UNIT), 0)), final=True).transfers
        guaranteed[i] = sum(t.amount for t in booked if t.source == "town") / UNIT
        lost[i] = sum(t.amount for t in booked if t.target == "fund") < UNIT
    value = float((weight * guaranteed).sum())
    assert value == pytest.approx(0.062341, abs=1e-5)
    assert float((weight * lost).sum()) == pytest.approx(0.158655, abs=1e-3)
    assert below((1.0 - 1.15) / 0.4) == pytest.approx(0.353830, abs=1e-6)


def mean_paid(term, mean):
    """Units paid on average for one person whose gain in them is normal with this mean and sd .5."""
    grid = np.linspace(mean - 7 * 0.5, mean + 7 * 0.5, 2001)
    weight = density((grid - mean) / 0.5) * (grid[1] - grid[0]) / 0.5
    return float((weight * [cohort_due(term, CohortEstimate(float(gain) / 10, 1.0, 0.0)) / UNIT for gain in grid]).sum())


def test_a_floor_and_a_cap_make_a_call_spread():
    """T15d: E[clip(k (Y - y0), 0, C)] = .6, nothing paid and cap hit .115070 each; the term pays it, the outlook foresees it."""
    open_ended = CohortLinear(id="t", metric="m", price=Price(10 * UNIT, "EUR", "person"))
    floored = replace(open_ended, floor=Money(0, "EUR"))
    spread = replace(floored, cap=Money(round(1.2 * UNIT), "EUR"))
    assert mean_paid(spread, 0.6) == pytest.approx(0.6, abs=1e-6)
    assert chance_between(0.6, 0.5, 0.0, 1.2) == pytest.approx(1 - 2 * 0.115070, abs=1e-6)
    for mean in (-0.2, 0.6, 1.1):  # the chance foreseen is the slope of what the term pays
        slope = (mean_paid(spread, mean + 0.01) - mean_paid(spread, mean - 0.01)) / 0.02
        assert chance_between(mean, 0.5, 0.0, 1.2) == pytest.approx(slope, abs=1e-4)
    assert [cohort_due(spread, CohortEstimate(mean / 10, 1.0, 0.0)) / UNIT for mean in (-1.0, 0.5, 2.0)] == [0.0, 0.5, 1.2]
    assert [chance_between(mean, 0.0, 0.0, 1.2) for mean in (-1.0, 0.5, 2.0)] == [0.0, 1.0, 0.0]
    assert mean_paid(open_ended, 0.6) == pytest.approx(0.6, abs=1e-6)
    assert mean_paid(floored, 0.6) - 0.6 == pytest.approx(0.5 * float(density(np.array([1.2]))[0]) - 0.6 * 0.115070, abs=1e-6)


def test_a_portfolio_of_twenty_deals():
    """T15h: P(loss) .121781, value at risk .145, mean beyond it .197217."""
    losses, chances = [], []
    for won in range(21):
        back = np.array([[0, round(1.9 * UNIT) if deal < won else 0] for deal in range(20)], dtype=np.int64)
        flows = pool(Fund(20 * UNIT), np.array([[UNIT, 0]] * 20, dtype=np.int64), back)
        losses.append(flows.lost / (20 * UNIT))
        ways = np.prod([(20 - i) / (i + 1) for i in range(won)])
        chances.append(ways * 0.65**won * 0.35 ** (20 - won))
    loss, chance = np.array(losses), np.array(chances)
    assert chance[loss > 0].sum() == pytest.approx(0.121781, abs=1e-6)
    assert tail(loss, chance, 0.95) == pytest.approx((0.145, 0.197217), abs=1e-6)


def gain_of_false_claim(audit, means):
    """Minor units that a provider with these means expects of a false claim for EUR 100, found in .8 of audits and then fined EUR 300."""
    claim = ClaimView(
        price=np.array([10_000.0]), integrity=np.zeros(1), distance=np.ones(1), audit=audit, detection=0.8, penalty=float(collected(30_000, means))
    )
    return float(expected_gain(claim)[0])


def test_audits_that_deter():
    """T4c: q* = w / (d (w + F)); what cannot be collected deters nobody."""
    assert gain_of_false_claim(0.3125, 10**9) == pytest.approx(0.0, abs=1e-9)
    assert gain_of_false_claim(0.312, 10**9) > 0 > gain_of_false_claim(0.313, 10**9)
    assert gain_of_false_claim(0.3125, 5_000) > 0
    assert gain_of_false_claim(1.25, -1) == pytest.approx(0.0, abs=1e-9)
    assert gain_of_false_claim(1.0, -1) > 0
    full = Assurance(audit=Share(1.0), audit_capacity=Flow(5.0))
    assert [chance_of_audit(full, claims) for claims in (0, 4, 20)] == [1.0, 1.0, 0.25]


def test_false_payment_of_a_threshold_is_the_exact_binomial():
    """T20: 300 people at a known 40 % reach 45 % by luck in .044346 of cohorts."""
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="known")
    known = Comparison(id="known", design="agreed", expected=(0.4, 0.4))
    term = CohortThreshold(id="t", metric="m", change=Change(5.0, "point"), pays=Money(1, "EUR"))
    chance, total = 0.6**300, 0.0
    for won in range(301):
        treated = np.repeat([1.0, 0.0], [won, 300 - won])
        recorded = Recorded(treated=treated, groups=np.zeros(300, dtype=np.int16))
        total += chance * threshold_due(term, measured(metric, (known,), recorded), 1)
        chance *= (300 - won) / (won + 1) * 0.4 / 0.6
    assert total == pytest.approx(0.044346, abs=1e-6)


def test_the_sampling_error_is_that_of_two_finite_groups():
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="lot")
    lot = Comparison(id="lot", design="randomised")
    recorded = Recorded(
        treated=np.repeat([1.0, 0.0], [60, 40]), groups=np.zeros(100, dtype=np.int16), others={"lot": np.repeat([1.0, 0.0], [100, 100])}
    )
    found = measured(metric, (lot,), recorded)
    assert (found.measured, found.level, found.value) == pytest.approx((0.1, 0.5, 0.6))
    assert found.error == pytest.approx(np.sqrt(0.24 / 99 + 0.25 / 199))
