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
    """Move every person's progress by one month and write the units it emits; arrays of persons have shape (N,). Returns how many emit.

    month     contract month (for automata with at_month)
    clock     person-month now; 0 or less: not started
    before    state of the month before (0 out, 1 durable, 2 shallow), read in person-month 1; `state`: of this month
    progress  changed in place: start[g, in?] in person-month 1, then step[g, progress, state] in months first .. last
    out       written: emits[g, progress, state] in those months, else 0
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
    low, high, place = _places(stacked, group, month, progress, state)
    then = np.empty(clock.size, np.int32)
    for i in range(clock.size):
        then[i] = follows[np.uint32(place[i])]
    emitted = 0
    for i in range(clock.size):
        runs = (low[i] <= clock[i]) & (clock[i] <= high[i])
        progress[i] = np.int16(then[i] >> np.int32(1)) if runs else progress[i]
        emits = runs & ((then[i] & np.int32(1)) != 0)
        place[i] = place[i] if emits else np.int32(-1)
        emitted += emits
        out[i] = 0.0
    for i in range(clock.size if emitted > 0 else 0):
        if place[i] >= 0:
            out[i] = units[place[i]]
    return emitted


@nb.njit(inline="always", error_model="numpy")
def _places(stacked: Stacked, group: Int16s, month: int, progress: Int16s, state: States) -> tuple[Int32s, Int32s, Int32s]:
    """First and last person-month in which each person's automaton runs in a contract month; place in the tables, (N,) each."""
    groups, width = stacked.first.size, 3 * stacked.step.shape[1]
    begins, ends = np.empty(groups, np.int32), np.empty(groups, np.int32)
    for g in range(groups):
        at = stacked.at_month[g]
        begins[g] = 1 if at > 0 else max(stacked.first[g], 1)
        ends[g] = stacked.last[g] if at == 0 else (2**31 - 1 if at == month else 0)
    low, high, place = np.full(group.size, begins[0]), np.full(group.size, ends[0]), np.zeros(group.size, np.int32)
    if groups > 1:
        for i in range(group.size):
            own = np.int64(group[i])
            low[i], high[i], place[i] = begins[own], ends[own], own * width
    for i in range(group.size):
        place[i] += np.int32(3) * np.int32(progress[i]) + np.int32(state[i])
    return low, high, place


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
