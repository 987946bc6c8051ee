"""A person-level metric on a whole true history, compiled: its units, and whether they lasted."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.progress import Int16s, Stacked
from utfall.people.columns import Bools, Floats, Int32s, States

Int64s = NDArray[np.int64]


@nb.njit(cache=True, error_model="numpy")
def _months_in(history: States, person: int, first: int, last: int) -> int:
    """Months in the outcome, durably or not, in contract months first .. last."""
    found = 0
    for month in range(first, last + 1):
        found += history[month, person] > np.uint8(0)
    return found


@nb.njit(cache=True, error_model="numpy")
def run_automata(
    stacked: Stacked, history: States, clock: Int32s, group: Int16s, lasting_months: int, lasting_share: float
) -> tuple[Floats, Floats, Floats, Int32s]:
    """What `base.progress.advance_row` emits month by month on a history (T + 1, N), added up per person.

    clock (N,) contract month of person-month 1 (0: not counted). Returns, each (N,): units; units of months that lasted (in the outcome
    for at least `lasting_share` of the next `lasting_months` months); units of months that cannot be judged because the run ends before;
    contract month of the first unit (0: none).
    """
    people, months, width = clock.size, history.shape[0] - 1, 3 * stacked.step.shape[1]
    units, lasting, unjudged = np.zeros(people), np.zeros(people), np.zeros(people)
    first_unit = np.zeros(people, np.int32)
    enough = lasting_share * lasting_months
    follow, emits, spent = _flat(stacked)
    for i in range(people):
        if clock[i] <= 0 or clock[i] > months:
            continue
        g = np.int64(group[i])
        place = g * width + 3 * stacked.start[g, 1 if history[clock[i] - 1, i] > np.uint8(0) else 0]
        at = stacked.at_month[g]
        low = at if at > 0 else clock[i] + stacked.first[g] - 1
        high = min(at if at > 0 else clock[i] + stacked.last[g] - 1, months)
        seen, ahead = 0, 0  # months in the outcome in the lasting window that starts after month `seen`
        for month in range(max(low, clock[i]), high + 1):
            state = history[month, i]
            emitted = emits[place + state]
            place = follow[place + state]
            if emitted != 0.0:
                units[i] += emitted
                if first_unit[i] == 0:
                    first_unit[i] = month
                if month + lasting_months > months:
                    unjudged[i] += emitted
                    if spent[place]:
                        break
                    continue
                if seen == month - 1 and seen > 0:
                    ahead += int(history[month + lasting_months, i] > np.uint8(0)) - int(state > np.uint8(0))
                else:
                    ahead = _months_in(history, i, month + 1, month + lasting_months)
                seen = month
                if ahead >= enough:
                    lasting[i] += emitted
                if spent[place]:
                    break
    return units, lasting, unjudged, first_unit


@nb.njit(cache=True, error_model="numpy")
def count_units(stacked: Stacked, history: States, clock: Int32s, group: Int16s) -> Floats:
    """The units alone, (N,)."""
    people, months, width = clock.size, history.shape[0] - 1, 3 * stacked.step.shape[1]
    units = np.zeros(people)
    follow, emits, spent = _flat(stacked)
    for i in range(people):
        if clock[i] <= 0 or clock[i] > months:
            continue
        g = np.int64(group[i])
        place = g * width + 3 * stacked.start[g, 1 if history[clock[i] - 1, i] > np.uint8(0) else 0]
        at, found = stacked.at_month[g], 0.0
        low = at if at > 0 else clock[i] + stacked.first[g] - 1
        high = min(at if at > 0 else clock[i] + stacked.last[g] - 1, months)
        for month in range(max(low, clock[i]), high + 1):
            now = place + history[month, i]
            found += emits[now]
            place = follow[now]
            if spent[place]:
                break
        units[i] = found
    return units


@nb.njit(inline="always", error_model="numpy")
def _flat(stacked: Stacked) -> tuple[Int64s, Floats, Bools]:
    """Tables of all groups end to end, three places a progress state: the place that follows, units emitted; and whether no more can come."""
    groups, states = stacked.step.shape[0], stacked.step.shape[1]
    follow, emits, spent = np.empty(3 * groups * states, np.int64), np.empty(3 * groups * states), np.empty(3 * groups * states, np.bool_)
    for g in range(groups):
        for p in range(states):
            over = True
            for s in range(3):
                over = over and stacked.step[g, p, s] == p and stacked.emits[g, p, s] == 0.0
            for s in range(3):
                at = 3 * (g * states + p) + s
                follow[at], emits[at], spent[at] = 3 * (g * states + stacked.step[g, p, s]), stacked.emits[g, p, s], over
    return follow, emits, spent
