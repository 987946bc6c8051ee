"""What a provider looks ahead with: its beliefs about people and what reaches it under the contract, made into value tables."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from utfall.base.automata import PayStream
from utfall.base.quantities import WORKER_HOURS
from utfall.behaviour.decisions import ProviderRule, mission_led
from utfall.behaviour.profile import Profile
from utfall.behaviour.valuation.cache import TableCache
from utfall.behaviour.valuation.classes import NeedClasses, need_classes
from utfall.behaviour.valuation.outlook import Outlook, outlook
from utfall.behaviour.valuation.problem import Problem, state_law, task_columns
from utfall.behaviour.valuation.table import ValueTable
from utfall.contract.ahead.sharing import ALONE, Parts
from utfall.contract.contract import Contract
from utfall.contract.lookahead import Facts, pay_streams
from utfall.contract.lookahead import Outlook as Expected
from utfall.contract.metrics.units import IN_A_MONTH
from utfall.contract.parties import Provider, Value
from utfall.contract.terms.cohort_clauses import cohort_clauses
from utfall.contract.terms.dated_clauses import dated_clauses
from utfall.model.foresight.best_reply import with_replies
from utfall.model.foresight.event_laws import against_comparison, counted_events, event_laws, no_state_but
from utfall.model.foresight.foreseen import NOTHING, Foreseen
from utfall.model.foresight.foreseen import expected as foreseen_by_clause
from utfall.model.foresight.looked_at import law_looked_at, looked_at, tasks_looked_at
from utfall.model.foresight.planned import parts_of, service_months, staff_hours_each
from utfall.model.foresight.shadow_price import planned_at
from utfall.model.main import main_of, main_outcome
from utfall.scenario.case import Case

#: Clause id and the factor on what it pays.
ByWeight = tuple[tuple[str, float], ...]


class Motives(NamedTuple):
    """What a provider's mission weighs, theta (unitless) and omega (1/sd), and what it believes its hours to build, over the truth (ratio)."""

    mission_weight: float
    need_weight: float
    belief: float


def motives_of(rule: ProviderRule, profile: Profile) -> Motives:
    """A rule's own motives where it has any, else those of the shared profile."""
    own = rule if mission_led(rule) else profile
    return Motives(own.mission_weight, own.need_weight, profile.belief_in_own_effect)


def classes_of(case: Case, group: int) -> NeedClasses:
    """What the screening tells of need in one group."""
    here = case.people.groups[group]
    return need_classes(here.need, here.need_spread, case.profile.screening_accuracy)


def streams_of(case: Case, provider: Provider, group: int, foreseen: Foreseen = NOTHING, recorded: int = -1) -> tuple[PayStream, ...]:
    """What reaches a provider for one person of a group, paid as one of group `recorded` (-1: its own).

    Without a forecast thresholds and steps are worth nothing.
    """
    people = case.people
    facts = Facts(case.contract, group, people.outcomes, people.scores, people.tasks, tuple(outcome.id for outcome in people.events), recorded)
    last = case.contract.limits.last_payment_month
    paid_start = 1 + min(people.enrolment, people.enrolment if last is None else last) // 2
    expected = Expected(
        provider=provider.id,
        start_month=1 + people.enrolment // 2,
        last_month=None if last is None else last - paid_start + 1,
        limit_multiplier=foreseen.limits,
        linear=tuple((one.clause, one.paid, one.repaid) for one in foreseen.linear),
        cohorts=with_replies(case, provider.id, foreseen, foreseen_by_clause(case.contract, foreseen)),
        parts=parts_of(case, provider),
        released=foreseen.released,
        had=foreseen.had,
    )
    streams = pay_streams(facts, expected)
    return against_comparison(case, group, streams) if people.events else streams


def _shares(contract: Contract) -> bool:
    """Whether anything is paid for many people at once."""
    return bool(cohort_clauses(contract) or dated_clauses(contract))


def aligned(groups: Sequence[tuple[PayStream, ...]]) -> list[tuple[PayStream, ...]]:
    """The streams of all pay groups with the same rows of progress: a clause that is not in force in a group sleeps there (price 0)."""
    named = [_numbered(streams) for streams in groups]
    if all(list(one) == list(named[0]) for one in named):
        return list(groups)
    every: dict[tuple[str, int], PayStream] = {}
    for one in named:
        every |= {key: stream for key, stream in one.items() if key not in every}
    return [tuple(one.get(key, replace(stream, price=0.0)) for key, stream in every.items()) for one in named]


def weighed(groups: list[tuple[PayStream, ...]], weights: ByWeight) -> list[tuple[PayStream, ...]]:
    """The streams of all pay groups, each times the weight of its clause; what weighs nothing sleeps, and keeps its row of progress."""
    of = dict(weights)
    return [tuple(replace(one, price=one.price * of.get(one.clause, 1.0)) for one in streams) for streams in groups] if of else groups


