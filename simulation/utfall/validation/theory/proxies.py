"""T13: who is chosen, or passes, by a proxy is not as good as it says."""

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from utfall.base.draws import Purpose
from utfall.behaviour.claims import false_claims
from utfall.behaviour.selection import best_first
from utfall.behaviour.views import ClaimView
from utfall.model.parties.casebook import noisy_looks
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT
from utfall.validation.settings.world import World, mean, population

Floats = NDArray[np.float64]
PROXY = {"goal": 1.0, "noise": 0.5625, "alpha": 0.1}
PRIZE = {"tau": 1.0, "R": 0.5, "k": 2.0}
PRIZE_RANGES = {"tau": (0.5, 1.5), "R": (0.1, 1.0), "k": (1.0, 4.0)}
PEOPLE = 400_000


def best_looking(at: Point, effort: Effort, seed: int) -> tuple[Floats, Floats]:
    """(n,) goal and proxy of those who look best on the proxy."""
    people = population(World(people=effort.runs(PEOPLE), need_spread=1.0), seed)
    goal, proxy_sd = sqrt(at["goal"]) * people.standard_need(), sqrt(at["goal"] + at["noise"])
    look = noisy_looks(seed, int(Purpose.SIGNAL), sqrt(at["goal"]) / proxy_sd, people.standard_need())
    chosen = best_first(look + 100.0, round(at["alpha"] * goal.size))
    return goal[chosen], proxy_sd * look[chosen]


def goal_of_best(at: Point, effort: Effort) -> Found:
    """Mean goal of those who look best on a proxy of it."""
    return Found(*mean(best_looking(at, effort, 2)[0]))


def disappointment(at: Point, effort: Effort) -> Found:
    """What the proxy promised of them, less that."""
    goal, proxy = best_looking(at, effort, 3)
    return Found(*mean(proxy - goal))


def passing(at: Point, moved: float) -> tuple[Floats, Floats]:
    """(nodes,) goals and their chances, of those who pass a bar: honestly, or by a claim whose cost grows with the square of how far it is."""
    goal = np.linspace(-8.0, 8.0, 160_001)
    far = np.maximum(at["tau"] - goal, 0.0)
    view = ClaimView(
        price=np.full(goal.size, UNIT * at["R"]), integrity=UNIT * 0.5 * at["k"] * far * moved, distance=far, audit=0.0, detection=1.0, penalty=0.0
    )
    mass = norm.pdf(goal) * (goal[1] - goal[0])
    return goal, np.where((far == 0.0) | false_claims(view), mass, 0.0)


def pass_rate(at: Point, _: Effort) -> Found:
    """Share who pass."""
    return Found(float(passing(at, 1.0)[1].sum()))


def goal_of_passing(at: Point, _: Effort) -> Found:
    """Mean goal of who passes."""
    goal, mass = passing(at, 1.0)
    return Found(float(goal @ mass / mass.sum()))


def bar(at: Point) -> float:
    """Where the bar really stands: tau - sqrt(2 R / k)."""
    return at["tau"] - sqrt(2.0 * at["R"] / at["k"])


def strength(at: Point) -> float:
    """sd of the proxy times phi(z) / alpha."""
    return sqrt(at["goal"] + at["noise"]) * float(norm.pdf(norm.ppf(1.0 - at["alpha"]))) / at["alpha"]


def lasting(at: Point) -> float:
    """Part of the proxy's variance that is the goal's."""
    return at["goal"] / (at["goal"] + at["noise"])


_BEST = Entry(
    id="T13a.goal",
    title="goal of the tenth that looks best on a noisy proxy",
    source="manheim-garrabrant-2018",
    grade="statistical",
    through="people.make > casebook.noisy_looks > behaviour.selection.best_first",
    printed=PROXY,
    ranges={"goal": (0.5, 2.0), "noise": (0.2, 1.0), "alpha": (0.05, 0.3)},
    value=1.403987,
    expected=lambda at: lasting(at) * strength(at),
    obtained=goal_of_best,
)
_PASS = replace(
    _BEST,
    id="T13e.rate",
    title="share who pass a bar that can be claimed over",
    grade="exact",
    path="formula",
    through="behaviour.claims.false_claims over the normal distribution of the goal",
    printed=PRIZE,
    ranges=PRIZE_RANGES,
    value=0.384802,
    expected=lambda at: float(norm.sf(bar(at))),
    obtained=pass_rate,
    tolerance=4e-5,
    scale=1.0,
)
ENTRIES = (
    _BEST,
    replace(
        _BEST,
        id="T13a.disappointment",
        title="what the proxy promised of them, less that",
        value=0.789742,
        expected=lambda at: (1.0 - lasting(at)) * strength(at),
        obtained=disappointment,
    ),
    _PASS,
    replace(
        _PASS,
        id="T13e.goal",
        title="goal of who passes",
        value=0.993218,
        expected=lambda at: float(norm.pdf(bar(at)) / norm.sf(bar(at))),
        obtained=goal_of_passing,
    ),
)
