"""What Lapset-SIB must show: a long lag, families who would never have needed care, and that whoever selects decides the result."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.systems.runs import Seen, share_above, variants

NAMES = ("agreed", "provider_selects", "by_lot", "three_years", "late_start")


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return dict(zip(NAMES, variants("lapsi_sib", *NAMES[1:]), strict=True))


def saved(contract: Seen, of: str) -> NDArray[np.float64]:
    """Cost of care saved a head, over all cohorts, `measured` or `true`, a number a seed (minor units)."""
    lines = [record.cohort_payments for record in contract.records]
    return np.array([sum(getattr(one, of) * one.quantity for one in own) / sum(one.quantity for one in own) for own in lines])


def never_needed(contract: Seen) -> NDArray[np.float64]:
    """Share of those served who would have been at home all along, a number a seed."""
    people = [record.persons for record in contract.records]
    months = np.array([record.follow_up for record in contract.records])
    return np.array([(p.outcome_time_without[p.enrolled] > m - 0.5).mean() for p, m in zip(people, months, strict=True)])


def test_nothing_is_paid_for_six_years_though_children_stay_at_home(seen: dict[str, Seen]) -> None:
    agreed = seen["agreed"]
    assert all(not record.flows["municipalities"][:72].any() for record in agreed.records)
    assert share_above(agreed["payments"], 0.0) >= 0.9
    assert share_above(agreed["true_effect"], 1.0) >= 0.9  # months at home a child


def test_three_years_see_less_than_half_of_what_six_years_save(seen: dict[str, Seen]) -> None:
    assert share_above(0.5 * saved(seen["agreed"], "true"), saved(seen["three_years"], "true")) >= 0.9


def test_most_families_picked_by_risk_would_never_have_needed_care_and_by_lot_more_of_them(seen: dict[str, Seen]) -> None:
    assert share_above(never_needed(seen["agreed"]), 0.6) >= 0.9
    assert share_above(never_needed(seen["by_lot"]), never_needed(seen["agreed"])) >= 0.9


def test_a_provider_that_picks_is_paid_more_and_saves_less_than_families_picked_by_risk(seen: dict[str, Seen]) -> None:
    by_risk, by_provider = seen["agreed"], seen["provider_selects"]
    assert share_above(by_provider["payments"], by_risk["payments"]) >= 0.9
    assert share_above(saved(by_risk, "true"), saved(by_provider, "true")) >= 0.9
    assert saved(by_provider, "measured").mean() > 4 * saved(by_provider, "true").mean()


def test_families_picked_by_lot_are_paid_for_as_if_they_had_been_at_risk(seen: dict[str, Seen]) -> None:
    by_risk, by_lot = seen["agreed"], seen["by_lot"]
    assert share_above(by_lot["payments"], by_risk["payments"]) >= 0.9
    assert share_above(by_risk["true_effect"], by_lot["true_effect"]) >= 0.8  # 16 of 20 by chance: 6 in 1,000


def test_a_start_two_years_late_leaves_the_last_families_unpaid(seen: dict[str, Seen]) -> None:
    on_time, late = seen["agreed"], seen["late_start"]
    assert np.array_equal(on_time["true_effect"], late["true_effect"])
    assert share_above(on_time["payments"], late["payments"]) >= 0.9
