"""What the Job Training Partnership Act must show: exits put off, a measure that says little of impact, staff who may favour the hardest."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

PEOPLE, SEEDS = 600, 10


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("jtpa", "exit_on_the_day", "led_by_need", "led_by_need_no_award", "rate_standard", seeds=SEEDS, people=PEOPLE)


def test_exits_are_put_off_so_that_more_are_seen_in_work_and_no_more_is_caused(runs: tuple[Seen, ...]) -> None:
    chosen, on_the_day = runs[:2]
    assert (chosen["ending_delay"] > 0.5).all()
    assert not on_the_day["ending_delay"].any()
    assert share_above(chosen["measured_rate.placed"] - 0.03, on_the_day["measured_rate.placed"]) >= 0.9
    gap = chosen["true_effect"] - on_the_day["true_effect"]  # 3 standard errors: wrong once in 370
    assert abs(gap.mean()) <= 3.0 * gap.std(ddof=1) / np.sqrt(gap.size)
    assert abs(gap.mean()) < 0.1 * on_the_day["true_effect"].mean()


def test_the_later_rate_does_not_know_who_picked_the_day(runs: tuple[Seen, ...]) -> None:
    chosen, on_the_day = (seen["measured_rate.in_work_later"] for seen in runs[:2])
    assert abs(chosen - on_the_day).max() < 0.03


def test_who_is_in_work_on_the_day_hardly_says_whom_training_helped(runs: tuple[Seen, ...]) -> None:
    found = []
    for record in runs[0].records:
        persons, placed = record.persons, next(metric for metric in record.metrics if metric.id == "placed")
        gain = persons.outcome_time - persons.outcome_time_without
        found.append(np.corrcoef(placed.recorded[persons.enrolled], gain[persons.enrolled])[0, 1])
    assert -0.2 < np.mean(found) < 0.3
    assert np.mean([-0.2 < one < 0.3 for one in found]) >= 0.9


def test_the_award_takes_the_easy_and_staff_led_by_need_take_the_hardest_under_the_same_award(runs: tuple[Seen, ...]) -> None:
    asked, _, led, unpaid = runs[:4]
    assert (asked["creaming"] > 0.1).all()
    assert (led["creaming"] < 0).mean() >= 0.9
    assert (led["hours_ratio"] < 1).all()
    assert (asked["hours_ratio"] > 1).all()
    assert share_above(led["measured_rate.placed"], unpaid["measured_rate.placed"]) >= 0.9


def test_under_the_standard_of_a_year_exits_are_put_off_too_and_its_rate_is_lifted_with_no_more_caused(runs: tuple[Seen, ...]) -> None:
    on_the_day, standard = runs[1], runs[4]
    assert (standard["ending_delay"] > 0.5).all()
    assert share_above(standard["measured_rate.placed"], on_the_day["measured_rate.placed"]) >= 0.9
    assert standard["true_effect"].mean() < 1.1 * on_the_day["true_effect"].mean()
    years = [year for record in standard.records for year in record.cohort_payments if year.quantity > 0]
    assert {year.due_measured > 0 for year in years} == {True, False}
    assert all((year.due_measured > 0) == (year.measured >= 0.55 - 1e-12) for year in years)
