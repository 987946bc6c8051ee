"""Meters: each metric as it is recorded, month by month, with misses and mistakes.

A meter reads the true month of a person and writes a record of it; nothing downstream of a meter sees the truth.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Reading
from utfall.base.draws import Purpose, normals, uniforms
from utfall.base.progress import Stacked, advance_row
from utfall.contract.metrics.compile import ActivityUnits
from utfall.contract.metrics.declarations import Metric

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
States = NDArray[np.uint8]
NEVER = 1_000_000


class Emission(NamedTuple):
    """Units recorded this month: persons (n,) and units (n,)."""

    persons: Ids
    units: Floats


NO_EMISSION = Emission(np.empty(0, np.int32), np.empty(0))


class Month(NamedTuple):
    """What meters read of a month.

    group (N,); before, now (O, N) states a month ago and now; out (N,) room for units
    served (n,), hours (K, n) given this month; received (K, N) hours so far, this month's included; capability (J, N), shown (S, N)
    """

    month: int
    group: NDArray[np.int16]
    before: States
    now: States
    out: Floats
    served: Ids
    hours: Floats
    received: Floats
    enrolled: Ids
    capability: Floats
    shown: Floats


@dataclass(slots=True, eq=False, kw_only=True)
class Meter:
    """One metric, or one step of a milestone, as it is recorded.

    number      of the meter: the lane of its draws
    start       (N,) contract month of person-month 1 (NEVER: not counted, or not yet)
    last        latest person-month in which it can record anything, over all groups
    per_person  units are successes, so that a miss or a mistake turns one into the other
    recorded    (N,) units recorded so far; true_so_far (N,) units that truly were
    lag         months from a unit to its record
    """

    number: int
    metric: Metric
    seed: int
    last: int
    per_person: bool
    lag: int
    start: Ids
    recorded: Floats
    true_so_far: Floats
    waiting: deque[Emission] = field(default_factory=deque)
    earliest: int = NEVER
    latest: int = 0
    false_claims: int = 0

    def begin(self, persons: Ids, month: int) -> None:
        """The clocks of the persons start in the month."""
        if persons.size:
            self.start[persons] = month
            self.earliest = min(self.earliest, month)
            self.latest = max(self.latest, month)

    def runs(self, month: int) -> bool:
        """Whether anybody's window is open in the month, or records are still to come."""
        return self.earliest <= month <= self.latest + self.last - 1 or bool(self.waiting)

    def true_month(self, month: Month) -> Emission:
        """Units that truly were this month."""
        true = self.emit(month)
        self.true_so_far[true.persons] += true.units
        return true

    def emit(self, month: Month) -> Emission:
        """Units of the month; each kind of meter has its own."""
        del month
        return NO_EMISSION

    def closing(self, month: Month, among: Bools) -> Ids:
        """Persons of `among` in the last month of their window: then a success that did not come can be recorded by mistake."""
        del month, among
        return NO_EMISSION.persons

    def record(self, true: Emission, month: Month) -> Emission:
        """What is recorded of it: misses and mistakes on draws of their own."""
        persons, units = true
        if self.metric.missed.fraction > 0.0 and persons.size:
            luck = uniforms(self.seed, int(Purpose.MISSED), 0 if self.per_person else month.month, self.number, int(persons.max()) + 1)[persons]
            kept = luck >= self.metric.missed.fraction
            persons, units = persons[kept], units[kept]
        if self.metric.mistaken.fraction > 0.0 and self.per_person:
            wrong = self.closing(month, self.true_so_far == 0.0)
            luck = uniforms(self.seed, int(Purpose.MISTAKEN), 0, self.number, month.group.size)[wrong]
            wrong = wrong[luck < self.metric.mistaken.fraction]
            persons, units = np.concatenate([persons, wrong]), np.concatenate([units, np.ones(wrong.size)])
        return Emission(persons, units)

    def deliver(self, emission: Emission) -> Emission:
        """Put a month's record in line and take out what is due after the lag."""
        self.recorded[emission.persons] += emission.units
        if not self.lag:
            return emission
        self.waiting.append(emission)
        return self.waiting.popleft() if len(self.waiting) > self.lag else NO_EMISSION


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The automata of one metric on one state outcome, all pay groups; `progress` (N,) int16 moves."""

    outcome: int
    stacked: Stacked
    progress: NDArray[np.int16]


@dataclass(slots=True, eq=False, kw_only=True)
class StateMeter(Meter):
    """Counts by automata over the months of state outcomes."""

    parts: tuple[Part, ...]

    def emit(self, month: Month) -> Emission:
        """Progress moves on; units are what the automata emit."""
        clock = month.month - self.start + 1
        total = month.out
        for number, part in enumerate(self.parts):
            target = total if number == 0 else np.empty_like(total)
            advance_row(part.stacked, month.group, month.month, clock, month.before[part.outcome], month.now[part.outcome], part.progress, target)
            if number:
                total = total + target
        persons = np.flatnonzero(total).astype(np.int32)
        return Emission(persons, total[persons])

    def closing(self, month: Month, among: Bools) -> Ids:
        """Those whose person-month is the last of the window, or whose contract month is the one looked at."""
        stacked = self.parts[0].stacked
        at = stacked.at_month[month.group]
        clock = month.month - self.start + 1
        closing = np.where(at > 0, (at == month.month) & (clock > 0), clock == stacked.last[month.group])
        return np.flatnonzero(closing & among).astype(np.int32)


@dataclass(slots=True, eq=False, kw_only=True)
class ActivityMeter(Meter):
    """Counts contacts, courses or hours of one task that were given."""

    rule: ActivityUnits

    def emit(self, month: Month) -> Emission:
        """Units of this month's hours; a course is done in the month in which its hours are reached."""
        if not month.served.size:
            return NO_EMISSION
        hours = month.hours[self.rule.task]
        clock = month.month - month.enrolled[month.served] + 1
        units = hours * self.rule.units_per_hour
        if self.rule.whole:
            done = month.received[self.rule.task, month.served] * self.rule.units_per_hour
            units = np.floor(done + 1e-9) - np.floor(done - units + 1e-9)
        keep = (units > 0.0) & (clock >= self.rule.first) & (clock <= self.rule.last)
        return Emission(month.served[keep], units[keep])


@dataclass(slots=True, eq=False, kw_only=True)
class ScoreMeter(Meter):
    """Reads a score at one person-month: points, or a success where it reaches the mark."""

    readings: tuple[Reading, ...]
    score: int

    def emit(self, month: Month) -> Emission:
        """What the test shows: capability, drill and noise."""
        at = np.array([reading.month for reading in self.readings])[month.group]
        persons = np.flatnonzero(month.month - self.start + 1 == at).astype(np.int32)
        if not persons.size:
            return NO_EMISSION
        groups = month.group[persons]
        pick = lambda name: np.array([getattr(reading, name) for reading in self.readings], dtype=np.float64)[groups]  # noqa: E731
        noise = normals(self.seed, int(Purpose.SCORE_NOISE), month.month, self.number, int(persons.max()) + 1)[persons]
        shown = month.capability[self.readings[0].capability, persons] + month.shown[self.score, persons] + pick("noise") * noise
        threshold = pick("threshold")
        linear = np.isnan(threshold)
        units = np.where(linear, pick("offset") + pick("slope") * shown, shown >= np.where(linear, 0.0, threshold))
        return Emission(persons, units.astype(np.float64))
