"""A rate card of steps with a top-up: the cheap steps crowd out the dear ones, and the top-up adds to the cheap ones too."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

CARD, DEAR, AGREED = 0, 1, 2


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("uk_outcomes_fund", "dear_steps", "agreed_hours", seeds=10, people=1200)


@pytest.mark.parametrize("other", [DEAR, AGREED])
@pytest.mark.parametrize(
    ("step", "more"),
    [("attitude", True), ("behaviour", True), ("attendance", True), ("level_1", False), ("level_2", False), ("job", False), ("sustained_job", False)],
)
def test_cheap_steps_rise_and_dear_ones_fall(seen: tuple[Seen, ...], other: int, step: str, more: bool) -> None:
    rate = [runs[f"measured_rate.{step}"] for runs in seen]
    assert share_above(rate[CARD] if more else rate[other], rate[other] if more else rate[CARD]) >= 0.9


def test_letters_about_attitude_double_beside_hours_agreed(seen: tuple[Seen, ...]) -> None:
    ratio = seen[CARD]["measured_rate.attitude"] / seen[AGREED]["measured_rate.attitude"]
    assert ratio.mean() == pytest.approx(2.1, abs=0.4)


@pytest.mark.parametrize("other", [DEAR, AGREED])
def test_level_3_which_one_in_a_hundred_reaches_falls_too_in_the_mean_and_rises_hardly_ever(seen: tuple[Seen, ...], other: int) -> None:
    card, without = (seen[which]["measured_rate.level_3"] for which in (CARD, other))
    assert card.mean() < without.mean()
    assert share_above(card, without) <= 0.2


def test_with_the_cheap_rows_less_work_is_caused_for_more_money(seen: tuple[Seen, ...]) -> None:
    assert share_above(seen[DEAR]["true_effect_eligible"], seen[CARD]["true_effect_eligible"]) >= 0.9
    assert share_above(seen[CARD]["payments"], seen[DEAR]["payments"]) >= 0.9


def test_the_central_fund_pays_a_fifth_of_what_is_paid(seen: tuple[Seen, ...]) -> None:
    paid = seen[CARD].records[0].flows
    fund, council = (float(np.sum(paid[payer])) for payer in ("central_fund", "council"))
    assert fund / (fund + council) == pytest.approx(0.2, abs=1e-3)
