"""A commissioner that keeps to the contract as it was signed."""

from dataclasses import dataclass

from utfall.behaviour.commissioners.views import Floats, PurseView, ReviewDecision, ReviewView


@dataclass(frozen=True, slots=True)
class Fixed:
    """Changes nothing, renews nothing, signs what pays for its own purse.

    Theory   full commitment: the reference
    Reads    what falls on its own purse and what it pays
    """

    def first(self, need: Floats) -> Floats | None:
        """As they come."""
        return None

    def review(self, view: ReviewView) -> ReviewDecision:
        """Nothing changes."""
        return ReviewDecision()

    def renewal(self, results: float, steepness: float) -> float:
        """A new tender asks nobody what was reached."""
        return 0.0

    def sign(self, view: PurseView) -> bool:
        """Sign if its own savings cover what it pays."""
        return view.saved - view.pays >= 0.0
