"""Answers that must go one way. Paired by seed; a test fails by chance in at most 1 of 1,000 (3.3 standard errors), and a nil answer fails it too."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, WORK, case, loan, record
from utfall.indicators.reached import creaming, parking

SEEDS = range(1, 11)
SIGMAS = 3.3
CHOOSING = replace(ALL_OFF, selection=True)


def paired(made, other, indicator):
    """Mean and standard error of the difference, other less made."""
    gaps = np.array([indicator(record(other, seed)).value - indicator(record(made, seed)).value for seed in SEEDS], dtype=np.float64)
    return gaps.mean(), gaps.std(ddof=1) / np.sqrt(gaps.size)


def scarce(theta, need_weight=0.0):
    """A price on a spell of three months, and hours that do not reach for all: ground on which people are parked."""
    made = case(
        paid=("sustained",), amount=6000.0, hours=300.0, theta=theta, accuracy=0.9, tasks=(COACHING,), outcome=replace(WORK, start=(0.0,)),
        service=12, length=24,
    )  # fmt: skip
    return replace(made, profile=replace(made.profile, need_weight=need_weight))


def test_the_more_the_mission_weighs_the_fewer_are_parked_and_fewer_still_with_need_in_it():
    # further up it turns: with a heavy weight on need the easy are parked
    for made, other in ((scarce(0.0), scarce(0.3)), (scarce(0.3), scarce(0.3, need_weight=1.0))):
        mean, error = paired(made, other, parking)
        assert mean < -SIGMAS * error


def test_the_sharper_the_look_the_more_creaming_under_a_flat_price():
    def choosing(accuracy):
        return case(
            who="provider", places=25, paid=("all_hours",), amount=6.0, mechanisms=CHOOSING, outcome=replace(WORK, start=(0.0,)), accuracy=accuracy
        )

    mean, error = paired(choosing(0.3), choosing(0.9), creaming)
    assert mean > SIGMAS * error


@pytest.mark.parametrize("shares", [(0.8, 0.4), (0.4, 0.1)])
def test_the_larger_the_investors_share_the_smaller_the_spread_of_the_providers_income(shares):
    def spread(passed):
        made = case(payee="holder", capital=loan(1.0), pass_through=passed, rule="equal_effort", paid=("day_90",))
        return np.std([record(made, seed).providers[0].income for seed in range(1, 21)], ddof=1)

    wide, narrow = (spread(passed) for passed in shares)
    assert narrow == pytest.approx(wide * shares[1] / shares[0], rel=0.02)


def test_a_mission_in_need_creams_less_than_money_alone():
    def choosing(rule):
        made = case(who="provider", places=25, paid=("all_hours",), amount=4.0, mechanisms=CHOOSING, outcome=replace(WORK, start=(0.0,)), rule=rule)
        character = replace(made.profile.character, mission_led_weight=2.0, mission_led_need_weight=1.0)
        return replace(made, profile=replace(made.profile, character=character))

    mean, error = paired(choosing("optimiser"), choosing("mission"), creaming)
    assert mean < -SIGMAS * error
