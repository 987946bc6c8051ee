"""What cohort terms paid, beside what the same terms give on the true effect of the persons they count."""

from dataclasses import replace
from math import isnan, nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import CohortPayment
from utfall.contract.cohorts import CohortEstimate, cohort_due
from utfall.contract.comparisons.estimate import better
from utfall.contract.finance.amounts import minor_of
from utfall.contract.terms.clauses import CohortClause
from utfall.contract.terms.cohort_clauses import CohortRule, SteppedClause, owed, owed_at_last, owed_for_effect
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.tiers import CohortTiers
from utfall.model.finished.facts import units_of
from utfall.model.measuring.cohort_measured import Cohort
from utfall.model.paying.contests import round_payments
from utfall.model.paying.dated import step_payments

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def cohort_payments(model: "ContractModel") -> tuple[CohortPayment, ...]:
    """Every payment of a cohort term, with what the clause gives on the true effect of the persons it counts (nan: no counterfactual was run)."""
    clauses = {clause.id: clause for clause in model.clauses.cohorts}
    by_cohort = [_payment(model, clauses[paid.clause], paid) for paid in model.settlement.cohorts]
    return (*by_cohort, *step_payments(model), *round_payments(model))


def _payment(model: "ContractModel", clause: CohortRule, paid: Cohort) -> CohortPayment:
    truth = _truth(model, clause, paid)
    true: float
    if isnan(truth.measured):  # the world without the contract was not run
        true = nan
    elif isinstance(clause, CohortClause):
        mean = CohortEstimate(truth.measured, paid.estimate.quantity, paid.estimate.control_quantity)
        true = cohort_due(clause.term, mean, paid.remaining, paid.sums)
    else:
        true = _due_on_truth(model, clause, paid, truth)
    share, floor, cap = _rule(clause, paid.sums)
    return CohortPayment(
        clause=paid.clause,
        cohort=paid.number,
        measured=paid.estimate.measured,
        true=truth.measured,
        quantity=paid.estimate.quantity,
        due_measured=float(paid.due),
        due_true=float(true),
        share=share,
        floor=floor,
        cap=cap,
    )


def _truth(model: "ContractModel", clause: CohortRule, paid: Cohort) -> CohortEstimate:
    """The true means of a cohort with and without the programme, per unit agreed for a level on an activity."""
    meter = model.meters[model.by_metric[clause.metric.id]]
    members = model.cohort_members[paid.clause, paid.number]
    with_, without = (units_of(model, meter, world)[members] for world in ("with", "without"))
    effect = with_ - without
    mean, level = (float(units.mean()) / paid.agreed if units.size else 0.0 for units in (effect, without))
    sign = 1 if clause.metric.compared_with is None else better(clause.metric)
    return CohortEstimate(sign * mean, paid.estimate.quantity, paid.estimate.control_quantity, level, level + mean)


def _due_on_truth(model: "ContractModel", clause: SteppedClause, paid: Cohort, truth: CohortEstimate) -> int:
    """What a threshold or steps give on the truth; with the last cohort, what all together give."""
    if isinstance(clause.term, Penalty):  # what falling short truly costs, against the level that was agreed
        return owed(clause.term, replace(truth, level=paid.estimate.level), sums=paid.sums)
    own = owed_for_effect(clause.term, _as_asked(clause, truth), paid.sums, paid.remaining)
    if not paid.last:
        return own
    all_ = [_as_asked(clause, _truth(model, clause, one)) for one in model.settlement.cohorts if one.clause == clause.id]
    return own + owed_at_last(clause.term, all_, paid.sums)


def _as_asked(clause: SteppedClause, truth: CohortEstimate) -> CohortEstimate:
    """Steps without a comparison are levels: the effect then stands alone, compared with nothing."""
    if isinstance(clause.term, CohortTiers) and clause.metric.compared_with is None:
        return replace(truth, level=0.0, value=truth.measured)
    return truth


def _rule(clause: CohortRule, capital: tuple[int, ...]) -> tuple[float, float, float]:
    """(share or price, floor, cap) of a linear term; a threshold or steps have none (nan)."""
    term = clause.term
    if not isinstance(term, CohortLinear):
        return np.nan, -np.inf, np.inf
    share = float(term.price.minor) if term.price is not None else 0.0 if term.share is None else term.share.fraction
    floor = -np.inf if term.floor is None else float(minor_of(term.floor, *capital))
    return share, floor, np.inf if term.cap is None else float(minor_of(term.cap, *capital))
