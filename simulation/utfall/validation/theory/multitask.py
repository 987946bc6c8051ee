"""T2 and T3: what a price on one task does to another, and what a measure that points elsewhere costs.

Efforts are capabilities that tasks build. Costs that hang together (C with C12 > 0) are tasks in other axes: effort e = L'^-1 h with C = L L',
so that hours h cost h^2 / 2 each. What a task returns to the provider by itself is a price that nobody pays.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.providers.optimiser import Optimiser
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import Tasks, building, hours, linear, private_cost, tables, view_of
from utfall.validation.settings.search import best, best_two, switch
from utfall.validation.theory.linear import averse

Floats = NDArray[np.float64]
Obtained = Callable[[Point, Effort], Found]
THROUGH = "valuation.table.solve > behaviour.hours > signing.certainty_equivalent"
TWO = {"c11": 1.0, "c12": 0.6, "c22": 1.5, "B1": 1.0, "B2": 0.8, "m1": 0.1, "m2": 0.9, "r": 1.0, "s1": 0.5, "s2": 0.9}
TWO_RANGES = {"c12": (0.2, 0.7), "c22": (1.2, 2.0), "B2": (0.5, 0.9), "m2": (0.8, 1.2), "s1": (0.2, 1.0)}
THREE = {"f1": 1.0, "f2": 0.6, "f3": 0.2, "g1": 0.4, "g2": 1.1, "h1": 0.9, "h2": -0.2, "h3": 0.5, "r": 0.0, "s": 0.4, "t": 0.7}
THREE_AVERSE = {**THREE, "r": 1.5}
THREE_RANGES = {"f1": (0.5, 1.5), "f2": (0.3, 1.0), "g1": (0.2, 1.0), "g2": (0.6, 1.4)}
STATES = {"f1": 1.4, "f2": 0.6, "g1": 1.8, "g2": 0.2}


def cost_of(at: Point) -> Floats:
    """Cost matrix of the two tasks."""
    return np.array([[at["c11"], at["c12"]], [at["c12"], at["c22"]]])


def efforts(at: Point, prices: tuple[float, float]) -> tuple[Floats, float]:
    """(2,) efforts at these prices, what they return by themselves included, and what they cost the provider."""
    turned = np.linalg.inv(np.linalg.cholesky(cost_of(at)).T)
    tasks = Tasks(turned.T.copy(), np.zeros((2, 2)), np.ones(2))
    given = hours(tasks, tuple(linear(j, prices[j] + at[f"m{j + 1}"]) for j in (0, 1)))
    return turned @ given, private_cost(tasks, given)


def welfare(at: Point, prices: tuple[float, float]) -> float:
    """Benefit, what efforts return by themselves, less their cost and the premium for the variance of pay."""
    made, cost = efforts(at, prices)
    own = np.array([at["B1"] + at["m1"], at["B2"] + at["m2"]]) @ made
    return averse(float(own), prices[0] ** 2 * at["s1"] + prices[1] ** 2 * at["s2"], at["r"]) - cost


def one_price(at: Point, _: Effort) -> Found:
    """Best price where only the first task is measured."""
    return Found(best(lambda price: welfare(at, (price, 0.0)), 0.0, 1.3))


def substitution(at: Point, _: Effort) -> Found:
    """How much of the second task a price on the first costs, by difference."""
    low, high = (float(efforts(at, (price, 0.0))[0][1]) for price in (0.1, 0.3))
    return Found((high - low) / 0.2)


def abandoned(at: Point, _: Effort) -> Found:
    """The price at which the second task is given up."""
    return Found(switch(lambda price: float(efforts(at, (price, 0.0))[0][1]) > 1e-12, 0.0, 20.0))


def both_prices(number: int) -> Obtained:
    """Best price of one task where both are measured."""
    return lambda at, _: Found(best_two(lambda b1, b2: welfare(at, (b1, b2)), (0.5, 0.3))[number])


def prices_star(at: Point) -> Floats:
    """(I + r C Sigma)^-1 B."""
    found: Floats = np.linalg.solve(np.eye(2) + at["r"] * cost_of(at) @ np.diag([at["s1"], at["s2"]]), np.array([at["B1"], at["B2"]]))
    return found


def one_price_star(at: Point) -> float:
    """(B1 - B2 C12 / C22) / (1 + r s1 (C11 - C12^2 / C22))."""
    left = at["c11"] - at["c12"] ** 2 / at["c22"]
    return (at["B1"] - at["B2"] * at["c12"] / at["c22"]) / (1.0 + at["r"] * at["s1"] * left)


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


_ONE = Entry(
    id="T2.price",
    title="best price where only the first of two tasks is measured",
    source="holmstrom-milgrom-1991",
    path="test",
    through=THROUGH,
    printed=TWO,
    ranges=TWO_RANGES,
    value=0.492754,
    expected=one_price_star,
    obtained=one_price,
)
_MEASURE = replace(
    _ONE,
    id="T3.price",
    title="best price of a measure that points elsewhere",
    source="baker-2002",
    printed=THREE,
    ranges=THREE_RANGES,
    value=0.773723,
    expected=price_aligned,
    obtained=aligned_price,
)
_TWO = replace(_MEASURE, id="T3b.price_1", title="best price of the first of two measures", printed=THREE_AVERSE, source="feltham-xie-1994")
ENTRIES = (
    _ONE,
    replace(
        _ONE,
        id="T2.substitution",
        title="second effort lost for a unit of price on the first",
        value=-0.526316,
        expected=lambda at: -at["c12"] / (at["c11"] * at["c22"] - at["c12"] ** 2),
        obtained=substitution,
    ),
    replace(
        _ONE,
        id="T2.abandoned",
        title="price at which the second task is given up",
        value=1.4,
        expected=lambda at: at["c11"] * at["m2"] / at["c12"] - at["m1"],
        obtained=abandoned,
    ),
    replace(
        _ONE,
        id="T2.both_1",
        title="price of the first where both are measured",
        value=0.570324,
        expected=lambda at: float(prices_star(at)[0]),
        obtained=both_prices(0),
    ),
    replace(
        _ONE,
        id="T2.both_2",
        title="price of the second where both are measured",
        value=0.267618,
        expected=lambda at: float(prices_star(at)[1]),
        obtained=both_prices(1),
    ),
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
