"""A commissioner that wants a success to show."""

from dataclasses import dataclass

from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.views import Floats, ReviewDecision, ReviewView


@dataclass(frozen=True, slots=True)
class EasyTarget(Fixed):
    """Serves those who look nearest to success, and lowers a target that was missed to what was reached.

    Theory   performance measures as a display [bevan-hood-2006]: the share that succeeded is what is shown, not what was added
    Reads    its look at people's need; results and targets
    """

    def first(self, need: Floats) -> Floats | None:
        """The lowest need first."""
        return -need

    def review(self, view: ReviewView) -> ReviewDecision:
        """All the way down, never up."""
        return ReviewDecision(pull=1.0, only_down=True)
