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
    low, high, follows = _begins(stacked), _ends(stacked, month), np.empty(steps.size, np.int32)
    for k in range(steps.size):
        follows[k] = 2 * steps[k] + (1 if units[k] != 0.0 else 0)
    width = np.int32(3 * stacked.step.shape[1])
    place, emitted = np.empty(clock.size, np.int32), 0
    for i in range(clock.size):
        g = np.int32(group[i])
        at = g * width + np.int32(3) * np.int32(progress[i]) + np.int32(state[i])
        runs = (low[np.uint32(g)] <= clock[i]) & (clock[i] <= high[np.uint32(g)])
        follow = follows[np.uint32(at)]
        progress[i] = np.int16(follow >> np.int32(1)) if runs else progress[i]
        place[i] = at if runs & ((follow & np.int32(1)) != 0) else np.int32(-1)
    out[:] = 0.0
    for i in range(clock.size):
        emitted += place[i] >= 0
    if emitted > 0:
        for i in range(clock.size):
            if place[i] >= 0:
                out[i] = units[place[i]]
    return emitted


@nb.njit(inline="always", error_model="numpy")
def _begins(stacked: Stacked) -> Int32s:
    """(G,) first person-month in which the automata run."""
    low = np.empty(stacked.first.size, np.int32)
    for g in range(low.size):
        low[g] = 1 if stacked.at_month[g] > 0 else max(stacked.first[g], 1)
    return low


@nb.njit(inline="always", error_model="numpy")
def _ends(stacked: Stacked, month: int) -> Int32s:
    """(G,) last person-month in which they run, in a contract month."""
    high = np.empty(stacked.first.size, np.int32)
    for g in range(high.size):
        high[g] = stacked.last[g] if stacked.at_month[g] == 0 else (2**31 - 1 if stacked.at_month[g] == month else 0)
    return high


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
