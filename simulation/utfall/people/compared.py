"""People of a comparison: untreated, on draws of their own, in the same years as those counted or in earlier ones."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.people.earlier import MONTHS_BEFORE, common_from
from utfall.people.events import past_events
from utfall.people.history import fill_history
from utfall.people.make import make_population
from utfall.people.parameters import Market
from utfall.people.population import Population


def key_of(seed: int, number: int) -> int:
    """The key of all draws of comparison `number` under a seed: a draw itself, so that no other draw of the run moves."""
    return int(uniforms(seed, int(Purpose.COMPARED), 0, number, 1)[0] * 2.0**32)


def people_beside(population: Population, number: int, people: int, earlier: int = 0) -> Population:
    """`people` like the eligible of `population`, in month 0, whom nobody serves.

    number    of the comparison; earlier: contract months that they live through before contract month 1, the last of them month 0
              (0: they live through the months of the run, under the same common shock)
    """
    whole = population.params
    market = None if whole.market is None else _shared(whole.market, people / whole.eligible)
    params = replace(whole, eligible=people, offered=people, control=0, places=None, market=market, stock=None)
    mechanisms = replace(population.mechanisms, counterfactual=False)
    months = earlier or population.months
    made = make_population(params, key_of(population.seed, number), months, "monotone", mechanisms)
    made.common = common_from(population, -MONTHS_BEFORE - earlier)[: MONTHS_BEFORE + months + 1]
    fill_history(made)
    past_events(made)
    return made


def _shared(market: Market, part: float) -> Market:
    """As many places and outsiders a head as the eligible have."""
    openings = tuple(None if places is None else places * part for places in market.openings)
    return replace(market, openings=openings, others=market.others * part)


def state_before(population: Population, outcome: int, clock: NDArray[np.int32]) -> NDArray[np.bool_]:
    """(N,) whether each was in the outcome in the month before its clock (N,) starts."""
    states = population.history[outcome]
    found: NDArray[np.bool_] = states[np.maximum(clock, 1) - 1, np.arange(clock.size)] > 0
    return found
