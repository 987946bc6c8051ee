"""What rules of advice look at: the contract as a value, the file as it is written, and the warnings that `check` gives anyway."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from utfall.base.laws import EventOutcome, ScoreOutcome, StateOutcome
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Activity, Basket, CostAvoided, Metric
from utfall.contract.terms.declarations import RateCard, Term
from utfall.contract.warnings import contract_warnings
from utfall.model.main import main_of
from utfall.people.parameters import PopulationParameters
from utfall.scenario import Scenario


class Facts:
    """A scenario at its central values, and what follows from it without a run."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.raw = scenario, scenario.raw
        case = scenario.case()
        self.contract: Contract = case.contract
        self.people: PopulationParameters = case.people
        main = main_of(case)
        self.outcomes: tuple[StateOutcome | ScoreOutcome | EventOutcome, ...] = (*self.people.outcomes, *self.people.scores, *self.people.events)
        before = {"state": 0, "score": len(self.people.outcomes), "events": len(self.people.outcomes) + len(self.people.scores)}
        self.main_kind = main.kind
        self.main = self.outcomes[before[main.kind] + main.number].id if main.number >= 0 else ""

    @cached_property
    def warned(self) -> dict[str, tuple[str, ...]]:
        """Key -> what `check` warns of there."""
        found: dict[str, tuple[str, ...]] = {}
        for key, text in contract_warnings(self.contract, self.people.eligible, self.people):
            found[key] = (*found.get(key, ()), text)
        return found

    def warning(self, key: str, begins: str = "") -> str:
        """The warning of `check` at a key that begins with these words; empty where there is none."""
        return next((text for text in self.warned.get(key, ()) if text.startswith(begins)), "")

    @cached_property
    def paid(self) -> tuple[Metric, ...]:
        """Metrics that a term in force pays on."""
        named = {id_ for term in self.contract.in_force for id_ in metrics_of(term)} & set(self.contract.paid)
        return tuple(metric for metric in self.contract.metrics if metric.id in named)

    def sees(self, metric: Metric) -> frozenset[str]:
        """What a metric moves with: ids of outcomes, `task ID` for an activity."""
        if isinstance(metric, Activity):
            return frozenset({f"task {metric.task}"})
        if isinstance(metric, Basket):
            parts = {id_ for id_, _ in metric.weights}
            return frozenset().union(*(self.sees(part) for part in self.contract.metrics if part.id in parts))
        if isinstance(metric, CostAvoided):
            return frozenset(outcome for id_ in metric.values for outcome in self._of_value(id_))
        return frozenset({str(getattr(metric, "outcome", ""))})

    def _of_value(self, id_: str) -> Iterator[str]:
        row = self.at("values", id_)
        yield from (plain(row[when]) for when in ("while_in", "while_out_of", "for_each") if when in row)

    def at(self, *path: str) -> dict[str, Any]:
        """A table of the composed file; empty where there is none."""
        found: Any = self.raw
        for part in path:
            found = found.get(part, {}) if isinstance(found, dict) else {}
        return found if isinstance(found, dict) else {}

    def title(self, outcome: str) -> str:
        """An outcome, or a task of `sees`, in words."""
        if outcome.startswith("task "):
            return str(self.at("tasks", outcome.removeprefix("task ")).get("title", outcome.removeprefix("task ").replace("_", " ")))
        return next((found.title for found in self.outcomes if found.id == outcome), outcome)

    def wanted(self, outcome: str) -> str:
        """What is paid for in words: of events it is that they are avoided."""
        events = any(found.id == outcome for found in self.people.events)
        return f"{self.title(outcome)} avoided" if events else self.title(outcome)

    def money(self, minor: float, per: str = "") -> str:
        """An amount as a file writes it: EUR 1200 per month."""
        return f"{self.contract.currency} {max(round(minor / 100), 1)}" + (f" per {per}" if per else "")

    @property
    def hours_agreed(self) -> bool:
        """Whether all providers work the hours that were agreed, whatever is paid."""
        return plain(self.at("behaviour").get("providers", "")) == "equal_effort"

    @property
    def monthly_cost(self) -> float:
        """What the staff of all providers costs a month, in minor units."""
        return sum(provider.hours.monthly * provider.cost.minor for provider in self.contract.providers)

    @property
    def served_months(self) -> int:
        """Months for which a person is served at most."""
        lasts = self.contract.service.lasts
        return self.contract.length if lasts is None else lasts.months


def metrics_of(term: Term) -> tuple[str, ...]:
    """Ids of the metrics that a term pays on."""
    if isinstance(term, RateCard):
        return tuple(id_ for id_, _ in term.prices)
    return (term.metric,) if hasattr(term, "metric") else ()


def plain(value: object) -> str:
    """A word of the file, whether it stands alone or with its source."""
    return str(value.get("value", "")) if isinstance(value, dict) else str(value)
