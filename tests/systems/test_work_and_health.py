"""The Work and Health Programme: a sum of earnings leaves less to start-stop work than weeks counted as under the Work Programme."""

import pytest

from tests.systems.runs import Seen, share_above, variants

SUM, WEEKS = 0, 1


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("work_and_health", "weeks_counted", seeds=10, people=600)


def test_fewer_hours_push_people_into_quick_jobs_under_the_earned_sum(seen: tuple[Seen, ...]) -> None:
    assert share_above(seen[WEEKS]["placement_share"], seen[SUM]["placement_share"]) >= 0.9
    assert seen[SUM].pooled("placement_share") < 0.5 * seen[WEEKS].pooled("placement_share")


def test_less_of_what_is_paid_for_is_hollow_under_the_earned_sum(seen: tuple[Seen, ...]) -> None:
    assert seen[SUM].pooled("hollow_share") < seen[WEEKS].pooled("hollow_share")


def test_both_cause_little_beside_what_would_have_come_anyway(seen: tuple[Seen, ...]) -> None:
    assert min(runs.pooled("deadweight_share") for runs in seen) > 0.75
