"""Retention and clawback in the month: which meters say that a success has lasted, was lost, or releases what is held."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.automata import Automaton
from utfall.base.quantities import Share
from utfall.contract.ahead.looking_back import by_own_months
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import Metric
from utfall.contract.metrics.units import due_month
from utfall.contract.terms.clauses import PersonClause
from utfall.contract.terms.clawback import ClawbackClause, at_risk, clawback_clauses
from utfall.contract.terms.retention import RetentionClause, released_with, retention_clauses
from utfall.model.measuring.counted import counted_by
from utfall.model.paying.recourse import Columns, release_by_cohort

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.scenario.case import Case


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Holding:
    """Who is watched for what.

    lost       (clawback, meter of the loss); by_person (clause, meter of the metric that releases)
    by_cohort  contract month -> (clause, metric, first and last month of referral of the cohort that is then known)
    at_end     clauses held until the contract ends
    """

    lost: tuple[tuple[ClawbackClause, int], ...]
    by_person: tuple[tuple[PersonClause, int], ...]
    by_cohort: dict[int, list[tuple[PersonClause, Metric, int, int]]] = field(default_factory=dict)
    at_end: tuple[PersonClause, ...] = ()


def watched(case: "Case") -> dict[str, tuple[Metric, tuple[Automaton, ...]]]:
    """Id of a stream that looks back -> (what records it, automata of all pay groups): losses in time, and releases that wait for two successes.

    A loss is known from a register, without misses, as late as the success that it undoes.
    """
    found: dict[str, tuple[Metric, tuple[Automaton, ...]]] = {}
    groups = range(len(case.people.groups))
    for take in clawback_clauses(case.contract):
        automata = tuple(at_risk(take, _success(case, take.paid, group), group) for group in groups)
        found[take.id] = _seen_for_sure(take.paid.metric), automata
    for hold in retention_clauses(case.contract):
        pairs = [_pair(case, hold, group) for group in groups]
        if all(by_own_months(hold, *pair) for pair in pairs):
            automata = tuple(released_with(*pair) for pair in pairs)  # type: ignore[arg-type]
            found[f"{hold.id}.{hold.paid.id}"] = _seen_for_sure(hold.paid.metric), automata
    return found


def holding(model: "ContractModel", meters: dict[str, int]) -> Holding:
    """Watching of one run; `meters`: stream id -> number, of those that look back."""
    contract = model.case.contract
    by_cohort: dict[int, list[tuple[PersonClause, Metric, int, int]]] = {}
    held = retention_clauses(contract)
    for hold in held:
        if hold.metric is not None and not hold.by_person:
            for low, high in model.case.people.cohort_months:
                month = min(due_month(hold.metric, len(contract.groups), high), model.case.months)
                by_cohort.setdefault(month, []).append((hold.paid, hold.metric, low, high))
    return Holding(
        lost=tuple((take, meters[take.id]) for take in clawback_clauses(contract)),
        by_person=tuple((hold.paid, model.by_metric[hold.metric.id]) for hold in held if hold.metric is not None and hold.by_person),
        by_cohort=by_cohort,
        at_end=tuple(hold.paid for hold in held if hold.metric is None),
    )


def settle_recourse(model: "ContractModel", plan: Holding) -> None:
    """Reads emissions; pays what is released, and takes back what was lost."""
    settlement, month = model.settlement, model.month
    recourse, people = settlement.recourse, Columns(model.recorded_group, model.people.provider)
    for clause, number in plan.by_person:
        emission = model.emissions[number]
        if emission.persons.size:
            recourse.release(settlement, month, clause, emission.persons[emission.units > 0], people)
    for clause, metric, low, high in plan.by_cohort.get(month, ()):
        members = np.flatnonzero((model.people.start_month >= low) & (model.people.start_month <= high) & counted_by(model, metric)).astype(np.int32)
        recorded = model.meters[model.by_metric[metric.id]].recorded[members]
        if release_by_cohort(recourse, clause, recorded, model.people.group[members]):
            recourse.release(settlement, month, clause, members, people)
    if month == model.case.contract.length:
        for clause in plan.at_end:
            recourse.release(settlement, month, clause, np.arange(len(model.people), dtype=np.int32), people)
    for take, number in plan.lost:
        recourse.lost(month, take, model.emissions[number], settlement.paid[take.paid.id])
    recourse.collect(settlement, month, people)


def _success(case: "Case", clause: PersonClause, group: int) -> Automaton:
    made = _compiled(case, clause.metric, group, again=clause.again)
    if not isinstance(made, Automaton):
        raise TypeError(f"{clause.id} is not paid on a state, and cannot be lost")
    return made


def _pair(case: "Case", hold: RetentionClause, group: int) -> tuple[object, object]:
    release = None if hold.metric is None else _compiled(case, hold.metric, group, again=False)
    return _compiled(case, hold.paid.metric, group, again=hold.paid.again), release


def _compiled(case: "Case", metric: Metric, group: int, *, again: bool) -> object:
    if metric.unit == "money":
        return None
    people = case.people
    return compile_metric(metric, group, case.contract, people.outcomes, people.scores, people.tasks, again=again)


def _seen_for_sure(metric: Metric) -> Metric:
    return replace(metric, data_source="register", missed=Share(0.0), mistaken=Share(0.0))
