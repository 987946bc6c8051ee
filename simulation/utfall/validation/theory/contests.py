"""T10 and T21: prizes by rank, and all or nothing at a line: both pay most where luck decides, and nothing far from it."""

from dataclasses import replace
from math import pi, sqrt

import numpy as np
from scipy.integrate import quad
from scipy.stats import binom, norm

from utfall.base.quantities import Share
from utfall.contract.ahead.cohort_value import Expected, threshold_value, tournament_value
from utfall.contract.ahead.standing import Standing
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tournament import Tournament
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT, money, months
from utfall.validation.settings.effort import building, hours, linear
from utfall.validation.settings.search import switch

PRIZE = {"sigma": 1.0, "W": 1.5, "c": 1.0, "n": 2.0, "shock": 0.0}
PRIZE_RANGES = {"sigma": (0.5, 2.0), "W": (0.5, 2.5), "c": (0.5, 2.0), "shock": (-3.0, 3.0)}
LINE = {"R": 100.0, "p": 0.4, "T": 0.4, "n": 200.0}
FAR = {"R": (10.0, 500.0), "p": (0.38, 0.42), "T": (0.48, 0.52)}
_ONE_METRIC = "m"


def contest_effort(at: Point, _: Effort) -> Found:
    """Hours of one of n alike players where the first takes the prize; a shock common to all moves every result."""
    term = Tournament(id="t", metric=_ONE_METRIC, prizes=(money(at["W"]),), every=months(12))
    own = Standing(people=1, rate=at["shock"], sd=at["sigma"], unsure=0.0)
    rivals = (at["shock"],) * (round(at["n"]) - 1)
    worth = tournament_value(term, Expected(standing=own, rivals=rivals, score_sd=at["sigma"])) / UNIT
    return Found(float(hours(building((at["c"],)), (linear(0, worth),))[0]))


def first_best_prize(at: Point, effort: Effort) -> Found:
    """The prize at which two players do what is best for all, 1 / c."""
    return Found(switch(lambda prize: contest_effort({**at, "W": prize}, effort).value >= 1.0 / at["c"], 0.0, 50.0))


def density_of_first(n: int) -> float:
    """(n - 1) times the mean of phi over the greatest of n - 2 others: what a unit adds to the chance of winning, sigma 1."""
    return float((n - 1) * quad(lambda x: norm.cdf(x) ** (n - 2) * norm.pdf(x) ** 2, -10.0, 10.0, epsabs=1e-13)[0])


def pull_of_line(at: Point, _: Effort) -> Found:
    """What a unit of a cohort's rate is worth where all hangs on a line."""
    term = CohortThreshold(id="t", metric=_ONE_METRIC, level=Share(at["T"]), pays=money(at["R"]))
    n = round(at["n"])
    standing = Standing(people=n, rate=at["p"], sd=sqrt(at["p"] * (1.0 - at["p"])), unsure=0.0)
    return Found(n * threshold_value(term, Expected(standing=standing, pays=(round(UNIT * at["R"]),))) / UNIT)


def pull_in_small(at: Point, _: Effort) -> Found:
    """What one more success of a small cohort is worth, counted exactly."""
    term = CohortThreshold(id="t", metric=_ONE_METRIC, level=Share(at["T"]), pays=money(at["R"]))
    standing = Standing(people=round(at["n"]), rate=at["p"], unsure=0.0)
    return Found(threshold_value(term, Expected(standing=standing, pays=(round(UNIT * at["R"]),))) / UNIT)


def spread(at: Point) -> float:
    """Sd of the rate of n people."""
    return sqrt(at["p"] * (1.0 - at["p"]) / round(at["n"]))


def small_star(at: Point) -> float:
    """R times the chance that the others stand one below the line."""
    n = round(at["n"])
    needed = int(np.ceil(at["T"] * n - 1e-9))
    return at["R"] * float(binom.pmf(needed - 1, n - 1, at["p"]))


_PRIZE = Entry(
    id="T10.effort",
    title="effort of two who compete for a prize",
    source="lazear-rosen-1981",
    path="test",
    through="ahead.cohort_value.tournament_value > behaviour.hours",
    printed=PRIZE,
    ranges=PRIZE_RANGES,
    value=0.423142,
    expected=lambda at: at["W"] / (2.0 * at["sigma"] * sqrt(pi) * at["c"]),
    obtained=contest_effort,
)
_LINE = Entry(
    id="T21.line",
    title="worth of a unit of rate at the line, 200 people",
    source="lazear-2006",
    path="formula",
    through="ahead.cohort_value.threshold_value > ahead.standing.at_line",
    printed=LINE,
    ranges={"R": (10.0, 500.0), "p": (0.3, 0.5), "T": (0.35, 0.45)},
    value=1151.647165,
    expected=lambda at: at["R"] * float(norm.pdf((at["T"] - at["p"]) / spread(at))) / spread(at),
    obtained=pull_of_line,
)
ENTRIES = (
    _PRIZE,
    replace(
        _PRIZE,
        id="T10.five",
        title="... of five",
        printed={**PRIZE, "n": 5.0},
        value=0.348889,
        expected=lambda at: at["W"] / (at["sigma"] * at["c"]) * density_of_first(round(at["n"])),
        scale=0.5,
    ),
    replace(
        _PRIZE,
        id="T10.first_best",
        title="prize that brings the first best",
        ranges={"sigma": (0.5, 2.0)},
        value=3.544908,
        expected=lambda at: 2.0 * at["sigma"] * sqrt(pi),
        obtained=first_best_prize,
    ),
    _LINE,
    replace(_LINE, id="T21.small", title="... 50 people", printed={**LINE, "n": 50.0}, value=575.823582),
    replace(_LINE, id="T21.large", title="... 800 people", printed={**LINE, "n": 800.0}, value=2303.294330),
    replace(_LINE, id="T21.far_small", title="ten points below, 50 people", printed={**LINE, "n": 50.0, "T": 0.5}, ranges=FAR, value=None),
    replace(_LINE, id="T21.far_large", title="ten points below, 800 people", printed={**LINE, "n": 800.0, "T": 0.5}, ranges=FAR, value=None),
    replace(
        _LINE,
        id="T21.counted",
        title="worth of one success of 40 people, counted",
        through="ahead.cohort_value.threshold_value > ahead.standing.one_below",
        printed={**LINE, "n": 40.0, "T": 0.5},
        ranges={"R": (10.0, 500.0), "p": (0.2, 0.6), "T": (0.2, 0.6)},
        value=None,
        expected=small_star,
        obtained=pull_in_small,
    ),
)
