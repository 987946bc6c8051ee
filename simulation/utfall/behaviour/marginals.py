"""What help is worth this month, by person and task, looked up in the value tables.

A cell gives the worth of a unit of help x by finite difference; a task is worth what it builds of x, less what it holds back from
entry, plus what scores pay for what it builds or shows. All in minor units.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import logistic, saturating
from utfall.behaviour.lookup import ENTRY, HELD, HELP, HELP_PUSHED, LOGIT, Known, Looked, look_up
from utfall.behaviour.valuation.outlook import BOOST, BUILDS, ETA, FROM, LASTS, MOST, QUADRATIC, RATE, TO, Stack, TaskSheet

__all__ = ["ENTRY", "LOGIT", "Known", "Looked", "limits", "marginals", "worth_of_hours"]
Floats = NDArray[np.float64]


@nb.njit(cache=True, error_model="numpy")
def marginals(bounds: tuple[int, int], now: int, people: Known, stack: Stack, sheet: TaskSheet, weights: tuple[float, float, float]) -> Looked:
    """Look the neighbours from bounds[0] to before bounds[1] up in contract month `now`, their pay groups in order; `weights`: pay, mission, wage.

    The cell is that of the person's month, node, class and help, interpolated over help.
    """
    low, high = bounds
    n, asked = high - low, _asked(sheet)
    looked = Looked(people.group[low:high], np.empty(n, np.int32), people.state[low:high], people.response[low:high], np.empty((5, n)), weights[0])
    a = low
    for g in range(stack.extent.shape[0]):
        z = high if g + 1 == stack.extent.shape[0] else _end(people.group, a, high, g)
        look_up((low, a, z), g, now, people, stack, asked, weights, looked)
        a = z
    return looked


@nb.njit(inline="always", error_model="numpy")
def _end(group: NDArray[np.int16], low: int, high: int, g: int) -> int:
    """The first place from `low` on, where pay groups ascend, whose group is above g."""
    while low < high:
        middle = (low + high) // 2
        if group[middle] > g:
            high = middle
        else:
            low = middle + 1
    return low


@nb.njit(cache=True, error_model="numpy")
def _asked(sheet: TaskSheet) -> tuple[bool, bool, bool, bool]:
    """Which rows of `found` the tasks ask for."""
    places, enters, holds = sheet.placement >= 0, sheet.placement >= 0, False
    for t in range(sheet.columns.shape[0]):
        enters = enters or sheet.columns[t, BOOST] > 0.0
        holds = holds or sheet.columns[t, BOOST] < 0.0
    return True, places, enters, holds


@nb.njit(cache=True, error_model="numpy")
def _score_at(row: Floats, at: float) -> float:
    """Look up a row of `Stack.scores`: first node, step, then the values."""
    place = min(max((at - row[0]) / row[1], 0.0), row.size - 3.000001)
    left = int(place)
    return row[2 + left] + (place - left) * (row[3 + left] - row[2 + left])


@nb.njit(cache=True, error_model="numpy")
def worth_of_hours(
    bounds: tuple[int, int], looked: Looked, capability: Floats, stack: Stack, sheet: TaskSheet, push: Floats, factor: float, worth: Floats
) -> None:
    """Write (tasks, n) marginal value of the first unit of response, divided by eta (quadratic: of an hour), given the push of each person.

    bounds   places of these n persons in `capability`, as `marginals` was given them
    push     (n,) hours of placement; empty: none. factor multiplies it all. The row of the placement task is not written
    """
    helped = looked.found[HELP].copy()
    if push.size > 0:
        add_pushes(looked, np.arange(push.size).astype(np.int32), push, sheet, helped)
    worth_when_helped(bounds[0], looked, helped, capability, stack, sheet, factor, worth)


@nb.njit(cache=True, error_model="numpy")
def add_pushes(looked: Looked, places: NDArray[np.int32], push: Floats, sheet: TaskSheet, helped: Floats) -> None:
    """Write the worth of a unit of x (n,) of those at `places` (m,) given so many hours of placement (m,): part of the way to the pushed worth."""
    share, eta, whole = np.empty(push.size), sheet.columns[sheet.placement, ETA], 1.0 / sheet.push_at
    for c in range(push.size):
        share[c] = min(saturating(push[c], eta) * whole, 1.0)
    for c in range(push.size):
        s = np.uint32(places[c])
        helped[s] = looked.found[HELP, s] + share[c] * (looked.found[HELP_PUSHED, s] - looked.found[HELP, s])


@nb.njit(cache=True, error_model="numpy")
def worth_when_helped(
    first: int, looked: Looked, helped: Floats, capability: Floats, stack: Stack, sheet: TaskSheet, factor: float, worth: Floats
) -> None:
    """`worth_of_hours` by the worth of a unit of x, (n,); first: place of the first of them in `capability`."""
    capabilities = capability.shape[0]
    for t in range(worth.shape[0]):
        if t == sheet.placement:
            continue
        row, out, gains = sheet.columns[t], worth[t], stack.line[:, 1 + capabilities + t]
        scale = factor * (1.0 if row[QUADRATIC] > 0.0 else 1.0 / row[ETA])
        last = np.int32(min(row[LASTS], 2.0**30))
        if gains.size == 1:
            gain = scale * gains[0]
            for s in range(out.size):
                out[s] = helped[s] * gain * looked.response[s] if looked.month[s] <= last else 0.0
        else:
            for s in range(out.size):
                out[s] = helped[s] * (scale * gains[looked.group[s]]) * looked.response[s] if looked.month[s] <= last else 0.0
        if row[BOOST] != 0.0:
            _add_boost(looked, row[BOOST], row[LASTS], gains, scale, out)
        if stack.scores.size > 0:
            _add_scores(first, looked, capability, stack.scores, row, scale, out)


@nb.njit(inline="always", error_model="numpy")
def _add_boost(looked: Looked, boost: float, last: float, gains: Floats, scale: float, out: Floats) -> None:
    """Add, times `scale`, what a task that also builds something does to this month's entry: lock-in, or a push; gains (groups,) of x."""
    for s in range(out.size):
        if 0 < looked.month[s] <= last:
            if boost < 0.0:
                out[s] += scale * boost * looked.found[HELD, s]
            elif looked.state[s] == 0 and gains[looked.group[s]] > 0.0:
                out[s] += scale * looked.found[ENTRY, s] * (logistic(looked.found[LOGIT, s] + boost) - logistic(looked.found[LOGIT, s]))


