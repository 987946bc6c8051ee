"""T3: what a measure that points elsewhere than value costs, and what a second one mends [baker-2002] [feltham-xie-1994].

Efforts are capabilities, each built by a task of its own; a measure is a price on each.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.providers.optimiser import Optimiser
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import building, hours, linear, private_cost, tables, view_of
from utfall.validation.settings.search import best, best_two
from utfall.validation.theory.linear import averse

Floats = NDArray[np.float64]
Obtained = Callable[[Point, Effort], Found]
THROUGH = "valuation.table.solve > behaviour.hours > signing.certainty_equivalent"
THREE = {"f1": 1.0, "f2": 0.6, "f3": 0.2, "g1": 0.4, "g2": 1.1, "h1": 0.9, "h2": -0.2, "h3": 0.5, "r": 0.0, "s": 0.4, "t": 0.7}
THREE_AVERSE = {**THREE, "r": 1.5}
THREE_RANGES = {"f1": (0.5, 1.5), "f2": (0.3, 1.0), "g1": (0.2, 1.0), "g2": (0.6, 1.4)}
STATES = {"f1": 1.4, "f2": 0.6, "g1": 1.8, "g2": 0.2}


def measured_efforts(at: Point, measures: Floats, prices: tuple[float, ...]) -> tuple[Floats, float]:
    """(3,) efforts where each row of `measures` (., 3) is paid for, and what they cost."""
    tasks = building((1.0, 1.0, 1.0))
    given = hours(tasks, tuple(linear(j, float(np.array(prices) @ measures[:, j])) for j in range(3)))
    return given, private_cost(tasks, given)


def aligned(at: Point, measures: Floats, prices: tuple[float, ...]) -> float:
    """Value of the efforts, less their cost and the premium for the variance of pay."""
    given, cost = measured_efforts(at, measures, prices)
    noise = np.array([at["s"], at["t"]])[: len(prices)]
    return averse(float(valued(at) @ given), float(np.array(prices) ** 2 @ noise), at["r"]) - cost


def valued(at: Point) -> Floats:
    """(3,) what efforts are worth."""
    return np.array([at["f1"], at["f2"], at["f3"]])


def measured(at: Point) -> Floats:
    """(1, 3) what the measure counts of them."""
    return np.array([[at["g1"], at["g2"], 0.0]])


def two_measures(at: Point) -> Floats:
    """(2, 3) and the second measure."""
    return np.vstack([measured(at), [[at["h1"], at["h2"], at["h3"]]]])


def aligned_price(at: Point, _: Effort) -> Found:
    """Best price of the one measure."""
    return Found(best(lambda price: aligned(at, measured(at), (price,)), 0.0, 4.0))


def aligned_surplus(at: Point, _: Effort) -> Found:
    """Surplus at it."""
    return Found(aligned(at, measured(at), (best(lambda price: aligned(at, measured(at), (price,)), 0.0, 4.0),)))


def share_of_first_best(at: Point, effort: Effort) -> Found:
    """Surplus at it, over that where what is valued is paid for itself."""
    first = aligned(at, valued(at)[None, :], (1.0,))
    return Found(aligned_surplus(at, effort).value / first)


def second_measure(number: int) -> Obtained:
    """Best price of one of two measures."""
    return lambda at, _: Found(best_two(lambda a, b: aligned(at, two_measures(at), (a, b)), (0.5, 0.3))[number])


def second_surplus(at: Point, _: Effort) -> Found:
    """Surplus with two measures."""
    return Found(aligned(at, two_measures(at), best_two(lambda a, b: aligned(at, two_measures(at), (a, b)), (0.5, 0.3))))


def price_aligned(at: Point) -> float:
    """f.g / (|g|^2 + r s)."""
    g = measured(at)[0]
    return float(valued(at) @ g / (g @ g + at["r"] * at["s"]))


def surplus_aligned(at: Point) -> float:
    """(f.g)^2 / (2 (|g|^2 + r s))."""
    return 0.5 * float(valued(at) @ measured(at)[0]) * price_aligned(at)


def prices_two(at: Point) -> Floats:
    """(G G' + r Sigma)^-1 G f."""
    both = two_measures(at)
    found: NDArray[Any] = np.linalg.solve(both @ both.T + at["r"] * np.diag([at["s"], at["t"]]), both @ valued(at))
    return found


def seen_state(at: Point, _: Effort) -> Found:
    """Best price where the provider sees how much its hours move the measure, person by person, and their value differs too."""
    moves, worth = np.array([at["g1"], at["g2"]]), np.array([at["f1"], at["f2"]])

    def surplus(price: float) -> float:
        look = tables(building((1.0,)), (linear(0, price),))
        given = Optimiser().hours(view_of(look, response=moves)).hours[0]
        return float((worth * given - 0.5 * given**2).mean())

    return Found(best(surplus, 0.0, 3.0))


_MEASURE = Entry(
    id="T3.price",
    title="best price of a measure that points elsewhere",
    source="baker-2002",
    path="test",
    through=THROUGH,
    printed=THREE,
    ranges=THREE_RANGES,
    value=0.773723,
    expected=price_aligned,
    obtained=aligned_price,
)
_TWO = replace(_MEASURE, id="T3b.price_1", title="best price of the first of two measures", printed=THREE_AVERSE, source="feltham-xie-1994")
ENTRIES = (
    _MEASURE,
    replace(_MEASURE, id="T3.surplus", title="surplus at it", value=0.410073, expected=surplus_aligned, obtained=aligned_surplus),
    replace(
        _MEASURE,
        id="T3.share",
        title="share of the first best: squared cosine of value and measure",
        value=0.585819,
        expected=lambda at: 2.0 * surplus_aligned(at) / float(valued(at) @ valued(at)),
        obtained=share_of_first_best,
    ),
    replace(_MEASURE, id="T3.averse_price", title="best price, provider averse to risk", printed=THREE_AVERSE, value=0.538071),
    replace(
        _MEASURE,
        id="T3.averse_surplus",
        title="surplus at it",
        printed=THREE_AVERSE,
        value=0.285178,
        expected=surplus_aligned,
        obtained=aligned_surplus,
    ),
    replace(_TWO, value=0.511350, expected=lambda at: float(prices_two(at)[0]), obtained=second_measure(0)),
    replace(
        _TWO,
        id="T3b.price_2",
        title="best price of the second",
        value=0.376005,
        expected=lambda at: float(prices_two(at)[1]),
        obtained=second_measure(1),
    ),
    replace(
        _TWO,
        id="T3b.surplus",
        title="surplus with both",
        value=0.436458,
        expected=lambda at: 0.5 * float(prices_two(at) @ (two_measures(at) @ valued(at))),
        obtained=second_surplus,
    ),
    replace(
        _MEASURE,
        id="T3c.price",
        title="best price where the provider sees what its hours move",
        source="baker-1992",
        printed=STATES,
        ranges={"f1": (1.0, 2.0), "f2": (0.3, 1.0), "g1": (1.0, 2.0), "g2": (0.1, 0.9)},
        value=0.804878,
        expected=lambda at: (at["f1"] * at["g1"] + at["f2"] * at["g2"]) / (at["g1"] ** 2 + at["g2"] ** 2),
        obtained=seen_state,
    ),
)
