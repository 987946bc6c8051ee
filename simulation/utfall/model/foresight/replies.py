"""What providers answer to a price a unit, in place of what their cohorts are paid at lines: a curve that forecast runs trace.

Under a line the value of one more unit hangs on where the cohort will stand, and that hangs on how hard providers work. So the Forecast
also runs the case with providers that work by a price for each unit, none for any, and up to the most that one more unit could be worth
wherever the cohort stood: a common share of that for all clauses. `best_reply` reads off which share pays best.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.records import RunRecord
from utfall.contract.ahead.cohort_pay import has_steps, lines_of, standing_at, unit_values
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.outlook import reach, unseen
from utfall.contract.contract import Contract
from utfall.contract.metrics.after_service import choice
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.rate_standard import by_end_of_service, contract_years
from utfall.contract.terms.term_clauses import TermClause, term_clauses
from utfall.model.foresight.planned import parts_of, service_months
from utfall.model.parties.rules import rule_of
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.paying.settlement import Settlement

#: Shares of the highest price that are tried: none, then each 1.6 times the one before.
TRIED = (0.0, *(round(1.6**-k, 4) for k in range(6, -1, -1)))
#: Forecast runs at each.
SEEDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One clause, or one dated step of it, and what the cohort comes to at each price that was tried.

    step    of dated steps (-1: none)
    top     highest price tried, minor units a unit (below 0 where fewer are better)
    paid    cohorts that it pays for in a run
    rates   (tried,) result per person
    """

    clause: str
    step: int
    top: float
    paid: float
    rates: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """Answers to prices a unit in place of lines.

    rest    (tried,) minor units: income of all providers from all else, and what their mission makes of outcome time
    cost    (tried,) minor units: of their hours, with what comes on top
    """

    targets: tuple[Target, ...]
    rest: tuple[float, ...] = ()
    cost: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one run: results per person by target (nan: no cohort), what else providers have from it, and what it costs them, minor units."""

    rates: tuple[float, ...]
    rest: float
    cost: float


def searched(case: Case) -> tuple[TermClause[Term], ...]:
    """Clauses with lines that move what some provider does: they reach one that looks ahead."""
    ahead = [provider.id for provider in case.contract.providers if rule_of(case, provider.id).needs_outlook]
    return tuple(clause for clause in term_clauses(case.contract, Term) if _steers(clause, case.contract, ahead))


def targets_of(clauses: Sequence[TermClause[Term]], expected: dict[str, Expected], case: Case) -> tuple[Target, ...]:
    """What is to be found out about, with the highest prices; a clause without a forecast, or that is never worth anything, is left out."""
    found = []
    for clause in clauses:
        own = expected.get(clause.id)
        if own is None:
            continue
        dated = isinstance(clause.term, CohortMilestones)
        for step in range(len(own.dates)) if dated else (-1,):
            top = _top(clause.term, own, step)
            if top != 0.0:
                found.append(Target(clause=clause.id, step=step, top=top, paid=1.0 if dated else float(_cohorts(clause, case))))
    return tuple(found)


def _cohorts(clause: TermClause[Term], case: Case) -> int:
    """How many cohorts a clause may pay for: parts of enrolment, or contract years in which anybody's service can be said to have ended."""
    if not by_end_of_service(clause.term):
        return len(case.people.cohort_months)
    last = case.people.latest_start + service_months(case) + choice(case.contract.service)
    return sum(low <= last for low, _ in contract_years(case.contract.length))


def seen_in(model: "ContractModel", record: RunRecord, targets: Sequence[Target]) -> Seen:
    """What one run shows of it."""
    contract, settled = model.case.contract, model.settlement
    cost = float(sum(provider.cost for provider in record.providers))
    rest = cost + sum(float(record.flows[provider.id].sum()) for provider in contract.providers)
    for clause in term_clauses(contract, Term):
        if any(target.clause == clause.id for target in targets):
            through = sum(reaches(clause, model.case, provider.id) for provider in contract.providers)
            rest -= through * _paid(settled, clause.id)
    mission = float(model.books.worth.mean()) * float((record.persons.outcome_time - record.persons.outcome_time_without).sum())
    return Seen(tuple(_rate(settled, target) for target in targets), rest + mission, cost)


def replies_of(targets: tuple[Target, ...], agreed: Sequence[float], same: Sequence[Seen], tried: Sequence[Sequence[Seen]]) -> Replies:
    """The curve.

    agreed   result per person by target in all forecast runs under agreed hours; same: in those with the luck of the runs at prices
    tried    (tried, runs) what was seen at each price
    What prices change is counted from the same luck, so that few runs tell it.
    """
    before = np.array([one.rates for one in same])
    found = []
    for number, target in enumerate(targets):
        moved = [float(np.nanmean([run.rates[number] for run in runs] - before[:, number])) for runs in tried]
        found.append(replace(target, rates=tuple(agreed[number] + one for one in moved)))
    rest, cost = (tuple(float(np.mean([getattr(run, name) for run in runs])) for runs in tried) for name in ("rest", "cost"))
    return Replies(targets=tuple(found), rest=rest, cost=cost)


def reaches(clause: TermClause[Term], case: Case, provider: str) -> float:
    """Share of a clause's pay that reaches a provider, its part of what is shared."""
    own = next(one for one in case.contract.providers if one.id == provider)
    return reach(clause, case.contract, provider) * parts_of(case, own).of(clause, case.contract)


def _steers(clause: TermClause[Term], contract: Contract, providers: Sequence[str]) -> bool:
    if not has_steps(clause.term) or clause.metric is None or unseen(clause.metric) or not clause.groups.any():
        return False
    return any(reach(clause, contract, provider) > 0.0 for provider in providers)


def _top(term: Term, expected: Expected, step: int) -> float:
    """Most that one more unit could be worth, wherever the cohort stood: at one of its lines, or as forecast."""
    here = expected.dates[step].rate if step >= 0 else expected.standing.rate
    values = [unit_values(term, standing_at(expected, rate, step))[max(step, 0)] for rate in (here, *lines_of(term, expected, max(step, 0)))]
    return max(values, key=abs)


def _paid(settled: "Settlement", clause: str) -> int:
    cohorts = sum(cohort.paid for cohort in settled.cohorts if cohort.clause == clause)
    return cohorts + sum(count.paid for count in settled.steps if count.clause.term_id == clause)


def _rate(settled: "Settlement", target: Target) -> float:
    if target.step >= 0:
        count = [count for count in settled.steps if count.clause.term_id == target.clause][target.step]
        return count.heads / max(count.people, 1)
    values = [cohort.estimate.value for cohort in settled.cohorts if cohort.clause == target.clause and cohort.estimate.quantity > 0]
    return float(np.mean(values)) if values else float("nan")
