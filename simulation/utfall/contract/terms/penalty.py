"""`penalty`: what the payee pays back for falling short, or for each unit that should not have been."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import round_half_even
from utfall.base.quantities import Amount, ByGroup, Price
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.metrics.declarations import MetricId
from utfall.contract.review.declarations import Level
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.lines import number


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty(Term):
    """Paid by the payee to the payers.

    below  the level that must be reached, by group (the mean over those counted); None: each unit costs
    pays   a sum for falling short; price: for each unit short, or (no `below`) for each unit that is counted
    """

    kind: ClassVar[str] = "penalty"
    metric: MetricId
    below: ByGroup[Level] | None = None
    pays: Amount | None = None
    price: Price | None = None


def level_agreed(term: Penalty, groups: NDArray[np.integer]) -> float:
    """Mean level over those counted, (n,) pay groups; 0 where there is none."""
    if term.below is None or groups.size == 0:
        return 0.0
    return float(np.array([number(level) for level in term.below])[groups].mean())


def penalty_due(term: Penalty, estimate: CohortEstimate, agreed: float, pays: int = 0) -> int:
    """Minor units due, 0 or less (the payee pays): for falling short of `agreed`, or for each unit.

    pays   the term's amount in minor units
    """
    if estimate.quantity == 0:
        return 0
    short = estimate.value if term.below is None else agreed - estimate.value
    if short <= 1e-12:
        return 0
    if term.price is None:
        return -pays
    return -round_half_even(term.price.minor * Fraction(short) * Fraction(estimate.quantity))