@nb.njit(inline="always", error_model="numpy")
def _add_scores(first: int, looked: Looked, capability: Floats, scores: Floats, row: Floats, scale: float, out: Floats) -> None:
    """Add, times `scale`, what scores pay for what a task builds and shows, as far as pay counts."""
    capabilities, scale = capability.shape[0], scale * looked.pay
    for s in range(out.size):
        month, g = looked.month[s], looked.group[s]
        if 0 < month <= row[LASTS] and month <= scores.shape[1]:
            for j in range(capabilities):
                kept = capability[j, first + s]
                if row[BUILDS + j] != 0.0:
                    out[s] += scale * looked.response[s] * row[BUILDS + j] * _score_at(scores[g, month - 1, j, 0], kept)
                if row[BUILDS + capabilities + j] != 0.0:
                    out[s] += scale * row[BUILDS + capabilities + j] * _score_at(scores[g, month - 1, j, 1], kept)


@nb.njit(cache=True, error_model="numpy")
def limits(
    who: NDArray[np.int32], looked: Looked, received: Floats, sheet: TaskSheet, pay: float, at_most: float
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """(tasks, n) what an hour earns by itself this month, and for how many hours; (tasks,) whether anybody earns by it.

    who       (n,) numbers of the persons, which are columns of `received` (tasks, N)
    Both are empty where no task earns by the hour; then an hour earns nothing and `at_most` bounds the hours.
    """
    tasks, n = sheet.columns.shape[0], who.size
    earns = np.zeros(tasks, dtype=np.bool_)
    if not _pays_hours(sheet):
        return np.zeros((tasks, 0)), np.zeros((tasks, 0)), earns
    rate, most = np.zeros((tasks, n)), np.zeros((tasks, n))
    for t in range(tasks):
        for s in range(n):
            g, month = looked.group[s], looked.month[s]
            if month < 1 or month > sheet.columns[t, LASTS]:
                continue
            most[t, s] = at_most
            paid = sheet.activity[g, t, RATE]
            if paid != 0.0 and sheet.activity[g, t, FROM] <= month <= sheet.activity[g, t, TO]:
                left = sheet.activity[g, t, MOST] - received[t, who[s]]
                if left > 0.0:
                    rate[t, s] = pay * paid
                    earns[t] = True
                    most[t, s] = min(at_most, left)
    return rate, most, earns


@nb.njit(cache=True, error_model="numpy")
def _pays_hours(sheet: TaskSheet) -> bool:
    """Whether an hour of some task earns by itself for some group."""
    for g in range(sheet.activity.shape[0]):
        for t in range(sheet.activity.shape[1]):
            if sheet.activity[g, t, RATE] != 0.0:
                return True
    return False