def _numbered(streams: tuple[PayStream, ...]) -> dict[tuple[str, int], PayStream]:
    """Streams by clause and number inside it."""
    found: dict[tuple[str, int], PayStream] = {}
    for stream in streams:
        number = sum(1 for id_, _ in found if id_ == stream.clause)
        found[stream.clause, number] = stream
    return found


def problem_of(
    case: Case, provider: Provider, group: int, streams: tuple[PayStream, ...], motives: Motives | None = None, *, true: bool = False
) -> Problem:
    """One pay group as one provider believes it, with its motives; with `true` the people as they are, valued by outcome time."""
    people, profile = case.people, case.profile
    moved = motives or Motives(profile.mission_weight, profile.need_weight, profile.belief_in_own_effect)
    number = main_outcome(case) if true else looked_at(case)
    belief = 1.0 if true else moved.belief
    table = people.tasks if true else tasks_looked_at(case)
    tasks = task_columns(table, number, tuple(score.capability for score in people.scores), belief)
    decays = np.array([capability.decay for capability in people.capabilities])
    here = people.groups[group]
    events = counted_events(case, streams)
    states = main_of(case).kind == "state"
    if number >= 0 and (states or any(stream.automaton is not None for stream in streams)):
        outcome, levels = law_looked_at(case, number, group)
        law = state_law(outcome, levels, tasks, decays)
    else:
        law = no_state_but(case, events, tasks, decays)
    if not states:
        law = replace(law, intensity=0.0, intensity_shallow=0.0)
    return Problem(
        law=law,
        decays=decays,
        tasks=tasks,
        streams=() if true else streams,
        classes=need_classes(here.need, here.need_spread, 1.0) if true else classes_of(case, group),
        service=service_months(case),
        wage=float(provider.cost.minor),
        horizon=case.follow_up,
        mission=social_value(case) if true else moved.mission_weight * believed_social_value(case),
        need_weight=0.0 if true else moved.need_weight,
        drop_out=people.drop_out if case.mechanisms.dropout else 0.0,
        drop_out_ends_it=number >= 0 and people.outcomes[number].drop_out_ends_it,
        may_place=case.mechanisms.placement,
        events=event_laws(case, group, events, law, tasks),
        clients=0.0 if true or not case.mechanisms.clients_view else profile.around.clients_weight * WORKER_HOURS * provider.cost.minor,
        half_satisfied=profile.around.hours_half_satisfied,
    )


def social_value(case: Case) -> float:
    """Social value of a full-time month of the main outcome (of events: of one fewer), minor units: what its resource values add up to (0: none)."""
    kind, number = main_of(case)
    if kind == "events":
        return sum(-float(value.sign * value.price.minor) for value in case.contract.values if _on_events(value, number))
    if kind == "score":
        return 0.0
    hours = case.people.outcomes[number].full_hours if number >= 0 else 0.0
    total = 0.0
    for value in case.contract.values:
        if value.outcome != number or value.kind == "transfer" or value.when == "for_each":
            continue
        amount = value.price.minor * (hours if value.price.per == "hour" else IN_A_MONTH[value.price.per])
        total += amount * value.sign * (1.0 if value.when == "while_in" else -1.0)
    return total


def _on_events(value: Value, number: int) -> bool:
    return value.of_events and value.outcome == number and value.kind == "resource"


def believed_social_value(case: Case) -> float:
    """What a provider takes a full-time month to be worth to society, minor units: the case's own resource values, else the shared guess."""
    own = social_value(case)
    return own if own > 0.0 else case.profile.social_value


class Judged(NamedTuple):
    """Tables with the people as they are: what a provider could earn by them, and what their outcome time is worth to society."""

    private: Outlook
    social: Outlook


Kept = TypeVar("Kept")
#: Tables and sets of tables kept in one process. Runs come by parameter point, so that few serve; a large one takes tens of megabytes.
MOST_TABLES, MOST_OUTLOOKS = 32, 8
#: Bytes that sets of tables may take when another contract or parameter point begins.
ROOM = 256_000_000


class _Key:
    """Values that hash once."""

    __slots__ = ("_hash", "values")

    def __init__(self, values: Hashable) -> None:
        self.values = values
        self._hash = hash(values)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, _Key) and self.values == other.values)


