"""What trials side by side must show: they beat waiting for one of them to end, if they see each other; standard terms cut what setting up costs."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.systems.runs import SEEDS, Seen, share_above, variants

EFFECT = "true_effect_eligible"


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """Six towns that see each other; that do not; one trial and five years of waiting; each contract written anew."""
    return variants("national_fund_scaling", "apart", "waiting", "bespoke")


def surely_above_zero(gap: NDArray[np.float64]) -> bool:
    """Whether the mean of a number a seed is above 0 beyond chance: one in 200 (t, 19)."""
    return bool(gap.mean() > 2.9 * gap.std(ddof=1) / np.sqrt(SEEDS))


def visits(contract: Seen) -> NDArray[np.float64]:
    """Share of hours that go to what works."""
    hours = [contract[f"hours_by_task.{task}"] for task in ("family_visits", "groups", "campaign")]
    return hours[0] / np.sum(hours, axis=0)


def test_towns_that_see_each_other_cause_more_than_towns_that_do_not(seen: tuple[Seen, ...]) -> None:
    together, apart, *_ = seen
    assert surely_above_zero(together[EFFECT] - apart[EFFECT])
    assert visits(together).mean() > visits(apart).mean() + 0.03


def test_what_is_copied_is_what_was_paid_best_and_that_is_luck_in_some_runs(seen: tuple[Seen, ...]) -> None:
    together, apart, *_ = seen
    assert (visits(together) < visits(apart) - 0.1).mean() >= 0.1
    assert (visits(together) > visits(apart) + 0.1).mean() >= 0.3


def test_trials_side_by_side_beat_five_years_of_waiting_for_what_is_certain(seen: tuple[Seen, ...]) -> None:
    together, _, waiting, _ = seen
    assert surely_above_zero(together[EFFECT] - waiting[EFFECT])
    assert share_above(together[EFFECT], waiting[EFFECT]) >= 0.75
    # Each child who is served gains more after the wait: what is lost is the children of five years.
    assert share_above(waiting["true_effect"], together["true_effect"]) >= 0.9


def test_standard_terms_cut_what_six_contracts_cost_and_change_nothing_else(seen: tuple[Seen, ...]) -> None:
    together, *_, bespoke = seen
    assert share_above(bespoke["programme_cost"], together["programme_cost"]) == 1.0
    assert np.array_equal(bespoke[EFFECT], together[EFFECT])
    six = sum(0.85 ** np.log2(1 + before) for before in range(6))
    saved = (bespoke["programme_cost"] - together["programme_cost"]).mean()
    assert saved == pytest.approx((6 - six) * 200_000_000 * 1000 / 6000, rel=0.01)
