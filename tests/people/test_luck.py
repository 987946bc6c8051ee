"""Draws belong to a purpose: switches and couplings change only what they are about."""

from dataclasses import replace

import numpy as np
import pytest

from tests.people.example import PARAMS, live, people

HELP = (3.0, 0.0, 2.0, 0.0)


@pytest.mark.parametrize("luck", ["entry_exit", "copula", "independent"])
def test_another_coupling_leaves_the_contract_world_every_bit(luck):
    base, other = live(people(), HELP), live(people(luck=luck), HELP)
    assert np.array_equal(base.history, other.history)
    assert np.array_equal(base.capability, other.capability)
    assert np.array_equal(base.dropped, other.dropped)
    assert not np.array_equal(base.history_without, other.history_without)


@pytest.mark.parametrize("luck", ["entry_exit", "copula", "independent"])
def test_another_coupling_moves_no_mean_of_the_counterfactual(luck):
    params = replace(PARAMS, eligible=4000, enrolment=1)
    differences = []
    for seed in range(1, 13):
        base, other = (live(people(params, seed=seed, months=30, luck=kind), months=30) for kind in ("monotone", luck))
        differences.append((other.history_without[0] > 0).mean() - (base.history_without[0] > 0).mean())
    error = np.std(differences, ddof=1) / len(differences) ** 0.5
    assert error < 0.003
    assert abs(np.mean(differences)) < 4.5 * error  # t with 11 degrees of freedom: one in 1,000 at 4.4


def test_the_copula_correlates_the_two_worlds_less_than_one_draw_and_more_than_none():
    agree = {}
    for luck in ("monotone", "copula", "independent"):
        population = live(people(replace(PARAMS, eligible=10000, enrolment=1), luck=luck))
        agree[luck] = np.corrcoef(population.history[0, 40] > 0, population.history_without[0, 40] > 0)[0, 1]
    assert agree["monotone"] == pytest.approx(1.0)
    assert agree["independent"] + 0.03 < agree["copula"] < 0.9


def test_switching_off_drop_out_leaves_everybody_elses_luck():
    params = replace(PARAMS, outcomes=(PARAMS.outcomes[0], replace(PARAMS.outcomes[1], drop_out_ends_it=False)))
    on, off = live(people(params), HELP, months=1), live(people(params, dropout=False), HELP, months=1)
    assert on.dropped.any()
    assert not off.dropped.any()
    assert np.array_equal(on.history, off.history)


def test_switching_off_the_common_shock_keeps_people_their_months_and_their_lots():
    on, off = people(), people(common_shock=False)
    assert on.common.std() > 0.01
    assert not off.common.any()
    for name in ("group", "start_month", "offered", "control", "take_up", "place_in_line"):
        assert np.array_equal(getattr(on, name), getattr(off, name))
    assert np.array_equal(on.need, off.need)
    assert np.array_equal(live(on, months=20).shock, live(off, months=20).shock)


def test_without_a_counterfactual_the_contract_world_is_the_same():
    both, one = live(people(), HELP), live(people(counterfactual=False), HELP)
    assert np.array_equal(both.history, one.history)
    assert not one.has_counterfactual


def test_the_same_seed_gives_the_same_bits_and_another_seed_other_people():
    first, again, other = (live(people(seed=seed), HELP) for seed in (6, 6, 7))
    assert np.array_equal(first.history, again.history)
    assert np.array_equal(first.capability, again.capability)
    assert not np.array_equal(first.need, other.need)


def test_a_longer_run_begins_as_the_shorter_one():
    short, long = live(people(months=20), HELP), live(people(months=40), HELP)
    assert np.array_equal(short.history, long.history[:, :21])


def test_the_draws_of_a_person_do_not_go_together():
    population = people(replace(PARAMS, eligible=20000, response_by_need=0.0, take_up_by_need=0.0, take_up_by_shock=0.0))
    bells = (population.need - np.array([-0.3, 0.5])[population.group]) / np.array([0.9, 1.1])[population.group]
    luck = [population.shock, population.place_in_line, population.offered, population.take_up, population.start_month]
    columns = [bells, np.log(population.response), *luck]
    correlations = np.corrcoef(np.array([np.asarray(column, dtype=np.float64) for column in columns]))
    off_diagonal = correlations[~np.eye(len(columns), dtype=bool)]
    assert np.abs(off_diagonal).max() < 0.0295  # standard error 0.0071; 21 pairs


def test_under_entry_exit_the_same_luck_brings_in_and_takes_out():
    """Who is out enters on U < p as ever; who is in leaves on U < q instead of U >= 1 - q, so that no one leaves in both worlds."""
    population = live(people(replace(PARAMS, eligible=10000, enrolment=1), luck="entry_exit"), months=1)
    was_out = population.history[0, 0] == 0
    with_, without = population.history[0, 1] > 0, population.history_without[0, 1] > 0
    assert np.array_equal(with_[was_out], without[was_out])
    assert not (~with_ & ~without & ~was_out).any()
    assert (~with_ & ~was_out).sum() > 10
    assert (~without & ~was_out).sum() > 10
