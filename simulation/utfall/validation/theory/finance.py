"""T15a to T15e: what capital before outcomes costs, and what floors, caps and guarantees are worth."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import norm

from utfall.base.quantities import Money, Price
from utfall.behaviour.signing import investor_signs
from utfall.contract.ahead.between import chance_between
from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.contract import Capital, Tranche
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.waterfall import Waterfall
from utfall.indicators.pool_returns import returns
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import CURRENCY
from utfall.validation.settings.search import switch

Floats = NDArray[np.float64]
FINE = 10**9  # minor units of one unit of money
LOAN = {"T": 4.0, "rho": 0.07, "p": 0.65, "F": 0.0}
LOAN_RANGES = {"T": (1.0, 6.0), "rho": (0.01, 0.15), "p": (0.3, 0.9)}
FLOWS = {"y2": 0.35, "y3": 0.45, "y4": 0.5}
SPREAD = {"mu": 0.08, "s": 0.05, "k": 10.0, "y0": 0.02, "C": 1.2}
SPREAD_RANGES = {"mu": (0.02, 0.15), "s": (0.02, 0.08), "y0": (0.0, 0.05), "C": (0.4, 1.5)}
LAYER = {"mu": 1.15, "s": 0.4, "F": 0.25, "A": 1.5, "level": 0.95}
LAYERS = {**LAYER, "mu": 0.9, "first": 0.6}
LAYERS_RANGES = {"mu": (0.7, 1.2), "s": (0.2, 0.6), "first": (0.3, 0.8)}
LAYER_RANGES = {"mu": (1.0, 1.4), "s": (0.2, 0.6), "F": (0.1, 0.4), "A": (0.5, 2.0)}


def to_fund(receipts: float, promise: float) -> float:
    """What an investor of one unit gets of these receipts under the waterfall, a guarantee of `promise` included."""
    tranches: tuple[Tranche, ...] = (Tranche(id="loan", investor="fund"),)
    if promise > 0.0:
        tranches = (*tranches, Tranche(id="promise", investor="town", kind="guarantee", amount=Money(round(FINE * promise), CURRENCY)))
    rules = Waterfall.of(Capital(holder="holder", need=Money(FINE, CURRENCY), tranches=tranches))
    state = rules.receive(rules.pay_costs(rules.start(), FINE).state, max(round(receipts * FINE), 0))
    return sum(t.amount for t in rules.distribute(state, final=True).transfers if t.target == "fund") / FINE


def least_price(at: Point, _: Effort) -> Found:
    """The least pay for success, due at T, at which the investor signs; a failure pays what is guaranteed."""

    def signs(price: float) -> bool:
        mean = at["p"] * to_fund(price, at["F"]) + (1.0 - at["p"]) * to_fund(0.0, at["F"])
        return investor_signs(mean / (1.0 + at["rho"]) ** at["T"] - 1.0, 0.0, 0.0, 1.0, 0.0)

    return Found(switch(signs, 0.0, 20.0))


def least_price_star(at: Point) -> float:
    """(I (1 + rho)^T - (1 - p) F) / p."""
    return ((1.0 + at["rho"]) ** at["T"] - (1.0 - at["p"]) * at["F"]) / at["p"]


def yearly_return(at: Point, _: Effort) -> Found:
    """IRR of a unit put in and given back after two, three and four years."""
    flow = np.zeros(49)
    flow[[0, 24, 36, 48]] = -1.0, at["y2"], at["y3"], at["y4"]
    return Found(returns(flow).rates[0])


def return_star(at: Point) -> float:
    """Root of the present value in years."""
    return float(brentq(lambda r: -1.0 + at["y2"] / (1 + r) ** 2 + at["y3"] / (1 + r) ** 3 + at["y4"] / (1 + r) ** 4, -0.5, 1.0, xtol=1e-15))


def over_normal(of: Callable[[float], float], mu: float, s: float, kinks: tuple[float, ...]) -> float:
    """Mean of a function of a normal number, by Gauss-Legendre between its kinks."""
    nodes, weights = np.polynomial.legendre.leggauss(40)
    edges = [mu - 9.0 * s, *sorted(kink for kink in kinks if abs(kink - mu) < 9.0 * s), mu + 9.0 * s]
    total = 0.0
    for low, high in pairwise(edges):
        for part in range(6):
            a, b = low + (high - low) * part / 6, low + (high - low) * (part + 1) / 6
            x = 0.5 * (a + b) + 0.5 * (b - a) * nodes
            total += 0.5 * (b - a) * float(weights @ (norm.pdf(x, mu, s) * np.array([of(float(one)) for one in x])))
    return total


def floored_and_capped(at: Point, _: Effort) -> Found:
    """Mean of what a linear price with a floor of nothing and a cap pays for a normal result."""
    term = CohortLinear(
        id="t",
        metric="m",
        price=Price(round(at["k"] * FINE), CURRENCY, "person"),
        floor=Money(0, CURRENCY),
        cap=Money(round(at["C"] * FINE), CURRENCY),
    )
    kinks = (at["y0"], at["y0"] + at["C"] / at["k"])
    return Found(over_normal(lambda y: cohort_due(term, CohortEstimate(y - at["y0"], 1.0, 0.0)) / FINE, at["mu"], at["s"], kinks))


def call(at: Point, strike: float) -> float:
    """Mean of what is above a strike."""
    d = (at["mu"] - strike) / at["s"]
    return float((at["mu"] - strike) * norm.cdf(d) + at["s"] * norm.pdf(d))


def put(at: Point, strike: float) -> float:
    """Mean of what is missing to a strike."""
    d = (strike - at["mu"]) / at["s"]
    return float((strike - at["mu"]) * norm.cdf(d) + at["s"] * norm.pdf(d))


def neither_binds(at: Point, _: Effort) -> Found:
    """Chance, seen from ahead, that neither floor nor cap binds."""
    return Found(chance_between(at["k"] * (at["mu"] - at["y0"]), at["k"] * at["s"], 0.0, at["C"]))


def worth_of_guarantee(at: Point, _: Effort) -> Found:
    """Mean of what a guarantee of the first loss adds to an investor's payoff under the waterfall."""
    kinks = (0.0, 1.0 - at["F"], 1.0)
    return Found(over_normal(lambda x: to_fund(x, at["F"]) - to_fund(x, 0.0), at["mu"], at["s"], kinks))


