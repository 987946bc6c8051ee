"""What was recorded of persons before they started: the same metric on their own history."""

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose
from utfall.base.progress import Stacked
from utfall.contract.comparisons.declarations import PrePost
from utfall.contract.comparisons.estimate import adds_up, months_read, past_months
from utfall.contract.metrics.declarations import Metric, StateAt
from utfall.model.measuring.errors import errors_of
from utfall.model.measuring.event_metering import EventMeter
from utfall.model.measuring.metering import NEVER, Meter, Month, ScoreMeter, StateMeter

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
Int32s = NDArray[np.int32]
Lived = StateMeter | EventMeter
#: Draws of records of the past have lanes of their own.
PAST_LANES = 8192


def recorded_before(model: "ContractModel", meter: Meter, comparison: PrePost, clock: Int32s) -> Floats:
    """(N,) units recorded over the months before each person's month 0; `clock` (N,) contract month of person-month 1 (0: not asked for).

    The month before the clock starts, in which the referral is decided, belongs to neither side, so that the look back is the mirror
    image of the look ahead: with nothing done and nobody chosen by their past, both have the same law.
    """
    metric = meter.metric
    if isinstance(meter, ScoreMeter):
        return _score_before(model, meter)
    if not isinstance(meter, StateMeter | EventMeter):
        return np.zeros(len(model.people))
    groups = range(len(model.case.contract.groups))
    months = np.array([past_months(metric, comparison, group) for group in groups])
    read = np.array([months_read(metric, comparison, group) for group in groups]) if adds_up(metric) else months
    past = _past_meter(meter, metric, read.astype(np.int32))
    start = np.where(clock > 0, clock - 1 - months[model.people.group], NEVER).astype(np.int32)
    _read(model, past, start)
    return past.recorded


def _read(model: "ContractModel", meter: Lived, start: Int32s) -> None:
    """Run the meter over the months before contract month 1 and those up to the latest start."""
    asked = np.flatnonzero(start < NEVER)
    if not asked.size:
        return
    people, past = model.people, _Past(model, int(start[asked].min()))
    room, nothing, nobody = np.zeros(len(people)), np.zeros((people.columns.hours.shape[0], 0)), np.empty(0, np.int32)
    for month in range(past.first, int((start[asked] + meter.last).max())):
        newly = asked[start[asked] == month].astype(np.int32)
        if newly.size:
            meter.begin(newly, month)
        of = Month(
            month,
            people.group,
            past.states(month - 1),
            past.states(month),
            room,
            nobody,
            nothing,
            people.columns.hours,
            people.enrol_month,
            people.capability,
            people.columns.shown,
            past.events(month),
        )
        true = meter.true_month(of)
        meter.deliver(true if meter.plain or meter.metric.data_source == "provider_report" else meter.record(true, of))


class _Past:
    """Histories from a first month on, which may lie before the contract."""

    def __init__(self, model: "ContractModel", first: int) -> None:
        people = self._people = model.people
        self.first = first
        self._states = people.before(1 - first) if first < 1 else people.history[:, :0]
        self._events = people.before_events(1 - first) if first < 1 and people.events is not None else None

    def states(self, month: int) -> NDArray[np.uint8]:
        """(O, N) states at the end of a contract month."""
        found: NDArray[np.uint8] = self._people.history[:, month] if month >= 0 else self._states[:, month]
        return found

    def events(self, month: int) -> NDArray[np.uint8]:
        """(E, N) events of a contract month."""
        events = self._people.events
        if events is None:
            return np.zeros((0, len(self._people)), np.uint8)
        found: NDArray[np.uint8] = events.counts[:, month] if month >= 1 or self._events is None else self._events[:, month - 1]
        return found


def _past_meter(meter: Lived, metric: Metric, read: Int32s) -> Lived:
    """The same metric over the first months `read` (groups,) of a window in the past; a state is read in the first of them."""
    people = meter.recorded.size
    recorded = np.zeros(people)
    parts = tuple(replace(part, stacked=_moved(part.stacked, metric, read), progress=np.zeros(people, np.int16)) for part in meter.parts)
    past = replace(
        meter,
        number=PAST_LANES + meter.number,
        last=int(read.max()),
        lag=0,
        start=np.full(people, NEVER, np.int32),
        recorded=recorded,
        true_so_far=recorded if meter.plain else np.zeros(people),
        waiting=deque(),
        earliest=NEVER,
        latest=0,
        banked=False,
        openings=deque(),
        low=NEVER,
        high=0,
        parts=parts,
    )
    if isinstance(past, EventMeter):
        past.events = tuple(replace(one, first=np.ones_like(one.first), last=read) for one in past.events)
        past.marked = np.zeros_like(past.marked)
    return past


def _moved(stacked: Stacked, metric: Metric, read: Int32s) -> Stacked:
    """The automata with windows in the past."""
    ones = np.ones_like(stacked.first)
    longest = read if adds_up(metric) else np.minimum(stacked.last, read)
    last = ones if isinstance(metric, StateAt) else longest
    return stacked._replace(first=ones, last=last, at_month=np.zeros_like(stacked.at_month))


def _score_before(model: "ContractModel", meter: ScoreMeter) -> Floats:
    """A score before the service: capability 0 and the noise of a test of its own; of a gain since the start there is none before it."""
    people = len(model.people)
    if getattr(meter.metric, "gain", False):
        return np.zeros(people)
    groups = model.people.group
    offset, slope, noise, threshold = (
        np.array([getattr(reading, name) for reading in meter.readings])[groups] for name in ("offset", "slope", "noise", "threshold")
    )
    everybody = np.arange(people, dtype=np.int32)
    shown = noise * errors_of(meter.readings[0].shape, meter.seed, int(Purpose.SCORE_NOISE), (0, PAST_LANES + meter.number), everybody)
    linear = np.isnan(threshold)
    return np.where(linear, offset + slope * shown, shown >= np.where(linear, 0.0, threshold)).astype(np.float64)
