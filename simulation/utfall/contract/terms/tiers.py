"""`cohort_tiers`: the highest step that a cohort reaches pays."""

from dataclasses import dataclass
from typing import ClassVar

from utfall.base.quantities import Amount, Change
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.metrics.declarations import Id, MetricId
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.lines import gained


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """From this gain on, so much; an amount below 0 is paid by the payee."""

    id: Id
    at_least: Change
    pays: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortTiers(Term):
    """Steps by the gain against the comparison, or by the level where nothing is compared; only the highest reached pays."""

    kind: ClassVar[str] = "cohort_tiers"
    metric: MetricId
    tiers: tuple[Tier, ...]


def tier_reached(term: CohortTiers, estimate: CohortEstimate) -> int:
    """Number of the highest step reached (-1: none): of those reached, the one that asks for most, the last of those alike."""
    reached = [i for i, tier in enumerate(term.tiers) if estimate.quantity > 0 and _reached(tier.at_least, estimate)]
    return max(reached, key=lambda i: (term.tiers[i].at_least.amount, i), default=-1)


def tiers_due(term: CohortTiers, estimate: CohortEstimate, pays: tuple[int, ...]) -> int:
    """Minor units due for one cohort; `pays`: the amount of each step in minor units."""
    number = tier_reached(term, estimate)
    return 0 if number < 0 else pays[number]


def _reached(at_least: Change, estimate: CohortEstimate) -> bool:
    """A share of nothing is a level: 50 % in the outcome."""
    if at_least.unit == "share" and estimate.level == 0.0 and estimate.value == estimate.measured:
        return estimate.value >= at_least.amount - 1e-12
    return gained(at_least, estimate)
