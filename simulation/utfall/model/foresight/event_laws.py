"""What a provider believes of events: their laws on the axis of help, and what a comparison is expected to show of them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.base.laws import EventOutcome
from utfall.behaviour.valuation.events import EventLaw
from utfall.behaviour.valuation.problem import StateLaw, TaskColumns, no_state
from utfall.contract.terms.cohort_clauses import cohort_clauses
from utfall.people.event_levels import rate_law
from utfall.scenario.case import Case

Floats = NDArray[np.float64]


def counted_events(case: Case, streams: Sequence[PayStream]) -> tuple[int, ...]:
    """Outcomes of events that are paid on, or matter most."""
    paid = {stream.events.outcome for stream in streams if stream.events is not None and stream.price != 0.0}
    return tuple(number for number, outcome in enumerate(case.people.events) if number in paid or outcome.main)


def no_state_but(case: Case, events: tuple[int, ...], tasks: TaskColumns, decays: Floats) -> StateLaw:
    """The law where only events count: nobody enters anything, and the axis of help is what takes events away."""
    law = no_state(decays.size)
    if not events:
        return law
    axis = np.array(case.people.events[events[0]].helps, dtype=np.float64)
    return replace(law, axis=axis, decay=float(decays[_main(axis, tasks)]))


def event_laws(case: Case, group: int, events: tuple[int, ...], law: StateLaw, tasks: TaskColumns) -> tuple[EventLaw, ...]:
    """Believed laws of one pay group; help moves a rate along the axis as its main capability does, and what is off the axis apart."""
    return tuple(_law(case, group, number, law.axis, tasks) for number in events)


def _law(case: Case, group: int, number: int, axis: Floats, tasks: TaskColumns) -> EventLaw:
    people, outcome = case.people, case.people.events[number]
    own = rate_law(outcome, group, people.groups[group], people)
    main, helps = _main(axis, tasks), np.array(outcome.helps)
    on = float(helps[main] / axis[main]) if axis.size and axis[main] else 0.0
    beside = helps - on * axis
    return EventLaw(
        outcome=number,
        log_rate=own.level,
        by_need=own.by_need,
        own=own.own,
        noise=outcome.by_shock * people.shock_spread,
        on=on,
        mean=outcome.rate[group],
        beside=tuple(np.where(np.abs(beside) < 1e-12, 0.0, beside).tolist()),
        time=1.0 if outcome.main else 0.0,
    )


def _main(axis: Floats, tasks: TaskColumns) -> int:
    """The capability of the axis that tasks build most."""
    built = tasks.builds.max(axis=0) if tasks.builds.size else np.zeros(axis.size)
    return int(np.argmax(built * axis)) if axis.size else 0


def against_comparison(case: Case, group: int, streams: tuple[PayStream, ...]) -> tuple[PayStream, ...]:
    """Streams on each event of a metric that is compared: only what differs from the comparison is paid.

    The comparison is expected to show what was agreed, else the group's rate without the programme.
    """
    compared = {clause.id: clause.metric for clause in cohort_clauses(case.contract) if clause.metric.compared_with is not None}
    return tuple(_against(case, group, stream, compared[stream.clause].compared_with) if stream.clause in compared else stream for stream in streams)


def _against(case: Case, group: int, stream: PayStream, comparison: str | None) -> PayStream:
    count = stream.events
    if count is None or not count.each:
        return stream
    outcome: EventOutcome = case.people.events[count.outcome]
    found = next(one for one in case.contract.comparisons if one.id == comparison)
    in_events = any(getattr(metric, "outcome", "") == outcome.id and metric.compared_with == comparison for metric in case.contract.metrics)
    if found.design == "agreed" and found.expected is not None and in_events:
        return replace(stream, level=found.expected[group] / (count.last - count.first + 1))
    return replace(stream, level=outcome.rate[group])
