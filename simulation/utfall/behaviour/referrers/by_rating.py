"""Referral to the provider with the better record."""

from dataclasses import dataclass

import numpy as np

from utfall.behaviour.referrers.views import Floats, RatingView, ReferralView


@dataclass(frozen=True, slots=True)
class ByRating:
    """Sends people by lot, and to the providers with better published results more of them.

    Theory   choice with noise [mcfadden-1974]: shares grow as exp(pull x rating)
    Reads    published success shares and findings of audits (profile `rating_pull`, 1 / share)
    """

    reads: str = ""
    rates: bool = True

    def urgency(self, view: ReferralView) -> Floats:
        """Nobody comes before anybody."""
        return 0.0 * view.look

    def shares(self, view: RatingView) -> Floats:
        """Agreed shares, moved by the rating."""
        moved: Floats = view.weights * np.exp(view.pull * (view.rating - view.rating.max()))
        return moved
