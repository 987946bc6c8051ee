"""Referral on measured history: those who have just had a bad time."""

from dataclasses import dataclass

from utfall.behaviour.referrers.views import Floats, RatingView, ReferralView


@dataclass(frozen=True, slots=True)
class AtAPeak:
    """Sends those first whose recent record is worst.

    Theory   a dip before the programme [ashenfelter-1978]: part of what was bad was chance, so results get better by themselves
    Reads    months outside the outcome in the register, over the last months (profile `referrer_window`, months); agreed shares
    """

    reads: str = "past"
    rates: bool = False

    def urgency(self, view: ReferralView) -> Floats:
        """The more months outside, the sooner."""
        return view.past

    def shares(self, view: RatingView) -> Floats:
        """As agreed."""
        return view.weights
