"""T15f to T15j: risk to an investor: the price of a normal payoff, its tail, a fund of deals, and what does not average out."""

from dataclasses import replace
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm

from utfall.behaviour.investors.fund import Fund as FundRule
from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.signing import investor_signs
from utfall.contract.finance.fund import Fund, pool, tail
from utfall.people.links import scale
from utfall.people.make import make_population
from utfall.people.parameters import PopulationParameters
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.search import switch
from utfall.validation.settings.world import OFF, World, live, parameters
from utfall.validation.theory.finance import FINE, LAYER, LAYER_RANGES

Floats = NDArray[np.float64]
DEALS = {"n": 20.0, "p": 0.65, "back": 1.9, "level": 0.95}
FACTOR = {"PD": 0.35, "rho": 0.2, "q": 0.95}
POOL, POOLS = 2000, 6000
RELATED = {"s": 0.5, "n": 10.0, "rho": 0.2}


def sure_price(at: Point, _: Effort) -> Found:
    """The most that an averse investor gives for a normal payoff."""
    return Found(switch(lambda price: investor_signs(at["mu"] - price, at["s"] ** 2, at["A"], 1.0, 0.0), 0.0, 2.0))


def normal_tail(at: Point) -> tuple[float, float]:
    """(value at risk, mean loss beyond it) of a unit put into a normal payoff."""
    grid = np.linspace(-8.0, 8.0, 400_001)
    mass = norm.pdf(grid)
    return tail(1.0 - at["mu"] + at["s"] * grid, mass / mass.sum(), at["level"])


def deals(at: Point) -> tuple[Floats, Floats]:
    """Loss a unit put in, and chance, by number of deals that succeed, of a fund of alike deals."""
    n, losses = round(at["n"]), []
    for won in range(n + 1):
        back = np.array([[0, round(at["back"] * FINE) if deal < won else 0] for deal in range(n)], dtype=np.int64)
        losses.append(pool(Fund(n * FINE), np.array([[FINE, 0]] * n, dtype=np.int64), back).lost / (n * FINE))
    return np.array(losses), np.array([comb(n, k) * at["p"] ** k * (1.0 - at["p"]) ** (n - k) for k in range(n + 1)])


def deals_lost(at: Point, _: Effort) -> Found:
    """Chance that the fund loses."""
    loss, chance = deals(at)
    return Found(float(chance[loss > 0.0].sum()))


def deals_beyond(at: Point, _: Effort) -> Found:
    """Mean loss in the worst part of all cases."""
    return Found(tail(*deals(at), at["level"])[1])


def deals_beyond_star(at: Point) -> float:
    """Worst outcomes first, until their chances are 1 - level."""
    n, left, total = round(at["n"]), 1.0 - at["level"], 0.0
    for won in range(n + 1):
        part = min(float(binom.pmf(won, n, at["p"])), left)
        total, left = total + part * (1.0 - at["back"] * won / n), left - part
    return total / (1.0 - at["level"])


def spread_left(at: Point, _: Effort) -> Found:
    """Sd that a fund over n contracts still minds, read from the aversion at which it would as soon not sign."""

    def signs(aversion: float) -> bool:
        view = FundingView(
            mean=0.1, variance=at["s"] ** 2, stake=1.0, least_wealth=0.0, worth=0.0, risk_aversion=aversion, impact_weight=0.0,
            contracts=at["n"], common=at["rho"],
        )  # fmt: skip
        return FundRule().sign(view)

    return Found(sqrt(0.2 / switch(signs, 0.0, 1e3)))


