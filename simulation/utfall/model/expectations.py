"""What the parties expect of a contract: one Forecast, of which stakes, risk and signing are made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from utfall.behaviour.signing import investor_signs, risk_multiplier
from utfall.behaviour.views import SigningView
from utfall.model.cohort_forecast import CohortForecast
from utfall.model.foreseen import NOTHING, Foreseen

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
    investor_mean, investor_variance   net present value of the investors' flows at the risk-free rate (minor units)
    payers_net  payer id -> minor units of savings to its own purse less payments; kinds: clause id -> what it pays for
    foreseen    what value tables are solved with: cohorts near a line, caps, limits, what is held
    """

    by_clause: tuple[tuple[str, float], ...]
    variable: float
    payers: float
    providers: tuple[ProviderExpectation, ...]
    outcome_time: float
    investor_mean: float
    investor_variance: float
    payers_net: tuple[tuple[str, float], ...]
    kinds: tuple[tuple[str, str], ...] = ()
    foreseen: Foreseen = NOTHING

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
            wealth = provider.declared.reserves.minor
            provider.pay = risk_multiplier(expected.outcome_mean, expected.outcome_variance, profile.risk_aversion, wealth, least)
        if model.case.contract.signing == "decided":
            self._sign(model, least)

    def _sign(self, model: "ContractModel", least: float) -> None:
        """Providers, investors and payers each decide; a provider that declines does not work; without an investor or payer nobody does."""
        profile, contract = model.case.profile, model.case.contract
        for provider, expected in zip(model.providers, self.providers, strict=True):
            view = SigningView(
                mean=expected.net_mean,
                variance=expected.net_variance,
                mission=float(model.books.worth[provider.number]) * self.outcome_time / len(self.providers),
                wealth=provider.declared.reserves.minor,
                least_wealth=least,
                risk_aversion=profile.risk_aversion,
            )
            provider.signed = provider.rule.sign(view)
        capital = 0.0 if contract.capital is None else float(contract.capital.need.minor) * len(model.settlement.treasuries)
        funded = contract.capital is None or investor_signs(
            self.investor_mean, self.investor_variance, profile.investor_risk_aversion, capital, least
        )
        payers = all(net >= 0.0 for _, net in self.payers_net)
        model.signed = funded and payers and any(provider.signed for provider in model.providers)
        if not model.signed:
            for provider in model.providers:
                provider.signed = False
