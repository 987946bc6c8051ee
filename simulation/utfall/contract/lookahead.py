"""How a contract looks from ahead to a provider that serves one person of one pay group: what reaches it per unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from utfall.base.automata import Automaton, PayStream, Reading
from utfall.base.laws import ScoreOutcome, StateOutcome, Task
from utfall.contract.contract import Contract
from utfall.contract.metrics.compile import ActivityUnits, compile_metric, compile_values
from utfall.contract.metrics.declarations import CostAvoided, Metric
from utfall.contract.terms.clauses import CohortClause, PersonClause, cohort_terms, pays_per_person, person_clauses
from utfall.contract.terms.heads import Headed

Compiled = Automaton | Reading | ActivityUnits


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a provider expects of the terms that bind over all persons.

    provider           its id: it gets terms paid to `providers` and terms paid to it by name
    start_month        contract month in which a typical person starts (for metrics at a contract month)
    limit_multiplier   expected share of outcome pay that limits over all persons leave
    cohort_multiplier  chance that neither floor nor cap of a cohort term binds
    capital_repaid     whether the capital is expected to be repaid (a term with `once_repaid` then pays that share)
    """

    provider: str = ""
    start_month: int = 1
    limit_multiplier: float = 1.0
    cohort_multiplier: float = 1.0
    capital_repaid: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What metrics are compiled from, with the pay group."""

    contract: Contract
    group: int
    outcomes: Sequence[StateOutcome]
    scores: Sequence[ScoreOutcome]
    tasks: Sequence[Task]

    def compile(self, metric: Metric, again: bool = False) -> Compiled:
        """The metric in this group."""
        return compile_metric(metric, self.group, self.contract, self.outcomes, self.scores, self.tasks, again=again)


def pay_streams(facts: Facts, outlook: Outlook = Outlook()) -> tuple[PayStream, ...]:
    """Streams of one pay group, in file order: person clauses, then cohort terms; what never reaches the provider is left out."""
    streams = [_of_person(clause, facts, outlook) for clause in person_clauses(facts.contract)]
    found = [stream for stream in streams if stream is not None]
    for clause in cohort_terms(facts.contract):
        found += _of_cohort(clause, facts, outlook)
    return tuple(found)


def reach(clause: Headed, contract: Contract, provider: str) -> float:
    """Share of a clause's pay that reaches the provider that served the person."""
    if clause.payee in {"providers", provider}:
        return 1.0
    if not clause.to_holder:
        return 0.0
    return 1.0 if contract.subcontract is None else contract.subcontract.pass_through.fraction


def recorded_share(metric: Metric) -> float:
    """How much one more true unit adds to what is recorded: misses take away; a mistake would have paid without it."""
    missed = metric.missed.fraction
    return max(1.0 - missed - metric.mistaken.fraction, 0.0) if pays_per_person(metric) else 1.0 - missed


def _of_person(clause: PersonClause, facts: Facts, outlook: Outlook) -> PayStream | None:
    group = facts.group
    share = reach(clause, facts.contract, outlook.provider) * (1.0 if clause.subcontract else outlook.limit_multiplier)
    price = float(clause.price_minor[group]) * share * recorded_share(clause.metric)
    if price == 0.0 or not clause.groups[group]:
        return None
    cap = _cap(clause, facts) * share
    return _stream(clause.id, price, facts.compile(clause.metric, clause.again), cap, outlook)


def _cap(clause: PersonClause, facts: Facts) -> float:
    """Most minor units a person: the clause's own cap and the contract's limit a person."""
    own = float(clause.cap_minor[facts.group])
    limit = facts.contract.limits.per_person
    return own if limit is None or clause.subcontract else min(own, float(limit[facts.group].minor))


def _of_cohort(clause: CohortClause, facts: Facts, outlook: Outlook) -> list[PayStream]:
    """One more unit of one counted person is worth share (or price) of it; the comparison is a constant."""
    term = clause.term
    share = term.once_repaid if outlook.capital_repaid and term.once_repaid is not None else term.share
    unit = float(term.price.minor) if term.price is not None else (0.0 if share is None else share.fraction)
    through = reach(clause, facts.contract, outlook.provider) * (1.0 if clause.subcontract else outlook.limit_multiplier)
    price = unit * through * outlook.cohort_multiplier * recorded_share(clause.metric)
    if price == 0.0 or not clause.groups[facts.group]:
        return []
    if isinstance(clause.metric, CostAvoided):
        compiled: tuple[Compiled, ...] = compile_values(clause.metric, facts.group, facts.contract, facts.outcomes)
    else:
        compiled = (facts.compile(clause.metric),)
    return [_stream(clause.id, price, one, np.inf, outlook) for one in compiled]


def _stream(clause: str, price: float, compiled: Compiled, cap: float, outlook: Outlook) -> PayStream:
    if isinstance(compiled, Automaton):
        return PayStream(clause, price, automaton=_in_own_months(compiled, outlook.start_month), cap=cap)
    if isinstance(compiled, Reading):
        return PayStream(clause, price, reading=compiled, cap=cap)
    first, last = compiled.first, compiled.last
    return PayStream(clause, price, task=compiled.task, units_per_hour=compiled.units_per_hour, cap=cap, first=first, last=last)


def _in_own_months(automaton: Automaton, start_month: int) -> Automaton:
    """A metric at a contract month, read in the person's own months for who starts in `start_month`."""
    if not automaton.at_month:
        return automaton
    month = automaton.at_month - start_month + 1
    return replace(automaton, at_month=0, first=max(month, 1), last=month)
