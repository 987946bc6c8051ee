"""What trials side by side must show: they beat waiting for one of them to end, if they see each other; standard terms cut what setting up costs."""

import numpy as np
import pytest
from numpy.typing import NDArray

import utfall
from tests.systems.runs import SEEDS, Seen, share_above, side_by_side, variants

EFFECT = "true_effect_eligible"


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """Six towns that see each other; that do not; one trial and five years of waiting; each contract written anew."""
    return variants("national_fund_scaling", "apart", "waiting", "bespoke")


@pytest.fixture(scope="module")
def waits() -> tuple[Seen, ...]:
    """One trial and six years of waiting; four years; four years for a trial of groups; of talks to whole classes."""
    of_groups = utfall.load("national_fund_scaling").variant("waiting_for_groups")
    talks = {f"providers.town_{town}.plan": {"family_visits": "0 %", "groups": "0 %", "campaign": "100 %"} for town in range(1, 7)}
    base = utfall.load("national_fund_scaling")
    return side_by_side(base.variant("waiting_six"), base.variant("waiting_four"), of_groups, of_groups.replace(talks))


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


def test_they_beat_six_years_more_often_and_four_years_of_such_a_wait_are_about_as_good(seen: tuple[Seen, ...], waits: tuple[Seen, ...]) -> None:
    together, six, four = seen[0][EFFECT], waits[0][EFFECT], waits[1][EFFECT]
    assert share_above(together, six) >= 0.9
    assert 0.25 <= share_above(together, four) <= 0.75


def test_they_beat_four_years_of_waiting_for_a_trial_of_whichever_method_came_first(seen: tuple[Seen, ...], waits: tuple[Seen, ...]) -> None:
    by_luck = np.mean([wait[EFFECT] for wait in waits[1:]], axis=0)
    assert share_above(seen[0][EFFECT], by_luck) >= 0.9


def test_standard_terms_cut_what_six_contracts_cost_and_change_nothing_else(seen: tuple[Seen, ...]) -> None:
    together, *_, bespoke = seen
    assert share_above(bespoke["programme_cost"], together["programme_cost"]) == 1.0
    assert np.array_equal(bespoke[EFFECT], together[EFFECT])
    six = sum(0.85 ** np.log2(1 + before) for before in range(6))
    saved = (bespoke["programme_cost"] - together["programme_cost"]).mean()
    assert saved == pytest.approx((6 - six) * 200_000_000 * 1000 / 6000, rel=0.01)
