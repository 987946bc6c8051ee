"""What the contract changed by fifth of need, against plain counting."""

import numpy as np
import pytest

from tests.people.example import live, people
from utfall.people.truth import need_fifths
from utfall.people.values import value_gains, value_months

HELP = (3.0, 0.0, 2.0, 0.5)
FOLLOW_UP = 30


@pytest.fixture(scope="module")
def lived():
    return live(people(), HELP)


def test_gains_of_each_fifth_are_those_of_its_persons_inside_their_follow_up(lived):
    fifth = need_fifths(lived)
    gains = value_gains(lived, 0, fifth, FOLLOW_UP)
    for number in (0, 2, 4):
        for month in (1, 10, 25, 41, 48):
            inside = (fifth == number) & (lived.start_month <= month) & (lived.start_month + FOLLOW_UP - 1 >= month)
            ours, theirs = lived.history[0, month, inside], lived.history_without[0, month, inside]
            assert gains.months_in[number, month - 1] == (ours > 0).sum() - (theirs > 0).sum()
            full_time = 0.9 * ((ours == 1).sum() - (theirs == 1).sum()) + 0.35 * ((ours == 2).sum() - (theirs == 2).sum())
            assert gains.hours[number, month - 1] == pytest.approx(160.0 * full_time, abs=1e-9)


def test_the_fifths_add_up_to_everybody(lived):
    gains = value_gains(lived, 0, need_fifths(lived), FOLLOW_UP)
    with_, without = value_months(lived, 0, "with", FOLLOW_UP), value_months(lived, 0, "without", FOLLOW_UP)
    assert np.array_equal(gains.months_in.sum(axis=0), with_.months_in - without.months_in)
    assert np.array_equal(-gains.months_in.sum(axis=0), with_.months_out - without.months_out)
    assert np.allclose(gains.hours.sum(axis=0), with_.hours - without.hours, rtol=1e-12, atol=1e-9)
    assert gains.months_in.sum() > 0


def test_without_any_service_nothing_is_gained():
    gains = value_gains(population := live(people()), 0, need_fifths(population), FOLLOW_UP)
    assert not gains.months_in.any()
    assert not gains.hours.any()
