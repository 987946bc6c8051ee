"""Pair indicators from two stored runs under one seed."""

import pytest

from tests.indicators.build import Row, column, hours_metric, job_metric, persons, record
from utfall.indicators.pairs import pair_values
from utfall.indicators.run import run_values


def row(**changes):
    return Row(1, 0, run_values(record(**changes)))


def test_without_references_every_pair_value_says_which_is_missing():
    found = pair_values(row(), {})
    assert set(found) == {"best_with_same_hours", "goodhart_shift", "crowding_task", "crowding_motivation"}
    assert all(value.value is None and "missing" in value.reason for value in found.values())


def test_task_crowding_compares_shares_of_hours_not_hours():
    # 60 of 107 hours here on the only task that builds an unpaid dimension; 400 of 500 under the fee.
    fee = row(hours_by_task=column({0: 400, 1: 50, 2: 50})[:3])
    assert pair_values(row(), {"fee_agreed_hours": fee})["crowding_task"].value == pytest.approx(1 - (60 / 107) / 0.8)


def test_best_with_same_hours_is_the_share_of_the_planners_effect():
    planner = row(persons=persons(outcome_time=persons().outcome_time + 1.0))
    assert pair_values(row(), {"planner": planner})["best_with_same_hours"].value == pytest.approx(0.5)


def test_motivation_crowding_is_the_effect_with_motivation_held_less_this_one():
    held = row(persons=persons(outcome_time=persons().outcome_time + 0.25))
    assert pair_values(row(), {"motivation_held": held})["crowding_motivation"].value == pytest.approx(0.25)


def test_goodhart_shift_is_the_difference_of_slopes_on_the_first_paid_metric():
    paid = (job_metric(paid=False), hours_metric(paid=True))
    after = column({0: 3, 1: 6})
    ours, fee = row(metrics=paid), row(metrics=(job_metric(paid=False), hours_metric()), persons=persons(after_window=after))
    # Recorded 160, 320, 0, 0 (mean 120): Sxx 70 400; Sxy 1 920 on (6, 12, 3, 3) and 1 320 on (3, 6, 0, 0).
    expected = (40 * 6 + 200 * 12 - 120 * 3 - 120 * 3) / 70400 - (40 * 3 + 200 * 6) / 70400
    assert pair_values(ours, {"fee_agreed_hours": fee})["goodhart_shift"].value == pytest.approx(expected)
