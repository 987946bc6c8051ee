"""An investor that wants a return for its risk."""

from dataclasses import dataclass

from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.signing import investor_signs


@dataclass(frozen=True, slots=True)
class Commercial:
    """Signs if the certainty equivalent beats the risk-free rate.

    Theory   expected utility with constant relative risk aversion near its stake [pratt-1964]
    Reads    mean and variance of its own flows (profile `investor_risk_aversion`, unitless)
    """

    def sign(self, view: FundingView) -> bool:
        """Certainty equivalent of the net present value not under 0."""
        return investor_signs(view.mean, view.variance, view.risk_aversion, view.stake, view.least_wealth)
