"""What terms pay and what the outlook foresees of it agree, where the theory bench (`utfall validate`) does not say so already."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.contract.contract_samples import both, months
from utfall.base.automata import Reading
from utfall.base.quantities import Flow, Money, Price, Share
from utfall.contract.ahead.between import chance_between
from utfall.contract.ahead.normal import cumulative, density
from utfall.contract.ahead.prizes import prize_slope
from utfall.contract.assurance.audits import chance_of_audit
from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Assurance, Comparison
from utfall.contract.metrics.chosen_date import chosen_reading
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.tournament import prizes_due

UNIT = 1_000_000


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


def test_choosing_among_three_days_lifts_points_and_lowers_a_mark():
    linear = chosen_reading(Reading(6, 0, 10.0, float("nan"), 0.4, 50.0), 3)
    assert linear.offset == pytest.approx(50.0 + 10.0 * 0.4 * 0.846284, abs=1e-5)
    assert chosen_reading(Reading(6, 0, 0.0, 1.0, 0.4), 3).threshold == pytest.approx(1.0 - 0.4 * 0.846284, abs=1e-5)
    assert 0.2 < chosen_reading(Reading(6, 0, 0.0, 1.0, 0.4), 3).noise < 0.4


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


def test_the_sampling_error_is_that_of_two_finite_groups():
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(12)), compared_with="lot")
    lot = Comparison(id="lot", design="randomised")
    recorded = Recorded(
        treated=np.repeat([1.0, 0.0], [60, 40]), groups=np.zeros(100, dtype=np.int16), others={"lot": np.repeat([1.0, 0.0], [100, 100])}
    )
    found = measured(metric, (lot,), recorded)
    assert (found.measured, found.level, found.value) == pytest.approx((0.1, 0.5, 0.6))
    assert found.error == pytest.approx(np.sqrt(0.24 / 99 + 0.25 / 199))


def test_the_chance_of_an_audit_falls_once_more_is_claimed_than_can_be_audited():
    full = Assurance(audit=Share(1.0), audit_capacity=Flow(5.0))
    assert [chance_of_audit(full, claims) for claims in (0, 4, 20)] == [1.0, 1.0, 0.25]
