"""What the Utah preschool bond must show: success paid for many times what was caused, because every flagged child was taken to fail."""

import numpy as np
import pytest

from tests.systems.runs import Seen, variants


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("utah_preschool", "honest_baseline", seeds=12)


def test_what_is_counted_as_saved_is_many_times_what_was_caused(runs: tuple[Seen, ...]) -> None:
    rows = [record.cohort_payments[0] for record in runs[0].records]
    assert sum(row.measured for row in rows) > 5 * sum(row.true for row in rows) > 0
    assert all(row.due_measured > 5 * row.due_true > 0 for row in rows)


def test_against_children_without_a_place_most_of_the_payment_is_gone(runs: tuple[Seen, ...]) -> None:
    asked, honest = (seen["payments"] for seen in runs)
    assert (honest < 0.3 * asked).all()
    assert runs[0]["true_effect"] == pytest.approx(runs[1]["true_effect"])
    gaps = np.array([row.measured - row.true for record in runs[1].records for row in record.cohort_payments])
    assert abs(gaps.mean()) < 3.0 * gaps.std(ddof=1) / np.sqrt(gaps.size)  # wrong once in 370


def test_the_bank_is_repaid_in_every_run(runs: tuple[Seen, ...]) -> None:
    assert all(record.flows["goldman"].sum() > 0 for record in runs[0].records)
