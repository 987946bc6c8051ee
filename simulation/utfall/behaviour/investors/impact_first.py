"""An investor that gives up return for what the programme does."""

from dataclasses import dataclass

from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.signing import investor_signs


@dataclass(frozen=True, slots=True)
class ImpactFirst:
    """Signs if the certainty equivalent and so much for each unit of social value are not under 0.

    Theory   warm glow in proportion to what is forecast [andreoni-1990]
    Reads    its own flows; forecast social value (profile `impact_weight`, money a unit of value)
    """

    def sign(self, view: FundingView) -> bool:
        """Return and impact together."""
        mean = view.mean + view.impact_weight * view.worth
        return investor_signs(mean, view.variance, view.risk_aversion, view.stake, view.least_wealth)