def to_layer(receipts: float, first: float, investor: str) -> float:
    """What an investor gets of these receipts where one puts in `first` and is repaid before the other, who puts in the rest of one unit."""
    layers = tuple(
        Tranche(id=name, investor=name, amount=Money(round(FINE * amount), CURRENCY)) for name, amount in (("senior", first), ("junior", 1.0 - first))
    )
    rules = Waterfall.of(Capital(holder="holder", need=Money(FINE, CURRENCY), tranches=layers, surplus_to="payers"))
    state = rules.receive(rules.pay_costs(rules.start(), FINE).state, max(round(receipts * FINE), 0))
    return sum(t.amount for t in rules.distribute(state, final=True).transfers if t.target == investor) / FINE


def worth_of_layer(investor: str) -> Callable[[Point, Effort], Found]:
    """Mean of what a layer gets of a normal payoff under the waterfall."""

    def obtained(at: Point, _: Effort) -> Found:
        return Found(over_normal(lambda x: to_layer(x, at["first"], investor), at["mu"], at["s"], (0.0, at["first"], 1.0)))

    return obtained


def chance_of_loss(at: Point, _: Effort) -> Found:
    """Chance that the investor gets back less than it put in."""
    line = switch(lambda x: to_fund(x, at["F"]) >= 1.0 - 1e-12, 0.0, 3.0)
    return Found(float(norm.cdf((line - at["mu"]) / at["s"])))


_LOAN = Entry(
    id="T15a.price",
    title="least pay for success that repays the investor",
    source="fisher-1930",
    through="contract.waterfall.distribute > signing.investor_signs",
    printed=LOAN,
    ranges=LOAN_RANGES,
    value=2.016609,
    expected=least_price_star,
    obtained=least_price,
)
_LAYER = replace(
    _LOAN,
    id="T15e.value",
    title="worth of a first-loss guarantee",
    source="bachelier-1900",
    through="contract.waterfall.distribute, over a normal payoff",
    printed=LAYER,
    ranges=LAYER_RANGES,
    value=0.062341,
    expected=lambda at: put(at, 1.0) - put(at, 1.0 - at["F"]),
    obtained=worth_of_guarantee,
)
_SPREAD = replace(
    _LOAN,
    id="T15d.mean",
    title="pay of a price with a floor and a cap",
    source="bachelier-1900",
    through="contract.cohorts.cohort_due, over a normal result",
    printed=SPREAD,
    ranges=SPREAD_RANGES,
    value=0.6,
    expected=lambda at: at["k"] * (call(at, at["y0"]) - call(at, at["y0"] + at["C"] / at["k"])),
    obtained=floored_and_capped,
)
ENTRIES = (
    _LOAN,
    replace(
        _LOAN,
        id="T15b.price",
        title="... with a guarantee of .4",
        printed={**LOAN, "F": 0.4},
        ranges={**LOAN_RANGES, "F": (0.1, 0.9)},
        value=1.801225,
    ),
    replace(
        _LOAN,
        id="T15c.return",
        title="yearly return of three repayments",
        through="indicators.pool_returns.returns",
        printed=FLOWS,
        ranges={"y2": (0.1, 0.6), "y3": (0.2, 0.6), "y4": (0.3, 0.9)},
        value=0.088674,
        expected=return_star,
        obtained=yearly_return,
    ),
    _SPREAD,
    replace(
        _SPREAD,
        id="T15d.between",
        title="chance that neither floor nor cap binds",
        path="formula",
        through="ahead.between.chance_between",
        value=0.76986,
        expected=lambda at: float(norm.cdf((at["y0"] + at["C"] / at["k"] - at["mu"]) / at["s"]) - norm.cdf((at["y0"] - at["mu"]) / at["s"])),
        obtained=neither_binds,
    ),
    _LAYER,
    replace(
        _LAYER,
        id="T15e.loss",
        title="chance that the investor loses with it",
        value=0.158655,
        expected=lambda at: float(norm.cdf((1.0 - at["F"] - at["mu"]) / at["s"])),
        obtained=chance_of_loss,
    ),
    replace(
        _LAYER,
        id="T15e.senior",
        title="worth of the layer that is repaid first",
        printed=LAYERS,
        ranges=LAYERS_RANGES,
        value=None,
        expected=lambda at: at["first"] - put(at, at["first"]) + put(at, 0.0),
        obtained=worth_of_layer("senior"),
    ),
    replace(
        _LAYER,
        id="T15e.junior",
        title="... and of the one that is repaid after it",
        printed=LAYERS,
        ranges=LAYERS_RANGES,
        value=None,
        expected=lambda at: call(at, at["first"]) - call(at, 1.0),
        obtained=worth_of_layer("junior"),
    ),
)
