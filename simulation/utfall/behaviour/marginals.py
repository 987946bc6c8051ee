"""What help is worth this month, by person and task, looked up in the value tables.

A cell gives the worth of a unit of help x by finite difference; a task is worth what it builds of x, less what it holds back from
entry, plus what scores pay for what it builds or shows. All in minor units.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logistic
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
from utfall.behaviour.valuation.sweep import CELL

Floats = NDArray[np.float64]
NOTHING = -1e30  # log of a worth of nothing


class Caseload(NamedTuple):
    """Who is served this month, columns over n persons (all as the provider knows it).

    group, month, state, need_class  (n,): pay group, person-month, recorded state, class of the signal
    progress    (rows, n) recorded progress on each stream with an automaton
    capability  (capabilities, n) believed capability before the month
    received    (tasks, n) hours received so far
    response    (n,) believed responsiveness (1 is average)
    """

    group: NDArray[np.int64]
    month: NDArray[np.int64]
    state: NDArray[np.int64]
    need_class: NDArray[np.int64]
    progress: NDArray[np.int16]
    capability: Floats
    received: Floats
    response: Floats


class Stake(NamedTuple):
    """What this month's hours are weighed with.

    pay, mission, wage   share of pay, minor units per full-time month, minor units per hour
    budget               cost-weighted hours to give at most
    least                hours that each person gets at least; split by `plan` (tasks,)
    guess                where to look for the shadow price first (last month's), minor units; 0: at the wage
    most                 hours of one task that a person can take in a month
    factor, push_factor  multiply marginal values (1; other values only in the factor sweep)
    """

    pay: float
    mission: float
    wage: float
    budget: float
    least: float
    most: float
    plan: Floats
    guess: float = 0.0
    factor: float = 1.0
    push_factor: float = 1.0


@nb.njit(inline="always", error_model="numpy")
def _score_at(row: Floats, at: float) -> float:
    """Look up a row of `Stack.scores`: first node, step, then the values."""
    place = min(max((at - row[0]) / row[1], 0.0), row.size - 3.000001)
    left = int(place)
    return row[2 + left] + (place - left) * (row[3 + left] - row[2 + left])


@nb.njit(cache=True, error_model="numpy")
def marginals(people: Caseload, stack: Stack, stake: Stake) -> Floats:
    """(n, 5): worth of a unit of x, the same under the reference push, worth of a pushed entry, of a logit held back, entry logit.

    All in minor units, from the cell of the person's month, node, class and help, interpolated over help.
    """
    n, capabilities = people.group.size, people.capability.shape[0]
    found = np.zeros((n, 5))
    cell = np.empty(CELL)
    rows = (stack.part.shape[2] - ROWS) // 2
    for i in range(n):
        g = people.group[i]
        month = people.month[i]
        if month < 1 or month > stack.extent[g, SERVICE]:
            continue
        x = 0.0
        for j in range(capabilities):
            x += stack.line[g, 1 + j] * people.capability[j, i]
        size = stack.extent[g, X]
        place = min(max(x / stack.line[g, 0], 0.0), size - 1.000001)
        left = int(place)
        share = place - left
        k = people.need_class[i]
        cell[:] = 0.0
        for p in range(stack.part.shape[1]):
            nodes = stack.part[g, p, NODES_IN]
            if nodes == 0:
                continue
            code = stack.part[g, p, CODE] + people.state[i]
            for r in range(min(people.progress.shape[0], rows)):
                code += 3 * stack.part[g, p, ROWS + r] * min(max(np.int64(people.progress[r, i]), 0), stack.part[g, p, ROWS + rows + r] - 1)
            node = stack.lookup[code]
            at = stack.part[g, p, OFFSET] + (((month - 1) * nodes + node) * stack.extent[g, CLASSES] + k) * size + left
            for c in range(CELL):
                low = np.float64(stack.cells[at, c])
                cell[c] += low + share * (np.float64(stack.cells[at + 1, c]) - low)
        for q in range(4):
            found[i, q] = stake.pay * cell[3 * q] + stake.mission * cell[3 * q + 1] - stake.wage * cell[3 * q + 2]
        found[i, 4] = stack.logits[g, k, left] + share * (stack.logits[g, k, left + 1] - stack.logits[g, k, left])
    return found


@nb.njit(cache=True, error_model="numpy")
def worth_of_hours(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake, found: Floats, push: Floats) -> Floats:
    """(tasks, n) marginal value of the first unit of response, divided by eta (quadratic: of an hour), given the push of each person."""
    tasks, n, capabilities = sheet.columns.shape[0], people.group.size, people.capability.shape[0]
    worth = np.zeros((tasks, n))
    push_eta = sheet.columns[max(sheet.placement, 0), ETA]
    for t in range(tasks):
        if t == sheet.placement:
            continue
        row = sheet.columns[t]
        scale = stake.factor * (1.0 if row[QUADRATIC] > 0.0 else 1.0 / row[ETA])
        boost = row[BOOST]
        for i in range(n):
            g, month = people.group[i], people.month[i]
            if month < 1 or month > stack.extent[g, SERVICE] or month > row[LASTS]:
                continue
            helped = found[i, 0]
            if push[i] > 0.0:
                response = 1.0 - exponential(-push[i] / push_eta)
                helped += min(response / sheet.push_at, 1.0) * (found[i, 1] - found[i, 0])
            total = helped * stack.line[g, 1 + capabilities + t] * people.response[i]
            if boost < 0.0:
                total += boost * found[i, 3]
            elif boost > 0.0 and people.state[i] == 0 and stack.line[g, 1 + capabilities + t] > 0.0:
                total += found[i, 2] * (logistic(found[i, 4] + boost) - logistic(found[i, 4]))
            if stack.scores.size > 0 and month <= stack.scores.shape[1]:
                for j in range(capabilities):
                    kept = people.capability[j, i]
                    if row[BUILDS + j] != 0.0:
                        total += people.response[i] * row[BUILDS + j] * _score_at(stack.scores[g, month - 1, j, 0], kept)
                    if row[BUILDS + capabilities + j] != 0.0:
                        total += row[BUILDS + capabilities + j] * _score_at(stack.scores[g, month - 1, j, 1], kept)
            worth[t, i] = total * scale
    return worth


@nb.njit(cache=True, error_model="numpy")
def limits(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """(tasks, n) what an hour earns by itself this month, and for how many hours; (tasks,) whether anybody earns by it."""
    tasks, n = sheet.columns.shape[0], people.group.size
    rate = np.zeros((tasks, n))
    most = np.zeros((tasks, n))
    earns = np.zeros(tasks, dtype=np.bool_)
    for t in range(tasks):
        for i in range(n):
            g, month = people.group[i], people.month[i]
            if month < 1 or month > stack.extent[g, SERVICE] or month > sheet.columns[t, LASTS]:
                continue
            most[t, i] = stake.most
            paid = sheet.activity[g, t, RATE]
            if paid != 0.0 and sheet.activity[g, t, FROM] <= month <= sheet.activity[g, t, TO]:
                left = sheet.activity[g, t, MOST] - people.received[t, i]
                if left > 0.0:
                    rate[t, i] = stake.pay * paid
                    earns[t] = True
                    most[t, i] = min(stake.most, left)
    return rate, most, earns


@nb.njit(cache=True, error_model="numpy")
def worth_placing(people: Caseload, found: Floats, most: Floats, sheet: TaskSheet, stake: Stake) -> tuple[NDArray[np.int64], Floats, Floats, int]:
    """People whom a push could pay at the wage: their numbers, entry logits, log worth of a pushed entry (all n), and how many they are."""
    n = people.group.size
    placed = np.empty(n, dtype=np.int64)
    logit = np.empty(n)
    entry = np.full(n, NOTHING)
    count = 0
    t = sheet.placement
    if t < 0:
        return placed, logit, entry, 0
    level = np.log(max(sheet.columns[t, COST], 1e-12) * max(stake.wage, 1e-9))
    for i in range(n):
        worth = stake.push_factor * found[i, 2]
        if people.state[i] == 0 and worth > 0.0 and most[t, i] > 0.0:
            entry[i] = np.log(worth)
            e, _ = push_hours(sheet.push, found[i, 4], entry[i] - level)
            if e > 0.0:
                placed[count] = i
                logit[count] = found[i, 4]
                count += 1
    return placed, logit, entry, count
