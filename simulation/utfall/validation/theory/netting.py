"""T1c: a comparison that shares the luck should be netted off, a noisy one only in part.

Treated and controls live through one shock; the measured difference nets off a mix of the controls and an agreed level. Who sets the terms
looks for the weight at which pay varies least, and for the price that is then best for a provider that minds the variance.
"""

from dataclasses import replace
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.contract.comparisons.declarations import mix
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Comparison
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.search import best
from utfall.validation.settings.world import World, live, population
from utfall.validation.theory.common import chances, mean_chance
from utfall.validation.theory.linear import surplus
from utfall.validation.theory.measurement import day

Floats = NDArray[np.float64]
NETTED = {"p": 0.4, "n": 60.0, "controls": 30.0, "sd": 0.6, "r": 100.0, "R": 0.0, "c": 0.8}
RANGES = {"p": (0.3, 0.5), "sd": (0.5, 0.8)}
RUNS = 3000
#: Weights of the controls at which the difference is measured: a parabola of its variance goes through three.
WEIGHTS = (0.0, 0.5, 1.0)


def differences(at: Point, effort: Effort) -> Floats:
    """(weights, runs) measured differences, where so much of the level that is netted off is the controls' and the rest is agreed."""
    return _differences(at["p"], at["sd"], (round(at["n"]), round(at["controls"])), effort.runs(RUNS))


@lru_cache(maxsize=8)
def _differences(p: float, sd: float, people: tuple[int, int], runs: int) -> Floats:
    n, controls = people
    world = World(people=n + controls, control=controls, chance=p, helped=p, common=sd)
    parts = (Comparison(id="lot", design="randomised"), Comparison(id="agreed", design="agreed", expected=(mean_chance({"p": p, "sd": sd}),)))
    mixes = [mix("c", (("lot", weight), ("agreed", 1.0 - weight))) for weight in WEIGHTS]
    rows = []
    for seed in range(1, runs + 1):
        lived = live(population(world, seed))
        there, drawn = lived.history[0, 1].astype(np.float64), lived.control
        recorded = Recorded(treated=there[~drawn], groups=np.zeros(n, dtype=np.int16), others={"lot": there[drawn]})
        rows.append([measured(day("c"), (*parts, one), recorded).measured for one in mixes])
    return np.array(rows).T


def at_weight(found: Floats, weight: float) -> Floats:
    """(runs,) differences at another weight: they move in a straight line with it."""
    return found[0] + weight * (found[-1] - found[0])


def steadiest(found: Floats) -> float:
    """The weight at which they vary least: where the parabola through the variances turns."""
    none, half, full = (float(row.var(ddof=1)) for row in found)
    return 0.25 * (4.0 * half - full - 3.0 * none) / (2.0 * half - full - none)


def best_weight(at: Point, effort: Effort) -> Found:
    """That weight, and its standard error."""
    found = differences(at, effort)
    weight = steadiest(found)
    left, netted = at_weight(found, weight), found[0] - found[-1]
    return Found(weight, float(left.std(ddof=2) / netted.std(ddof=1)) / sqrt(left.size))


def best_price(at: Point, effort: Effort) -> Found:
    """The best price a point of a difference so netted off."""
    found = differences(at, effort)
    left = float(at_weight(found, steadiest(found)).var(ddof=2))
    price = best(lambda tried: surplus({**at, "s2": left}, tried), 0.0, 1.5)
    return Found(price, price * (1.0 - price) * sqrt(2.0 / found.shape[1]))


def variances(at: Point) -> tuple[float, float, float]:
    """Of what all share, and of the luck of those treated and of the controls alone."""
    chance, weight = chances(at)
    alone = float(weight @ (chance * (1.0 - chance)))
    return float(weight @ (chance - mean_chance(at)) ** 2), alone / at["n"], alone / at["controls"]


def weight_star(at: Point) -> float:
    """Shared variance over the variance of the comparison."""
    shared, _own, noise = variances(at)
    return shared / (shared + noise)


def price_star(at: Point) -> float:
    """1 / (1 + r c (own + shared noise / (shared + noise)))."""
    shared, own, noise = variances(at)
    return 1.0 / (1.0 + at["r"] * at["c"] * (own + shared * noise / (shared + noise)))


_WEIGHT = Entry(
    id="T1c.weight",
    title="weight of a comparison that shares the luck at which pay varies least",
    source="holmstrom-1979",
    grade="statistical",
    through="people.make (common shock, control by lot) > comparisons.estimate.measured (mix)",
    printed=NETTED,
    ranges=RANGES,
    expected=weight_star,
    obtained=best_weight,
)
ENTRIES = (
    _WEIGHT,
    replace(
        _WEIGHT,
        id="T1c.price",
        title="best price a point that goes with it",
        path="test",
        through="comparisons.estimate.measured (mix) > valuation.table.solve > behaviour.hours > signing.certainty_equivalent",
        ranges={"r": (50.0, 200.0), "c": (0.4, 1.5)},
        expected=price_star,
        obtained=best_price,
    ),
)
