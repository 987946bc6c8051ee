"""Referral of the neediest first."""

from dataclasses import dataclass

from utfall.behaviour.referrers.views import Floats, RatingView, ReferralView


@dataclass(frozen=True, slots=True)
class ByNeed:
    """Sends those first who look furthest from the outcome.

    Theory   street-level rationing by need [lipsky-1980]; the look is noisy (profile `referrer_accuracy`, correlation)
    Reads    the referrer's own look at need; the agreed shares of providers
    """

    reads: str = "look"
    rates: bool = False

    def urgency(self, view: ReferralView) -> Floats:
        """The higher the need looks, the sooner."""
        return view.look

    def shares(self, view: RatingView) -> Floats:
        """As agreed."""
        return view.weights
