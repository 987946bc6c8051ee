"""T13b: where the errors of a proxy have heavy tails, a very high proxy says no more of the goal than a high one.

People differ in what a test shows of them; a meter reads the test with an error of the declared shape and sd, as for any contract.
"""

from collections.abc import Callable
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import laplace, norm

from utfall.base.shapes import LAPLACE_SCALE, Shape
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.score import recorded
from utfall.validation.settings.world import World, mean, population

Floats = NDArray[np.float64]
TAIL = {"goal": 1.0, "scale": 1.0, "p": 4.0}
RANGES = {"goal": (0.7, 1.2), "scale": (0.9, 1.2), "p": (3.0, 4.0)}
PEOPLE = 600_000


def goal_beyond(at: Point, effort: Effort, shape: Shape) -> Found:
    """Mean goal of those whose proxy is beyond p."""
    goal = sqrt(at["goal"]) * population(World(people=effort.runs(PEOPLE), need_spread=1.0), 2).standard_need()
    proxy = recorded(goal, at["scale"] / LAPLACE_SCALE, shape)
    return Found(*mean(goal[proxy > at["p"]]))


def beyond_star(at: Point, error: Callable[[Floats, float], Floats]) -> float:
    """E [G | P > p]: over all goals, weighed by the chance that the error `error(x, sd)` is above p - G."""
    spread, sd = sqrt(at["goal"]), at["scale"] / LAPLACE_SCALE
    goal = np.linspace(-10.0 * spread, 10.0 * spread, 20_001)
    mass = norm.pdf(goal, scale=spread) * error(at["p"] - goal, sd)
    return float(goal @ mass / mass.sum())


def ceiling(at: Point) -> float:
    """Variance of the goal over the scale of the error."""
    return at["goal"] / at["scale"]


_TAIL = Entry(
    id="T13b.heavy",
    title="goal of those whose proxy is beyond 4, errors Laplace",
    source="manheim-garrabrant-2018",
    grade="statistical",
    through="people.make > metrics.compile > measuring.metering.ScoreMeter (noise_shape)",
    printed=TAIL,
    ranges=RANGES,
    expected=lambda at: beyond_star(at, lambda x, sd: laplace.sf(x, scale=LAPLACE_SCALE * sd)),
    obtained=lambda at, effort: goal_beyond(at, effort, "laplace"),
)
ENTRIES = (
    _TAIL,
    replace(
        _TAIL,
        id="T13b.normal",
        title="... errors normal, of the same sd",
        expected=lambda at: beyond_star(at, lambda x, sd: norm.sf(x, scale=sd)),
        obtained=lambda at, effort: goal_beyond(at, effort, "normal"),
    ),
    replace(
        _TAIL,
        id="T13b.ceiling",
        title="... which stays at the ceiling that theory names, from 4 on as from 5 on",
        printed={**TAIL, "p": 5.0},
        ranges={},
        value=1.0,
        expected=ceiling,
        obtained=lambda at, effort: goal_beyond(at, effort, "laplace"),
    ),
)
