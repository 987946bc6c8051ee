"""Referral by lot."""

from dataclasses import dataclass

from utfall.behaviour.referrers.views import Floats, RatingView, ReferralView


@dataclass(frozen=True, slots=True)
class ByLot:
    """Sends whom the lot draws, to providers by their places.

    Theory   scripted: the reference; nobody is chosen, so nothing regresses to the mean
    Reads    nothing of people; the agreed shares of providers
    """

    reads: str = ""
    rates: bool = False

    def urgency(self, view: ReferralView) -> Floats:
        """Nobody comes before anybody."""
        return 0.0 * view.look

    def shares(self, view: RatingView) -> Floats:
        """As agreed."""
        return view.weights
