"""A rate standard: an award for each contract year in which enough of those whose service is said to have ended in it are in the outcome.

It is a `cohort_threshold` with `cohort_by = "end_of_service"` [courty-marschke-2004]. The books close with the contract: whoever is still
held in its last month is said to have ended then.
"""

from utfall.contract.metrics.declarations import Metric
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.threshold import CohortThreshold

YEAR = 12


def by_end_of_service(term: Term) -> bool:
    """Whether its cohorts are those whose service is said to have ended in the same contract year."""
    return isinstance(term, CohortThreshold) and term.cohort_by == "end_of_service"


def contract_years(length: int) -> tuple[tuple[int, int], ...]:
    """First and last month of each contract year; the last one may be short."""
    return tuple((low, min(low + YEAR - 1, length)) for low in range(1, length + 1, YEAR))


def year_known(metric: Metric, last: int) -> int:
    """Contract month in which all whose service is said to have ended up to month `last` have been recorded."""
    lag = 0 if metric.lag is None else metric.lag.months
    return last + max((time.months for time in getattr(metric, "after_service", None) or ()), default=0) + lag
