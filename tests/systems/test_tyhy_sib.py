"""What Tyhy-SIB must show: a metric beside the goal, a level nobody surveyed, and luck that evens out; pay without effect, effect without pay."""

import numpy as np
import pytest
from numpy.typing import NDArray

import utfall
from tests.systems.runs import SEEDS, Seen, share_above, side_by_side

IDLE = {"providers.firms.hours": "0.1 hours per month"}
SHARED = {"behaviour.providers": "optimiser", "subcontract.pass_through": "100 %"}
LOW, HIGH = ({"contract.preparation.error": error} for error in (-0.1, 0.1))


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    tyhy = utfall.load("tyhy_sib")
    unsurveyed = tyhy.variant("level_not_surveyed")
    contracts = {
        "agreed": tyhy,
        "by_lot": tyhy.variant("by_lot"),
        "idle": tyhy.replace(IDLE),
        "earn": tyhy.variant("providers_earn_it"),
        "share": tyhy.replace(SHARED),
        "low": unsurveyed.replace(LOW),
        "high": unsurveyed.replace(HIGH),
    }
    return dict(zip(contracts, side_by_side(*contracts.values()), strict=True))


def days(contract: Seen, of: str) -> NDArray[np.float64]:
    """Days fewer a head, `measured` or `true`, a number a seed."""
    return np.array([getattr(record.cohort_payments[0], of) for record in contract.records])


def test_staff_taken_in_after_a_bad_spell_get_better_by_themselves_and_it_is_measured_as_a_gain(seen: dict[str, Seen]) -> None:
    beside_truth = {name: days(seen[name], "measured") - days(seen[name], "true") for name in ("agreed", "by_lot")}
    more = beside_truth["agreed"] - beside_truth["by_lot"]
    assert more.mean() > 2.9 * more.std(ddof=1) / np.sqrt(SEEDS)  # one in 200 by chance (t, 19)
    assert share_above(beside_truth["agreed"], beside_truth["by_lot"]) >= 0.75
    error = beside_truth["by_lot"].std(ddof=1) / np.sqrt(SEEDS)
    assert abs(beside_truth["by_lot"].mean()) < 2.9 * error  # two-sided, one in 100


def test_providers_who_do_nothing_bring_pay_without_effect(seen: dict[str, Seen]) -> None:
    idle = seen["idle"]
    assert np.abs(idle["true_effect_offered"]).max() < 0.1  # months well in three years
    assert idle["payments"].mean() > 0.25 * np.mean([record.capital_drawn for record in idle.records])
    assert (idle["payments"] > 0).mean() >= 0.5


def test_work_that_makes_people_well_is_an_effect_that_is_hardly_paid_for(seen: dict[str, Seen]) -> None:
    agreed = seen["agreed"]
    assert share_above(agreed["true_effect_offered"], 0.5) >= 0.9
    assert days(agreed, "true").mean() < 0.5 * 2 * 2.1  # of 2.1 days a year, the base case
    assert np.mean([record.cohort_payments[0].due_true < record.capital_drawn for record in agreed.records]) >= 0.9


def test_providers_paid_by_the_day_follow_up_absence_and_leave_well_being(seen: dict[str, Seen]) -> None:
    agreed, earn = seen["agreed"], seen["earn"]
    assert share_above(earn["hours_by_task.absence_follow_up"], earn["hours_by_task.better_work"]) >= 0.9
    assert share_above(agreed["true_effect_offered"], earn["true_effect_offered"]) >= 0.9


def test_four_that_share_what_one_would_work_for_do_next_to_nothing(seen: dict[str, Seen]) -> None:
    given = {name: sum(seen[name][f"hours_by_task.{task}"] for task in ("absence_follow_up", "better_work")) for name in ("earn", "share")}
    assert given["share"].mean() < 0.05 * given["earn"].mean()


def test_an_agreed_level_read_too_high_pays_for_nothing_and_one_read_too_low_pays_for_no_effect(seen: dict[str, Seen]) -> None:
    high, low = days(seen["high"], "measured"), days(seen["low"], "measured")
    true = days(seen["high"], "true")
    assert np.allclose(high - low, 0.2 * 32)
    assert high.mean() > true.mean() + 2.0
    assert low.mean() < true.mean() - 1.0
