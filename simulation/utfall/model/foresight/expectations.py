"""What the parties expect of a contract: one Forecast, of which stakes, risk and signing are made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utfall.behaviour.signing import risk_multiplier
from utfall.model.foresight.cohort_forecast import CohortForecast
from utfall.model.foresight.foreseen import NOTHING, Foreseen
from utfall.model.foresight.plan import Plan
from utfall.model.parties.signing import sign, wealth_of

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


@dataclass(frozen=True, slots=True)
class ProviderExpectation:
    """Minor units over the contract: outcome pay (mean, variance), all income, net income (mean, variance).

    path   share of outcome pay that has come by the end of each contract month
    """

    outcome_mean: float
    outcome_variance: float
    income: float
    net_mean: float
    net_variance: float
    path: tuple[float, ...] = ()

    @property
    def stake(self) -> float:
        """Share of income that hangs on outcomes."""
        return self.outcome_mean / self.income if self.income > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """Forecast means over seeds of a stream of its own, central values, all providers on agreed hours.

    by_clause   clause id -> minor units that payers (or the holder) pay, in all
    variable    minor units of outcome, activity and cohort pay by payers; payers: all that payers pay
    providers   one each, in order; outcome_time: mean full-time months added in all
    kinds       clause id -> what it pays for
    listed      clause id -> minor units due per person at list prices, whatever it weighs (empty: nothing weighs anything)
    foreseen    what value tables are solved with: cohorts near a line, caps, limits, what is held
    plan        the same month by month and party by party
    """

    by_clause: tuple[tuple[str, float], ...]
    variable: float
    payers: float
    providers: tuple[ProviderExpectation, ...]
    outcome_time: float
    kinds: tuple[tuple[str, str], ...] = ()
    foreseen: Foreseen = NOTHING
    plan: Plan | None = None
    listed: tuple[tuple[str, float], ...] = ()

    @property
    def cohorts(self) -> tuple[CohortForecast, ...]:
        """What cohorts are forecast to reach, for thresholds and steps."""
        return self.foreseen.cohorts

    def apply(self, model: "ContractModel") -> None:
        """Stakes for motivation, what a unit of outcome pay counts for risk, and who signs."""
        profile = model.case.profile
        least = profile.least_wealth * model.worker_month
        for provider, expected in zip(model.providers, self.providers, strict=True):
            model.stakes[provider.number] = expected.stake
            wealth = wealth_of(model, provider.number)
            provider.pay = risk_multiplier(expected.outcome_mean, expected.outcome_variance, profile.risk_aversion, wealth, least)
        if model.case.contract.signing == "decided":
            sign(model, self, least)
