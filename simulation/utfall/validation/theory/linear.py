"""T1: a linear price for a noisy result of hidden effort, and who should bear the variance [holmstrom-milgrom-1987].

The provider answers a price with effort (production rule, quadratic cost) and weighs variance by its certainty equivalent; whoever sets
the terms searches for the best price.
"""

from dataclasses import replace

from utfall.behaviour.signing import certainty_equivalent
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import building, hours, linear, private_cost
from utfall.validation.settings.search import best, switch

SOURCE = "holmstrom-milgrom-1987"
THROUGH = "valuation.table.solve > providers.optimiser.hours > signing.certainty_equivalent"
PRINTED = {"r": 2.0, "c": 0.8, "s2": 1.44, "u0": 0.1, "R": 0.0}
AVERSE = {**PRINTED, "R": 0.5}
RANGES = {"r": (0.2, 3.0), "c": (0.3, 2.0), "s2": (0.2, 2.5), "u0": (0.0, 0.3)}


def averse(mean: float, variance: float, aversion: float) -> float:
    """Certainty equivalent at an absolute risk aversion: relative aversion over a wealth of 1."""
    return certainty_equivalent(mean, variance, aversion, 1.0, 0.0)


def provider_worth(at: Point, price: float, fee: float = 0.0) -> float:
    """What a fee and a price a point are worth to the provider that answers them."""
    tasks = building((at["c"],))
    given = hours(tasks, (linear(0, price),))
    return averse(fee + price * float(given[0]), price**2 * at["s2"], at["r"]) - private_cost(tasks, given)


def surplus(at: Point, price: float) -> float:
    """What both together have of it: the fee is a transfer."""
    given = float(hours(building((at["c"],)), (linear(0, price),))[0])
    return provider_worth(at, price) + averse((1.0 - price) * given, (1.0 - price) ** 2 * at["s2"], at["R"])


def best_price(at: Point, _: Effort) -> Found:
    """The price at which both together have most."""
    return Found(best(lambda price: surplus(at, price), 0.0, 1.5))


def effort_at_best(at: Point, _: Effort) -> Found:
    """Hours at the best price."""
    price = best(lambda tried: surplus(at, tried), 0.0, 1.5)
    return Found(float(hours(building((at["c"],)), (linear(0, price),))[0]))


def surplus_at_best(at: Point, _: Effort) -> Found:
    """What both have at the best price."""
    return Found(surplus(at, best(lambda price: surplus(at, price), 0.0, 1.5)))


def surplus_without_risk(at: Point, _: Effort) -> Found:
    """What both have at the best price if nobody minds variance."""
    calm = {**at, "r": 0.0, "R": 0.0}
    return Found(surplus(calm, best(lambda price: surplus(calm, price), 0.0, 1.5)))


def least_fee(at: Point, _: Effort) -> Found:
    """The fee at which the provider would as soon do something else, at the best price."""
    price = best(lambda tried: surplus(at, tried), 0.0, 1.5)
    return Found(switch(lambda fee: provider_worth(at, price, fee) >= at["u0"], -10.0, 10.0))


def b_star(at: Point) -> float:
    """1 / (1 + r c s2), or with an averse payer (1 + R c s2) / (1 + (r + R) c s2)."""
    return (1.0 + at["R"] * at["c"] * at["s2"]) / (1.0 + (at["r"] + at["R"]) * at["c"] * at["s2"])


def fee_star(at: Point) -> float:
    """u0 - b^2 / 2c + r b^2 s2 / 2."""
    b = b_star(at)
    return at["u0"] - b**2 / (2.0 * at["c"]) + at["r"] * b**2 * at["s2"] / 2.0


_PRICE = Entry(
    id="T1.price",
    title="best price a point",
    source=SOURCE,
    path="test",
    through=THROUGH,
    printed=PRINTED,
    ranges=RANGES,
    value=0.302663,
    expected=b_star,
    obtained=best_price,
)
ENTRIES = (
    _PRICE,
    replace(_PRICE, id="T1.effort", title="effort at it", value=0.378329, expected=lambda at: b_star(at) / at["c"], obtained=effort_at_best),
    replace(
        _PRICE, id="T1.surplus", title="surplus at it", value=0.189165, expected=lambda at: b_star(at) / (2.0 * at["c"]), obtained=surplus_at_best
    ),
    replace(
        _PRICE,
        id="T1.first_best",
        title="surplus where nobody minds risk",
        value=0.625,
        expected=lambda at: 0.5 / at["c"],
        obtained=surplus_without_risk,
    ),
    replace(_PRICE, id="T1.fee", title="least fee at which it signs", value=0.174658, expected=fee_star, obtained=least_fee),
    replace(
        _PRICE, id="T1b.price", title="best price if the payer minds risk too", printed=AVERSE, ranges={**RANGES, "R": (0.1, 1.0)}, value=0.406186
    ),
)
