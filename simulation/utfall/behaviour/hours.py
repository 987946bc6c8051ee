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

from utfall.base.rules import exponential
from utfall.behaviour.marginals import NOTHING, Caseload, Stake, limits, marginals, worth_of_hours, worth_placing
from utfall.behaviour.valuation.outlook import COST, CURVATURE, ETA, QUADRATIC, Stack, TaskSheet
from utfall.behaviour.valuation.push import push_hours

__all__ = ["Caseload", "Stake", "caseload_hours", "staff_step"]
Floats = NDArray[np.float64]


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
    if high < np.inf and abs(total - stake.budget) > close * stake.budget:
        _across(low, high, need, sheet, stake, hours)
        at = high
    return at


@nb.njit(cache=True, error_model="numpy")
def _across(low: float, high: float, need: Demand, sheet: TaskSheet, stake: Stake, hours: Floats) -> None:
    """Across a jump (an hour that earns just what it costs, a push) both sides are worth the same: the dear side's hours, and the
    cheap side's for one person after another while the budget lasts, so that courses are finished rather than spread thin."""
    over = np.zeros_like(hours)
    _hours_at(low, need, sheet, stake, over)
    total, _ = _hours_at(high, need, sheet, stake, hours)
    left = stake.budget - total
    for i in range(hours.shape[1]):
        more = 0.0
        for t in range(hours.shape[0]):
            more += sheet.columns[t, COST] * (over[t, i] - hours[t, i])
        if more <= 0.0:
            continue
        share = min(left / more, 1.0)
        for t in range(hours.shape[0]):
            hours[t, i] += share * (over[t, i] - hours[t, i])
        left -= share * more
        if left <= 0.0:
            break


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
    rate, most, earns = limits(people, stack, sheet, stake)
    placed, logit, entry, count = worth_placing(people, found, most, sheet, stake)
    push = np.zeros(n)
    at = np.log(max(stake.wage, stake.guess, 1e-9))
    for again in range(2):
        if count > 0:
            level = np.log(max(sheet.columns[sheet.placement, COST], 1e-12)) + at
            for s in range(count):
                push[placed[s]], _ = push_hours(sheet.push, logit[s], entry[placed[s]] - level)
        logs = worth_of_hours(people, stack, sheet, stake, found, push)
        for t in range(tasks):
            if t == sheet.placement:
                logs[t] = entry
            elif sheet.columns[t, QUADRATIC] == 0.0:
                for i in range(n):
                    logs[t, i] = np.log(logs[t, i]) if logs[t, i] > 1e-12 else NOTHING
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
