"""What one more unit of one counted person is worth under a cohort term, in minor units: the kinds that are not linear.

All take an `Expected`: what the provider forecasts of the cohort. Units are the metric's; where fewer are better the value is negative.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Change
from utfall.contract.ahead.normal import quantile
from utfall.contract.ahead.prizes import prize_slope
from utfall.contract.ahead.standing import Standing, at_line, one_below, reached, successes_needed
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.lines import gain_needed, number
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Expected:
    """Forecast of one cohort under one clause.

    standing   the cohort's own units (for an activity: share of what was agreed)
    sign       +1 where more units are better, -1 where fewer are (`comparisons.estimate.better`)
    level      mean of the comparison, per person; error: standard error of the measured gain (for `sure`)
    pays       sums of the term in minor units (capital shares resolved), in the order of the file
    agreed     units agreed per person, for an activity (1: units count as they are)
    dates      for dated steps: the head-count on the date of each, as a Standing
    rivals     (n,) mean results of the other providers, and the sd of each result: tournaments
    reply      minor units a unit that its provider found to pay it best to work by, one or one for each date (none: what one more unit is
               worth where the cohort is forecast to stand)
    """

    standing: Standing
    sign: int = 1
    level: float = 0.0
    error: float = 0.0
    pays: tuple[int, ...] = (0,)
    agreed: float = 1.0
    dates: tuple[Standing, ...] = ()
    rivals: tuple[float, ...] = ()
    score_sd: float = 0.0
    reply: tuple[float, ...] = ()


def threshold_value(term: CohortThreshold, expected: Expected) -> float:
    """Amount x chance that the others stand exactly one below; a price is also paid for the unit itself where the others reach the line."""
    needed = gain_asked(term, expected)
    decides = _decides(expected, needed)
    if term.price is None:
        return expected.sign * expected.pays[0] * decides / expected.agreed
    whole = needed * expected.standing.people
    others = chance_reached(expected, needed) - (expected.standing.rate * decides if expected.standing.sd is None else 0.0)
    return expected.sign * term.price.minor * (others + whole * decides)


def tiers_value(term: CohortTiers, expected: Expected) -> float:
    """The step up at each line times the chance of deciding it."""
    order = sorted(range(len(term.tiers)), key=lambda i: (term.tiers[i].at_least.amount, i))
    before, total = 0, 0.0
    for i in order:
        total += (expected.pays[i] - before) * _decides(expected, asked_by_tier(term.tiers[i].at_least, expected))
        before = expected.pays[i]
    return expected.sign * total


def dated_steps_value(term: CohortMilestones, expected: Expected) -> tuple[float, ...]:
    """For each step, of one more person among those counted on its date: worth more where many are asked for, less where few are."""
    values = []
    for step, heads, pays in zip(term.steps, expected.dates, expected.pays, strict=True):
        more = 0.0 if step.at_least is None else one_below(heads, step.at_least)
        fewer = 0.0 if step.at_most is None else one_below(heads, step.at_most + 1)
        values.append(pays * (more - fewer))
    return tuple(values)


def tournament_value(term: Tournament, expected: Expected) -> float:
    """Slope of the expected prize in one's own mean result, per person counted."""
    prizes = np.array([prize.minor for prize in term.prizes], dtype=np.float64)
    slope = prize_slope(prizes, expected.sign * expected.standing.rate, expected.sign * np.array(expected.rivals), expected.score_sd)
    return expected.sign * slope / expected.standing.people


def penalty_value(term: Penalty, expected: Expected) -> float:
    """What one more unit saves: the sum times the chance of deciding it, the price where units are short; or what each unit costs."""
    if term.below is None:
        return 0.0 if term.price is None else -float(term.price.minor)
    if term.price is None:
        return expected.pays[0] * _decides(replace(expected, level=0.0), expected.level) / expected.agreed
    return term.price.minor * (1.0 - chance_reached(replace(expected, level=0.0), expected.level)) / expected.agreed


def gain_asked(term: CohortThreshold, expected: Expected) -> float:
    """Gain per person at which the term pays: the highest of its lines."""
    asked = [] if term.change is None else [gain_needed(term.change, expected.level)]
    if term.level is not None:
        asked.append(expected.sign * (number(term.level) - expected.level))
    if term.sure is not None:
        asked.append(quantile(term.sure.fraction) * expected.error)
    return max(asked, default=0.0)


def asked_by_tier(change: Change, expected: Expected) -> float:
    """A share of nothing is a level, as in `tiers`."""
    if change.unit == "share" and expected.level == 0.0:
        return change.amount
    return gain_needed(change, expected.level)


def line_of(expected: Expected, needed: float) -> float:
    """Total units of the cohort at which the gain is as asked."""
    return (expected.level + expected.sign * needed) * expected.standing.people


def _decides(expected: Expected, needed: float) -> float:
    """Chance, per unit, that one unit of one person decides whether the line is reached."""
    line = line_of(expected, needed)
    if expected.standing.sd is not None:
        return at_line(expected.standing, line)
    people = expected.standing.people
    return one_below(expected.standing, successes_needed(line / people, people)) if people else 0.0


def chance_reached(expected: Expected, needed: float) -> float:
    """Chance that the cohort's gain is as asked."""
    line = line_of(expected, needed)
    return reached(expected.standing, line) if expected.sign > 0 else 1.0 - reached(expected.standing, line)
