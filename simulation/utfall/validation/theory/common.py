"""T28: a shock common to all people, which no number of them averages out."""

from math import ceil, log, sqrt

import numpy as np
from scipy.stats import norm

from utfall.base.quantities import Money
from utfall.contract.contract import Capital, Tranche
from utfall.contract.waterfall import Waterfall
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import CURRENCY
from utfall.validation.settings.search import switch
from utfall.validation.settings.world import World, live, population

SHOCK = {"p": 0.4, "n": 1000.0, "sd": 0.3, "margin": 1.1}
RUNS = 5800


def nodes() -> tuple[np.ndarray, np.ndarray]:
    """Points and weights of a standard normal."""
    points, weights = np.polynomial.hermite_e.hermegauss(80)
    return points, weights / weights.sum()


def chance_at(at: Point) -> np.ndarray:
    """(80,) chance of success at each size of the shock."""
    level = log(at["p"] / (1.0 - at["p"]))
    return 1.0 / (1.0 + np.exp(-(level + at["sd"] * nodes()[0])))


def loses(won: int, at: Point) -> bool:
    """Whether capital of one unit a person is not given back, where each success brings so much that the mean success brings `margin`."""
    need = round(at["n"])
    each = at["margin"] / float(nodes()[1] @ chance_at(at))
    rules = Waterfall.of(Capital(holder="holder", need=Money(1000 * need, CURRENCY), tranches=(Tranche(id="loan", investor="fund"),)))
    state = rules.receive(rules.pay_costs(rules.start(), 1000 * need).state, round(1000 * each * won))
    return sum(rules.distribute(state, final=True).state.outstanding) > 0


def chance_of_loss(at: Point, effort: Effort) -> Found:
    """Share of runs in which the investor loses; people are made anew in each, under one shock that stands still."""
    runs, n = effort.runs(RUNS), round(at["n"])
    world = World(people=n, chance=at["p"], helped=at["p"], common=at["sd"])
    least = ceil(switch(lambda won: loses(round(won), at), 0.0, float(n)))
    lost = np.array([np.count_nonzero(live(population(world, seed)).history[0, 1]) < least for seed in range(1, runs + 1)])
    share = float(lost.mean())
    return Found(share, sqrt(share * (1.0 - share) / runs))


def loss_star(at: Point) -> float:
    """Mean over the shock of Phi((E p - 1.1 p(m)) sqrt(n) / (1.1 sqrt(p(m) (1 - p(m)))))."""
    _, weights = nodes()
    p, margin = chance_at(at), at["margin"]
    mean = float(weights @ p)
    return float(weights @ norm.cdf((mean - margin * p) * sqrt(at["n"]) / (margin * np.sqrt(p * (1.0 - p)))))


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
)