class Outlooks:
    """Value tables shared over the runs of one process: solved once for each case, provider's cost and pay that reaches it.

    tables   the bounded, counted cache of single tables
    """

    __slots__ = ("_judged", "_latest", "_made", "_point", "tables")

    def __init__(self, most: int = MOST_TABLES) -> None:
        self.tables = TableCache(most)
        self._made: OrderedDict[Hashable, Outlook] = OrderedDict()
        self._judged: OrderedDict[Hashable, Judged] = OrderedDict()
        self._latest: tuple[Case | None, dict[Hashable, Any]] = (None, {})
        self._point: tuple[str, int] | None = None

    def of(self, case: Case, provider: Provider, foreseen: Foreseen = NOTHING, motives: Motives | None = None, weights: ByWeight = ()) -> Outlook:
        """A provider's tables for all pay groups; `motives` where they are not those of the profile; `weights` (clause id, factor on its pay)."""
        moved = motives or Motives(case.profile.mission_weight, case.profile.need_weight, case.profile.belief_in_own_effect)
        hours = round(staff_hours_each(case, provider), 3)
        key = self._key(case, provider), foreseen, self._parts(case, provider), moved, hours, weights
        if key not in self._made:
            self._made[key] = self._solve(case, provider, foreseen, moved, weights)
            if len(self._made) > MOST_OUTLOOKS:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]

    def kept(self, case: Case, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """What follows from a case alone, worked out once for the runs of the latest case (which is held, so that it stays itself)."""
        if self._latest[0] is not case:
            self._latest = (case, {})
            if self._point != (case.fingerprint, case.point):
                self._point = (case.fingerprint, case.point)
                self._make_room()
        known = self._latest[1]
        if name not in known:
            known[name] = make()
        return cast(Kept, known[name])

    def _make_room(self) -> None:
        """Sets of tables leave, those used longest ago first, where together they take too much."""
        taken = sum(made.size for made in self._made.values()) + sum(made.private.size + made.social.size for made in self._judged.values())
        while taken > ROOM and (self._made or self._judged):
            if self._made:
                taken -= self._made.popitem(last=False)[1].size
            if self._judged:
                judged = self._judged.popitem(last=False)[1]
                taken -= judged.private.size + judged.social.size

    def _key(self, case: Case, provider: Provider) -> Hashable:
        """The key of a case and provider; hashing a case takes long."""
        return self.kept(case, ("key", provider.id), lambda: _Key(self._values(case, provider)))

    def _parts(self, case: Case, provider: Provider) -> Parts:
        """Its parts where anything is shared; else all providers are alike."""
        return self.kept(case, ("parts", provider.id), lambda: parts_of(case, provider) if _shares(case.contract) else ALONE)

    @staticmethod
    def _values(case: Case, provider: Provider) -> Hashable:
        """Providers of one cost share tables, unless a term of the contract or of the subcontract names one."""
        on = case.contract.subcontract
        own = () if on is None else on.terms
        named = any(term.payee == provider.id for term in (*case.contract.terms, *own)) or (on is not None and bool(on.by_provider))
        return (
            case.people,
            case.contract,
            case.profile,
            case.mechanisms,
            case.follow_up,
            provider.cost,
            provider.id if named else "",
        )

    def _solve(self, case: Case, provider: Provider, foreseen: Foreseen, motives: Motives, weights: ByWeight) -> Outlook:
        groups = range(len(case.people.groups))
        streams = weighed(aligned([streams_of(case, provider, group, foreseen) for group in groups]), weights)
        problems = [problem_of(case, provider, group, own, motives) for group, own in zip(groups, streams, strict=True)]

        def at(price: float) -> tuple[ValueTable, ...]:
            return tuple(self.tables.table(replace(problem, wage=price)) for problem in problems)

        wage, shares = problems[0].wage, [group.share for group in case.people.groups]
        tables = planned_at(at, wage, shares, staff_hours_each(case, provider))
        wanted = [table.key for table in tables]
        same = (made for made in self._made.values() if [table.key for table in made.tables] == wanted)
        return next(same, None) or outlook(tables)  # who plans at the same price shares tables, and so decides in one call

    def recorded(self, case: Case, provider: Provider, foreseen: Foreseen, motives: Motives) -> tuple[Outlook, ...]:
        """By pay group: tables for its own people, paid as if recorded in each group in turn, at the price of an hour that the plan has."""
        hour = self.of(case, provider, foreseen, motives).tables[0].problem.wage
        groups = range(len(case.people.groups))
        found = []
        for own in groups:
            streams = aligned([streams_of(case, provider, own, foreseen, paid_as) for paid_as in groups])
            problems = [replace(problem_of(case, provider, own, paid, motives), wage=hour) for paid in streams]
            found.append(outlook(tuple(self.tables.table(problem) for problem in problems)))
        return tuple(found)

    def judged(self, case: Case, provider: Provider, foreseen: Foreseen = NOTHING, weights: ByWeight = ()) -> Judged:
        """True tables for all pay groups, by the same key: for the model's watch, never for a provider."""
        key = self._key(case, provider), foreseen, self._parts(case, provider), weights
        if key not in self._judged:
            streams = weighed(aligned([streams_of(case, provider, group, foreseen) for group in range(len(case.people.groups))]), weights)
            social = [problem_of(case, provider, group, own, true=True) for group, own in enumerate(streams)]
            private = [replace(problem, streams=own, mission=0.0) for problem, own in zip(social, streams, strict=True)]
            self._judged[key] = Judged(*(outlook(tuple(self.tables.table(problem) for problem in made)) for made in (private, social)))
            if len(self._judged) > MOST_OUTLOOKS:
                self._judged.popitem(last=False)
        self._judged.move_to_end(key)
        return self._judged[key]
