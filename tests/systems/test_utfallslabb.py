"""What the Swedish state's outcome payment must show: what no one-year budget starts becomes worth starting, and paid too late it starts nothing."""

import pytest

import utfall
from tests.systems.runs import Seen, side_by_side


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    """As proposed; without the money early; all of it late, and a municipality that looks ten years ahead."""
    case = utfall.load("utfallslabb")
    late = case.variant("all_late")
    far = late.replace({"payers.municipality.horizon": "10 years", "payers.municipality.mandate": "120 months"})
    return side_by_side(case, late, far, seeds=4, people=400)


def test_with_money_early_the_municipality_signs_and_children_are_helped(runs: tuple[Seen, ...]) -> None:
    assert all(record.signed for record in runs[0].records)
    assert (runs[0]["true_effect"] > 0).all()


def test_all_of_it_late_starts_nothing_and_it_is_the_municipality_that_declines(runs: tuple[Seen, ...]) -> None:
    assert not any(record.signed for record in runs[1].records)
    assert {notice.party for record in runs[1].records for notice in record.notices if notice.kind == "declines"} == {"municipality"}


def test_it_is_the_horizon_that_stops_it_for_who_looks_ten_years_ahead_signs(runs: tuple[Seen, ...]) -> None:
    assert all(record.signed for record in runs[2].records)


def test_prevention_has_not_paid_back_after_a_year_and_has_after_four(runs: tuple[Seen, ...]) -> None:
    assert (runs[0]["net_value_1y"] < 0).all()
    assert (runs[0]["net_value_4y"] > 0).all()
