"""Factor sweep: own marginal values times a factor; what a provider really earns must be greatest where the factor is 1."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.classes import need_classes
from utfall.validation.behaviour.policy import plain_stake
from utfall.validation.behaviour.population import Population, provider
from utfall.validation.row import Row

FACTORS = (0.5, 0.8, 1.0, 1.25, 2.0)
WAGE, ACCURACY, SEEDS = 20.0, 0.8, (1, 2, 3, 4)
#: Least surplus at factor 1 over the best of all factors.
LEAST = 0.99


def surpluses(streams: tuple[PayStream, ...], factors: tuple[float, ...] = FACTORS, seeds: tuple[int, ...] = SEEDS) -> NDArray[np.float64]:
    """(factors,) mean surplus per head on the same draws."""
    classes = need_classes(0.0, 1.0, ACCURACY)
    look = provider(streams, classes, WAGE)
    worlds = [Population(streams, classes, ACCURACY, WAGE, seed) for seed in seeds]
    return np.array([[world.serve(look, plain_stake(WAGE)._replace(factor=f, push_factor=f))[0] for world in worlds] for f in factors]).mean(axis=1)


def sweep_row(name: str, streams: tuple[PayStream, ...], quick: bool) -> Row:
    """The row of one contract; quick: one seed."""
    earned = surpluses(streams, seeds=SEEDS[:1] if quick else SEEDS)
    return Row(
        entry="factor sweep",
        id=f"sweep: {name}",
        case="one seed" if quick else f"{len(SEEDS)} seeds",
        title="surplus at its own marginal values, over the best at 0.5 to 2 times them",
        source="bellman-1957",
        grade="exact",
        path="production",
        through="valuation.table.solve > behaviour.hours",
        expected=1.0,
        obtained=float(earned[FACTORS.index(1.0)] / earned.max()),
        low=LEAST,
        high=1.0,
    )
