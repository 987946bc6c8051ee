"""Scores: what a test shows of a capability, in the units of the score."""

from utfall.people.columns import Floats
from utfall.people.history import MONTHS_BEFORE
from utfall.people.population import Population
from utfall.people.truth import World


def score_values(population: Population, score: int, noise: Floats, world: World) -> Floats:
    """(N,) measured score at the end of the latest month: mean + sd (k + what drill shows + noise sd x noise + weight x common shock).

    noise   (N,) standard normal draws (zeros: the score without error); drill shows only in the month of its hours
    """
    law = population.params.scores[score]
    shared = law.common_shock_weight * population.common[population.month + MONTHS_BEFORE] + law.noise * noise
    if world == "without":
        return law.mean + law.sd * shared
    return law.mean + law.sd * (population.capability[law.capability] + population.columns.shown[score] + shared)
