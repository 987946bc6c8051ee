"""Hours of a month: the marginal value of help by person and task, and water-filling under a budget.

For person i and task t the worth of e hours is m_it eta_t (1 - exp(-e / eta_t)) + a_t e (a: what an hour is paid by itself), so at
shadow price lambda of an hour

    e_it = eta_t (ln m_it - ln(lambda cost_t - a_t))     saturating
    e_it = (m_it + a_t - lambda cost_t) / curvature_t    quadratic
    placement: `valuation.push`, for people out of the outcome

and lambda >= wage is the least price at which the sum fits the budget: Newton's method from the left, exact in a few steps where
all tasks saturate, kept inside a bracket because placement jumps. All caseloads of a month that look ahead alike are filled in one call.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logarithm
from utfall.base.sums import total
from utfall.behaviour.marginals import LEAST, NOTHING, Known, limits, marginals, worth_of_hours, worth_placing
from utfall.behaviour.valuation.outlook import COST, CURVATURE, ETA, QUADRATIC, Stack, TaskSheet
from utfall.behaviour.valuation.push import push_hours

__all__ = ["Caseload", "Stake", "caseload_hours", "fill_caseloads", "staff_step"]
Floats = NDArray[np.float64]
#: columns of the means of a caseload: share of pay, minor units per full-time month, minor units per hour, cost-weighted hours to give at
#: most, last month's shadow price (0: none), factors on marginal values and on pushed entries
PAY, MISSION, WAGE, BUDGET, PRICE, FACTOR, PUSH_FACTOR = 0, 1, 2, 3, 4, 5, 6
MEANS = 7


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
    most                 hours of one task that a person can take in a month
    guess                where to look for the shadow price first (last month's), minor units; 0: at the wage
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


def caseload_hours(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake) -> tuple[Floats, float]:
    """Hours (tasks, n) of one caseload and the shadow price of an hour (minor units), never under the wage, never over the budget."""
    n, tasks = people.group.size, sheet.columns.shape[0]
    known = Known(
        people.group.astype(np.int16),
        (1 - people.month).astype(np.int32),
        people.state.astype(np.uint8),
        people.need_class.astype(np.int16),
        people.progress,
        np.arange(people.progress.shape[0]),
        people.capability,
        people.received,
        people.response,
    )
    means = np.array([[stake.pay, stake.mission, stake.wage, stake.budget, stake.guess, stake.factor, stake.push_factor]], dtype=np.float64)
    hours, by_task = np.zeros((tasks, n)), np.zeros((1, tasks))
    all_ = np.ones(1, dtype=np.bool_)
    plan = np.ascontiguousarray(stake.plan[None, :])
    bounds = (float(stake.least), float(stake.most))
    fill_caseloads(0, np.arange(n, dtype=np.int32), np.array([0, n]), all_, known, stack, sheet, means, plan, bounds, hours, by_task)
    return hours, float(means[0, PRICE]) if n else float(stake.wage)


@nb.njit(cache=True, error_model="numpy")
def fill_caseloads(  # noqa: PLR0913, PLR0917
    now: int,
    served: NDArray[np.int32],
    offsets: NDArray[np.int64],
    mine: NDArray[np.bool_],
    people: Known,
    stack: Stack,
    sheet: TaskSheet,
    means: Floats,
    plan: Floats,
    bounds: tuple[float, float],
    hours: Floats,
    by_task: Floats,
) -> None:
    """Fill the caseloads of the providers that are `mine` (P,): persons served[offsets[p]:offsets[p + 1]], in contract month `now`.

    means    (P, 7), see above; the shadow price is written back. plan (P, tasks) splits the least hours, which are bounds[0] a person;
             bounds[1] is the most of one task
    hours    (tasks, served) and by_task (P, tasks), hours in all, are written
    """
    most = 0
    for p in range(mine.size):
        most = max(most, offsets[p + 1] - offsets[p])
    room = np.empty((sheet.columns.shape[0], most))
    for p in range(mine.size):
        low, high = offsets[p], offsets[p + 1]
        if not mine[p] or low == high:
            continue
        filled = room.reshape(room.size)[: room.shape[0] * (high - low)].reshape(room.shape[0], high - low)
        means[p, PRICE] = _fill_one(served[low:high], now, people, stack, sheet, means[p], plan[p], bounds, filled)
        for t in range(room.shape[0]):
            by_task[p, t] = total(filled[t])
            for s in range(high - low):
                hours[t, low + s] = filled[t, s]


class Demand(NamedTuple):
    """What people could use, as the search for the shadow price reads it.

    logs      (tasks, n) log of the worth of the first hour (quadratic: its worth); -1e30 for nothing
    rate, most (tasks, n) what an hour earns by itself; hours at most (empty: no task earns by the hour)
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
def _fill_one(  # noqa: PLR0913
    who: NDArray[np.int32],
    now: int,
    people: Known,
    stack: Stack,
    sheet: TaskSheet,
    means: Floats,
    plan: Floats,
    bounds: tuple[float, float],
    hours: Floats,
) -> float:
    """Hours (tasks, n) of one caseload are written; returns the shadow price.

    Two passes: placement at the guessed price, help valued given that push; again at the price found where the first guess was off.
    """
    tasks, n = hours.shape
    wage = means[WAGE]
    looked = marginals(who, now, people, stack, sheet, (means[PAY], means[MISSION], wage, 1.0))
    rate, most, earns = limits(who, looked, people.received, sheet, means[PAY], bounds[1])
    logs = np.empty((tasks, n))
    count, places = 0, n if sheet.placement >= 0 else 0
    placed, logit, push = np.empty(places, np.int64), np.empty(places), np.zeros(places)
    if places > 0:
        count = worth_placing(looked, most, sheet, wage, means[PUSH_FACTOR], logs[sheet.placement], placed, logit)
    need = Demand(logs, rate, most, earns, placed, logit, count)
    at = logarithm(max(wage, means[PRICE], 1e-9))
    again, refined = False, False
    while True:
        if not refined:
            if count > 0:
                level = logarithm(max(sheet.columns[sheet.placement, COST], LEAST)) + at
                for s in range(count):
                    push[placed[s]], _ = push_hours(sheet.push, logit[s], logs[sheet.placement, placed[s]] - level)
            worth_of_hours(who, looked, people.capability, stack, sheet, push[: n if count > 0 else 0], means[FACTOR], logs)
            _take_logs(logs, sheet)
        last = again or refined or count == 0
        solved = _fill(at, 1e-7 if last else 1e-3, need, sheet, means, plan, bounds, hours)
        refined, again = abs(solved - at) <= 0.05, True
        at = solved
        if last:
            break
    _fit(hours, sheet, means[BUDGET])
    return max(exponential(at), wage)


