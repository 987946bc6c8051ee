"""Compiled movement of automata: one kernel for every person-level metric, all pay groups at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton

Int32s = NDArray[np.int32]
Int16s = NDArray[np.int16]
States = NDArray[np.uint8]
Floats = NDArray[np.float64]


class Stacked(NamedTuple):
    """The automata of one metric, one per pay group, padded to a common number of states S.

    first, last, at_month   (G,) int32
    start   (G, 2) int16; step (G, S, 3) int16; emits (G, S, 3) float64
    """

    first: Int32s
    last: Int32s
    at_month: Int32s
    start: Int16s
    step: Int16s
    emits: Floats


def stack(automata: Sequence[Automaton]) -> Stacked:
    """Automata of all pay groups, in their order, as padded arrays."""
    groups, states = len(automata), max(automaton.states for automaton in automata)
    step = np.zeros((groups, states, 3), dtype=np.int16)
    emits = np.zeros((groups, states, 3))
    for g, automaton in enumerate(automata):
        step[g, : automaton.states] = automaton.step
        emits[g, : automaton.states] = automaton.emits
    return Stacked(
        np.array([automaton.first for automaton in automata], dtype=np.int32),
        np.array([automaton.last for automaton in automata], dtype=np.int32),
        np.array([automaton.at_month for automaton in automata], dtype=np.int32),
        np.array([automaton.start for automaton in automata], dtype=np.int16),
        step,
        emits,
    )


@nb.njit(cache=True, error_model="numpy")
def advance_row(stacked: Stacked, group: Int16s, month: int, clock: Int32s, before: States, state: States, progress: Int16s, out: Floats) -> int:
    """Move every person's progress by one month (`advance`) and write the units it emits to `out` (N,), 0 where none; returns how many emit."""
    place, units = np.empty(clock.size, np.int32), stacked.emits.reshape(stacked.emits.size)
    emitted = advance(stacked, group, month, clock, before, state, progress, place)
    if emitted == 0:
        out[:] = 0.0
    for i in range(clock.size if emitted > 0 else 0):
        out[i] = units[place[i]] if place[i] >= 0 else 0.0
    return emitted


@nb.njit(cache=True, error_model="numpy")
def advance(stacked: Stacked, group: Int16s, month: int, clock: Int32s, before: States, state: States, progress: Int16s, place: Int32s) -> int:
    """Move every person's progress by one month; arrays of persons have shape (N,). Returns how many emit units.

    month     contract month (for automata with at_month)
    clock     person-month now; 0 or less: not started
    before    state of the month before (0 out, 1 durable, 2 shallow), read in person-month 1; `state`: of this month
    progress  changed in place: start[g, in?] in person-month 1, then step[g, progress, state] in months first .. last
    place     written where anybody emits: place in the flat emits[g, progress, state] of those who do, else -1
    """
    begins = 0
    for i in range(clock.size):
        begins += clock[i] == 1
    if begins > 0:
        for i in range(clock.size):
            if clock[i] == 1:
                progress[i] = stacked.start[group[i], 1 if before[i] > 0 else 0]
    steps, units = stacked.step.reshape(stacked.step.size), stacked.emits.reshape(stacked.emits.size)
    follows = np.empty(steps.size, np.int32)  # twice what follows, plus 1 where units are emitted
    for k in range(steps.size):
        follows[k] = 2 * steps[k] + (1 if units[k] != 0.0 else 0)
    groups = stacked.first.size
    first, last = np.empty(groups, np.int32), np.empty(groups, np.int32)
    for g in range(groups):
        at = stacked.at_month[g]
        first[g] = 1 if at > 0 else max(stacked.first[g], 1)
        last[g] = stacked.last[g] if at == 0 else (2**31 - 1 if at == month else 0)
    for i in range(clock.size):
        place[i] = np.int32(3) * np.int32(progress[i]) + np.int32(state[i])
    if groups == 1:
        return _move_alike(clock, first[0], last[0], follows, place, progress)
    return _move(clock, group, (first, last), (follows, 3 * stacked.step.shape[1]), place, progress)


@nb.njit(inline="always", error_model="numpy")
def _move_alike(clock: Int32s, first: np.int32, last: np.int32, follows: Int32s, place: Int32s, progress: Int16s) -> int:
    """Progress of those whose automata are the same and run in the same months; `place` becomes -1 where nothing is emitted, if anything is."""
    then, emitted = np.empty(clock.size, np.int32), 0
    for i in range(clock.size):
        then[i] = follows[np.uint32(place[i])]
    for i in range(clock.size):
        runs = (first <= clock[i]) & (clock[i] <= last)
        then[i] = then[i] if runs else np.int32(2) * np.int32(progress[i])
    for i in range(clock.size):
        progress[i] = np.int16(then[i] >> np.int32(1))
        emitted += then[i] & np.int32(1)
    for i in range(clock.size if emitted > 0 else 0):
        place[i] = place[i] if (then[i] & np.int32(1)) != 0 else np.int32(-1)
    return emitted


@nb.njit(inline="always", error_model="numpy")
def _move(clock: Int32s, group: Int16s, window: tuple[Int32s, Int32s], table: tuple[Int32s, int], place: Int32s, progress: Int16s) -> int:
    """The same where pay groups have automata of their own: (groups,) first and last person-month in which they run; table: what follows, and
    how many places one group has.
    """
    (first, last), (follows, width), emitted = window, table, 0
    for i in range(clock.size):
        own = np.int64(group[i])
        place[i] += np.int32(own * width)
        then = follows[np.uint32(place[i])]
        runs = (first[own] <= clock[i]) & (clock[i] <= last[own])
        emits = runs & ((then & np.int32(1)) != 0)
        progress[i] = np.int16(then >> np.int32(1)) if runs else progress[i]
        place[i] = place[i] if emits else np.int32(-1)
        emitted += emits
    return emitted


@nb.njit(cache=True)
def nonzero(units: Floats, first: int) -> tuple[Int32s, Floats]:
    """Persons, numbered from `first`, whose units are not 0, and their units."""
    count = 0
    for i in range(units.size):
        count += units[i] != 0.0
    persons, kept = np.empty(count, np.int32), np.empty(count)
    at = 0
    for i in range(units.size if count > 0 else 0):
        if units[i] != 0.0:
            persons[at], kept[at] = first + i, units[i]
            at += 1
    return persons, kept
