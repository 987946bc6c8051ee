"""A fund over several contracts."""

from dataclasses import dataclass

from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.signing import investor_signs


@dataclass(frozen=True, slots=True)
class Fund:
    """Signs as a commercial investor that bears only what does not average out over its contracts.

    Theory   diversification [markowitz-1952]: variance x (common + (1 - common) / contracts)
    Reads    mean and variance of its own flows (profile `fund_contracts`, count; `fund_common`, share of variance)
    """

    def sign(self, view: FundingView) -> bool:
        """Certainty equivalent with the variance that is left."""
        left = view.variance * (view.common + (1.0 - view.common) / max(view.contracts, 1.0))
        return investor_signs(view.mean, left, view.risk_aversion, view.stake, view.least_wealth)