@nb.njit(inline="always", error_model="numpy")
def _take_logs(logs: Floats, sheet: TaskSheet) -> None:
    """Worth becomes its log where a task saturates; placement has it already."""
    for t in range(logs.shape[0]):
        if t != sheet.placement and sheet.columns[t, QUADRATIC] == 0.0:
            row = logs[t]
            for s in range(row.size):
                found = logarithm(max(row[s], LEAST))
                row[s] = found if row[s] > LEAST else NOTHING


@nb.njit(cache=True, error_model="numpy")
def _fill(
    start: float, close: float, need: Demand, sheet: TaskSheet, means: Floats, plan: Floats, bounds: tuple[float, float], hours: Floats
) -> float:
    """Log of the least shadow price, not under the wage, at which the hours fit the budget (to a share `close`); `hours` holds the hours at it.

    start   a first guess (log), such as last month's price
    """
    wage, budget = logarithm(max(means[WAGE], 1e-9)), means[BUDGET]
    at, high, low, over, steep, used, tries = max(start, wage), np.inf, -np.inf, 0.0, 0.0, 0.0, 0
    for step in range(93):
        used, slope = _hours_at(at, need, sheet, plan, bounds, hours)
        if used > budget:
            low, over, steep = at, used - budget, slope
        elif low == -np.inf:  # too dear so far: down towards the wage, by the slope and then at once
            if at <= wage:
                return at
            high = at
            at = max(at + (budget - used) / min(slope, -1e-12), wage) if step == 0 else wage
            continue
        else:
            high = at
            if budget - used <= close * budget:
                break
        if over <= close * budget or high - low < 1e-11 or low - wage > 60.0:
            break
        at = low + min(over / max(-steep, 1e-12), 3.0)
        if high < np.inf and (at >= high or tries % 4 == 3):
            at = 0.5 * (low + high)  # across a jump of placement the slope misleads
        tries += 1
    if high < np.inf and abs(used - budget) > close * budget:
        _across(low, high, need, sheet, (budget, plan, bounds), hours)
        at = high
    return at


