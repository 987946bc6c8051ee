"""The forecast of each contract: made once, kept in the store, repriced for other prices and fees.

Under agreed hours a price changes payments only. So one forecast of a scenario serves all factors on its prices and all block fees
beside them, unless a cap or a limit bites; then it is made again at those prices. (A provider that fails at one price and not at
another is left out of account: the forecast at the prices of the file says who fails.)
"""

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from utfall.base.errors import SimulationError
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import ActivityTerm, CohortLinear, Milestones, Outcome, RateCard
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament
from utfall.experiment.workers import leave_signals, start_method
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.forecast import block_fee, forecast, rough_payments
from utfall.model.foresight.foreseen import foreseen_from
from utfall.model.foresight.plan import plan_from
from utfall.model.foresight.replies import searched
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.results.store import Store
    from utfall.scenario import Scenario

PRICED = (Outcome, ActivityTerm, RateCard, Milestones, CohortLinear, CohortThreshold, CohortTiers, CohortMilestones, Tournament)
Make = Callable[[Case], Expectations]


@dataclass(slots=True)
class Forecasts:
    """Forecasts of the scenarios of one request.

    make   the model's forecast (another in tests); workers: processes for those that are missing
    """

    store: "Store"
    version: int
    workers: int = 1
    make: Make = forecast
    _found: dict[str, Expectations] = field(default_factory=dict)
    _rough: dict[str, float] = field(default_factory=dict)

    def prepare(self, scenarios: Iterable["Scenario"]) -> int:
        """Make the forecasts that are neither here nor in the store, side by side; how many were made."""
        cases = {s.fingerprint: s.case() for s in map(_plain, scenarios)}
        kept = self.store.forecasts(cases, self.version)
        self._found |= {name: read(text) for name, text in kept.items()}
        missing = {name: case for name, case in cases.items() if name not in self._found}
        made = dict(zip(missing, self._all(list(missing.values())), strict=True))
        self.store.save_forecasts({name: json.dumps(asdict(found)) for name, found in made.items()}, self.version)
        self._found |= made
        return len(made)

    def of(self, scenario: "Scenario") -> Expectations:
        """What is expected of a scenario at its own prices and fee."""
        plain, case = _plain(scenario), scenario.case()
        whole = scenario if limited(case) else plain
        if whole.fingerprint not in self._found:
            self.prepare_one(whole)
        found = self._found[whole.fingerprint]
        if whole is scenario:
            return found
        factor = scenario.budget_factor if priced(case) else 1.0
        return at_prices(found, case, factor, scenario.block_fee * case.contract.length)

    def roughly(self, scenario: "Scenario") -> float:
        """What payers are expected to pay (minor units), by few seeds that are the same for each scenario of one size; not kept in the store."""
        if scenario.fingerprint not in self._rough:
            self._rough[scenario.fingerprint] = rough_payments(scenario.case())
        return self._rough[scenario.fingerprint]

    def outside_option_fee(self, scenario: "Scenario", factor: float) -> int:
        """The block fee (minor units in all, 0 or more) with which the providers expect as much as elsewhere, at prices times `factor`."""
        case = scenario.case()
        return max(0, block_fee(case, self.of(scenario), factor if priced(case) else 1.0) * case.contract.length)

    def prepare_one(self, scenario: "Scenario") -> None:
        """Make one forecast, at the prices that the scenario has."""
        kept = self.store.forecasts([scenario.fingerprint], self.version)
        if kept:
            self._found[scenario.fingerprint] = read(kept[scenario.fingerprint])
            return
        found = self.make(scenario.case())
        self.store.save_forecasts({scenario.fingerprint: json.dumps(asdict(found))}, self.version)
        self._found[scenario.fingerprint] = found

    def _all(self, cases: Sequence[Case]) -> list[Expectations]:
        if self.workers == 1 or len(cases) < 2:
            return [self.make(case) for case in cases]
        try:
            with ProcessPoolExecutor(min(self.workers, len(cases)), mp_context=start_method(), initializer=leave_signals) as pool:
                return list(pool.map(self.make, cases))
        except BrokenProcessPool as error:
            raise SimulationError("a worker was killed while it made a forecast; repeat the command") from error


def read(text: str) -> Expectations:
    """The inverse of writing a forecast as JSON."""
    found: dict[str, Any] = json.loads(text)
    pairs = {name: tuple((str(a), b) for a, b in found.get(name, ())) for name in ("by_clause", "kinds", "listed")}
    providers = tuple(ProviderExpectation(**{**one, "path": tuple(one.get("path", ()))}) for one in found["providers"])
    ahead = {"foreseen": foreseen_from(found.get("foreseen", {})), "plan": plan_from(found.get("plan"))}
    known = {field.name for field in fields(Expectations)}  # a forecast of an older format holds more
    return Expectations(**{name: value for name, value in {**found, **pairs, **ahead, "providers": providers}.items() if name in known})


def priced(case: Case) -> bool:
    """Whether any term in force has a price that a factor scales."""
    return any(isinstance(term, PRICED) for term in case.contract.in_force)


def limited(case: Case) -> bool:
    """Whether a limit could bend payments (a term's own cap and floor move with its price), or a share that changes once capital is repaid.

    Or whether it is forecast what providers answer to prices, beside the prices that they have.
    """
    limits = case.contract.limits
    bends = any(isinstance(term, CohortLinear) and term.once_repaid is not None for term in case.contract.in_force)
    limited_ = bool(limits.per_person or limits.per_year or limits.total or limits.by_payer or limits.by_term)
    decides = (
        case.contract.review is not None or case.contract.signing == "decided" or case.contract.competition.tender is not None
    )  # month by month and party by party
    return bends or limited_ or decides or bool(searched(case)) or any(payer.budget is not None for payer in case.contract.payers)


def at_prices(expected: Expectations, case: Case, factor: float, fee: int) -> Expectations:
    """A forecast at prices times `factor` and with a block fee (minor units in all) beside the terms, split by the providers' hours."""
    hours = [provider.hours.monthly for provider in case.contract.providers]
    shares = [one / sum(hours) if sum(hours) > 0 else 1.0 / len(hours) for one in hours]
    more = (factor - 1.0) * expected.variable + fee
    return replace(
        expected,
        variable=factor * expected.variable,
        payers=expected.payers + more,
        providers=tuple(_at(provider, factor, fee * share) for provider, share in zip(expected.providers, shares, strict=True)),
    )


def _at(provider: ProviderExpectation, factor: float, fee: float) -> ProviderExpectation:
    more = (factor - 1.0) * provider.outcome_mean + fee
    return replace(
        provider,
        outcome_mean=factor * provider.outcome_mean,
        outcome_variance=factor * factor * provider.outcome_variance,
        income=provider.income + more,
        net_mean=provider.net_mean + more,
        net_variance=factor * factor * provider.net_variance,
    )


def _plain(scenario: "Scenario") -> "Scenario":
    return replace(scenario, budget_factor=1.0, block_fee=0) if scenario.budget_factor != 1.0 or scenario.block_fee else scenario
