"""What help is worth this month, by person and task, looked up in the value tables.

A cell gives the worth of a unit of help x by finite difference; a task is worth what it builds of x, less what it holds back from
entry, plus what scores pay for what it builds or shows. All in minor units.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logarithm, logistic
from utfall.behaviour.valuation.outlook import (
    BOOST,
    BUILDS,
    CLASSES,
    CODE,
    COST,
    ETA,
    FROM,
    LASTS,
    MOST,
    NODES_IN,
    OFFSET,
    QUADRATIC,
    RATE,
    ROWS,
    SERVICE,
    TO,
    Stack,
    TaskSheet,
    X,
)
from utfall.behaviour.valuation.push import push_hours

Floats = NDArray[np.float64]
NOTHING = -1e30  # log of a worth of nothing
#: rows of `Looked.found`
HELP, HELP_PUSHED, ENTRY, HELD, LOGIT = 0, 1, 2, 3, 4
LEAST = 1e-12  # minor units: a worth not above it is nothing


class Known(NamedTuple):
    """Everybody as those know them who decide, columns over N persons.

    group, began, state, need_class  (N,): pay group, contract month of person-month 1, recorded state, class of the signal
    progress    (columns, N) recorded progress; rows (rows,) which of them each row of the tables reads
    capability  (capabilities, N) believed capability before the month
    received    (tasks, N) hours received so far
    response    (N,) believed responsiveness (1 is average)
    """

    group: NDArray[np.int16]
    began: NDArray[np.int32]
    state: NDArray[np.uint8]
    need_class: NDArray[np.int16]
    progress: NDArray[np.int16]
    rows: NDArray[np.int64]
    capability: Floats
    received: Floats
    response: Floats


class Looked(NamedTuple):
    """What was looked up for n persons.

    group, month, state, response   (n,); month 0: out of service
    found   (5, n) worth of a unit of x, the same under the reference push, worth of a pushed entry, of a logit held back, entry logit;
            minor units. Rows that no task of the sheet asks for are not filled
    """

    group: NDArray[np.int16]
    month: NDArray[np.int32]
    state: NDArray[np.uint8]
    response: Floats
    found: Floats


@nb.njit(cache=True, error_model="numpy")
def marginals(who: NDArray[np.int32], now: int, people: Known, stack: Stack, sheet: TaskSheet, weights: tuple[float, float, float, float]) -> Looked:
    """Look the persons `who` (n,) up in contract month `now`; `weights`: pay, mission, wage, and a factor on responsiveness.

    The cell is that of the person's month, node, class and help, interpolated over help.
    """
    n = who.size
    group, month, state, response = np.empty(n, np.int16), np.empty(n, np.int32), np.empty(n, np.uint8), np.empty(n)
    for s in range(n):
        group[s], state[s] = people.group[who[s]], people.state[who[s]]
    for s in range(n):
        clock = now - people.began[who[s]] + 1
        month[s] = clock if 1 <= clock <= stack.extent[group[s], SERVICE] else 0
    for s in range(n):
        response[s] = weights[3] * people.response[who[s]]
    found, left, share = np.zeros((5, n)), np.empty(n, np.int64), np.empty(n)
    _place(who, group, people.capability, stack, left, share)
    at = np.empty(n, np.int64)
    asked = _asked(sheet)
    for p in range(stack.part.shape[1]):
        _cells_of(who, (group, month, state), people, stack, p, left, at)
        for q in range(4):
            if asked[q]:
                _look_up(found[q], at, share, stack.cells, 3 * q, weights)
    if asked[ENTRY]:
        for s in range(n):
            row = stack.logits[group[s], people.need_class[who[s]]]
            found[LOGIT, s] = row[left[s]] + share[s] * (row[left[s] + 1] - row[left[s]])
    return Looked(group, month, state, response, found)


@nb.njit(inline="always", error_model="numpy")
def _place(who: NDArray[np.int32], group: NDArray[np.int16], capability: Floats, stack: Stack, left: NDArray[np.int64], share: Floats) -> None:
    """Node of help at or under each person's, and how far it is on the way to the next."""
    share[:] = 0.0
    for j in range(capability.shape[0]):
        column = capability[j]
        for s in range(who.size):
            share[s] += stack.line[group[s], 1 + j] * column[who[s]]
    for s in range(who.size):
        place = min(max(share[s] / stack.line[group[s], 0], 0.0), stack.extent[group[s], X] - 1.000001)
        left[s] = int(place)
        share[s] = place - left[s]


