"""Who people are, when they come, and what led up to it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.people.example import PARAMS, WORK, live, people
from utfall.base.errors import SimulationError

MANY = replace(PARAMS, eligible=20000, offered=9000, control=6000)


def test_counts_drawn_by_lot_are_exact_and_apart():
    population = people(MANY)
    assert population.control.sum() == 6000
    assert population.offered.sum() == 9000
    assert not (population.control & population.offered).any()
    assert abs(population.need[population.offered].mean() - population.need[population.control].mean()) < 0.07


def test_groups_need_and_responsiveness_have_the_stated_means():
    population = people(MANY)
    far = population.group == 1
    assert abs(far.mean() - 0.4) < 0.0139
    assert abs(population.need[far].mean() - 0.5) < 0.05
    assert abs(population.need[far].std() - 1.1) < 0.036
    assert abs(population.response[far].mean() - 1.0) < 0.024
    assert abs(population.response.mean() - 1.0) < 0.016
    within = np.corrcoef(population.need[far], np.log(population.response[far]))[0, 1]
    assert abs(within - 0.3) < 0.042


def test_take_up_has_the_stated_mean_and_leans_on_need():
    population = people(MANY)
    assert abs(population.take_up.mean() - 0.8) < 0.0114
    assert population.need[population.take_up].mean() < population.need[~population.take_up].mean() - 0.1
    assert people(replace(MANY, take_up=1.0)).take_up.all()


def test_people_are_numbered_as_they_come_and_months_of_enrolment_are_alike():
    population = people(MANY)
    assert (np.diff(population.start_month) >= 0).all()
    counts = np.bincount(population.start_month, minlength=13)[1:]
    assert counts.size == 12
    assert ((counts - 20000 / 12) ** 2 / (20000 / 12)).sum() < 34.0  # 11 degrees of freedom: one in 3,000
    referred = np.concatenate([population.referrals(month) for month in range(1, 49)])
    assert np.array_equal(np.sort(referred), np.flatnonzero(population.offered))
    first = population.referrals(1)
    assert (population.start_month[first] == 1).all()
    assert (np.diff(population.place_in_line[first]) >= 0).all()
    assert population.referrals(40).size == 0


def test_the_start_share_holds_in_every_persons_own_month_0():
    population = people(MANY)
    month_0 = population.history[0, population.start_month - 1, np.arange(20000)]
    late = population.start_month > 6
    for part in (late, ~late):
        near = part & (population.group == 0)
        assert abs((month_0[near] > 0).mean() - 0.1) < 0.017
    assert population.need[month_0 > 0].mean() < population.need[month_0 == 0].mean() - 0.3
    assert not people(replace(PARAMS, outcomes=(replace(WORK, start=(0.0, 0.0)),), tasks=())).history[0, 0, :100].any()


def test_history_ends_where_the_run_begins_and_is_the_same_when_asked_for_later():
    population = people()
    early = population.before()
    live(population)
    assert np.array_equal(population.before(), early)
    assert early.shape == (2, 12, 2000)
    assert set(np.unique(early)) == {0, 1}
    moved = (early[0, -1] != population.history[0, 0]).mean()
    assert 0.0 < moved < 0.1


def test_history_runs_at_the_same_rates_before_start_as_after_it():
    outcome = replace(WORK, start=(0.4, 0.4), entry=(0.03, 0.03), exit=(0.04, 0.04))
    group = replace(PARAMS.groups[0], need=0.0, need_spread=1.0, share=1.0)
    params = replace(MANY, outcomes=(outcome,), tasks=(), scores=(), groups=(group,), enrolment=1)
    before, after = [], []
    for seed in range(1, 5):
        population = live(people(params, seed=seed, months=12, common_shock=False), months=12)
        past, future = population.before()[0], population.history[0]
        before.append((past[0] > 0).mean() - (future[0] > 0).mean())
        after.append((future[12] > 0).mean() - (future[0] > 0).mean())
    assert abs(np.mean(before) - np.mean(after)) < 0.012  # standard error 0.0025


def test_who_is_chosen_on_a_bad_year_comes_back_by_itself_and_who_is_chosen_at_random_does_not():
    params = replace(MANY, outcomes=(replace(WORK, start=(0.4, 0.4)),), tasks=(), scores=(), enrolment=1)
    population = live(people(params, months=24, common_shock=False))
    past, now, later = population.before()[0] > 0, population.history[0, 0] > 0, population.history[0, 24] > 0
    bad_year = ~now & (past.sum(axis=0) >= 6)
    at_random = np.arange(20000) % 5 == 0
    assert later[bad_year].mean() - now[bad_year].mean() > 0.1
    assert abs((later[at_random].mean() - now[at_random].mean()) - (later.mean() - now.mean())) < 0.03
    assert bad_year.sum() > 300


def test_a_run_must_hold_its_enrolment():
    with pytest.raises(SimulationError, match="must hold the 12 in which people start"):
        people(months=11)


def test_one_person_reads_as_a_record():
    population = live(people(), (3.0, 0.0, 2.0, 0.0))
    number = int(np.flatnonzero(population.columns.served_months)[0])
    person = population[number]
    assert person.number == number
    assert person.group in {"near", "far"}
    assert person.states["work"] == tuple(population.history[0, :, number].tolist())
    assert person.hours["coaching"] == pytest.approx(3.0 * person.served_months)
    assert population[-1].number == len(population) - 1
    with pytest.raises(IndexError):
        population[2000]
