"""T2: what a price on one task does to another [holmstrom-milgrom-1991].

Efforts are capabilities that tasks build. Costs that hang together (C with C12 > 0) are tasks in other axes: effort e = L'^-1 h with C = L L',
so that hours h cost h^2 / 2 each. What a task returns to the provider by itself is a price that nobody pays.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import Tasks, hours, linear, private_cost
from utfall.validation.settings.search import best, best_two, switch
from utfall.validation.theory.linear import averse

Floats = NDArray[np.float64]
Obtained = Callable[[Point, Effort], Found]
THROUGH = "valuation.table.solve > behaviour.hours > signing.certainty_equivalent"
TWO = {"c11": 1.0, "c12": 0.6, "c22": 1.5, "B1": 1.0, "B2": 0.8, "m1": 0.1, "m2": 0.9, "r": 1.0, "s1": 0.5, "s2": 0.9}
TWO_RANGES = {"c12": (0.2, 0.7), "c22": (1.2, 2.0), "B2": (0.5, 0.9), "m2": (0.8, 1.2), "s1": (0.2, 1.0)}


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
)
