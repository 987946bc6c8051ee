"""T28, T20g and T20a: a shock common to all people, which no number of them averages out.

So people in clusters say less than their number, and a line against earlier years is reached by luck far more often than its error says.

All cases draw the same shocks, one a run: where the runs have had worse luck than theory, all four rows are off in the same direction.
"""

from math import ceil, log

import numpy as np
from scipy.stats import binom, norm

from utfall.base.quantities import Change, Money
from utfall.contract.comparisons.declarations import Historical
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Capital, Comparison, Tranche
from utfall.contract.terms.threshold import CohortThreshold, threshold_due
from utfall.contract.waterfall import Waterfall
from utfall.people.compared import people_beside
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import CURRENCY, money
from utfall.validation.settings.search import switch
from utfall.validation.settings.world import World, live, mean, population, share
from utfall.validation.theory.measurement import day

SHOCK = {"p": 0.4, "n": 1000.0, "sd": 0.3, "margin": 1.1}
RUNS = 5800
CLUSTER = {"p": 0.3, "n": 25.0, "sd": 0.5}
CLUSTERS = 5400
YEARS = {"p": 0.4, "n": 300.0, "earlier": 1500.0, "sd": 0.18, "line": 0.05, "persistence": 0.0}
COHORTS = 8800


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


def paid_by_luck(at: Point, effort: Effort) -> Found:
    """Share of cohorts without effect that are paid at a line against people of an earlier month, under a shock of its own."""
    count, n = effort.runs(COHORTS), round(at["n"])
    world = World(people=n, chance=at["p"], helped=at["p"], common=at["sd"], common_persistence=at["persistence"])
    before, nobody = Historical(id="c", people=round(at["earlier"])), np.zeros(n, dtype=np.int16)
    term = CohortThreshold(id="t", metric="day", change=Change(100.0 * at["line"], "point"), pays=money(1.0))
    paid = 0
    for seed in range(1, count + 1):
        people = population(world, seed)
        earlier = live(people_beside(people, 0, before.people, earlier=1)).history[0, 1].astype(np.float64)
        recorded = Recorded(treated=live(people).history[0, 1].astype(np.float64), groups=nobody, others={"c": earlier})
        paid += threshold_due(term, measured(day("c"), (before,), recorded), 1)
    return share(paid, count)


def by_luck_star(at: Point) -> float:
    """Mean, over both shocks and the luck of the earlier people (normal: they are many), of the exact binomial chance of reaching the line."""
    n, (chance, weight) = round(at["n"]), chances(at)
    level = chance[:, None] + np.sqrt(chance * (1.0 - chance) / at["earlier"])[:, None] * norm.ppf((np.arange(25) + 0.5) / 25)
    bars = np.arange(n + 2)
    at_bar = np.bincount(np.clip(np.ceil(n * (level + at["line"]) - 1e-9), 0, n + 1).astype(np.int64).ravel(), np.repeat(weight / 25, 25), bars.size)
    return float(weight @ binom.sf(bars[None, :] - 1, n, chance[:, None]) @ at_bar)


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
    Entry(
        id="T20a.years",
        title="chance that a programme without effect is paid, against people of an earlier year",
        source="neyman-pearson-1933",
        grade="statistical",
        through="people.make > people.compared.people_beside > comparisons.estimate.measured (historical) > terms.threshold.threshold_due",
        printed=YEARS,
        expected=by_luck_star,
        obtained=paid_by_luck,
    ),
)
