"""`cohort_milestones`: sums for a number of people on agreed dates."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from utfall.base.quantities import Amount
from utfall.contract.metrics.declarations import Id, MetricId
from utfall.contract.terms.declarations import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedStep:
    """At the end of a contract month: at most, or at least, so many people; so much."""

    id: Id
    at_month: int
    at_most: int | None = None
    at_least: int | None = None
    pays: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortMilestones(Term):
    """Each step pays once; one missed on its date is lost, or pays in the month in which it is reached."""

    kind: ClassVar[str] = "cohort_milestones"
    metric: MetricId
    steps: tuple[DatedStep, ...]
    late: Literal["lost", "pays_when_reached"] = "lost"


def step_reached(step: DatedStep, heads: int) -> bool:
    """Whether so many people are few, or many, enough."""
    if step.at_most is not None and heads > step.at_most:
        return False
    return step.at_least is None or heads >= step.at_least
