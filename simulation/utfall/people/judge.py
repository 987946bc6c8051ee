"""A person-level metric on a whole true history, compiled: its units, and whether they lasted.

Months outside and a block of persons inside, so that memory is read in order and the tables' look-ups run many at a time.
"""

import numba as nb
import numpy as np

from utfall.base.progress import Int16s, Stacked
from utfall.people.columns import Floats, Int32s, States
from utfall.people.steps import BLOCK


@nb.njit(cache=True, error_model="numpy")
def run_automata(
    stacked: Stacked, history: States, clock: Int32s, group: Int16s, lasting_months: int, lasting_share: float, counted: tuple[int, int]
) -> tuple[Floats, Floats, Floats, Int32s]:
    """What `base.progress.advance_row` emits month by month on a history (T + 1, N), added up per person.

    clock (N,) contract month of person-month 1 (0: not counted); counted: first and last contract month whose units count. Returns, each
    (N,): units; units of months that lasted (in the outcome for at least `lasting_share` of the next `lasting_months` months); units of
    months that cannot be judged because the run ends before; contract month of the first unit (0: none).
    """
    people, months, enough = clock.size, history.shape[0] - 1, lasting_share * lasting_months
    units, lasting, unjudged = np.zeros(people), np.zeros(people), np.zeros(people)
    first_unit = np.zeros(people, np.int32)
    follow, emits = _flat(stacked)
    window, place, emitted, ahead = np.empty((2, BLOCK), np.int32), np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for a in range(0, people, BLOCK):
        z = min(a + BLOCK, people)
        first, last = _begin(stacked, history, clock, group, (a, z), window, place)
        ahead[:] = 0  # months in the outcome in the lasting window that starts after the month
        for later in range(first, min(first + lasting_months, months + 1)):
            _add_in(ahead, history[later, a:z], 1)
        for month in range(first, last + 1):
            row = history[month, a:z]
            if month + lasting_months <= months:
                _add_in(ahead, row, -1)
                _add_in(ahead, history[month + lasting_months, a:z], 1)
            if _advance(month, row, follow, window, place, emitted) == 0 or not counted[0] <= month <= counted[1]:
                continue
            for i in range(z - a):
                if emitted[i] < 0:
                    continue
                unit, k = emits[emitted[i]], a + i
                units[k] += unit
                first_unit[k] = month if first_unit[k] == 0 else first_unit[k]
                if month + lasting_months > months:
                    unjudged[k] += unit
                elif ahead[i] >= enough:
                    lasting[k] += unit
    return units, lasting, unjudged, first_unit


@nb.njit(cache=True, error_model="numpy")
def count_units(stacked: Stacked, history: States, clock: Int32s, group: Int16s) -> Floats:
    """The units alone, (N,)."""
    people = clock.size
    units = np.zeros(people)
    follow, emits = _flat(stacked)
    window, place, emitted = np.empty((2, BLOCK), np.int32), np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for a in range(0, people, BLOCK):
        z = min(a + BLOCK, people)
        first, last = _begin(stacked, history, clock, group, (a, z), window, place)
        for month in range(first, last + 1):
            if _advance(month, history[month, a:z], follow, window, place, emitted) > 0:
                for i in range(z - a):
                    if emitted[i] >= 0:
                        units[a + i] += emits[emitted[i]]
    return units


@nb.njit(cache=True, error_model="numpy")
def _flat(stacked: Stacked) -> tuple[Int32s, Floats]:
    """Tables of all groups end to end, three places a progress state: twice the place that follows, plus 1 where units are emitted; the units."""
    groups, states = stacked.step.shape[0], stacked.step.shape[1]
    follow, emits = np.empty(3 * groups * states, np.int32), stacked.emits.copy().reshape(3 * groups * states)
    for g in range(groups):
        for p in range(states):
            for s in range(3):
                at = 3 * (g * states + p) + s
                follow[at] = 6 * (g * states + stacked.step[g, p, s]) + (1 if emits[at] != 0.0 else 0)
    return follow, emits


@nb.njit(cache=True, error_model="numpy")
def _begin(stacked: Stacked, history: States, clock: Int32s, group: Int16s, part: tuple[int, int], window: Int32s, place: Int32s) -> tuple[int, int]:
    """Contract months in which each person's automaton runs (2, BLOCK) and its first place, for persons part[0] .. part[1] - 1.

    Returns the first and last month in which any runs (last below first: none).
    """
    months, width = history.shape[0] - 1, 3 * stacked.step.shape[1]
    first, last = months + 1, 0
    for i in range(part[1] - part[0]):
        k = part[0] + i
        window[0, i], window[1, i], place[i] = 1, 0, 0
        if clock[k] <= 0 or clock[k] > months:
            continue
        g = np.int64(group[k])
        at = stacked.at_month[g]
        place[i] = g * width + 3 * stacked.start[g, 1 if history[clock[k] - 1, k] > np.uint8(0) else 0]
        low, high = (at, at) if at > 0 else (clock[k] + stacked.first[g] - 1, clock[k] + stacked.last[g] - 1)
        window[0, i], window[1, i] = max(low, clock[k]), min(high, months)
        if window[0, i] <= window[1, i]:
            first, last = min(first, window[0, i]), max(last, window[1, i])
    return first, last


@nb.njit(cache=True, error_model="numpy")
def _advance(month: int, states: States, follow: Int32s, window: Int32s, place: Int32s, emitted: Int32s) -> int:
    """Move the places of a block by a month; `emitted` (n,) is where in the tables units are emitted, or -1. Returns how many emit."""
    low, high, now = window[0], window[1], np.int32(month)
    for i in range(states.size):
        emitted[i] = place[i] + np.int32(states[i])
    then = np.empty(states.size, np.int32)
    for i in range(states.size):
        then[i] = follow[np.uint32(emitted[i])]
    found = 0
    for i in range(states.size):
        runs = (low[i] <= now) & (now <= high[i])
        emits = runs & ((then[i] & np.int32(1)) != 0)
        place[i] = then[i] >> np.int32(1) if runs else place[i]
        emitted[i] = emitted[i] if emits else np.int32(-1)
        found += emits
    return found


@nb.njit(cache=True, error_model="numpy")
def _add_in(counts: Int32s, states: States, sign: int) -> None:
    """Add (or take away) 1 for each person of a block who is in the outcome."""
    for i in range(states.size):
        counts[i] += np.int32(sign) if states[i] > np.uint8(0) else np.int32(0)
