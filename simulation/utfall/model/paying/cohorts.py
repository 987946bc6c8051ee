"""Cohorts: when each is measured, against whom, and that what is due for it is paid."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.metrics.activity_level import agreed_units
from utfall.contract.metrics.basket import known_in
from utfall.contract.metrics.declarations import Activity
from utfall.contract.terms.cohort_clauses import CohortRule, SteppedClause
from utfall.contract.terms.rate_standard import by_end_of_service, contract_years, year_known
from utfall.model.measuring.cohort_measured import Measured
from utfall.model.measuring.counted import counted_by
from utfall.model.measuring.evaluation import reported_estimate

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def cohort_calendar(model: "ContractModel") -> dict[int, list[tuple[CohortRule, int, int, int]]]:
    """Contract month -> cohorts that are measured then: the last window of the cohort has closed, and the lag has passed."""
    calendar: dict[int, list[tuple[CohortRule, int, int, int]]] = {}
    for clause in model.clauses.cohorts:
        for number, (low, high) in enumerate(_cohorts_of(model, clause)):
            by_end = by_end_of_service(clause.term)
            month = year_known(clause.metric, high) if by_end else known_in(clause.metric, model.case.contract, high)
            if isinstance(clause, SteppedClause) and isinstance(clause.metric, Activity):
                month += model.service_months - 1  # known when the service of the last who starts has ended
            calendar.setdefault(min(month, model.case.months), []).append((clause, number, low, high))
    return calendar


def _cohorts_of(model: "ContractModel", clause: CohortRule) -> tuple[tuple[int, int], ...]:
    """First and last contract month of each cohort of a clause: of first referral, or of the end of service."""
    return contract_years(model.case.contract.length) if by_end_of_service(clause.term) else model.case.people.cohort_months


def _members(model: "ContractModel", clause: CohortRule, low: int, high: int) -> NDArray[np.int64]:
    """(n,) whom a cohort of these months counts."""
    people, counted = model.people, counted_by(model, clause.metric)
    if by_end_of_service(clause.term) and model.endings is not None:
        return np.flatnonzero(counted & (model.endings.said >= low) & (model.endings.said <= high))
    first, end = int(people.started[low - 1]), int(people.started[min(high, people.months)])  # numbered as they are referred
    return np.flatnonzero(counted[first:end]) + first


def settle_cohort(model: "ContractModel", due: tuple[CohortRule, int, int, int]) -> None:
    """Measure one cohort (persons first referred, or said to have ended, in months low .. high) against its comparison, and pay what is due."""
    clause, number, low, high = due
    case = model.case
    if model.reviews is not None:
        clause, case = model.reviews.targets.now(clause), replace(case, contract=model.settlement.contract)
    people = model.people
    treated = _members(model, clause, low, high)
    last = number == len(_cohorts_of(model, clause)) - 1
    agreed = None
    if isinstance(clause, SteppedClause) and isinstance(clause.metric, Activity) and clause.metric.agreed is not None:
        agreed = agreed_units(clause.metric, people.group[treated], people.columns.served_months[treated])
    by = people.provider[treated]
    served = np.bincount(by[by >= 0], minlength=len(model.providers))
    of = Measured(number, model.comparing.recorded(clause.metric, treated, (low, high)), served, last, agreed)
    model.settlement.cohort(model.month, clause, of, reported_estimate(case, clause, of))
    if clause.metric.id in model.measuring_costs:
        model.measuring_costs[clause.metric.id].others(model, model.comparing.sizes(clause.metric))
    model.cohort_members[clause.id, number] = treated
