"""`cohort_threshold`: all or nothing, by a change against the comparison, a level, or a gain that chance does not explain."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from utfall.base.money import round_half_even
from utfall.base.quantities import Amount, Change, Price, Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.comparisons.estimate import beyond_chance, pooled
from utfall.contract.metrics.declarations import MetricId
from utfall.contract.review.declarations import Level
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.lines import gained, number


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortThreshold(Term):
    """Pays a sum, or a price for the whole gain, if a cohort reaches the line; below it nothing.

    change       gain that is asked for (a share of the comparison, points or units); level: the value itself (share of what was agreed,
                 for an activity)
    sure         the gain must be beyond what chance explains, this surely (one-sided)
    pays, price  one of the two
    all_cohorts  a smaller change that is enough if all cohorts together reach it
    only_if_repaid   pays only where nothing of the capital is left to be repaid when it falls due; providers do not foresee whether that will be so
    cohort_by    who is one cohort: those first referred in the same part of enrolment, or those whose service is said to have ended in the
                 same contract year (`terms.rate_standard`)
    """

    kind: ClassVar[str] = "cohort_threshold"
    metric: MetricId
    change: Change | None = None
    level: Level | None = None
    sure: Share | None = None
    pays: Amount | None = None
    price: Price | None = None
    all_cohorts: Change | None = None
    only_if_repaid: bool = False
    cohort_by: Literal["referral", "end_of_service"] = "referral"


def threshold_reached(term: CohortThreshold, estimate: CohortEstimate) -> bool:
    """Whether a cohort reaches every line that the term draws."""
    if estimate.quantity == 0:
        return False
    if term.change is not None and not gained(term.change, estimate):
        return False
    if term.level is not None and estimate.value < number(term.level) - 1e-12:
        return False
    return term.sure is None or beyond_chance(estimate, term.sure)


def threshold_due(term: CohortThreshold, estimate: CohortEstimate, pays: int = 0) -> int:
    """Minor units due for one cohort: `pays` (the term's amount in minor units), or price x gain x people; 0 below the line."""
    if not threshold_reached(term, estimate):
        return 0
    return pays if term.price is None else _priced(term.price, estimate)


def all_cohorts_due(term: CohortThreshold, estimates: tuple[CohortEstimate, ...], paid: tuple[bool, ...], pays: int = 0) -> int:
    """Minor units due once all cohorts are known, if together they reach `all_cohorts`.

    estimates, paid   of every cohort; a cohort that was paid for counts towards the line and is not paid for again
    A price is paid for the gain of the cohorts not yet paid for (never less than nothing); a fixed sum only if no cohort was.
    """
    whole = pooled(estimates)
    if term.all_cohorts is None or whole.quantity == 0 or not gained(term.all_cohorts, whole):
        return 0
    if term.price is None:
        return 0 if any(paid) else pays
    return max(_priced(term.price, pooled(tuple(one for one, done in zip(estimates, paid, strict=True) if not done))), 0)


def _priced(price: Price, estimate: CohortEstimate) -> int:
    return round_half_even(price.minor * Fraction(estimate.measured) * Fraction(estimate.quantity))
