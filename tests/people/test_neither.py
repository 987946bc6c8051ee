"""The third state: nobody is in two, it moves by its own rates, and what pushes people out of benefit ends their service."""

from dataclasses import replace

import numpy as np
import pytest

from tests.people.example import HOME, PARAMS, TASKS, WORK, hours_for, live, people
from utfall.base.laws import Task

OFF = replace(WORK, id="off_benefit", title="off benefit", main=False, contains=0, leaves=0.02, returns=0.1)
WIDER = tuple(replace(task, boosts=(*task.boosts, 0.0)) for task in TASKS)
SANCTION = Task("sanction", "sanction", builds=(0.0, 0.0), boosts=(0.0, 0.0, 1.5), shows=(0.0,), eta=0.7)
BASE = replace(PARAMS, outcomes=(WORK, HOME, OFF), tasks=(*WIDER, SANCTION), drop_out=0.0)
NO_HELP, SANCTIONED = (0.0,) * 5, (0.0, 0.0, 0.0, 0.0, 2.0)


def neither(population, world="history"):
    rows = getattr(population, world)
    return (rows[2] > 0) & (rows[0] == 0)


@pytest.mark.parametrize("luck", ["monotone", "independent", "entry_exit"])
def test_nobody_is_in_two_states(luck):
    population = live(people(BASE, luck=luck), (3.0, 2.0, 2.0, 0.5, 1.0))
    for world in ("history", "history_without"):
        rows = getattr(population, world)
        inside = rows[0] > 0
        assert np.array_equal(rows[2][inside], rows[0][inside])  # in work is off benefit, durably or not as in work
        assert neither(population, world).any()
        assert set(np.unique(rows[2][~inside])) == {0, 1}


def test_leaving_and_coming_back_have_the_rates_of_the_file():
    """Both worlds without help, 4 standard errors (1 in 16,000)."""
    population = live(people(replace(BASE, enrolment=1, eligible=4000, offered=2000, control=0), months=36, placement=False))
    away = neither(population)
    out = (population.history[0][:-1] == 0) & (population.history[0][1:] == 0)
    on = out & ~away[:-1]
    left, back = away[1:][on].mean(), (~away[1:])[out & away[:-1]].mean()
    entered = (population.history[0][1:] > 0)[population.history[0][:-1] == 0].mean()
    assert abs(left - 0.02 / (1.0 - entered)) < 4.0 * (0.02 / on.sum()) ** 0.5 + 2e-4
    assert abs(back - 0.1 / (1.0 - entered)) < 4.0 * (0.09 / (out & away[:-1]).sum()) ** 0.5 + 1e-3
    assert np.array_equal(population.history, population.history_without)


def test_the_other_outcomes_keep_every_bit_beside_it():
    plain = live(people(replace(PARAMS, drop_out=0.0)))
    beside = live(people(BASE))
    assert np.array_equal(plain.history, beside.history[:2])
    assert np.array_equal(plain.shock, beside.shock)


def test_switched_off_being_off_benefit_is_being_in_work():
    population = live(people(BASE, third_state=False), (3.0, 2.0, 2.0, 0.5, 1.0))
    assert np.array_equal(population.history[2], population.history[0])
    assert not population.dropped.any()


def test_sanctions_push_people_off_benefit_and_out_of_service_but_not_into_work():
    plain, pushed = (live(people(BASE, seed=4), hours, served_for=12) for hours in (NO_HELP, SANCTIONED))
    served = plain.offered & plain.take_up
    assert neither(pushed)[:, served].sum() > 1.5 * neither(plain)[:, served].sum()
    assert pushed.dropped.sum() > 1.5 * plain.dropped.sum() > 0
    assert np.array_equal(pushed.history[0], plain.history[0])
    assert np.array_equal(neither(pushed)[:, ~served], neither(plain)[:, ~served])
    off = live(people(BASE, seed=4, placement=False), SANCTIONED)  # without pushes the cause is gone
    assert np.array_equal(off.history, live(people(BASE, seed=4, placement=False), NO_HELP).history)


def test_who_leaves_for_neither_leaves_the_service_at_once():
    population = people(replace(BASE, enrolment=1), seed=2)
    everybody = np.flatnonzero(population.offered).astype(np.int32)
    population.enrol(everybody, 0)
    gone = population.advance(1, everybody, hours_for(everybody.size, *SANCTIONED), np.ones(everybody.size))
    left = neither(population)[1] & population.offered
    assert gone == left.sum() == population.dropped.sum() > 0
    assert not population.in_service[left].any()
