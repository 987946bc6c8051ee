"""What Työ-SIB must show: a model in place of a control group is a risk to what is paid, and those who choose to join are not those invited."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.systems.runs import SEEDS, Seen, share_above, variants


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """As agreed, a model without error, people of the same years who were not invited, and all invited counted against these."""
    return variants("tyo_sib", "better_model", "same_years", "all_invited")


def error(contract: Seen) -> NDArray[np.float64]:
    """Gain a head that was measured, less the true one, a number a seed (minor units)."""
    lines = [record.cohort_payments[0] for record in contract.records]
    return np.array([line.measured - line.true for line in lines])


def test_a_models_error_moves_what_is_paid_up_in_some_runs_and_down_in_others(seen: tuple[Seen, ...]) -> None:
    agreed, better, *_ = seen
    moved = agreed["payments"] - better["payments"]
    assert 0 < (moved > 0).sum() < SEEDS  # all alike by chance: one in half a million
    assert (moved < 0).sum() > 0
    assert np.abs(moved).mean() > 0.05 * better["payments"].mean()
    assert error(agreed).std(ddof=1) > 2_000_00  # EUR 2 000 a head


def test_a_model_of_earlier_years_measures_less_surely_than_people_of_the_same_years(seen: tuple[Seen, ...]) -> None:
    agreed, _, same_years, _ = seen
    # Ratio of variances of 20 and 20: above 3.4 by chance in one of 200 tests.
    assert error(agreed).var(ddof=1) > 3.4 * error(same_years).var(ddof=1)


def test_those_who_join_would_have_earned_more_than_those_invited(seen: tuple[Seen, ...]) -> None:
    agreed = seen[0]
    people = [record.persons for record in agreed.records]
    joined = np.array([p.outcome_time_without[p.enrolled].mean() for p in people])
    invited = np.array([p.outcome_time_without[p.offered].mean() for p in people])
    assert share_above(joined, invited) >= 0.8  # 16 of 20 by chance: 6 in 1,000
    assert share_above(agreed["enrolled_by_need.1"], agreed["enrolled_by_need.5"]) >= 0.9


def test_joining_is_paid_for_as_effect_unless_everybody_invited_counts(seen: tuple[Seen, ...]) -> None:
    *_, joiners, invited = seen
    of_joiners, of_invited = error(joiners), error(invited)
    standard_error = of_joiners.std(ddof=1) / np.sqrt(SEEDS), of_invited.std(ddof=1) / np.sqrt(SEEDS)
    assert of_joiners.mean() > 2.9 * standard_error[0]  # one in 200 by chance (t, 19)
    assert abs(of_invited.mean()) < 2.9 * standard_error[1]  # two-sided, one in 100
