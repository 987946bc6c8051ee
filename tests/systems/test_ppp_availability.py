"""Paid by availability: what is not in the deductions is skimped."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

LIST, AGREED, LONGER_LIST = 0, 1, 2


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("ppp_availability", "agreed_hours", "clean_counts", seeds=10)


def true_of(runs: Seen, metric: str) -> np.ndarray:
    """Mean a room of what a metric truly came to, one a seed."""
    return np.array([next(facts.true for facts in record.metrics if facts.id == metric).mean() for record in runs.records])


def test_rooms_stay_open_about_as_under_agreed_hours(seen: tuple[Seen, ...]) -> None:
    assert true_of(seen[LIST], "open").mean() == pytest.approx(true_of(seen[AGREED], "open").mean(), rel=0.03)


def test_rooms_that_nobody_deducts_for_are_hardly_cleaned(seen: tuple[Seen, ...]) -> None:
    assert share_above(true_of(seen[AGREED], "clean"), true_of(seen[LIST], "clean")) == 1.0
    assert seen[LIST].pooled("hours_by_task.cleaning") < 0.1 * seen[AGREED].pooled("hours_by_task.cleaning")


def test_a_line_in_the_list_brings_cleaning_back(seen: tuple[Seen, ...]) -> None:
    assert true_of(seen[LONGER_LIST], "clean").mean() > 0.5 * true_of(seen[AGREED], "clean").mean()
    assert share_above(true_of(seen[LONGER_LIST], "clean"), true_of(seen[LIST], "clean")) == 1.0
