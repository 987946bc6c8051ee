"""What a referrer sees, and the promise that every referrer keeps."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReferralView:
    """Everybody who could be sent, n columns; a column that the rule does not read is empty.

    look      the referrer's own look at need, standardised                       from: interview before referral (signal, one draw)
    past      months outside the outcome among the last ones before referral      from: the register's history
    """

    look: Floats
    past: Floats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RatingView:
    """Providers to whom a person can be sent, P columns.

    weights   shares of places (or hours) that were agreed                        from: the contract
    rating    published success share, shrunk to the mean, less what audits found from: published results; equal where nothing is published
    pull      1 / share                                                           from: its profile
    """

    weights: Floats
    rating: Floats
    pull: float


class ReferrerRule(Protocol):
    """A way of sending people: views in, an order and shares out, no state of its own."""

    @property
    def reads(self) -> str:
        """What it reads of people: "", "look" or "past"."""

    @property
    def rates(self) -> bool:
        """Whether it looks at ratings."""

    def urgency(self, view: ReferralView) -> Floats:
        """(n,) who is sent, and first, the highest first; ties and zeros by lot."""

    def shares(self, view: RatingView) -> Floats:
        """(P,) weights of the providers in the next referrals."""
