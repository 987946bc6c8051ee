"""Who measures: the gain of a cohort as the evaluator reports it."""

from dataclasses import replace

from utfall.behaviour.catalogue import EVALUATORS
from utfall.behaviour.evaluators.views import EvaluationView
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.terms.cohort_clauses import CohortRule
from utfall.contract.terms.penalty import Penalty
from utfall.model.measuring.cohort_measured import Measured, estimate_of
from utfall.scenario.case import Case


def reported_estimate(case: Case, clause: CohortRule, of: Measured) -> CohortEstimate:
    """What was measured, as the evaluator reports it; what is compared with nothing is counted, and leaves an evaluator no choice."""
    found = estimate_of(case.contract, clause, of)
    if clause.metric.compared_with is None or isinstance(clause.term, Penalty) or of.agreed is not None:
        return found
    view = EvaluationView(measured=found.measured, error=found.error, leaning=case.profile.others.evaluator_leaning)
    return replace(found, measured=EVALUATORS[case.contract.assurance.evaluator].report(view))
