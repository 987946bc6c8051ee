"""T20: a cohort that is paid for at a line, and paid for chance: exact, over every number of successes."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from utfall.base.quantities import Change
from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Comparison
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.threshold import CohortThreshold, threshold_due
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT, money, price
from utfall.validation.theory.measurement import day

Floats = NDArray[np.float64]
LINE = {"p": 0.4, "n": 300.0, "line": 0.05, "effect": 0.0, "price": 1.0}
WORKS = {**LINE, "effect": 0.06}
RANGES = {"p": (0.2, 0.6), "line": (0.02, 0.08)}
WORKS_RANGES = {**RANGES, "effect": (0.03, 0.1)}


def estimate(won: int, people: int, known: float, controls: int = 0) -> CohortEstimate:
    """What is measured of a cohort with so many successes, against a known level, or a group drawn by lot with that share of them."""
    design = Comparison(id="c", design="randomised") if controls else Comparison(id="c", design="agreed", expected=(known,))
    there = round(known * controls)
    others = {"c": np.repeat([1.0, 0.0], [there, controls - there])} if controls else {}
    treated = np.repeat([1.0, 0.0], [won, people - won])
    return measured(day("c"), (design,), Recorded(treated=treated, groups=np.zeros(people, dtype=np.int16), others=others))


def passes(at: Point, found: CohortEstimate) -> bool:
    """Whether the term pays."""
    return threshold_due(CohortThreshold(id="t", metric="day", change=Change(100.0 * at["line"], "point"), pays=money(1.0)), found, 1) == 1


def least_paid(at: Point, known: float, controls: int = 0) -> int:
    """Fewest successes that are paid for, by halving (people + 1: none are)."""
    n, low, high = round(at["n"]), -1, round(at["n"]) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if passes(at, estimate(middle, n, known, controls)) else (middle, high)
    return high


def chance_paid(at: Point, _: Effort) -> Found:
    """Chance that a cohort is paid against a known level."""
    n = round(at["n"])
    return Found(float(binom.sf(least_paid(at, at["p"]) - 1, n, at["p"] + at["effect"])))


def chance_paid_against_group(at: Point, _: Effort) -> Found:
    """The same against as many controls."""
    n = round(at["n"])
    total = 0.0
    for won in range(n + 1):
        weight = float(binom.pmf(won, n, at["p"]))
        if weight > 1e-13:
            total += weight * float(binom.sf(least_paid(at, won / n, n) - 1, n, at["p"] + at["effect"]))
    return Found(total)


def each_count(at: Point) -> tuple[Floats, list[CohortEstimate]]:
    """(n + 1,) chance of each number of successes, and what is measured of it against the known level."""
    n = round(at["n"])
    return binom.pmf(np.arange(n + 1), n, at["p"] + at["effect"]), [estimate(won, n, at["p"]) for won in range(n + 1)]


def paid_if_positive(at: Point, _: Effort) -> Found:
    """What a linear price with a floor of nothing pays on average, per head."""
    chance, found = each_count(at)
    term = CohortLinear(id="t", metric="day", price=price(at["price"]), floor=money(0.0))
    due = np.array([cohort_due(term, one) for one in found]) / UNIT
    return Found(float(chance @ due) / round(at["n"]))


def spread_of_pay(at: Point, _: Effort) -> Found:
    """Sd of what a linear price pays."""
    chance, found = each_count(at)
    due = np.array([cohort_due(CohortLinear(id="t", metric="day", price=price(at["price"])), one) for one in found]) / UNIT
    average = float(chance @ due)
    return Found(sqrt(float(chance @ (due - average) ** 2)))


def gain_of_paid(at: Point, _: Effort) -> Found:
    """Mean of what is measured of the cohorts that are paid for."""
    chance, found = each_count(at)
    paid = np.array([passes(at, one) for one in found])
    gains = np.array([one.measured for one in found])
    return Found(float((chance * paid) @ gains / (chance @ paid)))


def needed(at: Point) -> int:
    """Fewest successes at the line."""
    return ceil(round(at["n"]) * (at["p"] + at["line"]) - 1e-9)


def chance_star(at: Point) -> float:
    """Exact binomial."""
    return float(binom.sf(needed(at) - 1, round(at["n"]), at["p"] + at["effect"]))


def against_group_star(at: Point) -> float:
    """Exact, of two binomials."""
    n = round(at["n"])
    counts = np.arange(n + 1)
    both = np.outer(binom.pmf(counts, n, at["p"] + at["effect"]), binom.pmf(counts, n, at["p"]))
    return float(both[counts[:, None] - counts[None, :] >= n * at["line"] - 1e-9].sum())


def gains_star(at: Point, of: Callable[[Floats], Floats]) -> float:
    """Mean of a function of the measured gain, over the binomial."""
    n = round(at["n"])
    gains = np.arange(n + 1) / n - at["p"]
    return float(binom.pmf(np.arange(n + 1), n, at["p"] + at["effect"]) @ of(gains))


def winner_star(at: Point) -> float:
    """Mean gain where the line is reached, over the chance of that."""
    n = round(at["n"])
    return gains_star(at, lambda gains: np.where(np.arange(n + 1) >= needed(at), gains, 0.0)) / chance_star(at)


_FALSE = Entry(
    id="T20a.known",
    title="chance that a programme without effect is paid, known level",
    source="neyman-pearson-1933",
    through="comparisons.estimate.measured > terms.threshold.threshold_due",
    printed=LINE,
    ranges=RANGES,
    value=0.044346,
    expected=chance_star,
    obtained=chance_paid,
)
_POSITIVE = replace(
    _FALSE,
    id="T20d.null",
    source="bachelier-1900",
    title="pay a head of a programme without effect where only gains count",
    through="comparisons.estimate.measured > contract.cohorts.cohort_due",
    value=None,
    expected=lambda at: at["price"] * gains_star(at, lambda gains: np.maximum(gains, 0.0)),
    obtained=paid_if_positive,
)
ENTRIES = (
    _FALSE,
    replace(
        _FALSE,
        id="T20b.group",
        title="... against as many drawn by lot",
        printed=LINE,
        ranges={},
        value=None,
        expected=against_group_star,
        obtained=chance_paid_against_group,
    ),
    replace(_FALSE, id="T20c.power", title="chance that an effect of .06 is paid", printed=WORKS, ranges=WORKS_RANGES, value=None),
    _POSITIVE,
    replace(_POSITIVE, id="T20d.works", title="... with an effect of .06", printed=WORKS, ranges=WORKS_RANGES),
    replace(
        _POSITIVE,
        id="T20e.spread",
        source="feller-1968",
        title="sd of what a linear price pays by chance",
        printed={**WORKS, "price": 5000.0},
        ranges=WORKS_RANGES,
        value=None,
        expected=lambda at: at["price"] * sqrt(round(at["n"]) * (at["p"] + at["effect"]) * (1.0 - at["p"] - at["effect"])),
        obtained=spread_of_pay,
    ),
    replace(
        _FALSE,
        id="T20f.winner",
        source="gelman-carlin-2014",
        title="gain measured of those that are paid for",
        printed=WORKS,
        ranges=WORKS_RANGES,
        value=None,
        expected=winner_star,
        obtained=gain_of_paid,
    ),
)
