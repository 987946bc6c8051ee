"""Events of persons: rate, over-dispersion, help, the two worlds, and what selection on the past does."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from tests.people.example import PARAMS, live, people
from utfall.base.laws import EventOutcome

RECONVICTION = EventOutcome("again", "reconviction", True, (1.55 / 12, 3.0 / 12), 2.3, by_need=0.9, by_shock=0.6, helps=(0.5, 0.0))
ONLY_EVENTS = replace(
    PARAMS, eligible=12000, control=0, offered=12000, enrolment=1, outcomes=(), events=(RECONVICTION,), take_up=1.0,
    tasks=tuple(replace(task, boosts=()) for task in PARAMS.tasks),
)  # fmt: skip
HELP = (4.0, 0.0, 0.0, 0.0)


def yearly(population, world="counts"):
    """(N,) events of contract months 1 .. 12 in one world."""
    return getattr(population.events, world)[0, 1:13].sum(axis=0, dtype=np.int64)


def test_the_mean_rate_of_each_group_is_that_of_the_file():
    found = {0: [], 1: []}
    for seed in range(1, 13):
        population = live(people(ONLY_EVENTS, seed=seed, months=12, common_shock=False))
        for group, means in found.items():
            means.append(yearly(population)[population.group == group].mean())
    for group, rate in enumerate(RECONVICTION.rate):
        error = np.std(found[group], ddof=1) / np.sqrt(12)
        assert error < 0.02 * 12 * rate
        assert abs(np.mean(found[group]) - 12 * rate) < 4.4 * error  # t with 11 degrees of freedom: one in 1,000


def test_a_years_count_spreads_over_persons_as_the_file_says():
    found = []
    for seed in range(1, 13):
        population = live(people(ONLY_EVENTS, seed=seed, months=12, common_shock=False))
        found.append(yearly(population)[population.group == 0].std())
    error = np.std(found, ddof=1) / np.sqrt(12)
    assert error < 0.02 * 2.3
    assert abs(np.mean(found) - 2.3) < 4.4 * error


def test_without_a_spread_need_and_shocks_alone_make_people_unlike():
    alone = replace(RECONVICTION, spread=0.0, by_need=0.0, by_shock=0.0)
    population = live(people(replace(ONLY_EVENTS, events=(alone,)), months=12, common_shock=False))
    counts = yearly(population)[population.group == 0]
    assert counts.var() == pytest.approx(counts.mean(), rel=0.06)  # Poisson


def test_help_takes_events_away_and_never_adds_one_under_one_luck():
    population = live(people(ONLY_EVENTS, months=12, dropout=False), HELP, months=12)
    with_, without = yearly(population), yearly(population, "counts_without")
    assert with_.mean() < 0.9 * without.mean()
    assert (population.events.counts <= population.events.counts_without).all()


def test_a_years_help_takes_off_what_the_law_says():
    flat = replace(RECONVICTION, spread=0.0, by_need=0.0, by_shock=0.0, rate=(0.5, 0.5))
    params = replace(ONLY_EVENTS, events=(flat,), response_spread=0.0)
    population = live(people(params, months=12, common_shock=False, dropout=False), HELP, months=12)
    assert np.ptp(population.capability[0]) < 1e-12
    expected = 0.5 * np.exp(-0.5 * population.capability[0, 0])
    last = population.events.counts[0, 12]
    assert abs(last.mean() - expected) < 4 * np.sqrt(expected / last.size)


@pytest.mark.parametrize("luck", ["entry_exit", "copula", "independent"])
def test_another_coupling_leaves_the_contract_world_every_event_and_moves_no_mean(luck):
    gaps = []
    for seed in range(1, 9):
        base, other = (live(people(ONLY_EVENTS, seed=seed, months=12, luck=kind), HELP, months=12) for kind in ("monotone", luck))
        assert np.array_equal(base.events.counts, other.events.counts)
        gaps.append(yearly(other, "counts_without").mean() - yearly(base, "counts_without").mean())
    if luck == "entry_exit":
        assert gaps == [0.0] * 8
    else:
        assert abs(np.mean(gaps)) < 5.4 * np.std(gaps, ddof=1) / np.sqrt(8)  # t with 7 degrees of freedom: one in 1,000


def test_events_leave_states_and_scores_every_bit():
    plain = live(people(), HELP)
    beside = live(people(replace(PARAMS, events=(RECONVICTION,))), HELP)
    assert np.array_equal(plain.history, beside.history)
    assert np.array_equal(plain.shock, beside.shock)
    assert beside.events.counts.any()


def test_months_before_a_persons_start_are_those_of_the_same_law():
    params = replace(ONLY_EVENTS, enrolment=12)
    before, after = [], []
    for seed in range(1, 13):
        population = live(people(params, seed=seed, months=24, common_shock=False))
        late = population.start_month == 12
        before.append(population.events.counts[0, 1:12][:, late].mean())
        after.append(population.events.counts[0, 12:24][:, late].mean())
    gap = np.array(before) - np.array(after)
    assert abs(gap.mean()) < 4.4 * gap.std(ddof=1) / np.sqrt(12)


def test_who_is_picked_at_a_peak_of_the_past_gets_better_by_itself_and_who_is_picked_at_random_does_not():
    population = live(people(ONLY_EVENTS, months=12))
    past, year = population.before_events()[0].sum(axis=0, dtype=np.int64), yearly(population)
    worst = np.argsort(-past, kind="stable")[: len(past) // 5]
    fall = year[worst].mean() / past[worst].mean() - 1.0
    assert -0.6 < fall < -0.25, fall
    assert abs(year.mean() / past.mean() - 1.0) < 0.06


def test_a_small_cohort_under_a_threshold_pays_for_luck_as_arithmetic_says():
    """1,000 treated, 10,000 compared, mean 1.55, sd 2.2: chance of 10 % fewer without effect, and with a true 9 % (normal forms)."""
    law = replace(RECONVICTION, rate=(1.55 / 12, 1.55 / 12), spread=2.2)
    still = tuple(replace(capability, decay=0.0) for capability in ONLY_EVENTS.capabilities)
    params = replace(ONLY_EVENTS, eligible=55_000, events=(law,), capabilities=still)
    nulls, helped = [], []
    for seed in range(1, 21):
        population = people(params, seed=seed, months=12, common_shock=False)
        population.capability[0] = -np.log(0.91) / 0.5
        live(population)
        with_, without = (yearly(population, world).reshape(5, 11_000) for world in ("counts", "counts_without"))
        usual = without[:, 1000:].mean(axis=1)
        nulls.extend(without[:, :1000].mean(axis=1) / usual - 1.0)
        helped.extend(with_[:, :1000].mean(axis=1) / usual - 1.0)
    s = 2.2 / 1.55 * np.sqrt(1 / 1000 + 1 / 10_000)
    assert abs(np.std(nulls) - s) < 4 * s / np.sqrt(2 * len(nulls))
    for found, mean in ((nulls, 0.0), (helped, -0.09)):
        expected = NormalDist().cdf((-0.10 - mean) / s)
        share = np.mean(np.array(found) <= -0.10)
        assert abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / len(found)) + 0.01  # 0.01: counts are not quite normal
