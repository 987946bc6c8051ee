"""Openings: closed forms with fixed places, the same rule in both worlds, and nothing where they do not bind."""

from dataclasses import replace
from math import exp, log, log1p

import numpy as np
import pytest

from tests.people.example import PARAMS, WORK, hours_for, live, people
from utfall.base.laws import Capability, Task
from utfall.people.expected_openings import usual_tightness
from utfall.people.openings import intensity, rationed, tightness
from utfall.people.parameters import Group, Market

ALL_HELP = (3.0, 2.0, 2.0, 0.5)


def shares(jobs: float, elasticity: float = 0.0, people_: int = 1000, treated: float = 0.5, doubled: float = 2.0, base: float = 1.0):
    """Chances of the treated and of the others when the treated look `doubled` times as hard."""
    count = round(people_ * treated)
    looking = np.array([doubled * base] * count + [base] * (people_ - count))
    t = tightness(looking, 0.0, 0.0, jobs, elasticity)
    return 1.0 - exp(-looking[0] * t), 1.0 - exp(-looking[-1] * t)


def test_fixed_vacancies_give_the_closed_form():
    """1,000 look for 300 places, half of them twice as hard: sampling without replacement with weights."""
    with_help, others = shares(300.0)
    assert with_help == pytest.approx(0.384523, abs=1e-6)
    assert others == pytest.approx(0.215477, abs=1e-6)
    assert 500 * (with_help + others) == pytest.approx(300.0, rel=1e-12)


@pytest.mark.parametrize("elasticity", [0.1, 0.3, 0.8])
def test_hires_grow_with_search_to_the_power_of_the_elasticity(elasticity):
    """Cobb-Douglas matching: hires x (1 + theta tau)^eta; net over apparent effect [(1.5)^eta - 1] / [.5 x 1.5^(eta - 1)]. Small rates."""
    jobs, base = 0.002, 1e-3
    treated, others = shares(jobs, elasticity, base=base)
    plain, _ = shares(jobs, elasticity, doubled=1.0, base=base)
    hires = 500 * (treated + others)
    assert hires / (1000 * plain) == pytest.approx(1.5**elasticity, rel=1e-3)
    net = (hires - 1000 * plain) / 1000
    wanted = (1.5**elasticity - 1) / (0.5 * 1.5 ** (elasticity - 1))
    assert net / (0.5 * (treated - others)) == pytest.approx(wanted, rel=1e-3)


def test_with_an_elasticity_of_one_or_room_for_all_nothing_is_rationed():
    looking = np.array([0.1, 0.4, 0.0])
    assert tightness(looking, 0.2, 10.0, 0.5, 1.0) == 1.0
    assert tightness(looking, 0.2, 10.0, 5.0, 0.0) == 1.0
    assert tightness(looking, 0.2, 10.0, 0.5, 0.0) < 1.0
    assert tightness(np.zeros(3), 0.2, 0.0, 0.5, 0.0) == 1.0


@pytest.mark.parametrize("logit", [-12.0, -3.0, 0.0, 2.5, 40.0])
def test_a_rationed_logit_is_that_of_the_scaled_intensity(logit):
    assert intensity(logit) == pytest.approx(log1p(exp(logit)), rel=1e-9)
    chance = 1.0 - (1.0 + exp(logit)) ** -0.3
    assert rationed(logit, 0.3) == pytest.approx(log(chance / (1.0 - chance)), rel=1e-6)


def market(jobs: float | None, **more) -> Market:
    return Market((jobs, None), **more)


def test_openings_that_never_bind_change_no_bit():
    with_market, plain = live(people(replace(PARAMS, market=market(1e9))), ALL_HELP), live(people(), ALL_HELP)
    for name in ("history", "history_without", "capability", "shock", "dropped"):
        assert np.array_equal(getattr(with_market, name), getattr(plain, name)), name
    assert not with_market.wide.openings[0].lost.any()


@pytest.mark.parametrize("luck", ["entry_exit", "copula", "independent"])
def test_openings_that_never_bind_change_no_bit_under_other_couplings(luck):
    with_market, plain = live(people(replace(PARAMS, market=market(1e9)), luck=luck), ALL_HELP), live(people(luck=luck), ALL_HELP)
    assert np.array_equal(with_market.history, plain.history)
    assert np.array_equal(with_market.history_without, plain.history_without)


def test_the_switch_turns_openings_off():
    off = people(replace(PARAMS, market=market(5.0)), displacement=False)
    assert off.wide is None


def test_with_nobody_served_both_worlds_are_rationed_alike():
    population = live(people(replace(PARAMS, market=market(20.0, others=300.0))))
    assert np.array_equal(population.history, population.history_without)
    plain = live(people())
    assert (population.history[0] > 0).mean() < 0.8 * (plain.history[0] > 0).mean()
    assert np.array_equal(population.history[1], plain.history[1])  # the other outcome has no limit
    assert not population.wide.openings[0].lost.any()
    assert population.wide.openings[0].outside == 0.0


