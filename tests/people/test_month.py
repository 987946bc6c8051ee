"""The kernel of a month against a slow one, and what must hold in every month."""

from dataclasses import replace

import numpy as np
import pytest

from tests.people.example import HOME, PARAMS, TASKS, WORK, hours_for, live, people
from tests.people.slow import copy_person, slow_month
from utfall.base.errors import SimulationError

ALL_HELP = (3.0, 2.0, 2.0, 0.5)
NO_ONE = np.empty(0, dtype=np.int32)


def test_the_kernel_does_what_the_formulas_say():
    params = replace(PARAMS, eligible=200, offered=150, control=50, enrolment=1, drop_out=0.05)
    population = people(params, seed=9, months=30)
    slow = [copy_person(population, i) for i in range(200)]
    seen = set()
    for month in range(1, 31):
        served = np.array([i for i in range(199, -1, -1) if i % 3 and month % 7 and not population.dropped[i]], dtype=np.int32)
        hours = hours_for(served.size, *ALL_HELP) * (1.0 + np.arange(served.size) % 4)
        productivity = 0.7 + 0.1 * (np.arange(served.size) % 5)
        population.advance(month, served, hours, productivity)
        place = {int(person): n for n, person in enumerate(served)}
        for person in slow:
            n = place.get(person.number)
            slow_month(population, person, month, None if n is None else hours[:, n], 0.0 if n is None else productivity[n])
            seen.update(person.state)
        assert population.state.T.tolist() == [person.state for person in slow]
        assert population.history_without[:, population.month].T.tolist() == [person.without for person in slow]
        assert population.dropped.tolist() == [person.dropped for person in slow]
        assert np.allclose(population.shock, [person.shock for person in slow], rtol=0, atol=1e-12)
        assert np.allclose(population.capability.T, [person.capability for person in slow], rtol=0, atol=1e-12)
        assert np.allclose(population.columns.shown.T, [person.shown for person in slow], rtol=0, atol=1e-12)
    assert seen == {0, 1, 2}
    assert population.dropped.any()


def test_blocks_do_not_show():
    """A person's path does not depend on how many others there are."""
    few = replace(PARAMS, eligible=300, offered=300, control=0, enrolment=1)
    many = replace(few, eligible=2500, offered=2500)
    a, b = live(people(few, months=24), ALL_HELP), live(people(many, months=24), ALL_HELP)
    assert np.array_equal(a.history, b.history[:, :, :300])
    assert np.array_equal(a.history_without, b.history_without[:, :, :300])


def test_the_order_in_which_people_are_served_does_not_show():
    served = np.arange(100, dtype=np.int32)
    hours = np.random.default_rng(1).uniform(0.0, 4.0, (4, 100))
    forward, backward = people(), people()
    forward.advance(1, served, hours, np.ones(100))
    backward.advance(1, served[::-1].copy(), np.ascontiguousarray(hours[:, ::-1]), np.ones(100))
    assert np.array_equal(forward.history, backward.history)
    assert np.array_equal(forward.capability, backward.capability)


@pytest.mark.parametrize("luck", ["monotone", "entry_exit"])
def test_both_worlds_are_the_same_in_every_bit_when_nobody_is_served(luck):
    population = live(people(seed=4, luck=luck))
    if luck == "monotone":
        assert np.array_equal(population.history, population.history_without)
    else:
        assert (population.history != population.history_without).any()


def test_nobody_is_worse_off_at_any_time_when_help_does_not_lock_in():
    tasks = tuple(replace(task, boosts=(max(0.0, task.boosts[0]), 0.0)) for task in TASKS)
    outcome = replace(WORK, exit_if_shallow=0.0)
    params = replace(PARAMS, tasks=tasks, outcomes=(outcome, replace(HOME, drop_out_ends_it=False)))
    population = live(people(params), ALL_HELP)
    assert ((population.history > 0) >= (population.history_without > 0)).all()
    assert ((population.history > 0) > (population.history_without > 0)).any()


def test_lock_in_and_shallow_jobs_do_leave_some_worse_off():
    population = live(people(), (0.0, 6.0, 0.0, 0.0))
    worse = (population.history[0] > 0) < (population.history_without[0] > 0)
    assert worse.any()


def test_shallow_entries_are_those_that_a_push_alone_caused():
    pushed = live(people(), (0.0, 0.0, 3.0, 0.0), months=1)
    plain = live(people(), (0.0, 0.0, 0.0, 0.0), months=1)
    out = pushed.history[0, 0] == 0
    now_pushed, now_plain = pushed.history[0, 1][out], plain.history[0, 1][out]
    assert np.array_equal(now_pushed == 2, (now_pushed > 0) & (now_plain == 0))
    assert np.array_equal(now_pushed == 1, now_plain == 1)
    assert (now_pushed == 2).sum() > 0


def test_without_a_push_nobody_is_in_shallowly_and_without_the_contract_never():
    helped = live(people(placement=False), ALL_HELP)
    assert (helped.history < 2).all()
    pushed = live(people(), ALL_HELP)
    assert (pushed.history == 2).any()
    assert (pushed.history_without < 2).all()


def test_a_shallow_spell_stays_shallow_until_it_ends():
    population = live(people(), ALL_HELP)
    before, after = population.history[:, :-1], population.history[:, 1:]
    assert not ((before == 2) & (after == 1)).any()
    assert not ((before == 1) & (after == 2)).any()
    assert ((before == 2) & (after == 2)).any()


def test_capability_is_left_to_decay_and_a_push_lasts_one_month():
    population = people(replace(PARAMS, enrolment=1, drop_out=0.0))
    served = np.array([5], dtype=np.int32)
    population.advance(1, served, hours_for(1, *ALL_HELP), np.array([2.0]))
    built = population.capability[:, 5].copy()
    assert (built > 0.0).all()
    assert population.columns.shown[0, 5] == pytest.approx(0.2, rel=1e-12)
    population.advance(2, NO_ONE, np.empty((4, 0)), np.empty(0))
    assert np.allclose(population.capability[:, 5], built * [0.95, 0.99], rtol=1e-15)
    assert population.columns.shown[0, 5] == 0.0
    assert not population.columns.boost.any()
    assert population.columns.hours[:, 5].tolist() == list(ALL_HELP)


def test_drop_out_is_for_good_ends_service_and_ends_an_outcome_that_hangs_on_it():
    population = people(replace(PARAMS, drop_out=0.3, enrolment=1, offered=2000, control=0), seed=3)
    everybody = np.arange(2000, dtype=np.int32)
    population.enrol(everybody, 0)
    population.advance(1, everybody, hours_for(2000, *ALL_HELP), np.ones(2000))
    left = population.dropped
    assert abs(left.mean() - 0.3) < 0.041  # 4 standard errors
    assert not (population.in_service & left).any()
    assert population.in_service[~left].all()
    assert (population.state[1][left] == 0).all()
    assert (population.state[0][left] > 0).any()
    assert population.need[left].mean() > population.need[~left].mean()


def test_months_follow_one_another():
    population = people()
    with pytest.raises(SimulationError, match="month 2 cannot follow month 0"):
        population.advance(2, NO_ONE, np.empty((4, 0)), np.empty(0))