@nb.njit(inline="always", error_model="numpy")
def _cells_of(
    who: NDArray[np.int32],
    own: tuple[NDArray[np.int16], NDArray[np.int32], NDArray[np.uint8]],
    people: Known,
    stack: Stack,
    p: int,
    left: NDArray[np.int64],
    at: NDArray[np.int64],
) -> None:
    """Number of each person's cell in one part of the tables (-1: none)."""
    group, month, state = own
    rows = (stack.part.shape[2] - ROWS) // 2
    for s in range(who.size):
        at[s] = stack.part[group[s], p, CODE] + state[s]
    for r in range(min(people.rows.size, rows)):
        progress = people.progress[people.rows[r]]
        for s in range(who.size):
            g = group[s]
            at[s] += 3 * stack.part[g, p, ROWS + r] * min(max(np.int64(progress[who[s]]), 0), stack.part[g, p, ROWS + rows + r] - 1)
    for s in range(who.size):
        g, nodes = group[s], stack.part[group[s], p, NODES_IN]
        k = np.int64(people.need_class[who[s]])
        if nodes > 0 and month[s] > 0:
            row = ((month[s] - 1) * nodes + stack.lookup[at[s]]) * stack.extent[g, CLASSES] + k
            at[s] = stack.part[g, p, OFFSET] + row * stack.extent[g, X] + left[s]
        else:
            at[s] = -1


@nb.njit(cache=True, error_model="numpy")
def _asked(sheet: TaskSheet) -> tuple[bool, bool, bool, bool]:
    """Which rows of `found` the tasks ask for."""
    places, enters, holds = sheet.placement >= 0, sheet.placement >= 0, False
    for t in range(sheet.columns.shape[0]):
        enters = enters or sheet.columns[t, BOOST] > 0.0
        holds = holds or sheet.columns[t, BOOST] < 0.0
    return True, places, enters, holds


@nb.njit(cache=True, error_model="numpy")
def _look_up(
    row: Floats, at: NDArray[np.int64], share: Floats, cells: NDArray[np.float32], column: int, weights: tuple[float, float, float, float]
) -> None:
    """Add pay x money + mission x outcome time - wage x hours of the cells, interpolated."""
    for s in range(row.size):
        a = at[s]
        if a >= 0:
            money, time, hours = np.float64(cells[a, column]), np.float64(cells[a, column + 1]), np.float64(cells[a, column + 2])
            money += share[s] * (np.float64(cells[a + 1, column]) - money)
            time += share[s] * (np.float64(cells[a + 1, column + 1]) - time)
            hours += share[s] * (np.float64(cells[a + 1, column + 2]) - hours)
            row[s] += weights[0] * money + weights[1] * time - weights[2] * hours


@nb.njit(cache=True, error_model="numpy")
def _score_at(row: Floats, at: float) -> float:
    """Look up a row of `Stack.scores`: first node, step, then the values."""
    place = min(max((at - row[0]) / row[1], 0.0), row.size - 3.000001)
    left = int(place)
    return row[2 + left] + (place - left) * (row[3 + left] - row[2 + left])


