"""What the four-hour target must show: it helps in truth and is gamed at once, and without stakes the same count does neither."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

PEOPLE, SEEDS = 800, 16
SEEN = "measured_rate.within_four_hours"


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("ae_four_hour", "no_stakes", "honest_clock", seeds=SEEDS, people=PEOPLE)


def anyway(seen: Seen) -> np.ndarray:
    """Share who leave within four hours in the world without the target, a run each."""
    return np.array([record.metrics[0].without.mean() for record in seen.records])


def test_the_target_helps_in_truth(runs: tuple[Seen, ...]) -> None:
    target, no_stakes, _ = runs
    assert (target["true_effect"] > 0.03).all()
    assert share_above(target["true_effect"], no_stakes["true_effect"]) == 1.0


def test_it_is_gamed_at_once_so_that_more_is_seen_than_is_true(runs: tuple[Seen, ...]) -> None:
    target, _, honest = runs
    assert (target["hours_by_task.clock_stopping"] > 0).all()
    assert share_above(target[SEEN] - anyway(target), target["true_effect"]) >= 0.9
    assert honest[SEEN] - anyway(honest) == pytest.approx(honest["true_effect"], abs=1e-9)


def test_the_same_count_without_stakes_moves_little_and_is_not_gamed(runs: tuple[Seen, ...]) -> None:
    target, no_stakes, _ = runs
    assert not no_stakes["hours_by_task.clock_stopping"].any()
    assert (no_stakes[SEEN] - anyway(no_stakes)).mean() < 0.3 * (target[SEEN] - anyway(target)).mean()


def test_stopped_clocks_take_hours_from_treating(runs: tuple[Seen, ...]) -> None:
    target, _, honest = runs
    assert share_above(honest["hours_by_task.treating"], target["hours_by_task.treating"]) >= 0.9
