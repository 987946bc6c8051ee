"""What Optima must show: its worth at one and five years by purse, how deadweight shrinks the claim, and how much hangs on what is assumed."""

from collections.abc import Callable

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, share_above, variants
from utfall.base.records import RunRecord
from utfall.scenario.case import Case
from utfall.validation.evidence.families.weak import claimed_payback, claimed_share, payback, realised
from utfall.validation.evidence.observable import Part


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """As it stands; people of whom many would find work anyway; half the value of each month; half the effect; as many anyway at the same effect."""
    return variants("optima", "many_would_anyway", "benefits_half", "half_the_effect", "same_effect_anyway")


def test_after_one_year_all_who_pay_have_lost_and_after_five_it_has_paid(seen: tuple[Seen, ...]) -> None:
    agreed = seen[0]
    for purse in ("municipality", "region", "state"):
        assert share_above(0.0 * agreed["payments"], agreed[f"net_value_1y.{purse}"]) >= 0.9
    assert share_above(0.0 * agreed["payments"], agreed["net_value_1y"]) >= 0.9
    assert share_above(agreed["net_value_5y"], 0.0) >= 0.9


def test_after_five_years_the_purses_gain_very_unlike_sums(seen: tuple[Seen, ...]) -> None:
    agreed = seen[0]
    for purse in ("municipality", "region", "insurance", "employer", "individual"):
        assert share_above(agreed[f"net_value_5y.{purse}"], 0.0) >= 0.9
    # The state pays half and municipality a quarter; most of what is saved falls on others.
    assert share_above(agreed["net_value_5y.municipality"], agreed["net_value_5y.state"]) >= 0.9
    assert share_above(0.2 * agreed["net_value_5y"], agreed["net_value_5y.state"]) >= 0.9


def test_counting_all_who_work_claims_a_multiple_of_what_was_caused(seen: tuple[Seen, ...]) -> None:
    agreed, anyway, *_ = seen
    claimed = {name: 100.0 * contract["measured_rate.in_work_after_a_year"] for name, contract in (("agreed", agreed), ("anyway", anyway))}
    assert share_above(claimed["agreed"], 1.8 * agreed["caused_at_12_enrolled"]) >= 0.9
    deadweight = claimed["agreed"] - agreed["caused_at_12_enrolled"], claimed["anyway"] - anyway["caused_at_12_enrolled"]
    assert share_above(deadweight[1], 1.3 * deadweight[0]) >= 0.9


def test_more_who_would_anyway_raise_the_worth_and_at_the_same_effect_only_the_claim(seen: tuple[Seen, ...]) -> None:
    """Help adds logits to the monthly chance of work: the same help does more where the chance is higher."""
    agreed, anyway, held = seen[0], seen[1], seen[4]
    assert share_above(anyway["net_value_5y"], agreed["net_value_5y"]) >= 0.9
    assert share_above(anyway["true_effect"], agreed["true_effect"]) >= 0.9
    assert held["true_effect"].mean() == pytest.approx(agreed["true_effect"].mean(), rel=0.1)
    claim, true_claim = (100.0 * one["measured_rate.in_work_after_a_year"] / one["caused_at_12_enrolled"] for one in (held, agreed))
    assert share_above(claim, true_claim) >= 0.9


@pytest.mark.parametrize("number", [2, 3])
def test_half_of_a_benefit_or_an_effect_leaves_much_less_than_half_of_the_worth(seen: tuple[Seen, ...], number: int) -> None:
    assert share_above(0.5 * seen[0]["net_value_5y"], seen[number]["net_value_5y"]) >= 0.9


def of_all(seen: Seen, part: Callable[[RunRecord, Case], Part]) -> float:
    """The ratio of sums over seeds."""
    case = utfall.load("optima").case()
    tops, bottoms = zip(*(part(record, case) for record in seen.records), strict=True)
    return sum(tops) / sum(bottoms)


def test_the_share_of_what_is_possible_that_is_claimed_is_about_what_the_source_says(seen: tuple[Seen, ...]) -> None:
    """Source: 14 %, our interval 5 to 30; all who work after a year are counted, as the source counts them. Nothing was set to it."""
    assert 10 < of_all(seen[0], claimed_share) < 22


def test_nine_months_of_payback_are_claimed_and_what_was_caused_pays_back_after_more_than_three_years(seen: tuple[Seen, ...]) -> None:
    """The first is set (experiments/calibration/optima.py), on other seeds; the second is the first month from which all that was gained covers
    what was paid, of all purses together. Between them are those who would have found work anyway, and the months until help works."""
    assert 8.0 < of_all(seen[0], claimed_payback) < 10.0  # sd over 20 seeds about 0.3
    months = np.array([payback(record)[0] for record in seen[0].records])
    assert np.isfinite(months).all()
    assert ((months > 27) & (months < 56)).mean() >= 0.9
    assert 34 < months.mean() < 46


def test_taking_off_who_would_work_anyway_halves_the_share_that_is_claimed(seen: tuple[Seen, ...]) -> None:
    claimed, caused = (of_all(seen[0], part) for part in (claimed_share, lambda record, _: realised(record)))
    assert 5 < caused < 30
    assert 1.7 < claimed / caused < 3.0