@nb.njit(cache=True, error_model="numpy")
def worth_of_hours(
    who: NDArray[np.int32], looked: Looked, capability: Floats, stack: Stack, sheet: TaskSheet, push: Floats, factor: float, worth: Floats
) -> None:
    """Write (tasks, n) marginal value of the first unit of response, divided by eta (quadratic: of an hour), given the push of each person.

    push     (n,) hours of placement; empty: none. factor multiplies it all. The row of the placement task is not written
    """
    capabilities, found = capability.shape[0], looked.found
    helped = found[HELP]
    if push.size > 0:
        helped = np.empty(push.size)
        push_eta = sheet.columns[sheet.placement, ETA]
        for s in range(push.size):
            response = 1.0 - exponential(-push[s] / push_eta)
            helped[s] = found[HELP, s] + min(response / sheet.push_at, 1.0) * (found[HELP_PUSHED, s] - found[HELP, s])
    for t in range(worth.shape[0]):
        if t == sheet.placement:
            continue
        row, out = sheet.columns[t], worth[t]
        scale = factor * (1.0 if row[QUADRATIC] > 0.0 else 1.0 / row[ETA])
        boost, last = row[BOOST], row[LASTS]
        for s in range(out.size):
            gain = stack.line[looked.group[s], 1 + capabilities + t]
            total = helped[s] * gain * looked.response[s]
            out[s] = total if 0 < looked.month[s] <= last else 0.0
        if boost != 0.0:
            _add_boost(looked, boost, last, stack.line[:, 1 + capabilities + t], out)
        if stack.scores.size > 0:
            _add_scores(who, looked, capability, stack.scores, row, out)
        for s in range(out.size):
            out[s] *= scale


@nb.njit(inline="always", error_model="numpy")
def _add_boost(looked: Looked, boost: float, last: float, gains: Floats, out: Floats) -> None:
    """Add what a task that also builds something does to this month's entry: lock-in, or a push; gains (groups,) of x."""
    for s in range(out.size):
        if 0 < looked.month[s] <= last:
            if boost < 0.0:
                out[s] += boost * looked.found[HELD, s]
            elif looked.state[s] == 0 and gains[looked.group[s]] > 0.0:
                out[s] += looked.found[ENTRY, s] * (logistic(looked.found[LOGIT, s] + boost) - logistic(looked.found[LOGIT, s]))


@nb.njit(inline="always", error_model="numpy")
def _add_scores(who: NDArray[np.int32], looked: Looked, capability: Floats, scores: Floats, row: Floats, out: Floats) -> None:
    """Add what scores pay for what a task builds and shows."""
    capabilities = capability.shape[0]
    for s in range(out.size):
        month, g = looked.month[s], looked.group[s]
        if 0 < month <= row[LASTS] and month <= scores.shape[1]:
            for j in range(capabilities):
                kept = capability[j, who[s]]
                if row[BUILDS + j] != 0.0:
                    out[s] += looked.response[s] * row[BUILDS + j] * _score_at(scores[g, month - 1, j, 0], kept)
                if row[BUILDS + capabilities + j] != 0.0:
                    out[s] += row[BUILDS + capabilities + j] * _score_at(scores[g, month - 1, j, 1], kept)


@nb.njit(cache=True, error_model="numpy")
def limits(
    who: NDArray[np.int32], looked: Looked, received: Floats, sheet: TaskSheet, pay: float, at_most: float
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """(tasks, n) what an hour earns by itself this month, and for how many hours; (tasks,) whether anybody earns by it.

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


@nb.njit(cache=True, error_model="numpy")
def worth_placing(
    looked: Looked, most: Floats, sheet: TaskSheet, wage: float, factor: float, entry: Floats, placed: NDArray[np.int64], logit: Floats
) -> int:
    """Write the log worth of a pushed entry (n,), and whom a push could pay at the wage: places in the caseload, entry logits. Returns how many."""
    t, count = sheet.placement, 0
    level = logarithm(max(sheet.columns[t, COST], LEAST) * max(wage, 1e-9))
    last = sheet.columns[t, LASTS]
    for s in range(entry.size):
        entry[s] = NOTHING
        worth = factor * looked.found[ENTRY, s]
        open_ = 0 < looked.month[s] <= last and (most.shape[1] == 0 or most[t, s] > 0.0)
        if looked.state[s] == 0 and worth > 0.0 and open_:
            entry[s] = logarithm(worth)
            e, _ = push_hours(sheet.push, looked.found[LOGIT, s], entry[s] - level)
            if e > 0.0:
                placed[count] = s
                logit[count] = looked.found[LOGIT, s]
                count += 1
    return count
