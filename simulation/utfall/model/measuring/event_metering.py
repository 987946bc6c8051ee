"""Meters of events, and of money that hangs on them: what happened this month as it is recorded."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from utfall.base.automata import EventCount, PayStream
from utfall.base.draws import Purpose, uniforms_of
from utfall.base.progress import advance_row, nonzero
from utfall.model.measuring.metering import NO_EMISSION, Bools, Emission, Floats, Ids, Meter, Month, Part

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Int16s = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class EventPart:
    """One outcome of events as a metric counts it: person-months first .. last by pay group, each (G,), and units an event.

    each   each event is `units`; else one unit in the last month for who has had none
    """

    outcome: int
    first: Ids
    last: Ids
    each: bool
    units: float = 1.0


def event_part(counts: tuple[tuple[float, EventCount], ...]) -> EventPart:
    """The part from what a metric counts in each pay group, in their order."""
    units, one = counts[0]
    first, last = (np.array([getattr(count, name) for _, count in counts], dtype=np.int32) for name in ("first", "last"))
    return EventPart(one.outcome, first, last, one.each, units)


@dataclass(slots=True, eq=False, kw_only=True)
class EventMeter(Meter):
    """Counts events, successes without any, or what values for months and for events come to.

    parts    automata on state outcomes (of money); events: outcomes of events
    marked   (N,) 1 for who has had an event in the window so far (of successes without any)
    """

    parts: tuple[Part, ...]
    events: tuple[EventPart, ...]
    marked: Int16s

    def share_progress(self, part: int, column: Int16s) -> None:
        """Before the first month: progress of a part on a state lives in the column from now on."""
        self.parts = tuple(replace(old, progress=column) if number == part else old for number, old in enumerate(self.parts))

    def share_marks(self, column: Int16s) -> None:
        """Before the first month: marks live in the column from now on."""
        self.marked = column

    def emit(self, month: Month) -> Emission:
        """Units of the month."""
        here = self.window(month.month)
        if here.start >= here.stop:
            return NO_EMISSION
        clock, group = month.month + 1 - self.start[here], month.group[here]
        total = np.zeros(clock.size)
        for part in self.parts:
            units, before, now = np.empty(clock.size), month.before[part.outcome, here], month.now[part.outcome, here]
            advance_row(part.stacked, group, month.month, clock, before, now, part.progress[here], units)
            total += units
        for one in self.events:
            total += self._of_events(one, clock, group, month.events[one.outcome, here], self.marked[here])
        return Emission(*nonzero(total, here.start))

    @staticmethod
    def _of_events(one: EventPart, clock: Ids, group: Int16s, count: NDArray[np.uint8], marked: Int16s) -> Floats:
        inside = (clock >= one.first[group]) & (clock <= one.last[group])
        if one.each:
            return np.where(inside, one.units * count, 0.0)
        marked[clock == one.first[group]] = 0
        marked[inside & (count > 0)] = 1
        return (inside & (clock == one.last[group]) & (marked == 0)).astype(np.float64)

    def record(self, true: Emission, month: Month) -> Emission:
        """Each event is missed by a chance of its own; a window without any is mistaken for one with one."""
        if self.per_person or self.parts or len(self.events) != 1:
            return super(EventMeter, self).record(true, month)
        persons, units = true
        missed, mistaken = self.metric.missed.fraction, self.metric.mistaken.fraction
        if missed > 0.0 and persons.size:
            luck = uniforms_of(self.seed, int(Purpose.MISSED), month.month, self.number, persons)
            units = _kept(units, 1.0 - missed, luck)
            persons, units = persons[units > 0], units[units > 0]
        if mistaken > 0.0:
            wrong = self.closing(month, self.true_so_far == 0.0)
            wrong = wrong[uniforms_of(self.seed, int(Purpose.MISTAKEN), 0, self.number, wrong) < mistaken]
            persons, units = np.concatenate([persons, wrong]), np.concatenate([units, np.ones(wrong.size)])
        return Emission(persons, units)

    def closing(self, month: Month, among: Bools) -> Ids:
        """Those in the last month of the window."""
        last = self.events[0].last if self.events else self.parts[0].stacked.last
        return np.flatnonzero((month.month - self.start + 1 == last[month.group]) & among).astype(np.int32)


def share_marks(model: "ContractModel", streams: tuple[PayStream, ...], outcome: int, column: Int16s) -> None:
    """Marks of the longest paid window without any event of an outcome live in a column that value tables read."""
    found = [(stream.events.last, stream.clause) for stream in streams if stream.events is not None and stream.events.outcome == outcome]
    numbers = {clause.id: number for clause, number in model.clause_meters}
    numbers |= {clause.id: model.by_metric[clause.metric.id] for clause in model.clauses.cohorts}
    for _, clause in sorted(found, reverse=True):
        meter = model.meters[numbers[clause]]
        if isinstance(meter, EventMeter) and not meter.events[0].each:
            meter.share_marks(column)
            return


def _kept(units: Floats, chance: float, luck: Floats) -> Floats:
    """How many of so many events are recorded, each by `chance`: inverse of the binomial distribution function at `luck`."""
    kept = np.zeros(units.size)
    for k in range(int(units.max(initial=0.0))):
        kept += bdtr(float(k), units.astype(np.int64), chance) < luck
    return np.minimum(kept, units)
