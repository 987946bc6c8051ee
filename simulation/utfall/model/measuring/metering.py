"""Meters: each metric as it is recorded, month by month, with misses and mistakes.

A meter reads the true month of a person and writes a record of it; nothing downstream of a meter sees the truth.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Reading
from utfall.base.draws import Purpose, uniforms_of
from utfall.base.progress import Stacked, advance_row, nonzero
from utfall.base.rules import CLOSE
from utfall.contract.metrics.compile import ActivityUnits
from utfall.contract.metrics.declarations import Metric
from utfall.model.measuring.amounts import as_recorded, is_off, most_counted
from utfall.model.measuring.errors import errors_of

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
    events (E, N) counts of this month
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
    events: States


@nb.njit(cache=True)
def _add(column: Floats, persons: Ids, units: Floats) -> None:
    """Add each person's units to its place in a column (N,)."""
    for i in range(persons.size):
        column[persons[i]] += units[i]


@nb.njit(cache=True, error_model="numpy")
def _given(
    served: Ids, hours: Floats, received: Floats, enrolled: Ids, window: tuple[int, int, int], units_per_hour: float, whole: bool
) -> tuple[Ids, Floats]:
    """Who of those served (n,) got units of an activity this month, and how many; window: contract month, first and last person-month."""
    persons, units, count = np.empty(served.size, np.int32), np.empty(served.size), 0
    for i in range(served.size):
        given = hours[i] * units_per_hour
        if whole:
            done = received[served[i]] * units_per_hour
            given = np.floor(done + CLOSE) - np.floor(done - given + CLOSE)
        persons[count], units[count] = served[i], given
        count += given > 0.0 and window[1] <= window[0] - enrolled[served[i]] + 1 <= window[2]
    return persons[:count].copy(), units[:count].copy()


@dataclass(slots=True, eq=False, kw_only=True)
class Meter:
    """One metric, or one step of a milestone, as it is recorded.

    number      of the meter: the lane of its draws
    start       (N,) contract month of person-month 1 (NEVER: not counted, or not yet)
    last        latest person-month in which it can record anything, over all groups
    per_person  units are successes, so that a miss or a mistake turns one into the other
    plain       the record is the truth: a register without misses or mistakes
    recorded    (N,) units recorded so far; true_so_far (N,) units that truly were; one column where the meter is plain
    banked      run by the bank, together with others
    lag         months from a unit to its record
    openings    months in which clocks started, with the lowest and highest number of the persons; low, high: all whose windows may be open
    """

    number: int
    metric: Metric
    seed: int
    last: int
    per_person: bool
    lag: int
    plain: bool
    start: Ids
    recorded: Floats
    true_so_far: Floats
    waiting: deque[Emission] = field(default_factory=deque)
    earliest: int = NEVER
    latest: int = 0
    false_claims: int = 0
    banked: bool = False
    openings: deque[tuple[int, int, int]] = field(default_factory=deque)
    low: int = NEVER
    high: int = 0

    def begin(self, persons: Ids, month: int) -> None:
        """The clocks of the persons (one or more) start in the month; months come in order."""
        self.start[persons] = month
        self.earliest = min(self.earliest, month)
        self.latest = max(self.latest, month)
        if self.banked:
            return
        low, high = int(persons.min()), int(persons.max()) + 1
        self.openings.append((month, low, high))
        self.low, self.high = min(self.low, low), max(self.high, high)

    def window(self, month: int) -> slice:
        """Numbers between which all persons lie whose window is open in the month: people are numbered as they are referred."""
        closed = month - self.last
        if self.openings and self.openings[0][0] <= closed:
            while self.openings and self.openings[0][0] <= closed:
                self.openings.popleft()
            self.low = min((low for _, low, _ in self.openings), default=0)
            self.high = max((high for _, _, high in self.openings), default=0)
        return slice(self.low, self.high)

    def share_progress(self, part: int, column: NDArray[np.int16]) -> None:
        """Before the first month: progress of one part of the metric lives in a column (N,) that others read too; only metrics on states have any."""
        del part, column

    def runs(self, month: int) -> bool:
        """Whether anybody's window is open in the month, or records are still to come."""
        return self.earliest <= month <= self.latest + self.last - 1 or bool(self.waiting)

    def true_month(self, month: Month) -> Emission:
        """Units that truly were this month."""
        true = self.emit(month)
        if true.persons.size:
            _add(self.true_so_far, true.persons, true.units)
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
        """What is recorded of it: misses, mistakes and errors on draws of their own."""
        persons, units = true
        if self.metric.missed.fraction > 0.0 and persons.size:
            luck = uniforms_of(self.seed, int(Purpose.MISSED), 0 if self.per_person else month.month, self.number, persons)
            kept = luck >= self.metric.missed.fraction
            persons, units = persons[kept], units[kept]
        if self.metric.mistaken.fraction > 0.0 and self.per_person:
            wrong = self.closing(month, self.true_so_far == 0.0)
            wrong = wrong[uniforms_of(self.seed, int(Purpose.MISTAKEN), 0, self.number, wrong) < self.metric.mistaken.fraction]
            persons, units = np.concatenate([persons, wrong]), np.concatenate([units, np.ones(wrong.size)])
        if persons.size and is_off(self.metric):
            left = most_counted(self.metric, month.group[persons]) - self.recorded[persons]
            units = as_recorded(self.metric, (self.seed, self.number), persons, units, left)
        return Emission(persons, units)

    def deliver(self, emission: Emission) -> Emission:
        """Put a month's record in line and take out what is due after the lag."""
        if emission.persons.size and not self.plain:
            _add(self.recorded, emission.persons, emission.units)
        if not self.lag:
            return emission
        self.waiting.append(Emission(emission.persons.copy(), emission.units.copy()) if self.banked else emission)
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

    def share_progress(self, part: int, column: NDArray[np.int16]) -> None:
        """Before the first month: progress of the part lives in the column from now on."""
        self.parts = tuple(replace(old, progress=column) if number == part else old for number, old in enumerate(self.parts))

    def share(self, progress: NDArray[np.int16], start: Ids, true_so_far: Floats) -> None:
        """Before the first month: what the meter keeps of persons lives in these columns (N,), moved by the bank."""
        (part,) = self.parts
        self.parts, self.start, self.true_so_far, self.banked = (replace(part, progress=progress),), start, true_so_far, True
        if self.plain:
            self.recorded = true_so_far

    def emit(self, month: Month) -> Emission:
        """Progress moves on; units are what the automata emit."""
        here = self.window(month.month)
        if here.start >= here.stop:
            return NO_EMISSION
        clock, group = month.month + 1 - self.start[here], month.group[here]
        total = month.out[here]
        for number, part in enumerate(self.parts):
            target = total if number == 0 else np.empty_like(total)
            before, now = month.before[part.outcome, here], month.now[part.outcome, here]
            advance_row(part.stacked, group, month.month, clock, before, now, part.progress[here], target)
            if number:
                total = total + target
        return Emission(*nonzero(total, here.start))

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
        rule, task = self.rule, self.rule.task
        window = (month.month, rule.first, rule.last)
        return Emission(*_given(month.served, month.hours[task], month.received[task], month.enrolled, window, rule.units_per_hour, rule.whole))


