"""A commissioner that moves prices so that spending comes back to plan."""

from dataclasses import dataclass

from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.views import ReviewDecision, ReviewView


@dataclass(frozen=True, slots=True)
class AdaptiveReview(Fixed):
    """Asks for the price at which the same results would have cost what was planned.

    Theory   budget control by price; the contract's `step` bounds each move
    Reads    spending and plan
    """

    def review(self, view: ReviewView) -> ReviewDecision:
        """Planned over spent."""
        return ReviewDecision(price=view.planned / view.spent if view.spent > 0.0 and view.planned > 0.0 else 1.0)