def failed_share(at: Point, effort: Effort) -> Found:
    """Quantile over runs of the share of a large pool that fails, under a probit law and one shock common to all."""
    together, apart = sqrt(at["rho"]), sqrt(1.0 - at["rho"])
    still = float(norm.cdf(norm.ppf(1.0 - at["PD"]) / apart))  # chance of success where the shock is 0
    world = World(people=POOL, chance=still, helped=still, common=together / apart / scale(still, "probit"))
    made = replace(parameters(world), link="probit")
    runs = effort.runs(POOLS)
    shares = np.array([_failed(made, seed) for seed in range(1, runs + 1)])
    ranks = np.clip(np.rint(runs * at["q"] + np.array([-1.0, 1.0]) * sqrt(runs * at["q"] * (1.0 - at["q"]))), 0, runs - 1).astype(int)
    low, high = np.sort(shares)[ranks]
    return Found(float(np.quantile(shares, at["q"])), 0.5 * float(high - low))


def _failed(made: PopulationParameters, seed: int) -> float:
    people = live(make_population(made, seed, 1, "monotone", replace(OFF, common_shock=True, counterfactual=False)))
    return 1.0 - float((people.history[0, 1] > 0).mean())


_NORMAL = Entry(
    id="T15f.price",
    title="price of a normal payoff to an averse investor",
    source="pratt-1964",
    path="formula",
    through="signing.investor_signs",
    printed=LAYER,
    ranges=LAYER_RANGES,
    value=1.03,
    expected=lambda at: at["mu"] - 0.5 * at["A"] * at["s"] ** 2,
    obtained=sure_price,
)
_TAIL = replace(
    _NORMAL, id="T15g.var", title="loss at risk, normal", source="rockafellar-uryasev-2000", path="production", through="finance.fund.tail"
)
_DEALS = Entry(
    id="T15h.loss",
    title="chance that a fund of 20 deals loses",
    source="markowitz-1952",
    through="contract.finance.fund.pool",
    printed=DEALS,
    ranges={"p": (0.5, 0.8), "back": (1.5, 2.2)},
    value=0.121781,
    expected=lambda at: float(binom.cdf(np.ceil(at["n"] / at["back"] - 1e-9) - 1, at["n"], at["p"])),
    obtained=deals_lost,
)
ENTRIES = (
    _NORMAL,
    replace(
        _TAIL,
        value=0.507941,
        expected=lambda at: 1.0 - at["mu"] + at["s"] * float(norm.ppf(at["level"])),
        obtained=lambda at, _: Found(normal_tail(at)[0]),
        tolerance=1e-5,
        scale=1.0,
    ),
    replace(
        _TAIL,
        id="T15g.beyond",
        title="mean loss beyond it, normal",
        value=0.675085,
        expected=lambda at: 1.0 - at["mu"] + at["s"] * float(norm.pdf(norm.ppf(at["level"]))) / (1.0 - at["level"]),
        obtained=lambda at, _: Found(normal_tail(at)[1]),
    ),
    _DEALS,
    replace(
        _DEALS,
        id="T15h.beyond",
        title="mean loss of the worst twentieth",
        source="rockafellar-uryasev-2000",
        through="finance.fund.pool > finance.fund.tail",
        value=0.197217,
        expected=deals_beyond_star,
        obtained=deals_beyond,
    ),
    Entry(
        id="T15j.pool",
        title="share of a large pool that fails in the worst twentieth of cases, one factor",
        source="vasicek-2002",
        grade="statistical",
        through="people.make (common shock) > people.links (probit) > people.wide",
        printed=FACTOR,
        ranges={"PD": (0.2, 0.5), "rho": (0.1, 0.3)},
        value=0.652333,
        expected=lambda at: float(norm.cdf((norm.ppf(at["PD"]) + sqrt(at["rho"]) * norm.ppf(at["q"])) / sqrt(1.0 - at["rho"]))),
        obtained=failed_share,
    ),
    replace(
        _DEALS,
        id="T15i.spread",
        title="sd left to a fund over ten related contracts",
        path="formula",
        through="investors.fund.sign",
        printed=RELATED,
        ranges={"s": (0.2, 0.8), "rho": (0.0, 0.6)},
        value=0.264575,
        expected=lambda at: at["s"] * sqrt((1.0 + (at["n"] - 1.0) * at["rho"]) / at["n"]),
        obtained=spread_left,
    ),
)
