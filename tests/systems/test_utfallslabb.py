"""What the Swedish state's outcome payment must show: what no one-year budget starts becomes worth starting, and paid too late it starts nothing."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, side_by_side
from utfall.experiment.starting import Starting, starting
from utfall.model.foresight.forecast import forecast

SMALL = utfall.load("utfallslabb").scaled(400)
POINTS = 16
EARLY, LATE = "contract.terms.early_outcome.price", "contract.terms.late_outcome.price"


def at_some_price(variant: str, price: str) -> np.ndarray:
    """Of the drawn points, those at which some price starts it, as if it were agreed when the point is known."""
    case = SMALL.variant(variant) if variant else SMALL
    tried = (starting(case.replace({price: f"SEK {thousands} 000 per person"}), POINTS, seeds=6) for thousands in (80, 150, 250, 400))
    return np.any([one.started for one in tried], axis=0)


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    """As proposed; nothing from the state; start money alone; the outcome at five years, with start money and without; all of it at three years.

    The last two: a board that counts the year alone, and one that looks eight years ahead and is paid late.
    """
    base = utfall.load("utfallslabb")
    arms = [base.variant(name) for name in ("no_state", "start_alone", "start_then_late", "all_late", "at_three_years")]
    year = base.replace({"payers.municipality.signed_horizon": "1 year"})
    far = base.variant("all_late").replace({"payers.municipality.horizon": "8 years"})
    return side_by_side(base, *arms, year, far, seeds=4, people=400)


BASE, NO_STATE, START, START_THEN_LATE, LATE_ALONE, AT_THREE, YEAR, FAR = range(8)


def who_declines(seen: Seen) -> set[str]:
    return {notice.party for record in seen.records for notice in record.notices if notice.kind == "declines"}


@pytest.mark.parametrize("arm", [BASE, AT_THREE, FAR])
def test_an_outcome_payment_due_while_the_board_counts_it_starts_help_that_works(runs: tuple[Seen, ...], arm: int) -> None:
    assert all(record.signed for record in runs[arm].records)
    assert (runs[arm]["true_effect"] > 0).all()


@pytest.mark.parametrize("arm", [NO_STATE, START, START_THEN_LATE, LATE_ALONE, YEAR])
def test_without_it_nothing_starts_and_it_is_the_municipality_that_declines(runs: tuple[Seen, ...], arm: int) -> None:
    assert not any(record.signed for record in runs[arm].records)
    assert who_declines(runs[arm]) == {"municipality"}


@pytest.mark.parametrize("variant", ["no_state", "start_alone"])
def test_money_at_the_start_or_none_starts_next_to_nothing_whatever_is_true_of_the_children(variant: str) -> None:
    found: Starting = starting(SMALL.variant(variant), POINTS, seeds=6)
    assert found.share <= 0.1
    assert dict(found.declined)["municipality"] >= 0.9 * POINTS


@pytest.mark.parametrize("variant", ["start_then_late", "all_late"])
def test_paid_too_late_it_starts_nothing_at_any_price(variant: str) -> None:
    assert not at_some_price(variant, LATE).any()


@pytest.fixture(scope="module")
def starts() -> np.ndarray:
    """At which drawn points some price of the outcome at three years starts it."""
    return at_some_price("", EARLY)


def test_paid_within_the_mandate_some_price_starts_it_at_most_points_though_not_at_all(starts: np.ndarray) -> None:
    assert 0.5 <= starts.mean() < 1.0


def test_where_no_price_starts_it_the_state_gains_little_more_than_the_service_costs_or_the_team_loses(starts: np.ndarray) -> None:
    found = [forecast(SMALL.case(point), 6) for point in range(POINTS)]
    gain = np.array([one.plan.saved_by["state"].sum() / dict(one.by_clause)["service"] for one in found if one.plan is not None])
    loses = np.array([one.providers[0].net_mean < 0.0 for one in found])
    assert (gain[starts] > 1.4).all()
    assert not loses[starts].any()
    assert ((gain < 1.4) | loses)[~starts].all()


def test_prevention_has_not_paid_back_after_a_year_and_has_after_four(runs: tuple[Seen, ...]) -> None:
    assert (runs[BASE]["net_value_1y"] < 0).all()
    assert (runs[BASE]["net_value_4y"] > 0).all()
