"""Events of a finished run: what metrics truly counted, what values for each came to, and the main outcome where it is one of events."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import ValueFacts
from utfall.contract.parties import Value
from utfall.model.finished.value_line import value_line
from utfall.model.measuring.event_metering import EventMeter, EventPart
from utfall.people.event_truth import events_by_fifth, events_by_month, events_of, events_within
from utfall.people.truth import WORLDS, Successes, World, successes

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def event_successes(model: "ContractModel", meter: EventMeter, clock: NDArray[np.int32], world: World, counted: tuple[int, int]) -> Successes:
    """Units on the true history of one world; all of those on events last.

    clock     (N,) contract month of person-month 1 (0: not counted)
    counted   first and last contract month whose units count
    """
    size = len(model.people)
    if world == "without" and not model.people.has_counterfactual:
        nothing = np.full(size, np.nan)
        return Successes(units=nothing, lasting=nothing, unjudged=np.zeros(size), first_month=np.zeros(size, np.int32))
    units, lasting, unjudged = np.zeros(size), np.zeros(size), np.zeros(size)
    for part in meter.parts:
        found = successes(model.people, part.stacked, part.outcome, clock, world, counted)
        units, lasting, unjudged = units + found.units, lasting + found.lasting, unjudged + found.unjudged
    for one in meter.events:
        own = _units(model, one, clock, world, counted)
        units, lasting = units + own, lasting + own
    return Successes(units=units, lasting=lasting, unjudged=unjudged, first_month=np.zeros(size, np.int32))


def _units(model: "ContractModel", one: EventPart, clock: NDArray[np.int32], world: World, counted: tuple[int, int]) -> Floats:
    first, last = one.first[model.people.group], one.last[model.people.group]
    history = events_of(model.people, one.outcome, world)
    if one.each:
        inside = np.maximum(first, counted[0] - clock + 1), np.minimum(last, counted[1] - clock + 1)
        return one.units * events_within(history, clock, *inside).astype(np.float64)
    ends = clock + last - 1
    closed = (clock > 0) & (ends <= min(model.people.months, counted[1])) & (ends >= counted[0])
    none: Floats = (closed & (events_within(history, clock, first, last) == 0)).astype(np.float64)
    return none


def event_value_facts(model: "ContractModel", value: Value, fifth: NDArray[np.int8]) -> ValueFacts:
    """A value for each event, with minus without, over everybody's follow-up."""
    people, last = model.people, model.case.follow_up
    with_, without = (events_of(people, value.outcome, world) for world in WORLDS)
    start, offered = people.start_month, people.offered
    mean = [float(events_within(history, start, 1, last)[offered].mean()) if offered.any() else 0.0 for history in (with_, without)]
    change = events_by_month(with_, start, last) - events_by_month(without, start, last)
    by_fifth = events_by_fifth(with_, start, fifth, last) - events_by_fifth(without, start, fifth, last)
    return value_line(value, float(value.price.minor), change, (mean[0], mean[1]), by_fifth)


def event_columns(model: "ContractModel", outcome: int, world: World) -> tuple[Floats, Floats, Floats]:
    """Minus the events of follow-up months 1 .. F, of month F, and of months 13 .. 24 (or to F), each (N,): less is better."""
    people, last = model.people, model.case.follow_up
    history, start = events_of(people, outcome, world), people.start_month
    windows = ((1, last), (last, last), (13, min(24, last)))
    time, end, after = (-events_within(history, start, *window).astype(np.float64) for window in windows)
    return time, end, after
