"""Meters of state outcomes, run together: one compiled call a month moves the progress of everybody on every metric."""

from collections.abc import Sequence
from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.progress import Stacked, advance
from utfall.model.measuring.metering import NEVER, NO_EMISSION, Emission, StateMeter
from utfall.people.population import Population

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
States = NDArray[np.uint8]
#: persons worked on at a time
BLOCK = 1024


class Bank:
    """Meters with automata on one state outcome each, a lane a meter; what they keep of persons lies in rows of one block.

    meters     one a lane
    progress   (rows, N) int16 recorded progress: one row a lane, then `more` rows for others to write
    longest    months from anybody's own first month to the start of a clock, at most so far
    plain      all of them record the truth
    """

    __slots__ = ("_found", "_lanes", "_packed", "_rows", "_totals", "longest", "meters", "plain", "progress")

    def __init__(self, meters: Sequence[StateMeter], tables: Stacked, clocks: Sequence[int], size: tuple[int, int]) -> None:
        """`tables`: the meters' automata, as `padded` makes them; `clocks`: meters of one number count from one clock; `size`: people, more rows."""
        lanes, (people, more) = len(meters), size
        self.meters = tuple(meters)
        self.plain = all(meter.plain for meter in meters)
        self.longest = 0
        self.progress = np.zeros((lanes + more, people), np.int16)
        self._rows = np.full((max(clocks, default=-1) + 1, people), NEVER, np.int32)
        self._totals = np.zeros((lanes, people))
        for lane, meter in enumerate(meters):
            meter.share(self.progress[lane], self._rows[clocks[lane]], self._totals[lane])
        outcomes = [meter.parts[0].outcome for meter in meters]
        self._lanes = np.array([outcomes, [meter.last for meter in meters], clocks], dtype=np.int64).T.copy()
        self._found = np.empty((lanes, people), np.int32), np.empty((lanes, people)), np.zeros(lanes, np.int64)
        self._packed: tuple[Any, ...] = (*tables, self._lanes, self._rows, self.progress, self._totals, *self._found)

    def run(self, month: int, population: Population, found: list[Emission | None]) -> None:
        """Units that truly were this month, written to each meter's place in `found` (None: it does not run); good until the next call."""
        who, units, counts = self._found
        _run(month, self.longest, population.started, population.group, population.history, *self._packed)
        for lane, (meter, count) in enumerate(zip(self.meters, counts.tolist(), strict=True)):
            if count:
                found[meter.number] = Emission(who[lane, :count], units[lane, :count])
            else:
                found[meter.number] = NO_EMISSION if meter.runs(month) else None


def padded(meters: Sequence[StateMeter]) -> Stacked:
    """Automata of all lanes, padded to a common number of states: one more axis in front."""
    tables = [meter.parts[0].stacked for meter in meters]
    groups = tables[0].first.size if tables else 0
    states = max((table.step.shape[1] for table in tables), default=0)
    lanes = len(tables)
    made = Stacked(
        np.zeros((lanes, groups), np.int32),
        np.zeros((lanes, groups), np.int32),
        np.zeros((lanes, groups), np.int32),
        np.zeros((lanes, groups, 2), np.int16),
        np.zeros((lanes, groups, states, 3), np.int16),
        np.zeros((lanes, groups, states, 3)),
    )
    for lane, table in enumerate(tables):
        made.first[lane], made.last[lane], made.at_month[lane], made.start[lane] = table[:4]
        made.step[lane, :, : table.step.shape[1]], made.emits[lane, :, : table.emits.shape[1]] = table.step, table.emits
    return made


@nb.njit(cache=True, error_model="numpy")
def _run(  # noqa: PLR0913, PLR0917
    month: int,
    longest: int,
    started: NDArray[np.int64],
    group: NDArray[np.int16],
    history: States,
    firsts: NDArray[np.int32],
    lasts: NDArray[np.int32],
    at_months: NDArray[np.int32],
    starts: NDArray[np.int16],
    steps: NDArray[np.int16],
    emits: Floats,
    lanes: NDArray[np.int64],
    rows: Ids,
    progress: NDArray[np.int16],
    totals: Floats,
    who: Ids,
    units: Floats,
    counts: NDArray[np.int64],
) -> None:
    """Each lane over the persons whose window can be open: no clock starts later than `longest` months after a person's own first month.

    firsts .. emits   automata by lane; rows, progress, totals: what is kept by lane; who, units, counts: found by lane
    Columns come in one by one: a tuple of them costs a call from Python twice as much.
    """
    place, clock = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for lane in range(lanes.shape[0]):
        window, dated = lanes[lane, 1], True
        for at in at_months[lane]:
            dated = dated and at > 0 and at != month
        if dated:
            window = 1  # another month is looked at: only who starts is touched, for its first progress
        low, high = started[max(month - window - longest, 0)], started[month]
        start, total = rows[lanes[lane, 2]], totals[lane]
        before, now = history[lanes[lane, 0], month - 1], history[lanes[lane, 0], month]
        table = Stacked(firsts[lane], lasts[lane], at_months[lane], starts[lane], steps[lane], emits[lane])
        emitted, count = table.emits.reshape(table.emits.size), 0
        for a in range(low, high, BLOCK):
            z = min(a + BLOCK, high)
            n = z - a
            for i in range(n):
                clock[i] = month - start[a + i] + 1
            some = advance(table, group[a:z], month, clock[:n], before[a:z], now[a:z], progress[lane, a:z], place[:n])
            already = count
            for i in range(n if some > 0 else 0):
                who[lane, count], units[lane, count] = a + i, emitted[max(place[i], np.int32(0))]
                count += place[i] >= 0
            for c in range(already, count):
                total[who[lane, c]] += units[lane, c]
        counts[lane] = count
