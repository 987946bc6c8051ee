"""Workers leave, and ordinary services are given up and lost: closed forms, and no trace where the cause is gone."""

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from tests.people.example import PARAMS, hours_for, live, people
from utfall.people.continuity import Workers
from utfall.people.parameters import Continuity, Ordinary

ALL_HELP = (3.0, 2.0, 2.0, 0.5)
LAW = Continuity(leaves=0.05, lost_at_first=0.4, half_life=3.0)


def with_workers(leaves: float, months: int = 36):
    population = people(replace(PARAMS, continuity=LAW), turnover=True, months=months)
    population.provider[:] = 0
    population.wide.workers = Workers(LAW, np.array([leaves]), np.array([7]), len(population), months)
    return live(population, ALL_HELP, months)


def test_with_workers_who_stay_nothing_changes():
    stayed, plain = with_workers(0.0), live(people(months=36), ALL_HELP)
    assert np.array_equal(stayed.history, plain.history)
    assert np.array_equal(stayed.capability, plain.capability)
    assert np.array_equal(stayed.wide.workers.same, plain.columns.served_months)


def test_the_share_of_months_with_the_same_worker_is_what_the_rate_leaves():
    """Months after the first are kept with chance 1 - rate; 7 workers x 36 months draw, 4 standard errors of their mean (1 in 16,000)."""
    population = with_workers(0.05)
    served = population.columns.served_months
    changed = (served - population.wide.workers.same)[served > 0].sum() / (served[served > 0] - 1).sum()
    assert abs(changed - 0.05) < 4.0 * (0.05 * 0.95 / (7 * 23)) ** 0.5


def test_the_people_of_one_worker_lose_it_at_once_and_others_do_not():
    workers = Workers(LAW, np.array([0.5]), np.array([4]), 40, 12)
    served, months, provider = np.arange(40, dtype=np.int32), np.full(40, 3, np.int32), np.zeros(40, np.int32)
    workers.lasting[:] = 3
    factor = workers.month(1, 5, served, months, provider)
    by_worker = factor.reshape(10, 4)
    assert np.array_equal(by_worker, np.repeat(by_worker[:1], 10, axis=0))
    assert len(set(by_worker[0])) == 2


def test_a_new_worker_starts_from_less_and_wins_it_back_by_half_lives():
    workers = Workers(LAW, np.array([0.0]), np.array([1]), 3, 24)
    workers.lasting[:] = (12, 0, 3)
    factor = workers.month(1, 13, np.arange(3, dtype=np.int32), np.full(3, 12, np.int32), np.zeros(3, np.int32))
    whole = 1.0 - 0.4 * 2.0**-4
    assert factor == pytest.approx([1.0, 0.6 / whole, 0.8 / whole], rel=1e-12)
    assert workers.interrupted(np.arange(3, dtype=np.int32), np.full(3, 13, np.int32)) == pytest.approx([0.0, 12 / 13, 9 / 13])


def test_turnover_takes_from_what_help_builds():
    kept, changed = with_workers(0.0), with_workers(0.2)
    assert changed.capability.sum() < 0.97 * kept.capability.sum()
    assert np.array_equal(kept.history_without, changed.history_without)


ORDINARY = Ordinary(hours=2.0, task=0, given_up=0.5, drawn_per_hour=0.0)


def one_month(law: Ordinary, **off):
    population = people(replace(PARAMS, ordinary=law, enrolment=1, response_spread=0.0), **off)
    served = np.arange(0, 500, dtype=np.int32)
    population.advance(1, served, hours_for(500, *ALL_HELP), np.ones(500))
    return population


def test_users_of_the_programme_give_up_a_part_of_what_they_had():
    with_, without = one_month(ORDINARY), people(replace(PARAMS, enrolment=1, response_spread=0.0))
    without.advance(1, np.arange(0, 500, dtype=np.int32), hours_for(500, *ALL_HELP), np.ones(500))
    eta, builds = PARAMS.tasks[0].eta, PARAMS.tasks[0].builds[0]
    missed = builds * (exp(-1.0 / eta) - exp(-2.0 / eta))
    assert without.capability[0, :500] - with_.capability[0, :500] == pytest.approx(np.full(500, missed), rel=1e-9)
    assert not with_.capability[:, 500:].any()
    assert np.array_equal(with_.capability[1], without.capability[1])
    assert not with_.wide.ordinary.lost.any()


def test_others_lose_the_hours_that_the_programme_draws_and_its_users_do_not_leave_free():
    """7.5 hours for each of 500, a quarter of them drawn, less 1 hour each left free: 437.5 hours over 1,500 others."""
    population = one_month(replace(ORDINARY, drawn_per_hour=0.25))
    lost = (0.25 * 7.5 * 500 - 1.0 * 500) / 1500
    assert population.wide.ordinary.lost[500:] == pytest.approx(np.full(1500, lost), rel=1e-12)
    assert not population.wide.ordinary.lost[:500].any()
    eta, builds = PARAMS.tasks[0].eta, PARAMS.tasks[0].builds[0]
    missed = builds * (exp(-(2.0 - lost) / eta) - exp(-2.0 / eta))
    assert population.capability[0, 500:] == pytest.approx(np.full(1500, -missed), rel=1e-9)


def test_the_switch_keeps_what_others_have_and_not_what_users_give_up():
    law = replace(ORDINARY, drawn_per_hour=0.5)
    off, on = one_month(law, services=False), one_month(law)
    assert not off.wide.ordinary.lost.any()
    assert not off.capability[:, 500:].any()
    assert np.array_equal(off.capability[:, :500], on.capability[:, :500])


def test_without_the_programme_nobody_loses_anything():
    population = live(people(replace(PARAMS, ordinary=replace(ORDINARY, drawn_per_hour=0.5))))
    assert not population.capability.any()
    assert np.array_equal(population.history, population.history_without)
