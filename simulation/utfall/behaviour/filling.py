"""Water-filling: the least price of an hour, not under the wage, at which the hours that people could use fit the budget.

Newton's method from the left, exact in a few steps where all tasks saturate, kept inside a bracket because placement jumps.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import CLOSE, exponential, logarithm
from utfall.base.sums import total
from utfall.behaviour.clients_time import with_clients_time
from utfall.behaviour.placing import LEAST, Placeable, push
from utfall.behaviour.valuation.outlook import COST, CURVATURE, ETA, LASTS, QUADRATIC, TaskSheet

Floats = NDArray[np.float64]
#: columns of the means of a caseload: share of pay, minor units per full-time month, minor units per hour, cost-weighted hours to give at
#: most, last month's shadow price (0: none), factors on marginal values and on pushed entries
PAY, MISSION, WAGE, BUDGET, PRICE, FACTOR, PUSH_FACTOR = 0, 1, 2, 3, 4, 5, 6
MEANS = 7


class Demand(NamedTuple):
    """What people could use, as the search for the shadow price reads it.

    who       (n,) numbers of the persons
    logs      (tasks, n) log of the worth of the first hour (quadratic: its worth); -1e30 for nothing
    rate, most (tasks, n) what an hour earns by itself; hours at most (empty: no task earns by the hour)
    earns     (tasks,) whether anybody's hours earn by themselves
    placed    whom a push could pay; the row of the placement task in `logs` is not read
    shut      (tasks, n) whether a task is shut to a person; empty: all are open
    month     (n,) person-month
    spread    (n,) what an hour missing comes to over the open tasks of the plan (`shut.over_open`); empty: all are open
    """

    who: NDArray[np.int32]
    logs: Floats
    rate: Floats
    most: Floats
    earns: NDArray[np.bool_]
    placed: Placeable
    shut: NDArray[np.bool_]
    month: NDArray[np.int32]
    spread: Floats


@nb.njit(cache=True, error_model="numpy")
def fill(start: float, need: Demand, sheet: TaskSheet, means: Floats, plan: Floats, bounds: tuple[float, float], hours: Floats) -> float:
    """Log of the least shadow price, not under the wage, at which the hours fit the budget (to a share `CLOSE`); `hours` holds the hours at it.

    start   a first guess (log), such as last month's price
    hours   (tasks, n); 0 where the placement task is not for a person
    """
    wage, budget = logarithm(max(means[WAGE], 1e-9)), means[BUDGET]
    at, high, low, over, steep, used, tries = max(start, wage), np.inf, -np.inf, 0.0, 0.0, 0.0, 0
    for step in range(93):
        used, slope = _hours_at(at, need, sheet, plan, bounds, hours)
        if used > budget:
            low, over, steep = at, used - budget, slope
        elif low == -np.inf:  # too dear so far: down towards the wage, by the slope and then at once
            if at <= wage or budget - used <= CLOSE * budget:
                return at
            high = at
            at = max(at + (budget - used) / min(slope, -1e-12), wage) if step < 2 else wage
            continue
        else:
            high = at
            if budget - used <= CLOSE * budget:
                break
        if over <= CLOSE * budget or high - low < 1e-11 or low - wage > 60.0:
            break
        at = low + min(over / max(-steep, 1e-12), 3.0)
        if high < np.inf and (at >= high or tries % 4 == 3):
            at = 0.5 * (low + high)  # across a jump of placement the slope misleads
        tries += 1
    if high < np.inf and abs(used - budget) > CLOSE * budget:
        _across(low, high, need, sheet, (budget, plan, bounds), hours)
        at = high
    return at


@nb.njit(inline="always", error_model="numpy")
def _across(low: float, high: float, need: Demand, sheet: TaskSheet, given: tuple[float, Floats, tuple[float, float]], hours: Floats) -> None:
    """Across a jump (an hour that earns just what it costs, a push) both sides are worth the same: the dear side's hours, and the
    cheap side's for one person after another, by their numbers, while the budget lasts, so that courses are finished rather than spread thin.

    given   budget, plan, bounds
    """
    budget, plan, bounds = given
    cheap = np.zeros_like(hours)
    _hours_at(low, need, sheet, plan, bounds, cheap)
    used, _ = _hours_at(high, need, sheet, plan, bounds, hours)
    left = budget - used
    for s in np.argsort(need.who):
        more = 0.0
        for t in range(hours.shape[0]):
            more += sheet.columns[t, COST] * (cheap[t, s] - hours[t, s])
        if more <= 0.0:
            continue
        share = min(left / more, 1.0)
        for t in range(hours.shape[0]):
            hours[t, s] += share * (cheap[t, s] - hours[t, s])
        left -= share * more
        if left <= 0.0:
            break


@nb.njit(cache=True, error_model="numpy")
def _hours_at(at: float, need: Demand, sheet: TaskSheet, plan: Floats, bounds: tuple[float, float], hours: Floats) -> tuple[float, float]:
    """Hours at a shadow price exp(at), written into `hours` (tasks, n); returns the cost-weighted sum and its slope in `at`."""
    used, slope, pushed = 0.0, 0.0, np.empty(need.placed.place.size)
    price = exponential(at)
    for t in range(hours.shape[0]):
        cost, eta = max(sheet.columns[t, COST], LEAST), sheet.columns[t, ETA]
        level = logarithm(cost) + at
        row, logs, moving = hours[t], need.logs[t], 0.0
        if t == sheet.placement:
            moving = push(level, need.placed, sheet.push, bounds[1], pushed)
            for c in range(pushed.size):
                i = need.placed.place[c]
                row[i] = min(pushed[c], need.most[t, i]) if need.most.shape[1] > 0 else pushed[c]
        elif sheet.columns[t, QUADRATIC] > 0.0:
            moving = _bend(price * cost, max(sheet.columns[t, CURVATURE], LEAST), t, need, bounds[1], row)
        elif need.earns[t]:
            moving = _saturate_paid(price * cost, eta, t, need, row)
        else:
            moving = eta * _saturate(level, eta, logs, bounds[1], row)
        used += cost * total(row)
        slope -= cost * moving
    if sheet.clients > 0.0:
        earns = need.rate, need.most
        used, slope = with_clients_time(price, need.logs, earns, need.spread, need.month, need.shut, sheet, plan, bounds[1], hours)
    if bounds[0] > 0.0:
        used, still = _at_least(hours, need, sheet, plan, bounds)
        slope += still
    return used, slope


@nb.njit(inline="always", error_model="numpy")
def _saturate(level: float, eta: float, logs: Floats, most: float, row: Floats) -> int:
    """Hours of a task whose hours earn nothing by themselves; returns how many lie between the bounds."""
    active = 0
    for s in range(row.size):
        hours = eta * (logs[s] - level)
        row[s] = min(max(hours, 0.0), most)
        active += (hours > 0.0) & (hours < most)
    return active


@nb.njit(inline="always", error_model="numpy")
def _saturate_paid(price: float, eta: float, t: int, need: Demand, row: Floats) -> float:
    """Hours of a task some of whose hours earn by themselves; returns minus their slope in the log price."""
    moving = 0.0
    for s in range(row.size):
        net, most = price - need.rate[t, s], need.most[t, s]
        e = eta * (need.logs[t, s] - logarithm(net)) if net > 0.0 else most
        moving += eta * price / net if net > 0.0 and 0.0 < e < most else 0.0
        row[s] = min(max(e, 0.0), most)
    return moving


@nb.njit(inline="always", error_model="numpy")
def _bend(price: float, bend: float, t: int, need: Demand, at_most: float, row: Floats) -> float:
    """Hours of a task of quadratic cost; returns minus their slope in the log price."""
    moving = 0.0
    for s in range(row.size):
        rate, most = (need.rate[t, s], need.most[t, s]) if need.most.shape[1] > 0 else (0.0, at_most)
        e = (need.logs[t, s] + rate - price) / bend
        row[s] = min(max(e, 0.0), most)
        moving += price / bend if 0.0 < e < most else 0.0
    return moving


@nb.njit(inline="always", error_model="numpy")
def _at_least(hours: Floats, need: Demand, sheet: TaskSheet, plan: Floats, bounds: tuple[float, float]) -> tuple[float, float]:
    """Top everybody up to the least hours, by the plan; returns the cost-weighted sum, and what of the slope falls away.

    Who is topped up gets the same hours at any price: an hour less of saturating tasks is an hour more by the plan.
    """
    tasks, n = hours.shape
    missing, by_plan, still = np.zeros(n), 0.0, 0.0
    for t in range(tasks):
        by_plan += plan[t] * sheet.columns[t, COST]
        for s in range(n):
            missing[s] += hours[t, s]
    for s in range(n):
        missing[s] = max(bounds[0] - missing[s], 0.0)
    for s in range(need.spread.size):
        missing[s] *= need.spread[s]
    used = 0.0
    for t in range(tasks):
        row, active = hours[t], 0
        if t != sheet.placement and sheet.columns[t, QUADRATIC] == 0.0 and not need.earns[t]:
            for s in range(n):
                active += (missing[s] > 0.0) & (row[s] > 0.0) & (row[s] < bounds[1])
            still += by_plan * sheet.columns[t, ETA] * active
        if plan[t] != 0.0 and need.spread.size == 0:
            for s in range(n):
                row[s] += plan[t] * missing[s]
        elif plan[t] != 0.0:
            last = np.int32(min(sheet.columns[t, LASTS], 2.0**30))
            for s in range(n):
                row[s] += plan[t] * missing[s] if need.month[s] <= last else 0.0
            for s in range(need.shut.shape[1]):
                row[s] = 0.0 if need.shut[t, s] else row[s]
        used += sheet.columns[t, COST] * total(row)
    return used, still