@dataclass(slots=True, eq=False, kw_only=True)
class ScoreMeter(Meter):
    """Reads a score at one person-month: points, or a success where it reaches the mark.

    lasting   (N,) units that the same test would give without what was only drilled for it
    without   (N,) units that it would give who was never helped, with the same error
    """

    readings: tuple[Reading, ...]
    score: int
    lasting: Floats
    without: Floats

    def emit(self, month: Month) -> Emission:
        """What the test shows: capability, drill and noise."""
        here = self.window(month.month)
        at = np.array([reading.month for reading in self.readings])[month.group[here]]
        due: Bools = month.month - self.start[here] + 1 == at
        persons = np.flatnonzero(due).astype(np.int32) + np.int32(here.start)
        if not persons.size:
            return NO_EMISSION
        able, error, drilled = month.capability[self.readings[0].capability, persons], self._error(month, persons), month.shown[self.score, persons]
        self.lasting[persons] += self._units(able + error, persons, month)
        self.without[persons] += self._units(error, persons, month)
        return Emission(persons, self._units(able + drilled + error, persons, month))

    def _units(self, score: Floats, persons: Ids, month: Month) -> Floats:
        """(n,) points, or successes, that a test result in sd comes to."""
        groups = month.group[persons]
        threshold = self.pick("threshold", groups)
        linear = np.isnan(threshold)
        units = np.where(linear, self.pick("offset", groups) + self.pick("slope", groups) * score, score >= np.where(linear, 0.0, threshold))
        return units.astype(np.float64)

    def shown(self, month: Month, persons: Ids) -> Floats:
        """(n,) what a test of this month shows, in sd: capability, drill and an error of its own."""
        return month.capability[self.readings[0].capability, persons] + month.shown[self.score, persons] + self._error(month, persons)

    def _error(self, month: Month, persons: Ids) -> Floats:
        """(n,) error of this month's test, in sd."""
        error = errors_of(self.readings[0].shape, self.seed, int(Purpose.SCORE_NOISE), (month.month, self.number), persons)
        return self.pick("noise", month.group[persons]) * error

    def pick(self, name: str, groups: NDArray[np.int16]) -> Floats:
        """(n,) a number of the reading of each person's group."""
        return np.array([getattr(reading, name) for reading in self.readings], dtype=np.float64)[groups]
