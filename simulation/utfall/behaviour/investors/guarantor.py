"""Who makes good what others lose."""

from dataclasses import dataclass

from utfall.behaviour.investors.views import FundingView


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Promises if the loss it expects is worth the social value to it; the promise is bounded, so that it bears no risk premium.

    Theory   warm glow [andreoni-1990] with a bounded gift
    Reads    its expected flows; forecast social value (profile `impact_weight`, money a unit of value)
    """

    def sign(self, view: FundingView) -> bool:
        """Expected loss against impact."""
        return view.mean + view.impact_weight * view.worth >= 0.0
