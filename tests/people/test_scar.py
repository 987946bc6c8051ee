"""Duration dependence: those long out enter less, in both worlds; without a scar every bit stays."""

from dataclasses import replace

import numpy as np

from tests.people.example import PARAMS, WORK, live, people

FLAT = replace(WORK, entry_by_need=0.0, entry_by_shock=0.0, exit_by_need=0.0, exit_by_shock=0.0, start=(0.0, 0.0), entry=(0.1, 0.1))
MANY = replace(PARAMS, eligible=20000, control=0, offered=20000, enrolment=1)


def entering(population, month):
    """Share of those never in so far who enter in the month."""
    history = population.history[0]
    out = (history[:month] == 0).all(axis=0)
    return (history[month, out] > 0).mean(), out.sum()


def test_entry_falls_with_the_months_out_as_the_law_says():
    scarred = replace(MANY, outcomes=(replace(FLAT, scar=0.5), MANY.outcomes[1]))
    population = live(people(scarred, months=14, common_shock=False))
    began = population.before()[0].shape[0] + 1  # months out at the end of month 0 for who was never in before
    never = (population.before()[0] == 0).all(axis=0) & (population.history[0, 0] == 0)
    for month in (1, 6, 12):
        out = never & (population.history[0, :month] == 0).all(axis=0)
        share, people_out = (population.history[0, month, out] > 0).mean(), out.sum()
        logit = np.log(0.1 / 0.9) - 0.5 * np.log(began + month - 1)
        expected = 1 / (1 + np.exp(-logit))
        assert abs(share - expected) < 4 * np.sqrt(expected / people_out)


def test_both_worlds_are_scarred_alike_where_nobody_is_served():
    scarred = replace(PARAMS, outcomes=(replace(WORK, scar=0.4), PARAMS.outcomes[1]))
    population = live(people(scarred))
    assert np.array_equal(population.history, population.history_without)
    plain = live(people())
    assert (population.history[0] > 0).mean() < (plain.history[0] > 0).mean()
    assert np.array_equal(population.history[1], plain.history[1])