@nb.njit(inline="always", error_model="numpy")
def _across(low: float, high: float, need: Demand, sheet: TaskSheet, given: tuple[float, Floats, tuple[float, float]], hours: Floats) -> None:
    """Across a jump (an hour that earns just what it costs, a push) both sides are worth the same: the dear side's hours, and the
    cheap side's for one person after another while the budget lasts, so that courses are finished rather than spread thin.

    given   budget, plan, bounds
    """
    budget, plan, bounds = given
    cheap = np.zeros_like(hours)
    _hours_at(low, need, sheet, plan, bounds, cheap)
    used, _ = _hours_at(high, need, sheet, plan, bounds, hours)
    left = budget - used
    for s in range(hours.shape[1]):
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
    used, slope = 0.0, 0.0
    price = exponential(at)
    for t in range(hours.shape[0]):
        cost, eta = max(sheet.columns[t, COST], LEAST), sheet.columns[t, ETA]
        level = logarithm(cost) + at
        row, logs, moving = hours[t], need.logs[t], 0.0
        if t == sheet.placement:
            for s in range(row.size):
                row[s] = 0.0
            for s in range(need.people):
                i = need.placed[s]
                e, rise = push_hours(sheet.push, need.logit[s], logs[i] - level)
                row[i] = min(e, need.most[t, i] if need.most.shape[1] > 0 else bounds[1])
                moving += rise
        elif sheet.columns[t, QUADRATIC] > 0.0:
            moving = _bend(price * cost, max(sheet.columns[t, CURVATURE], LEAST), t, need, bounds[1], row)
        elif need.earns[t]:
            moving = _saturate_paid(price * cost, eta, t, need, row)
        else:
            moving = eta * _saturate(level, eta, logs, bounds[1], row)
        used += cost * total(row)
        slope -= cost * moving
    if bounds[0] > 0.0:
        used = _at_least(hours, sheet, plan, bounds[0])
    return used, slope


@nb.njit(inline="always", error_model="numpy")
def _saturate(level: float, eta: float, logs: Floats, most: float, row: Floats) -> int:
    """Hours of a task whose hours earn nothing by themselves; returns how many lie between the bounds."""
    for s in range(row.size):
        row[s] = min(max(eta * (logs[s] - level), 0.0), most)
    active = 0
    for s in range(row.size):
        active += (row[s] > 0.0) & (row[s] < most)
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
def _at_least(hours: Floats, sheet: TaskSheet, plan: Floats, least: float) -> float:
    """Top everybody up to the least hours, by the plan; returns the cost-weighted sum."""
    tasks, n = hours.shape
    missing = np.zeros(n)
    for t in range(tasks):
        for s in range(n):
            missing[s] += hours[t, s]
    for s in range(n):
        missing[s] = max(least - missing[s], 0.0)
    used = 0.0
    for t in range(tasks):
        if plan[t] != 0.0:
            for s in range(n):
                hours[t, s] += plan[t] * missing[s]
        used += sheet.columns[t, COST] * total(hours[t])
    return used


@nb.njit(inline="always", error_model="numpy")
def _fit(hours: Floats, sheet: TaskSheet, budget: float) -> None:
    """Scale hours down where the least hours, or a jump of placement, put them over the budget."""
    used = 0.0
    for t in range(hours.shape[0]):
        used += sheet.columns[t, COST] * total(hours[t])
    if used > budget:
        share = max(budget, 0.0) / used
        for t in range(hours.shape[0]):
            for s in range(hours.shape[1]):
                hours[t, s] *= share


def staff_step(wanted: float, staff: float, plan: float, speed: float) -> float:
    """Next month's staff hours: a share `speed` of the gap to what is wanted, which is held between half and 1.5 times the plan."""
    target = min(max(wanted, 0.5 * plan), 1.5 * plan)
    return staff + speed * (target - staff)
