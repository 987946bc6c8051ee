"""A bond paid against the average of a country: what the average is off by is paid for as effect, or taken away from it."""

import numpy as np
import pytest
from numpy.typing import NDArray

import utfall
from tests.systems.runs import SEEDS, Seen, share_above, side_by_side

NAMES = ("agreed", "own_level", "high", "city_forecast", "club_selects")
EXPECTED = "contract.comparisons.national.expected"


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    base = utfall.load("buzinezzclub")
    levels = [base.replace({EXPECTED: f"EUR {amount} per person"}) for amount in ("19 100", "25 000")]
    found = side_by_side(base, *levels, *(base.variant(name) for name in NAMES[3:]))
    return dict(zip(NAMES, found, strict=True))


def saved(contract: Seen, of: str) -> NDArray[np.float64]:
    """Benefit saved a head, over all cohorts, `measured` or `true`, a number a seed (minor units)."""
    lines = [record.cohort_payments for record in contract.records]
    return np.array([sum(getattr(one, of) * one.quantity for one in own) / sum(one.quantity for one in own) for own in lines])


def test_the_same_effect_repays_the_capital_or_loses_half_of_it_by_the_average_alone(seen: dict[str, Seen]) -> None:
    agreed, own, high = (seen[name] for name in NAMES[:3])
    assert np.array_equal(agreed["true_effect"], own["true_effect"])
    assert np.array_equal(agreed["true_effect"], high["true_effect"])
    assert -0.25 < agreed["finance_cost"].mean() / 68_000_000 < 0.25  # comes back, as it did
    assert -0.75 < own["finance_cost"].mean() / 68_000_000 < -0.25
    assert share_above(high["finance_cost"], 0.0) >= 0.9
    assert high["finance_cost"].max() < 0.12 * 4 * 68_000_000  # at most 12 % a year over four years


def test_at_their_own_level_what_is_measured_is_what_was_saved_and_above_it_more(seen: dict[str, Seen]) -> None:
    gap = {name: saved(seen[name], "measured") - saved(seen[name], "true") for name in ("agreed", "own_level", "city_forecast")}
    error = {name: 3.0 * of.std(ddof=1) / np.sqrt(SEEDS) for name, of in gap.items()}  # two-sided, by chance in 3 of 1,000
    assert abs(gap["own_level"].mean()) < error["own_level"]
    assert abs(gap["city_forecast"].mean()) < error["city_forecast"]
    assert gap["agreed"].mean() == pytest.approx(240_000.0, abs=error["agreed"])


def test_a_club_that_picks_is_paid_for_those_who_would_have_left_anyway(seen: dict[str, Seen]) -> None:
    picked = seen["club_selects"]
    assert share_above(saved(picked, "measured"), 4.0 * saved(picked, "true")) >= 0.9
    assert share_above(saved(seen["agreed"], "true"), saved(picked, "true")) >= 0.9
