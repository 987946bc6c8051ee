"""What a cohort is measured to have gained against its comparison, and what a cohort term owes for it."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import exact, round_half_even
from utfall.contract.finance.amounts import minor_of
from utfall.contract.terms.declarations import CohortLinear

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CohortEstimate:
    """A measured difference.

    measured   mean of those counted less what the comparison gives, per counted person, in the metric's unit (money: minor units,
               costs negative, so that a cost avoided is positive)
    quantity, control_quantity   people counted, and people in the comparison (0: agreed)
    level, value   mean of the comparison, and of those counted (0 and `measured` where nothing is compared)
    error      standard error of `measured` from the finite groups
    """

    measured: float
    quantity: float
    control_quantity: float
    level: float = 0.0
    value: float = 0.0
    error: float = 0.0


def against_nothing(treated: Floats) -> CohortEstimate:
    """Mean of the recorded values of those counted, (n,): all of it is paid for."""
    value = float(treated.mean()) if treated.size else 0.0
    return CohortEstimate(value, float(treated.size), 0.0, 0.0, value, float(np.sqrt(_sampling(treated))))


def _sampling(values: Floats) -> float:
    """Sampling variance of the mean of a group (n,)."""
    return float(values.var(ddof=1)) / values.size if values.size > 1 else 0.0


def cohort_due(term: CohortLinear, estimate: CohortEstimate, remaining: int | None = None, capital: tuple[int, ...] = (0, 0)) -> int:
    """Minor units due for a cohort (negative: money back).

    share x difference x people counted, or price x that; never under the floor nor over the cap; rounded once.
    remaining   capital not yet repaid, in minor units (None: there is no capital, or the term does not ask). With `once_repaid`,
                the gain that the capital still needs is paid at `share`, and the rest of the gain at `once_repaid`.
    capital     drawn so far and agreed, minor units: a floor or cap may be a share of either
    """
    drawn, agreed = capital
    gain = Fraction(estimate.measured) * Fraction(estimate.quantity)
    amount = _shared(term, gain, remaining) if term.price is None else gain * term.price.minor
    if term.cap is not None:
        amount = min(amount, Fraction(minor_of(term.cap, drawn, agreed)))
    if term.floor is not None:
        amount = max(amount, Fraction(minor_of(term.floor, drawn, agreed)))
    return round_half_even(amount)


def _shared(term: CohortLinear, gain: Fraction, remaining: int | None) -> Fraction:
    share = Fraction(0) if term.share is None else exact(term.share.fraction)
    if term.once_repaid is None or remaining is None or share * gain <= remaining:
        return share * gain
    needed = Fraction(max(remaining, 0)) / share
    return share * needed + exact(term.once_repaid.fraction) * (gain - needed)
