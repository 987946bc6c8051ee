"""What looking ahead starts from: the facts that metrics are compiled from, and what a provider expects of what binds all persons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from utfall.base.automata import Automaton, EventCount, PayStream, Reading
from utfall.base.laws import ScoreOutcome, StateOutcome, Task
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.sharing import ALONE, Parts
from utfall.contract.contract import Contract
from utfall.contract.metrics.basket import believed_weights, components
from utfall.contract.metrics.compile import ActivityUnits, compile_metric, compile_values
from utfall.contract.metrics.declarations import Basket, CostAvoided, Events, Metric
from utfall.contract.metrics.events import compile_event_values, compile_events
from utfall.contract.terms.clauses import pays_per_person
from utfall.contract.terms.heads import Headed

Compiled = Automaton | Reading | ActivityUnits | EventCount


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a provider expects of the terms that bind over all persons.

    provider           its id: it gets terms paid to `providers` and terms paid to it by name
    start_month        contract month in which a typical person starts (for metrics at a contract month)
    last_month         person-month after which such a person is paid for no more (None: no such month)
    limit_multiplier   expected share of outcome pay that limits over all persons leave
    linear             clause id of a share of a gain -> chance that neither floor nor cap binds, and chance that capital is then repaid,
                       so that `once_repaid` is paid instead (none: 1 and 0)
    cohorts            clause id -> forecast of its cohort (thresholds, tiers, dated steps, tournaments, penalties); none: worth nothing
    had                share of a cohort's penalty that can be had of who owes it (limited liability)
    parts              its parts of what is paid for many people at once
    released           clause id of a retention -> chance that what is held is released, where no person's own success decides it
    """

    provider: str = ""
    start_month: int = 1
    last_month: int | None = None
    limit_multiplier: float = 1.0
    linear: tuple[tuple[str, float, float], ...] = ()
    cohorts: tuple[tuple[str, Expected], ...] = ()
    parts: Parts = ALONE
    released: tuple[tuple[str, float], ...] = ()
    had: float = 1.0

    def chances(self, clause: str) -> tuple[float, float]:
        """Of a share of a gain: that one more unit is paid, and that it is paid at the later share."""
        return next(((paid, repaid) for id_, paid, repaid in self.linear if id_ == clause), (1.0, 0.0))

    def of(self, clause: str) -> Expected | None:
        """Forecast of one clause's cohort."""
        return dict(self.cohorts).get(clause)


@dataclass(frozen=True, slots=True)
class Facts:
    """What metrics are compiled from, with the pay group.

    events   ids of the outcomes of events
    recorded number of the pay group that a person is recorded in, whose prices are paid (-1: its own)
    """

    contract: Contract
    group: int
    outcomes: Sequence[StateOutcome]
    scores: Sequence[ScoreOutcome]
    tasks: Sequence[Task]
    events: Sequence[str] = ()
    recorded: int = -1

    @property
    def paid_as(self) -> int:
        """Number of the pay group whose prices are paid."""
        return self.group if self.recorded < 0 else self.recorded

    def compile(self, metric: Metric, again: bool = False) -> Compiled:
        """The metric in this group."""
        return compile_metric(metric, self.group, self.contract, self.outcomes, self.scores, self.tasks, again=again)

    def parts(self, metric: Metric, again: bool = False) -> list[tuple[float, Compiled]]:
        """(units of the metric per unit, what emits it): one for most kinds, one per value or component for sums and baskets."""
        if isinstance(metric, Basket):
            known = [(w, component) for w, component in zip(believed_weights(metric), components(metric, self.contract), strict=True)]
            seen = [(w * recorded_share(component), component) for w, component in known if not unseen(component)]
            return [(w * own, one) for w, component in seen for own, one in self.parts(component)]
        if isinstance(metric, Events):
            return [(1.0, compile_events(metric, self.group, self.events))]
        if isinstance(metric, CostAvoided):
            by_state = [(1.0, one) for one in compile_values(metric, self.group, self.contract, self.outcomes)]
            return [*by_state, *compile_event_values(metric, self.group, self.contract)]
        return [(1.0, self.compile(metric, again))]


def reach(clause: Headed, contract: Contract, provider: str) -> float:
    """Share of a clause's pay that reaches the provider that served the person."""
    if clause.payee in {"providers", provider}:
        return 1.0
    if not clause.to_holder:
        return 0.0
    return 1.0 if contract.subcontract is None else contract.subcontract.passed_to(provider)


def recorded_share(metric: Metric) -> float:
    """How much one more true unit adds to what is recorded: misses take away; a mistake would have paid without it."""
    missed = metric.missed.fraction
    return max(1.0 - missed - metric.mistaken.fraction, 0.0) if pays_per_person(metric) else 1.0 - missed


def unseen(metric: Metric) -> bool:
    """Hidden from providers; of a basket only the weights are."""
    return metric.hidden_from_providers and not isinstance(metric, Basket)


def until(compiled: Compiled, last: int | None) -> Compiled | None:
    """What emits units, in the months up to `last`; None: nothing is emitted by then."""
    if last is None or (isinstance(compiled, Automaton) and compiled.at_month):
        return compiled
    if isinstance(compiled, Reading):
        return compiled if compiled.month <= last else None
    if compiled.first > last or (isinstance(compiled, EventCount) and not compiled.each and compiled.last > last):
        return None
    return replace(compiled, last=min(compiled.last, last))


def stream_of(clause: str, price: float, compiled: Compiled, cap: float, outlook: Outlook) -> PayStream:
    """One stream at a price per unit of what is compiled."""
    if isinstance(compiled, Automaton):
        return PayStream(clause, price, automaton=_in_own_months(compiled, outlook.start_month), cap=cap)
    if isinstance(compiled, Reading):
        return PayStream(clause, price, reading=compiled, cap=cap)
    if isinstance(compiled, EventCount):
        return PayStream(clause, price, events=compiled, cap=cap)
    first, last = compiled.first, compiled.last
    return PayStream(clause, price, task=compiled.task, units_per_hour=compiled.units_per_hour, cap=cap, first=first, last=last)


def _in_own_months(automaton: Automaton, start_month: int) -> Automaton:
    """A metric at a contract month, read in the person's own months for who starts in `start_month`."""
    if not automaton.at_month:
        return automaton
    month = automaton.at_month - start_month + 1
    return replace(automaton, at_month=0, first=max(month, 1), last=month)