def test_production_kernels_give_the_closed_form_of_fixed_vacancies():
    """8,000 alike, half of them helped so that they look exactly twice as hard; 30 places for 100. Error rate 1 in 16,000 (4 s.e.)."""
    entry = 0.6
    x = log(entry / (1.0 - entry))
    twice = log(exp(2.0 * log1p(exp(x))) - 1.0)
    work = replace(
        WORK,
        start=(0.0,),
        entry=(entry,),
        exit=(0.0,),
        entry_by_need=0.0,
        entry_by_shock=0.0,
        exit_by_need=0.0,
        helps_entry=(1.0,),
        helps_exit=(0.0,),
    )
    help_ = Task("help", "help", builds=(twice - x,), boosts=(0.0,), shows=(), response="quadratic")
    params = replace(
        PARAMS, eligible=8000, offered=8000, control=0, enrolment=1, outcomes=(work,), scores=(), capabilities=(Capability("k", "k", 0.0),),
        tasks=(help_,), groups=(Group("all", "all", 1.0, need_spread=0.0),), response_spread=0.0, shock_spread=0.0, drop_out=0.0,
        market=Market((0.3 * 8000,)),
    )  # fmt: skip
    population = people(params, seed=5, months=2, common_shock=False)
    treated = np.arange(0, 8000, 2, dtype=np.int32)
    population.advance(1, treated, hours_for(4000, 1.0), np.ones(4000))
    inside = population.state[0] > 0
    error = 4.0 * (0.25 / 4000) ** 0.5
    assert abs(inside[::2].mean() - 0.384523) < error
    assert abs(inside[1::2].mean() - 0.215477) < error
    assert abs((population.history_without[0, population.month] > 0).mean() - 0.3) < error
    assert abs(int(inside.sum()) - int((population.history_without[0, population.month] > 0).sum())) < 8000 * error  # no more places than before


def test_the_losses_that_one_may_expect_are_those_that_happen():
    """Among those never served, months lost and months expected to be lost agree over 12 seeds (4 s.e., 1 in 16,000)."""
    differences, sizes = [], []
    for seed in range(1, 13):
        population = people(replace(PARAMS, enrolment=1, market=market(25.0)), seed=seed, months=30)
        population.wide.counted = 30
        live(population, ALL_HELP)
        never = ~(population.offered & population.take_up)
        lost = (population.history_without[0] > 0).sum(axis=0)[never] - (population.history[0] > 0).sum(axis=0)[never]
        differences.append(lost.sum() - population.wide.openings[0].lost[never].sum())
        sizes.append(lost.sum())
    assert min(sizes) > 0
    assert abs(np.mean(differences)) < 4.0 * np.std(differences, ddof=1) / 12**0.5 + 0.03 * np.mean(sizes)


def test_the_tighter_the_market_the_more_of_the_gain_others_lose():
    """Up to nearly all of it: with fixed places a gain is somebody's loss."""
    shares_lost = []
    for jobs in (120.0, 60.0, 30.0):
        population = live(people(replace(PARAMS, market=market(jobs)), seed=2, months=30), ALL_HELP)
        never = ~(population.offered & population.take_up)
        gained = (population.history[0] > 0)[:, ~never].sum() - (population.history_without[0] > 0)[:, ~never].sum()
        shares_lost.append(population.wide.openings[0].lost[never].sum() / gained)
    assert shares_lost[0] == 0.0 < shares_lost[1] < 0.5
    assert 0.9 < shares_lost[2] < 1.2


def test_more_search_that_makes_more_places_costs_others_less():
    fixed, elastic = (
        live(people(replace(PARAMS, market=market(20.0, elasticity=a, others=200.0)), months=30), ALL_HELP).wide.openings[0] for a in (0.0, 0.6)
    )
    assert 0.0 < elastic.outside < fixed.outside
    assert 0.0 < elastic.lost.sum() < fixed.lost.sum()


def test_the_usual_tightness_is_that_of_a_run_without_a_programme():
    """Mean rates against 24 months of people who differ only by shock-free chance: within 3 % where all are alike."""
    alike = tuple(replace(group, need=0.0, need_spread=0.0) for group in PARAMS.groups)
    work = replace(WORK, entry=(0.03, 0.03), exit=(0.04, 0.04), start=(0.1, 0.1), entry_by_shock=0.0, exit_by_shock=0.0)
    params = replace(PARAMS, groups=alike, outcomes=(work, PARAMS.outcomes[1]), enrolment=1, shock_spread=0.0, market=market(20.0, others=500.0))
    population = people(params, months=24, common_shock=False)
    seen = []
    for month in range(1, 25):
        population.advance(month, np.empty(0, np.int32), np.empty((4, 0)), np.empty(0))
        seen.append(population.wide.openings[0].tight[0])
    assert usual_tightness(params, 0, 24) == pytest.approx(np.mean(seen), rel=0.03)
    assert np.mean(seen) < 0.5
    assert usual_tightness(params, 1, 24) == usual_tightness(replace(params, market=None), 0, 24) == 1.0
