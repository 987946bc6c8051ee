"""What an investor sees when it is asked to put up money, and the promise that every investor keeps."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingView:
    """A place in the capital of a contract, as forecast; minor units.

    mean, variance   of the net present value of its flows at the risk-free rate, or over the return it hopes for   from: the one Forecast
    stake            the most that it puts up or promises                               from: the contract
    least_wealth     wealth below which risk aversion grows no more                     from: its profile
    worth            its part, by stake, of the social value that is forecast           from: the one Forecast
    risk_aversion, impact_weight   gamma; money that it gives for a unit of worth       from: its profile
    contracts, common   contracts that it shares its risk among; share of variance common to them   from: its profile
    """

    mean: float
    variance: float
    stake: float
    least_wealth: float
    worth: float
    risk_aversion: float
    impact_weight: float
    contracts: float
    common: float


class InvestorRule(Protocol):
    """A way of investing: view in, decision out, no state of its own."""

    def sign(self, view: FundingView) -> bool:
        """Whether to put up the money."""
