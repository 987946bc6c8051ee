"""People who come and go: as many as the file says, in both worlds alike, and a closed group keeps every bit."""

from dataclasses import replace

import numpy as np

from tests.people.example import PARAMS, hours_for, live, people
from utfall.people.parameters import Stock

FLOWS = Stock(arrivals=15.0, departures=7.5, months=36)
OPEN = replace(PARAMS, control=0, offered=2000, stock=FLOWS)


def test_as_many_come_and_go_as_the_file_says():
    population = people(OPEN)
    there = np.array([population.there(month).sum() for month in range(1, 49)])
    assert there[0] + (population.there_from > 1).sum() == 2000
    assert (population.there_from[population.there_from > 1] <= 36).all()
    assert (population.there_from > 1).sum() + (population.start_month[population.there_from == 1] == 1).sum() > 0
    gone = np.bincount(population.there_until[population.there_until < 100], minlength=40)
    assert gone[1:36].tolist() == [int(7.5 * month) - int(7.5 * (month - 1)) for month in range(1, 36)]
    assert gone.sum() == 262
    come = np.bincount(population.there_from[population.there_from > 1], minlength=37)[2:37]
    assert abs(come.mean() - 15.0) < 1.0
    assert there[-1] == there[35]


def test_who_comes_later_is_referred_in_that_month_and_people_are_numbered_by_it():
    population = people(OPEN)
    later = population.there_from > 1
    assert np.array_equal(population.start_month[later], population.there_from[later])
    assert (np.diff(population.start_month) >= 0).all()
    assert (population.there_from <= population.there_until).all()


def test_who_leaves_is_drawn_by_lot_and_lives_on_in_both_worlds():
    population = live(people(OPEN))
    gone = population.there_until < 100
    gap = population.need[gone].mean() - population.need[~gone].mean()
    assert abs(gap) < 4 * population.need.std() / np.sqrt(gone.sum())
    assert (population.history[0, 48][gone] > 0).any()


def test_service_ends_for_who_leaves():
    population = people(OPEN)
    first = int(np.flatnonzero(population.there_until == 1)[0])
    served = np.flatnonzero(population.start_month == 1).astype(np.int32)
    population.enrol(served, 0)
    population.advance(1, served, hours_for(served.size, 1.0, 0.0, 0.0, 0.0), np.ones(served.size))
    leaving = (population.there_until == 1) & population.in_service
    assert population.depart(2) == leaving.sum()
    assert not population.in_service[first]
    assert not (population.in_service & ~population.there(2)).any()


def test_flows_of_nothing_leave_every_bit():
    plain, still = live(people()), live(people(replace(PARAMS, stock=Stock(0.0, 0.0, 36))))
    assert np.array_equal(plain.history, still.history)
    assert still.there(40).all()
