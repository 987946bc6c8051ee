"""T28 and T20g: a shock common to all people, which no number of them averages out, so that people in clusters say less than their number.

All cases draw the same shocks, one a run: where the runs have had worse luck than theory, all four rows are off in the same direction.
"""

from math import ceil, log

import numpy as np
from scipy.stats import binom, norm

from utfall.base.quantities import Money
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Capital, Comparison, Tranche
from utfall.contract.waterfall import Waterfall
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import CURRENCY
from utfall.validation.settings.search import switch
from utfall.validation.settings.world import World, live, mean, population, share
from utfall.validation.theory.measurement import day

SHOCK = {"p": 0.4, "n": 1000.0, "sd": 0.3, "margin": 1.1}
RUNS = 5800
CLUSTER = {"p": 0.3, "n": 25.0, "sd": 0.5}
CLUSTERS = 5400


def chances(at: Point) -> tuple[np.ndarray, np.ndarray]:
    """(1601,) chance of success at each size of the shock, and the weight of that size: even steps, fine beside how sharply a cohort fails."""
    points = np.linspace(-8.0, 8.0, 1601)
    weights = norm.pdf(points)
    level = log(at["p"] / (1.0 - at["p"]))
    return 1.0 / (1.0 + np.exp(-(level + at["sd"] * points))), weights / weights.sum()


def mean_chance(at: Point) -> float:
    """Its mean."""
    chance, weight = chances(at)
    return float(weight @ chance)


def loses(won: int, at: Point) -> bool:
    """Whether capital of one unit a person is not given back, where each success brings so much that the mean success brings `margin`."""
    need = round(at["n"])
    each = at["margin"] / mean_chance(at)
    rules = Waterfall.of(Capital(holder="holder", need=Money(1000 * need, CURRENCY), tranches=(Tranche(id="loan", investor="fund"),)))
    state = rules.receive(rules.pay_costs(rules.start(), 1000 * need).state, round(1000 * each * won))
    return sum(rules.distribute(state, final=True).state.outstanding) > 0


def chance_of_loss(at: Point, effort: Effort) -> Found:
    """Share of runs in which the investor loses; people are made anew in each, under one shock that stands still."""
    runs, n = effort.runs(RUNS), round(at["n"])
    world = World(people=n, chance=at["p"], helped=at["p"], common=at["sd"])
    least = ceil(switch(lambda won: loses(round(won), at), 0.0, float(n)))
    return share(sum(int(live(population(world, seed)).history[0, 1].sum()) < least for seed in range(1, runs + 1)), runs)


def loss_star(at: Point) -> float:
    """Mean over the shock of the exact binomial chance of fewer successes than n E p / margin."""
    chance, weight = chances(at)
    least = ceil(round(at["n"]) * mean_chance(at) / at["margin"] - 1e-9)
    return float(weight @ binom.cdf(least - 1, round(at["n"]), chance))


def design_effect(at: Point, effort: Effort) -> Found:
    """Variance of what is measured of a cluster, over that of as many people apart: each cluster lives through a shock of its own."""
    n, count = round(at["n"]), effort.runs(CLUSTERS)
    world = World(people=n, chance=at["p"], helped=at["p"], common=at["sd"])
    apart = mean_chance(at) * (1.0 - mean_chance(at)) / n
    agreed = (Comparison(id="c", design="agreed", expected=(mean_chance(at),)),)
    nobody = np.zeros(n, dtype=np.int16)
    gains = np.array(
        [
            measured(day("c"), agreed, Recorded(treated=live(population(world, seed)).history[0, 1].astype(np.float64), groups=nobody)).measured
            for seed in range(1, count + 1)
        ]
    )
    found, error = mean(gains**2 / apart)
    return Found(found, error)


def effect_star(at: Point) -> float:
    """1 + (n - 1) ICC: the part of the variance of one person's success that a cluster shares."""
    chance, weight = chances(at)
    middle = mean_chance(at)
    return 1.0 + (at["n"] - 1.0) * float(weight @ (chance - middle) ** 2) / (middle * (1.0 - middle))


ENTRIES = (
    Entry(
        id="T28.loss",
        title="chance of a loss of a thousand people under a common shock of .3",
        source="markowitz-1952",
        grade="statistical",
        through="people.make (common shock) > population.advance > contract.waterfall",
        printed=SHOCK,
        ranges={"sd": (0.25, 0.5), "p": (0.3, 0.5)},
        expected=loss_star,
        obtained=chance_of_loss,
    ),
    Entry(
        id="T20g.clusters",
        title="variance of what is measured of 25 people who share a shock, over that of as many apart",
        source="kish-1965",
        grade="statistical",
        through="people.make (common shock) > population.advance > comparisons.estimate.measured",
        printed=CLUSTER,
        ranges={"p": (0.3, 0.5), "sd": (0.3, 0.6)},
        expected=effect_star,
        obtained=design_effect,
    ),
)
