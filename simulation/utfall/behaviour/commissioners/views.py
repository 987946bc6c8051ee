"""What a commissioner sees at selection, at a review and when it is asked to sign, and the promise that every commissioner keeps."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A contract at a review.

    spent, planned   minor units paid since the last review, and forecast for that time   from: the ledger; the one Forecast
    income, cost     of the providers since the last review, minor units                  from: open books
    results          recorded success share over the forecast one                         from: metrics' records; the one Forecast
    pull             how far the contract lets a target move (share of the distance)      from: the contract
    """

    spent: float
    planned: float
    income: float
    cost: float
    results: float
    pull: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """What it asks for; the contract bounds it.

    price     factor on every price
    pull      how far targets move towards what was reached (share); only_down: a target that was reached stays
    """

    price: float = 1.0
    pull: float = 0.0
    only_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PurseView:
    """A contract on offer, as forecast, for a payer (or a pool as one).

    saved     savings that fall on its own purse and can really be made, as far as it looks and as it discounts them; minor units
    pays      what it pays over that time, likewise
    members   (saved, pays) of all payers of its pool, its own included               all from: the one Forecast; the contract
    """

    saved: float
    pays: float
    members: tuple[tuple[float, float], ...]


class CommissionerRule(Protocol):
    """A way of commissioning: views in, decisions out, no state of its own."""

    def first(self, need: Floats) -> Floats | None:
        """(n,) whom it serves first where it selects, highest first, from its look at their need; None: as they come."""

    def review(self, view: ReviewView) -> ReviewDecision:
        """What it asks for at a review."""

    def renewal(self, results: float, steepness: float) -> float:
        """Chance that it renews, at these results over the forecast; 0 where it never looks at them."""

    def sign(self, view: PurseView) -> bool:
        """Whether to sign."""
