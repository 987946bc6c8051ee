"""Hours of one caseload in one month: the marginal value of help by person and task, and water-filling under a budget.

For person i and task t the worth of e hours is m_it eta_t (1 - exp(-e / eta_t)) + a_t e (a: what an hour is paid by itself), so at
shadow price lambda of an hour

    e_it = eta_t (ln m_it - ln(lambda cost_t - a_t))     saturating
    e_it = (m_it + a_t - lambda cost_t) / curvature_t    quadratic
    placement: `valuation.push`, for people out of the outcome

and lambda >= wage is the least price at which the sum fits the budget: Newton's method from the left, exact in a few steps where
all tasks saturate, kept inside a bracket because placement jumps.
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
    CURVATURE,
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
_NOTHING = -1e30


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


class Demand(NamedTuple):
    """What people could use, as the search for the shadow price reads it.

    logs      (tasks, n) log of the worth of the first hour (quadratic: its worth); -1e30 for nothing
    rate, most (tasks, n) what an hour earns by itself; hours at most
    earns     (tasks,) whether anybody's hours earn by themselves
    placed, logit, people   whom a push could pay (numbers), their entry logits, how many they are
    """

    logs: Floats
    rate: Floats
    most: Floats
    earns: NDArray[np.bool_]
    placed: NDArray[np.int64]
    logit: Floats
    people: int


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
def _worth(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake, found: Floats, push: Floats) -> Floats:
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
def _limits(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake) -> tuple[Floats, Floats, NDArray[np.bool_]]:
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
def _hours_at(at: float, need: Demand, sheet: TaskSheet, stake: Stake, hours: Floats) -> tuple[float, float]:
    """Hours at a shadow price exp(at), written into `hours` (tasks, n); returns the cost-weighted sum and its slope in `at`."""
    tasks, n = hours.shape
    total, slope = 0.0, 0.0
    price = exponential(at)
    for t in range(tasks):
        cost, eta = max(sheet.columns[t, COST], 1e-12), sheet.columns[t, ETA]
        level = np.log(cost) + at
        used, moving = 0.0, 0.0
        if t == sheet.placement:
            hours[t] = 0.0
            for s in range(need.people):
                i = need.placed[s]
                e, rise = push_hours(sheet.push, need.logit[s], need.logs[t, i] - level)
                e = min(e, need.most[t, i])
                hours[t, i] = e
                used += e
                moving += rise
        elif sheet.columns[t, QUADRATIC] > 0.0:
            bend = max(sheet.columns[t, CURVATURE], 1e-12)
            for i in range(n):
                e = (need.logs[t, i] + need.rate[t, i] - price * cost) / bend
                hours[t, i] = min(max(e, 0.0), need.most[t, i])
                moving += price * cost / bend if 0.0 < e < need.most[t, i] else 0.0
                used += hours[t, i]
        elif need.earns[t]:
            for i in range(n):
                net = price * cost - need.rate[t, i]
                e = eta * (need.logs[t, i] - np.log(net)) if net > 0.0 else need.most[t, i]
                moving += eta * price * cost / net if net > 0.0 and 0.0 < e < need.most[t, i] else 0.0
                hours[t, i] = min(max(e, 0.0), need.most[t, i])
                used += hours[t, i]
        else:
            active = 0
            for i in range(n):
                e = eta * (need.logs[t, i] - level)
                active += 0.0 < e < need.most[t, i]
                e = min(max(e, 0.0), need.most[t, i])
                hours[t, i] = e
                used += e
            moving = eta * active
        total += cost * used
        slope -= cost * moving
    if stake.least > 0.0:
        total = _at_least(hours, sheet, stake)
    return total, slope


@nb.njit(cache=True, error_model="numpy")
def _at_least(hours: Floats, sheet: TaskSheet, stake: Stake) -> float:
    """Top everybody up to the least hours, by the plan; returns the cost-weighted sum."""
    total = 0.0
    for i in range(hours.shape[1]):
        whole = 0.0
        for t in range(hours.shape[0]):
            whole += hours[t, i]
        missing = stake.least - whole if whole < stake.least else 0.0
        for t in range(hours.shape[0]):
            hours[t, i] += stake.plan[t] * missing
            total += sheet.columns[t, COST] * hours[t, i]
    return total


@nb.njit(cache=True, error_model="numpy")
def _fill(start: float, close: float, need: Demand, sheet: TaskSheet, stake: Stake, hours: Floats) -> float:
    """Log of the least shadow price, not under the wage, at which the hours fit the budget (to a share `close`); `hours` holds the hours at it.

    start   a first guess (log), such as last month's price
    """
    wage = np.log(max(stake.wage, 1e-9))
    at = max(start, wage)
    total, slope = _hours_at(at, need, sheet, stake, hours)
    if total <= stake.budget and at > wage:
        high = at
        at = max(at + (stake.budget - total) / min(slope, -1e-12), wage)
        total, slope = _hours_at(at, need, sheet, stake, hours)
        if total <= stake.budget and at > wage:
            high = at
            at = wage
            total, slope = _hours_at(at, need, sheet, stake, hours)
    else:
        high = np.inf
    if total <= stake.budget:
        return at
    low, over, steep = at, total - stake.budget, slope
    for tries in range(90):
        if over <= close * stake.budget or high - low < 1e-11 or low - wage > 60.0:
            break
        at = low + min(over / max(-steep, 1e-12), 3.0)
        if high < np.inf and (at >= high or tries % 4 == 3):
            at = 0.5 * (low + high)  # across a jump of placement the slope misleads
        total, slope = _hours_at(at, need, sheet, stake, hours)
        if total > stake.budget:
            low, over, steep = at, total - stake.budget, slope
        else:
            high = at
            if stake.budget - total <= close * stake.budget:
                break
    if total > stake.budget and high < np.inf and over > close * stake.budget:
        at = high
        _hours_at(at, need, sheet, stake, hours)
    return at


@nb.njit(cache=True, error_model="numpy")
def caseload_hours(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake) -> tuple[Floats, float]:
    """Hours (tasks, n) of a month and the shadow price of an hour (minor units), never under the wage, never over the budget.

    Two passes: placement at the guessed price, help valued given that push; again at the price found where the first guess was off.
    """
    tasks, n = sheet.columns.shape[0], people.group.size
    hours = np.zeros((tasks, n))
    if n == 0:
        return hours, stake.wage
    found = marginals(people, stack, stake)
    rate, most, earns = _limits(people, stack, sheet, stake)
    placed, logit, entry, count = _placed(people, found, most, sheet, stake)
    push = np.zeros(n)
    at = np.log(max(stake.wage, stake.guess, 1e-9))
    for again in range(2):
        if count > 0:
            level = np.log(max(sheet.columns[sheet.placement, COST], 1e-12)) + at
            for s in range(count):
                push[placed[s]], _ = push_hours(sheet.push, logit[s], entry[placed[s]] - level)
        logs = _worth(people, stack, sheet, stake, found, push)
        for t in range(tasks):
            if t == sheet.placement:
                logs[t] = entry
            elif sheet.columns[t, QUADRATIC] == 0.0:
                for i in range(n):
                    logs[t, i] = np.log(logs[t, i]) if logs[t, i] > 1e-12 else _NOTHING
        need = Demand(logs, rate, most, earns, placed, logit, count)
        solved = _fill(at, 1e-7 if again == 1 or count == 0 else 1e-3, need, sheet, stake, hours)
        near = abs(solved - at) <= 0.05
        at = solved
        if count == 0:
            break
        if near:
            if again == 0:
                at = _fill(at, 1e-7, need, sheet, stake, hours)
            break
    _fit(hours, sheet, stake.budget)
    return hours, max(exponential(at), stake.wage)


@nb.njit(cache=True, error_model="numpy")
def _placed(people: Caseload, found: Floats, most: Floats, sheet: TaskSheet, stake: Stake) -> tuple[NDArray[np.int64], Floats, Floats, int]:
    """People whom a push could pay at the wage: their numbers, entry logits, log worth of a pushed entry (all n), and how many they are."""
    n = people.group.size
    placed = np.empty(n, dtype=np.int64)
    logit = np.empty(n)
    entry = np.full(n, _NOTHING)
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


@nb.njit(cache=True, error_model="numpy")
def _fit(hours: Floats, sheet: TaskSheet, budget: float) -> None:
    """Scale hours down where the least hours, or a jump of placement, put them over the budget."""
    total = 0.0
    for t in range(hours.shape[0]):
        for i in range(hours.shape[1]):
            total += sheet.columns[t, COST] * hours[t, i]
    if total > budget:
        share = max(budget, 0.0) / total
        for t in range(hours.shape[0]):
            for i in range(hours.shape[1]):
                hours[t, i] *= share


def staff_step(wanted: float, staff: float, plan: float, speed: float) -> float:
    """Next month's staff hours: a share `speed` of the gap to what is wanted, which is held between half and 1.5 times the plan."""
    target = min(max(wanted, 0.5 * plan), 1.5 * plan)
    return staff + speed * (target - staff)
