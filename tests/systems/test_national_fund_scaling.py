"""What trials side by side must show: they beat four to six years of waiting for one, if they see each other; standard terms cut what they cost."""

import numpy as np
import pytest
from numpy.typing import NDArray

import utfall
from tests.systems.runs import SEEDS, Seen, share_above, side_by_side, variants

EFFECT = "true_effect_eligible"


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """Six towns that see each other's results; that do not; each contract written anew."""
    return variants("national_fund_scaling", "apart", "bespoke")


@pytest.fixture(scope="module")
def waits() -> dict[str, Seen]:
    """One trial and a wait of four, five or six years; of four for a trial of what works; the same, and all follow it to the letter."""
    named = ("waiting_four", "waiting", "waiting_six", "waiting_lucky", "waiting_to_the_letter")
    base = utfall.load("national_fund_scaling")
    return dict(zip(named, side_by_side(*(base.variant(name) for name in named)), strict=True))


def surely_above_zero(gap: NDArray[np.float64]) -> bool:
    """Whether the mean of a number a seed is above 0 beyond chance: one in 200 (t, 19)."""
    return bool(gap.mean() > 2.9 * gap.std(ddof=1) / np.sqrt(SEEDS))


def visits(contract: Seen) -> NDArray[np.float64]:
    """Share of hours that go to what works."""
    hours = [contract[f"hours_by_task.{task}"] for task in ("family_visits", "groups", "campaign")]
    return hours[0] / np.sum(hours, axis=0)


def test_towns_that_see_each_other_cause_more_than_towns_that_do_not(seen: tuple[Seen, ...]) -> None:
    together, apart, _ = seen
    assert surely_above_zero(together[EFFECT] - apart[EFFECT])
    assert visits(together).mean() > visits(apart).mean() + 0.03


def test_what_is_copied_is_what_was_paid_best_and_that_is_luck_in_some_runs(seen: tuple[Seen, ...]) -> None:
    together, apart, _ = seen
    assert (visits(together) < visits(apart) - 0.1).mean() >= 0.1
    assert (visits(together) > visits(apart) + 0.1).mean() >= 0.3


@pytest.mark.parametrize(("wait", "least"), [("waiting_four", 2.0), ("waiting", 2.4), ("waiting_six", 2.9)])
def test_trials_side_by_side_beat_four_five_and_six_years_of_waiting(seen: tuple[Seen, ...], waits: dict[str, Seen], wait: str, least: float) -> None:
    """In nine of ten seeds or more: by luck in one of 2,500 (sign test, two-sided); and on average beyond chance."""
    together, waited = seen[0][EFFECT], waits[wait][EFFECT]
    assert share_above(together, waited) >= 0.9
    assert surely_above_zero(together - waited)
    assert least < together.mean() - waited.mean() < least + 2.0


def test_the_longer_the_wait_the_more_is_lost(waits: dict[str, Seen]) -> None:
    four, five, six = (waits[name][EFFECT] for name in ("waiting_four", "waiting", "waiting_six"))
    assert surely_above_zero(four - five)
    assert surely_above_zero(five - six)


def test_they_beat_four_years_of_waiting_even_where_the_one_trial_happens_to_be_of_what_works(seen: tuple[Seen, ...], waits: dict[str, Seen]) -> None:
    together, lucky = seen[0], waits["waiting_lucky"]
    assert surely_above_zero(together[EFFECT] - lucky[EFFECT])
    # Each child who is served gains more after such a wait: what is lost is the children of four years.
    assert share_above(lucky["true_effect"], together["true_effect"]) >= 0.9


def test_only_if_all_then_do_that_alone_are_four_years_of_waiting_about_as_good(seen: tuple[Seen, ...], waits: dict[str, Seen]) -> None:
    together, to_the_letter = seen[0][EFFECT], waits["waiting_to_the_letter"][EFFECT]
    assert 0.25 <= share_above(together, to_the_letter) <= 0.75  # a coin's 20 throws lie outside in one of 25


def test_standard_terms_cut_what_six_contracts_cost_and_change_nothing_else(seen: tuple[Seen, ...]) -> None:
    together, _, bespoke = seen
    assert share_above(bespoke["programme_cost"], together["programme_cost"]) == 1.0
    assert np.array_equal(bespoke[EFFECT], together[EFFECT])
    six = sum(0.85 ** np.log2(1 + before) for before in range(6))
    saved = (bespoke["programme_cost"] - together["programme_cost"]).mean()
    assert saved == pytest.approx((6 - six) * 200_000_000 * 1000 / 6000, rel=0.01)
