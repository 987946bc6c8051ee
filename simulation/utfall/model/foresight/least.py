"""A contract as a provider sees it that may lose places, or all of it, by falling short of a minimum: a success is also worth what it saves.

A minimum is an all-or-nothing line. One more success is worth what the provider has to lose times the chance that the others stand exactly
one below the line, at the review at which that is most: results add up over the years, so that who falls short at one is likely to at the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.quantities import Price
from utfall.base.records import RunRecord
from utfall.contract.ahead.standing import Standing, one_below, successes_needed
from utfall.contract.metrics.units import last_month
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.review.prices import is_review
from utfall.contract.terms.declarations import Outcome
from utfall.contract.terms.lines import number
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations

YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastForecast:
    """A minimum under agreed hours: recorded successes per person and people of one provider, by pay group."""

    minimum: str
    rates: tuple[float, ...]
    people: tuple[float, ...]


def least_forecasts(case: Case, records: Sequence[RunRecord]) -> tuple[LeastForecast, ...]:
    """One for each minimum on successes of persons that has a consequence for places."""
    found = []
    for minimum in _binding(case):
        rates, people = [], []
        for group in range(len(case.contract.groups)):
            units, heads = 0.0, 0
            for record in records:
                facts = next(metric for metric in record.metrics if metric.id == minimum.metric)
                served = record.persons.enrolled & (record.persons.group == group)
                units, heads = units + float(facts.recorded[served].sum()), heads + int(served.sum())
            rates.append(units / heads if heads else 0.0)
            people.append(heads / max(len(records), 1) / len(case.contract.providers))
        found.append(LeastForecast(minimum=minimum.id, rates=tuple(rates), people=tuple(people)))
    return tuple(found)


def with_minimums(case: Case, expected: "Expectations | None") -> Case:
    """The case with one more term for each minimum, that nobody pays; the case itself where none is foreseen to be near."""
    if expected is None or expected.plan is None or not expected.foreseen.least:
        return case
    contract, terms = case.contract, []
    worth = float(np.mean([_at_stake(one.net_mean, one.income, one.outcome_mean, expected.plan.base) for one in expected.providers]))
    forecasts = {one.minimum: one for one in expected.foreseen.least}
    for minimum in _binding(case):
        bonus = [round(worth * _saves(case, minimum, forecasts[minimum.id], group)) for group in range(len(contract.groups))]
        if any(bonus):
            prices = tuple(Price(one, contract.currency, "person") for one in bonus)
            terms.append(Outcome(id=f"minimum.{minimum.id}", metric=minimum.metric, price=prices, payers=(), payee="providers"))
    if not terms:
        return case
    paid = tuple(dict.fromkeys((*contract.paid, *(term.metric for term in terms))))
    return replace(case, contract=replace(contract, terms=(*contract.in_force, *terms), paid=paid))


def _binding(case: Case) -> list[Minimum]:
    review = case.contract.review
    if review is None or not case.mechanisms.review:
        return []
    units = {metric.id: metric.unit for metric in case.contract.metrics}
    return [minimum for minimum in review.minimums if minimum.consequence != "warning" and units[minimum.metric] == "person"]


def _at_stake(net: float, income: float, outcome: float, base: float) -> float:
    """Minor units that a provider has from the whole contract: at least what it would be paid without giving any hours."""
    return max(net, income - (1.0 - base) * outcome, 0.0)


def _saves(case: Case, minimum: Minimum, forecast: LeastForecast, group: int) -> float:
    """Share of what a provider has from the whole contract that one more success of a group is expected to save."""
    review, length, people = case.contract.review or Review(), case.contract.length, forecast.people[group]
    metric = next(metric for metric in case.contract.metrics if metric.id == minimum.metric)
    lost = 1.0 if minimum.consequence == "terminate" else case.profile.others.places_lost
    most = 0.0
    for month in range(1, length):
        if not (is_review(review, month, length) or (review.every is None and month % YEAR == 0)):
            continue
        counted = min(max((month - last_month(metric, group)) / case.people.enrolment, 0.0), 1.0)
        known = round(people * counted)
        if known:
            standing = Standing(people=known, rate=min(forecast.rates[group], 1.0))
            decides = one_below(standing, successes_needed(number(minimum.level[group]), known))
            most = max(most, lost * (1.0 - month / length) * decides * counted)
    return most
