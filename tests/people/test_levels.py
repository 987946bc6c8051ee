"""Levels give the means that a file states."""

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from tests.people.example import HOME, PARAMS, WORK, live, people
from utfall.people.levels import (
    ALWAYS,
    NEVER,
    Shock,
    entry_for_share_after,
    entry_level,
    exit_level,
    mixture_level,
    share_after,
    start_level,
)
from utfall.people.parameters import Group


def _mean(logit, group: Group, shock_spread: float) -> float:
    """Mean of a logistic over need and shock by a plain two-dimensional sum, fine enough for 1e-9."""
    grid = np.linspace(-9.0, 9.0, 1201)
    weight = np.exp(-0.5 * grid**2)
    weight /= weight.sum()
    need, shock = group.need + group.need_spread * grid[:, None], shock_spread * grid[None, :]
    return float(weight @ (1.0 / (1.0 + np.exp(-logit(need, shock)))) @ weight)


@pytest.mark.parametrize("group", PARAMS.groups)
@pytest.mark.parametrize("hazard", [0.0005, 0.02, 0.3, 0.9])
@pytest.mark.parametrize("spread", [0.0, 0.5, 1.5])
def test_mean_hazards_are_hit_to_a_millionth(group, hazard, spread):
    entry = entry_level(hazard, group, WORK, spread)
    leave = exit_level(hazard, group, WORK, spread)
    start = start_level(hazard, group, WORK, spread)
    assert _mean(lambda d, u: entry - 0.75 * d - 1.0 * u, group, spread) == pytest.approx(hazard, abs=1e-6)
    assert _mean(lambda d, u: leave + 0.35 * d + 0.5 * u, group, spread) == pytest.approx(hazard, abs=1e-6)
    assert _mean(lambda d, u: start - 1.1 * d - 1.5 * u, group, spread) == pytest.approx(hazard, abs=1e-6)


def test_a_hazard_of_0_never_happens_and_of_1_always():
    assert entry_level(0.0, PARAMS.groups[0], WORK, 0.5) == NEVER
    assert exit_level(1.0, PARAMS.groups[0], WORK, 0.5) == ALWAYS
    population = live(people(replace(PARAMS, outcomes=(replace(WORK, start=(0.0, 0.0), entry=(0.0, 0.0)), HOME))), (5.0, 0.0, 5.0, 0.0))
    assert not population.history[0].any()
    assert population.history[1].any()


def test_a_mean_over_groups_is_over_their_shares():
    level = mixture_level(0.7, PARAMS, -0.3, 0.2)
    means = [_mean(lambda d, u: level - 0.3 * d + 0.2 * u, group, 0.5) for group in PARAMS.groups]
    assert 0.6 * means[0] + 0.4 * means[1] == pytest.approx(0.7, abs=1e-6)


def test_the_share_in_the_outcome_follows_the_solved_law():
    """With nobody served and no common shock, simulated shares are those of the quadrature; 60,000 people, 4 standard errors."""
    params = replace(PARAMS, eligible=60000, offered=0, control=0, enrolment=1, outcomes=(WORK,), tasks=(), scores=())
    population = live(people(params, months=36, common_shock=False))
    shock = Shock(0.85, 0.5)
    for number, group in enumerate(params.groups):
        levels = tuple(float(table[number, 0]) for table in (population.laws.starts, population.laws.entries, population.laws.exits))
        inside = population.history[0][:, population.group == number] > 0
        for month in (0, 1, 6, 12, 36):
            expected = share_after(month, levels, group, WORK, shock)
            error = (expected * (1.0 - expected) / inside.shape[1]) ** 0.5
            assert abs(inside[month].mean() - expected) < 4.0 * error + 0.001


def test_mean_monthly_hazards_of_the_simulation_are_those_of_the_file():
    """At need and stationary shock of everybody, whoever is in or out."""
    population = people(replace(PARAMS, eligible=60000, enrolment=1), common_shock=False)
    columns = population.columns
    for number in (0, 1):
        mine = population.group == number
        entry = 1.0 / (1.0 + np.exp(-(columns.entry_base[0, mine] - columns.shock[mine])))
        leave = 1.0 / (1.0 + np.exp(-(columns.exit_base[0, mine] + 0.5 * columns.shock[mine])))
        assert abs(entry.mean() - WORK.entry[number]) < 4.0 * entry.std() / mine.sum() ** 0.5
        assert abs(leave.mean() - WORK.exit[number]) < 4.0 * leave.std() / mine.sum() ** 0.5


@pytest.mark.parametrize(("target", "months"), [(0.25, 12), (0.4, 36)])
def test_an_entry_hazard_is_found_for_a_share_after_some_months(target, months):
    hazard = entry_for_share_after(target, months, 0, PARAMS, WORK)
    outcome = replace(WORK, entry=(hazard, hazard))
    params = replace(PARAMS, eligible=40000, offered=0, control=0, enrolment=1, outcomes=(outcome,), tasks=(), scores=())
    population = live(people(params, months=months, common_shock=False))
    near = population.group == 0
    assert abs((population.history[0, months, near] > 0).mean() - target) < 0.002 + 4.0 * (target * (1 - target) / near.sum()) ** 0.5


def test_a_share_out_of_reach_gives_the_edge():
    assert entry_for_share_after(0.0, 12, 0, PARAMS, replace(WORK, start=(0.5, 0.5))) == pytest.approx(1e-6, rel=1e-3)
    assert exp(0.0) > entry_for_share_after(1.0, 12, 0, PARAMS, WORK) > 0.99
