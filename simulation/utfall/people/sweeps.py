"""Sweeps over finished histories, compiled: months outside and persons inside where all have one window, so that memory is read in order.

A history is (T + 1, N): the state at the end of contract month t, row 0 month 0. Follow-up month n of a person is contract month
start_month + n - 1; persons are numbered by start_month, so that those inside a window in month t are neighbours.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.people.columns import Int32s, States


@nb.njit(cache=True, error_model="numpy")
def _count(durable: Int32s, shallow: Int32s, states: States) -> None:
    for i in range(states.size):
        durable[i] += np.int32(states[i] == np.uint8(1))
    for i in range(states.size):
        shallow[i] += np.int32(states[i] == np.uint8(2))


@nb.njit(cache=True, error_model="numpy")
def _before(start_month: Int32s, month: int) -> int:
    """Persons whose first month lies before `month`; they come first."""
    low, high = 0, start_month.size
    while low < high:
        middle = (low + high) // 2
        if start_month[middle] < month:
            low = middle + 1
        else:
            high = middle
    return low


@nb.njit(cache=True, error_model="numpy")
def window_counts(history: States, start_month: Int32s, first: int, last: int) -> tuple[Int32s, Int32s]:
    """Months durably and shallowly in the outcome in follow-up months first .. last, each (N,); the window must lie inside the run."""
    durable, shallow = np.zeros(start_month.size, np.int32), np.zeros(start_month.size, np.int32)
    for month in range(1, history.shape[0]):
        low = _before(start_month, month - last + 1)
        high = _before(start_month, month - first + 2)
        if low < high:
            _count(durable[low:high], shallow[low:high], history[month, low:high])
    return durable, shallow


@nb.njit(cache=True, error_model="numpy")
def weighted(a: float, first: Int32s, b: float, second: Int32s) -> NDArray[np.float64]:
    """a x first + b x second, of two columns of counts."""
    out = np.empty(first.size)
    for i in range(first.size):
        out[i] = a * first[i] + b * second[i]
    return out


@nb.njit(cache=True, error_model="numpy")
def state_at(history: States, clock: Int32s, number: int) -> States:
    """(N,) state at the end of person-month `number`; 0 for a clock of 0 or a month outside the run."""
    out = np.zeros(clock.size, np.uint8)
    for i in range(clock.size):
        month = clock[i] + number - 1
        if clock[i] > 0 and month < history.shape[0]:
            out[i] = history[month, i]
    return out


@nb.njit(cache=True, error_model="numpy")
def months_by_calendar(history: States, start_month: Int32s, last: int) -> tuple[Int32s, Int32s, Int32s]:
    """Persons in their follow-up months 1 .. last, and of them durably and shallowly in the outcome, by contract month: each (T,)."""
    months = history.shape[0] - 1
    people, durable, shallow = np.zeros(months, np.int32), np.zeros(months, np.int32), np.zeros(months, np.int32)
    for month in range(1, months + 1):
        low = _before(start_month, month - last + 1)
        high = _before(start_month, month + 1)
        states = history[month, low:high]
        ones, twos = 0, 0
        for i in range(states.size):
            ones += states[i] == np.uint8(1)
        for i in range(states.size):
            twos += states[i] == np.uint8(2)
        people[month - 1], durable[month - 1], shallow[month - 1] = high - low, ones, twos
    return people, durable, shallow


@nb.njit(cache=True, error_model="numpy")
def gains_by_fifth(history: States, history_without: States, start_month: Int32s, fifth: NDArray[np.int8], last: int) -> tuple[Int32s, Int32s]:
    """Persons durably and shallowly in the outcome with minus without the contract, in their follow-up months 1 .. last, each (5, T).

    fifth   (N,) 0 .. 4. Both worlds count the same persons, so months outside are minus the months inside; most states are the same in
            both worlds, so only those that differ are added up
    """
    months = history.shape[0] - 1
    durable, shallow = np.zeros((5, months), np.int32), np.zeros((5, months), np.int32)
    for month in range(1, months + 1):
        low = _before(start_month, month - last + 1)
        high = _before(start_month, month + 1)
        ours, theirs, group = history[month, low:high], history_without[month, low:high], fifth[low:high]
        for i in range(ours.size):
            if ours[i] != theirs[i]:
                durable[group[i], month - 1] += np.int32(ours[i] == np.uint8(1)) - np.int32(theirs[i] == np.uint8(1))
                shallow[group[i], month - 1] += np.int32(ours[i] == np.uint8(2)) - np.int32(theirs[i] == np.uint8(2))
    return durable, shallow


@nb.njit(cache=True, error_model="numpy")
def above_cuts(
    members: NDArray[np.int64], values: NDArray[np.float64], cuts: NDArray[np.float64], ranks: NDArray[np.int64], out: NDArray[np.int8]
) -> None:
    """Add to `out` (N,), for each of the members, how many cuts it lies above; cut k is the value of rank ranks[k], counted from 0.

    Of values equal to a cut those of the lower numbers lie below it, as far as its rank asks for.
    """
    for k in range(cuts.size):
        left = ranks[k]
        for i in range(values.size):
            left -= values[i] < cuts[k]
        for i in range(values.size):
            if values[i] > cuts[k] or (values[i] == cuts[k] and left <= 0):
                out[members[i]] += np.int8(1)
            elif values[i] == cuts[k]:
                left -= 1
