"""The Innovation Fund: on one list of prices the low steps are taken more often and the high ones less, and less work is caused for more money."""

import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side

LIST, AGREED, NO_SOFT, NO_LIMIT = 0, 1, 2, 3
#: One of the ten bonds and one year of its people.
ONE_BOND = {
    "providers.bond.count": 1,
    "people.eligible": 833,
    "people.places": 600,
    "people.enrolment": "12 months",
    "contract.length": "48 months",
    "subcontract.terms.running_cost.fee": "GBP 60 000 per month",
}


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """The list of prices; the same staff with hours agreed; the list without its two softest rows; the list without a limit per head."""
    card = utfall.load("innovation_fund").replace(ONE_BOND)
    agreed = card.replace({"behaviour.providers": "equal_effort"})
    unlimited = card.replace({"contract.limits.per_person": "GBP 60 000"})
    return side_by_side(card, agreed, card.variant("no_soft_steps"), unlimited, seeds=10, people=833)


@pytest.mark.parametrize("other", [AGREED, NO_SOFT])
@pytest.mark.parametrize("step", ["attitude", "behaviour", "attendance", "entry_level"])
def test_low_steps_are_taken_more_often(seen: tuple[Seen, ...], other: int, step: str) -> None:
    assert share_above(seen[LIST][f"measured_rate.{step}"], seen[other][f"measured_rate.{step}"]) >= 0.9


def test_a_better_attitude_is_paid_for_twice_as_often_as_with_hours_agreed(seen: tuple[Seen, ...]) -> None:
    ratio = seen[LIST]["measured_rate.attitude"] / seen[AGREED]["measured_rate.attitude"]
    assert ratio.mean() == pytest.approx(2.1, abs=0.3)


@pytest.mark.parametrize("other", [AGREED, NO_SOFT])
@pytest.mark.parametrize("step", ["level_2", "job", "sustained_job"])
def test_high_steps_are_taken_less_often(seen: tuple[Seen, ...], other: int, step: str) -> None:
    assert share_above(seen[other][f"measured_rate.{step}"], seen[LIST][f"measured_rate.{step}"]) >= 0.9


@pytest.mark.parametrize("other", [AGREED, NO_SOFT])
def test_the_highest_which_few_reach_is_reached_by_fewer_and_in_no_run_by_more(seen: tuple[Seen, ...], other: int) -> None:
    ours, theirs = (seen[which]["measured_rate.level_3"] for which in (LIST, other))
    assert ours.mean() < theirs.mean()
    assert share_above(ours, theirs) == 0.0


@pytest.mark.parametrize("other", [AGREED, NO_SOFT])
def test_qualifications_at_level_1_fall_here_where_the_evaluation_of_the_fund_found_more_of_them(seen: tuple[Seen, ...], other: int) -> None:
    """What was read and is not reproduced (docs/systems.md): they hang on tuition, from which mentoring and letters take the hours."""
    assert share_above(seen[other]["measured_rate.level_1"], seen[LIST]["measured_rate.level_1"]) >= 0.9


def test_attendance_is_better_than_it_would_be_without_help_where_the_evaluation_found_more_absence(seen: tuple[Seen, ...]) -> None:
    """What was read and is not reproduced (docs/systems.md): help of every kind is assumed to do good."""
    for record in seen[LIST].records:
        attendance = next(metric for metric in record.metrics if metric.id == "attendance")
        assert attendance.true.mean() > attendance.without.mean()


def test_a_run_pays_about_twice_a_head_what_the_fund_held_for_each_start(seen: tuple[Seen, ...]) -> None:
    """What was read and is not reproduced (docs/systems.md): GBP 30 million for 18 000 starts."""
    a_head = (seen[LIST]["payments"] / seen[LIST]["enrolled"]).mean() / 100
    assert 3_200 < a_head < 3_800
    assert a_head > 1.8 * 30_000_000 / 18_000


@pytest.mark.parametrize("other", [AGREED, NO_SOFT])
def test_less_work_is_caused_for_more_money(seen: tuple[Seen, ...], other: int) -> None:
    assert share_above(seen[other]["true_effect_eligible"], seen[LIST]["true_effect_eligible"]) >= 0.9
    assert share_above(seen[LIST]["payments"], seen[other]["payments"]) >= 0.9


def test_hours_go_from_tuition_to_mentoring_and_to_the_letter_itself(seen: tuple[Seen, ...]) -> None:
    card, agreed = seen[LIST], seen[AGREED]
    assert share_above(0.6 * agreed["hours_by_task.tuition"], card["hours_by_task.tuition"]) == 1.0
    assert share_above(card["hours_by_task.mentoring"], agreed["hours_by_task.mentoring"]) >= 0.9
    assert (card["hours_by_task.drill"] > 0).all()
    assert not agreed["hours_by_task.drill"].any()


def test_it_is_not_the_limit_that_leaves_the_high_steps(seen: tuple[Seen, ...]) -> None:
    card, unlimited = (seen[which]["measured_rate.level_1"].mean() for which in (LIST, NO_LIMIT))
    agreed = seen[AGREED]["measured_rate.level_1"].mean()
    assert abs(unlimited - card) < 0.2 * (agreed - card)


def test_most_of_what_is_paid_would_have_come_anyway(seen: tuple[Seen, ...]) -> None:
    assert seen[LIST].pooled("deadweight_share") > 0.6
