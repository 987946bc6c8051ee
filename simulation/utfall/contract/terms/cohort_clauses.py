"""Cohort terms as they are settled: all kinds of the language that pay a cohort once it is measured, by one rule each."""

from collections.abc import Sequence
from dataclasses import dataclass

from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.contract import Contract
from utfall.contract.finance.amounts import minor_of
from utfall.contract.metrics.declarations import Metric
from utfall.contract.terms.clauses import CohortClause, cohort_terms, metric_of
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.heads import Headed, counted_in, head, terms_owed
from utfall.contract.terms.penalty import Penalty, penalty_due
from utfall.contract.terms.threshold import CohortThreshold, all_cohorts_due, threshold_due, threshold_reached
from utfall.contract.terms.tiers import CohortTiers, tiers_due

Stepped = CohortThreshold | CohortTiers | Penalty


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SteppedClause(Headed):
    """A threshold, steps or a penalty, with its declaration and its metric."""

    term: Stepped
    metric: Metric


CohortRule = CohortClause | SteppedClause


def cohort_clauses(contract: Contract) -> tuple[CohortRule, ...]:
    """Every cohort term in force, in the order of the file."""
    linear = {clause.id: clause for clause in cohort_terms(contract)}
    found: list[CohortRule] = []
    for term, own in terms_owed(contract):
        if isinstance(term, CohortLinear):
            found.append(linear[head(contract, term, own).id])
        elif isinstance(term, CohortThreshold | CohortTiers | Penalty):
            metric = metric_of(contract, term.metric)
            found.append(SteppedClause(head=counted_in(head(contract, term, own), metric, contract), term=term, metric=metric))
    return tuple(found)


def sums_of(term: Stepped, drawn: int, agreed: int) -> tuple[int, ...]:
    """Sums of a term in minor units, shares of the capital (drawn so far, agreed) resolved; a threshold or penalty at a price has a sum of 0."""
    if isinstance(term, CohortTiers):
        return tuple(minor_of(tier.pays, drawn, agreed) for tier in term.tiers)
    return (0 if term.pays is None else minor_of(term.pays, drawn, agreed),)


def owed(term: CohortLinear | Stepped, estimate: CohortEstimate, remaining: int | None = None, sums: tuple[int, ...] = ()) -> int:
    """Minor units due for one cohort under a cohort term; below 0 the payee owes it (a penalty, whose `estimate.level` is the level agreed).

    remaining   capital not yet repaid (`cohorts.cohort_due`)
    sums        of a threshold or steps (`sums_of`); of a share of a gain: capital drawn and agreed
    """
    if isinstance(term, CohortLinear):
        return cohort_due(term, estimate, remaining, sums or (0, 0))
    if isinstance(term, Penalty):
        return penalty_due(term, estimate, estimate.level, sums[0])
    if isinstance(term, CohortThreshold) and term.only_if_repaid and remaining:
        return 0
    return threshold_due(term, estimate, sums[0]) if isinstance(term, CohortThreshold) else tiers_due(term, estimate, sums)


def owed_at_last(term: CohortLinear | Stepped, estimates: Sequence[CohortEstimate], sums: tuple[int, ...] = ()) -> int:
    """Minor units due beside `owed` once the last cohort is known: where all cohorts together reach the line that few reached alone."""
    if not isinstance(term, CohortThreshold) or term.all_cohorts is None:
        return 0
    return all_cohorts_due(term, tuple(estimates), tuple(threshold_reached(term, one) for one in estimates), sums[0])


def owed_for_effect(term: Stepped, estimate: CohortEstimate, sums: tuple[int, ...] = (), remaining: int | None = None) -> int:
    """Minor units due for what a programme did, `estimate` being the truth (level: without the programme, value: with it).

    A line at a level asks for no comparison, so what would have fallen due without the programme is taken off.
    """
    whole = owed(term, estimate, remaining, sums)
    by_level = isinstance(term, CohortThreshold) and term.level is not None
    return whole - owed(term, _without(estimate), remaining, sums) if by_level else whole


def _without(estimate: CohortEstimate) -> CohortEstimate:
    return CohortEstimate(0.0, estimate.quantity, estimate.control_quantity, estimate.level, estimate.level)
