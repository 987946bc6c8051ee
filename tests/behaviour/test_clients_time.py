"""Time that clients value: no other hours are worth more, nothing of it costs where nobody weighs it, and staff bound it as they bind all."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.behaviour.valuation.table import solve

from .contracts import CONTRACTS, problem, tasks
from .test_hours import ALL, CLASSES, DECIDE, look_at, priced
from .views import hours_view

ETA = tasks().eta
HALF = 3.0
WAGE = 20.0
STREAMS = CONTRACTS["in work at month 12"]
#: The tables of who does not weigh it: what help is worth is then known from the hours given without it.
PLAIN = look_at(STREAMS)


def weighing(worth, plain=PLAIN):
    return replace(plain, tasks=plain.tasks._replace(clients=worth, half_satisfied=HALF))


def surplus(hours, first, pushed, worth):
    """Worth of hours of coaching, less their wage; `first`: worth of the first hour."""
    help_ = first * ETA[0] * (1.0 - np.exp(-hours / ETA[0]))
    return help_ + worth * (1.0 - np.exp2(-(hours + pushed) / HALF)) - WAGE * hours


@pytest.mark.parametrize("worth", [30.0, 90.0, 200.0, 1000.0])
@pytest.mark.parametrize("month", [1, 6])
def test_no_other_hours_are_worth_more(worth, month):
    view = hours_view(PLAIN, ALL, month=month)
    alone, given = DECIDE(view).hours, DECIDE(replace(view, outlook=weighing(worth))).hours
    assert (given[0] >= alone[0] - 1e-9).all()
    helped = alone[0] > 0.0
    first = WAGE * np.exp(alone[0] / ETA[0])  # where help pays: its first hour
    grid = np.linspace(0.0, 40.0, 8001)
    for one in np.flatnonzero(helped):
        best = surplus(grid, first[one], given[1, one], worth).max()
        assert surplus(given[0, one], first[one], given[1, one], worth) >= best - 1e-6


def test_who_is_past_help_gets_the_time_that_it_values_and_no_more():
    nothing = look_at(priced("in work at month 12", 0.0))
    view = hours_view(nothing, ALL)
    assert not DECIDE(view).hours.any()
    for worth, wanted in ((90.0, HALF * np.log2(90.0 * np.log(2.0) / HALF / WAGE)), (80.0, 0.0)):
        hours = DECIDE(replace(view, outlook=weighing(worth, nothing))).hours
        assert hours[0] == pytest.approx(np.full(9, max(wanted, 0.0)), abs=1e-6)
        assert not hours[1].any()


@pytest.mark.parametrize("budget", [5.0, 15.0, 40.0])
def test_staff_bound_it_and_it_takes_from_those_whom_help_moves(budget):
    view = hours_view(PLAIN, np.tile(ALL, 4), budget=budget)
    alone, given = DECIDE(view), DECIDE(replace(view, outlook=weighing(400.0)))
    assert given.hours.sum() == pytest.approx(budget, rel=1e-3)
    assert given.shadow_price > alone.shadow_price
    most, least = np.argmax(alone.hours[0]), np.argmin(alone.hours[0])
    assert given.hours[0, most] - given.hours[0, least] < alone.hours[0, most] - alone.hours[0, least]


def test_tables_plan_for_it_and_hold_its_worth():
    without, with_ = (solve(problem(STREAMS, WAGE, CLASSES, clients=worth, half_satisfied=HALF)).start_values()[0] for worth in (0.0, 200.0))
    net = [values[:, 0] - WAGE * values[:, 2] for values in (without, with_)]
    assert (with_[:, 2] > without[:, 2]).all()  # hours
    assert (net[1] > net[0]).all()
    assert (net[1] < net[0] + 24 * 200.0).all()  # at most all of it, in each month of service
