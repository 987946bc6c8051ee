"""What Troubled Families must show: 99 of 100 claimed on a checklist, and no detectable effect; and what takes it away."""

import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side, variants

PEOPLE, SEEDS = 800, 12


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("troubled_families", "audited", "register", seeds=SEEDS, people=PEOPLE)


@pytest.fixture(scope="module")
def changed() -> tuple[Seen, ...]:
    """Without a price, and with a success that the council has to report outright."""
    case = utfall.load("troubled_families")
    prices = case.replace({"contract.terms.result.price": "GBP 0 per person"})
    outright = case.replace({"contract.metrics.turned_round.self_certified": False})
    return side_by_side(prices, outright, seeds=SEEDS, people=PEOPLE)


def test_nearly_all_is_claimed_and_nothing_that_an_evaluation_could_see_is_caused(runs: tuple[Seen, ...]) -> None:
    asked = runs[0]
    assert asked["paid_for"].mean() >= 95
    assert asked["paid_for"].min() >= 90
    assert abs(asked["caused_at_12"]).max() < 3
    assert asked["false_claims"].mean() > 70


def test_who_is_paid_for_a_tick_gives_hardly_an_hour_and_audits_and_a_register_bring_more(runs: tuple[Seen, ...]) -> None:
    asked, audited, register = (seen["hours_by_task.family_work"] / seen["enrolled"] for seen in runs)
    assert asked.mean() < 0.5
    assert share_above(audited, asked) == 1.0
    assert share_above(register, audited) >= 0.9


def test_audits_and_a_register_take_claims_away(runs: tuple[Seen, ...]) -> None:
    asked, audited, register = (seen["paid_for"] for seen in runs)
    assert share_above(asked - 20, audited) == 1.0
    assert (audited / asked).mean() == pytest.approx(0.6, abs=0.1)
    assert share_above(audited, register) == 1.0
    assert not runs[2]["false_claims"].any()


def test_without_a_price_nobody_claims_falsely_and_outright_lies_are_told_by_few(runs: tuple[Seen, ...], changed: tuple[Seen, ...]) -> None:
    unpaid, outright = changed
    assert not unpaid["false_claims"].any()
    assert outright["false_claims"].mean() < 0.3 * runs[0]["false_claims"].mean()
