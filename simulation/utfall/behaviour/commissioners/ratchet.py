"""A commissioner that asks next time for what was reached this time."""

from dataclasses import dataclass

from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.views import ReviewDecision, ReviewView


@dataclass(frozen=True, slots=True)
class Ratchet(Fixed):
    """Moves targets towards results, up and down, as far as the contract lets it.

    Theory   the ratchet principle [weitzman-1980]
    Reads    results and targets
    """

    def review(self, view: ReviewView) -> ReviewDecision:
        """All the way that the contract allows."""
        return ReviewDecision(pull=view.pull)
