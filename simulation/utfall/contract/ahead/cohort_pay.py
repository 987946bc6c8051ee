"""Cohort terms seen from ahead: what one more unit is worth under each kind, and what a kind with steps is expected to pay in all.

The values of one more unit (`cohort_value`) are slopes of the second. That all cohorts together may be enough where few reach a line
alone (`all_cohorts`) is left out of both.
"""

from dataclasses import replace
from math import exp, pi, sqrt

from utfall.contract.ahead.cohort_value import (
    Expected,
    asked_by_tier,
    chance_reached,
    dated_steps_value,
    gain_asked,
    line_of,
    penalty_value,
    threshold_value,
    tiers_value,
    tournament_value,
)
from utfall.contract.ahead.normal import below
from utfall.contract.ahead.standing import Standing, reached
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament


def has_steps(term: Term) -> bool:
    """Whether what it pays for one more unit changes at a line; prizes by rank, and a price on each unit, have none."""
    return isinstance(term, CohortThreshold | CohortTiers | CohortMilestones) or (isinstance(term, Penalty) and term.below is not None)


def unit_values(term: Term, expected: Expected) -> tuple[float, ...]:
    """Minor units of one more unit of one counted person, where the cohort is forecast to stand: one, or one for each dated step."""
    if isinstance(term, CohortMilestones):
        return dated_steps_value(term, expected)
    if isinstance(term, CohortThreshold):
        return (threshold_value(term, expected),)
    if isinstance(term, CohortTiers):
        return (tiers_value(term, expected),)
    if isinstance(term, Tournament):
        return (tournament_value(term, expected),)
    return (penalty_value(term, expected) if isinstance(term, Penalty) else 0.0,)


def expected_pay(term: Term, expected: Expected, step: int = 0) -> float:
    """Minor units that a term with steps is expected to pay for one cohort, below 0 for a penalty; of dated steps: for one of them."""
    if isinstance(term, CohortMilestones):
        return expected.pays[step] * _on_date(term.steps[step], expected.dates[step])
    if isinstance(term, CohortTiers):
        return _of_tiers(term, expected)
    if isinstance(term, Penalty):
        return _of_penalty(term, expected)
    assert isinstance(term, CohortThreshold)
    needed = gain_asked(term, expected)
    chance = chance_reached(expected, needed)
    if term.price is None:
        return expected.pays[0] * chance
    people = expected.standing.people
    return term.price.minor * (needed * people * chance + _beyond(_total_gain(expected) - needed * people, expected.standing.spread))


def lines_of(term: Term, expected: Expected, step: int = 0) -> tuple[float, ...]:
    """Results per person at which a term with steps has its lines; of dated steps: those of one of them."""
    if isinstance(term, CohortMilestones):
        dated, people = term.steps[step], expected.dates[step].people
        heads = (dated.at_least, None if dated.at_most is None else dated.at_most + 1)
        return tuple((one - 0.5) / people for one in heads if one is not None)
    if isinstance(term, CohortTiers):
        return tuple(_result(expected, asked_by_tier(tier.at_least, expected)) for tier in term.tiers)
    if isinstance(term, CohortThreshold):
        return (_result(expected, gain_asked(term, expected)),)
    return (expected.level,)


def standing_at(expected: Expected, rate: float, step: int = -1) -> Expected:
    """The same cohort where it reaches another result per person; `step` of dated steps (-1: of the cohort itself)."""
    if step < 0:
        return replace(expected, standing=_moved(expected.standing, rate))
    dates = tuple(_moved(date, rate) if number == step else date for number, date in enumerate(expected.dates))
    return replace(expected, dates=dates)


def _moved(standing: Standing, rate: float) -> Standing:
    return replace(standing, rate=min(max(rate, 0.0), 1.0) if standing.sd is None else rate)


def _of_tiers(term: CohortTiers, expected: Expected) -> float:
    """The step up at each line times the chance that it is reached."""
    before, total = 0, 0.0
    for i in sorted(range(len(term.tiers)), key=lambda i: (term.tiers[i].at_least.amount, i)):
        total += (expected.pays[i] - before) * chance_reached(expected, asked_by_tier(term.tiers[i].at_least, expected))
        before = expected.pays[i]
    return total


def _of_penalty(term: Penalty, expected: Expected) -> float:
    if term.price is None:
        return -expected.pays[0] * (1.0 - chance_reached(replace(expected, level=0.0), expected.level))
    standing = expected.standing
    return -term.price.minor * _beyond((expected.level - standing.rate) * standing.people, standing.spread)


def _on_date(step: DatedStep, heads: Standing) -> float:
    """Chance that so many people are few, and many, enough."""
    many = 1.0 if step.at_least is None else reached(heads, step.at_least)
    return max(many - (0.0 if step.at_most is None else reached(heads, step.at_most + 1)), 0.0)


def _result(expected: Expected, needed: float) -> float:
    return line_of(expected, needed) / max(expected.standing.people, 1)


def _total_gain(expected: Expected) -> float:
    return expected.sign * (expected.standing.rate - expected.level) * expected.standing.people


def _beyond(mean: float, sd: float) -> float:
    """E max(x, 0) of a normal number."""
    if sd == 0.0:
        return max(mean, 0.0)
    return mean * below(mean / sd) + sd * exp(-0.5 * (mean / sd) ** 2) / sqrt(2.0 * pi)
