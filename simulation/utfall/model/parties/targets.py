"""Targets of cohort terms, as reviews have left them, and what a provider that looks ahead keeps of its reward."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.contract import Contract
from utfall.contract.metrics.units import due_month
from utfall.contract.review.declarations import Review
from utfall.contract.review.foresight import kept_by_cohort
from utfall.contract.review.moving import moved_expected, moved_threshold
from utfall.contract.review.prices import is_review
from utfall.contract.terms.clauses import CohortClause
from utfall.contract.terms.cohort_clauses import CohortRule, SteppedClause, cohort_clauses
from utfall.contract.terms.threshold import CohortThreshold
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.model.paying.settlement import Settlement

Floats = NDArray[np.float64]


class Targets:
    """What moves: thresholds, and what agreed comparisons expect.

    Cohort terms of the contract and of the subcontract count alike.
    """

    def __init__(self, case: Case, review: Review) -> None:
        self._clauses = {clause.id: clause for clause in cohort_clauses(case.contract)}
        self._counted = 0
        self._kept = _kept_by_month(case, review)

    def now(self, clause: CohortRule) -> CohortRule:
        """A clause as it stands."""
        return self._clauses[clause.id]

    def kept(self, month: int) -> float:
        """Share of the marginal pay of work done in a contract month that is left once later targets are counted."""
        return float(self._kept[min(month, self._kept.size) - 1])

    def move(self, settlement: "Settlement", pull: float, *, only_down: bool) -> None:
        """After a review: every target so far on the way to what was reached by the cohorts measured since the last one."""
        fresh, self._counted = settlement.cohorts[self._counted :], len(settlement.cohorts)
        if pull <= 0.0:
            return
        moved: dict[str, object] = {}
        for id_, clause in self._clauses.items():
            estimates = [cohort.estimate for cohort in fresh if cohort.clause == id_]
            if isinstance(clause, SteppedClause) and isinstance(clause.term, CohortThreshold):
                term = moved_threshold(clause.term, estimates, pull, only_down=only_down)
                self._clauses[id_] = SteppedClause(head=clause.head, term=term, metric=clause.metric)
            elif isinstance(clause, CohortClause) and estimates:
                comparison = next((c for c in settlement.contract.comparisons if c.id == clause.metric.compared_with and c.design == "agreed"), None)
                if comparison is not None:
                    moved.setdefault(comparison.id, moved_expected(comparison, estimates, pull, only_down=only_down))
        if moved:
            settlement.expect(tuple(moved.get(c.id, c) for c in settlement.contract.comparisons))  # type: ignore[misc]


def _kept_by_month(case: Case, review: Review) -> Floats:
    """(length,) by contract month: the share of pay kept by the cohort that starts then; 1 where nothing ratchets."""
    contract, kept = case.contract, np.ones(case.contract.length)
    clauses = [clause for clause in cohort_clauses(contract) if _moves(clause, contract)]
    if review.rule != "ratchet" or not clauses:
        return kept
    people = case.people
    discount = 1.0 / (1.0 + case.profile.discount)
    reviews = [month for month in range(1, case.months) if is_review(review, month, contract.length)]
    shares = []
    for clause in clauses:
        known = [due_month(clause.metric, len(contract.groups), high) for _, high in people.cohort_months]
        shares.append(kept_by_cohort(known, reviews, review.ratchet.fraction, discount))
    mean = np.mean(shares, axis=0)
    for (low, _), share in zip(people.cohort_months, mean, strict=True):
        kept[low - 1 :] = share
    return kept


def _moves(clause: CohortRule, contract: Contract) -> bool:
    if isinstance(clause, CohortClause):
        return any(c.id == clause.metric.compared_with and c.design == "agreed" for c in contract.comparisons)
    return isinstance(clause.term, CohortThreshold)
