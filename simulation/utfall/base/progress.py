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
def advance_row(stacked: Stacked, group: Int16s, month: int, clock: Int32s, before: States, state: States, progress: Int16s, out: Floats) -> None:
    """Move every person's progress by one month and write the units it emits; arrays of persons have shape (N,).

    month     contract month (for automata with at_month)
    clock     person-month now; 0 or less: not started
    before    state of the month before (0 out, 1 durable, 2 shallow), read in person-month 1; `state`: of this month
    progress  changed in place: start[g, in?] in person-month 1, then step[g, progress, state] in months first .. last
    out       written: emits[g, progress, state] in those months, else 0
    """
    for i in range(clock.size):
        out[i] = 0.0
        if clock[i] == 1:
            progress[i] = stacked.start[group[i], 1 if before[i] > 0 else 0]
    steps, units = stacked.step.reshape(stacked.step.size), stacked.emits.reshape(stacked.emits.size)
    for g in range(stacked.first.size):
        low, high, at = max(stacked.first[g], 1), stacked.last[g], stacked.at_month[g]
        if at > 0:
            low, high = (1, 2**31 - 1) if month == at else (1, 0)
        base = 3 * g * stacked.step.shape[1]
        for i in range(clock.size):
            if low <= clock[i] <= high and group[i] == g:
                place = base + 3 * np.int64(progress[i]) + np.int64(state[i])
                out[i] = units[place]
                progress[i] = steps[place]


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
