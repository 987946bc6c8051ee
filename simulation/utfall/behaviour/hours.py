"""Hours of a month: the marginal value of help by person and task, and water-filling under a budget.

For person i and task t the worth of e hours is m_it eta_t (1 - exp(-e / eta_t)) + a_t e (a: what an hour is paid by itself), so at
shadow price lambda of an hour

    e_it = eta_t (ln m_it - ln(lambda cost_t - a_t))     saturating
    e_it = (m_it + a_t - lambda cost_t) / curvature_t    quadratic
    placement: `placing`, for people out of the outcome

and lambda >= wage is the least price at which the sum fits the budget (`filling`). All caseloads of a month that look ahead alike are
filled in one call. `clients_time` adds what an hour is worth for the client's own sake, to a provider that weighs it.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logarithm
from utfall.base.sums import total
from utfall.behaviour.filling import BUDGET, FACTOR, MEANS, MISSION, PAY, PRICE, PUSH_FACTOR, WAGE, Demand, fill
from utfall.behaviour.lookup import HELP
from utfall.behaviour.marginals import Known, add_pushes, limits, marginals, worth_when_helped
from utfall.behaviour.placing import LEAST, placeable, push
from utfall.behaviour.shut import NOTHING, all_open, over_open, shut_entries, shut_hours
from utfall.behaviour.valuation.outlook import COST, LASTS, QUADRATIC, Stack, TaskSheet

__all__ = [
    "BUDGET",
    "FACTOR",
    "MEANS",
    "MISSION",
    "PAY",
    "PRICE",
    "PUSH_FACTOR",
    "WAGE",
    "Caseload",
    "Stake",
    "caseload_hours",
    "fill_caseloads",
]
Floats = NDArray[np.float64]
NEAR = 0.05  # a guess so near to the price found (difference of logs) that help need not be valued again


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


def caseload_hours(people: Caseload, stack: Stack, sheet: TaskSheet, stake: Stake, shut: NDArray[np.bool_] | None = None) -> tuple[Floats, float]:
    """Hours (tasks, n) of one caseload and the shadow price of an hour (minor units), never under the wage, never over the budget.

    shut   (tasks, n) whether a task is shut to a person (None: all are open)
    """
    n, tasks = people.group.size, sheet.columns.shape[0]
    order = np.argsort(people.group, kind="stable")
    known = Known(
        order.astype(np.int32),
        people.group[order].astype(np.int16),
        (1 - people.month[order]).astype(np.int32),
        people.state[order].astype(np.uint8),
        people.need_class[order].astype(np.int16),
        np.ascontiguousarray(people.progress[:, order]),
        np.ascontiguousarray(people.capability[:, order]),
        people.response[order],
        np.ascontiguousarray(people.received),
    )
    means = np.array([[stake.pay, stake.mission, stake.wage, stake.budget, stake.guess, stake.factor, stake.push_factor]], dtype=np.float64)
    hours, by_task = np.zeros((tasks, n)), np.zeros((1, tasks))
    all_ = np.ones(1, dtype=np.bool_)
    plan = np.ascontiguousarray(stake.plan[None, :])
    offsets, least, most = np.array([0, n]), float(stake.least), float(stake.most)
    closed = all_open() if shut is None or not shut.size else np.ascontiguousarray(shut[:, order])
    fill_caseloads(0, offsets, all_, means, plan, least, most, hours, by_task, closed, *known, stack, sheet)
    hours[:, order] = hours.copy()
    return hours, float(means[0, PRICE]) if n else float(stake.wage)


@nb.njit(cache=True, error_model="numpy")
def fill_caseloads(  # noqa: PLR0913, PLR0917
    now: int,
    offsets: NDArray[np.int64],
    mine: NDArray[np.bool_],
    means: Floats,
    plan: Floats,
    least: float,
    most_hours: float,
    hours: Floats,
    by_task: Floats,
    shut: NDArray[np.bool_],
    who: NDArray[np.int32],
    group: NDArray[np.int16],
    began: NDArray[np.int32],
    state: NDArray[np.uint8],
    need_class: NDArray[np.int16],
    progress: NDArray[np.int16],
    capability: Floats,
    response: Floats,
    received: Floats,
    stack: Stack,
    sheet: TaskSheet,
) -> None:
    """Fill the caseloads of the providers that are `mine` (P,), in contract month `now`: places offsets[p] to offsets[p + 1] of `Known`.

    means    (P, 7), see above; the shadow price is written back. plan (P, tasks) splits the least hours, which are `least` a person;
             most_hours is the most of one task
    hours    (tasks, n) and by_task (P, tasks), hours in all, are written
    shut     (tasks, n) whether a task is shut to a person; empty: all are open

    `Known` comes in column by column: as a named tuple it costs a call from Python some microseconds more, and it is a call of every month.
    """
    people = Known(who, group, began, state, need_class, progress, capability, response, received)
    bounds = (least, most_hours)
    most = 0
    for p in range(mine.size):
        most = max(most, offsets[p + 1] - offsets[p])
    room = np.empty((sheet.columns.shape[0], most))
    for p in range(mine.size):
        low, high = offsets[p], offsets[p + 1]
        if not mine[p] or low == high:
            continue
        filled = room.reshape(room.size)[: room.shape[0] * (high - low)].reshape(room.shape[0], high - low)
        closed = shut[:, low:high] if shut.size > 0 else shut
        means[p, PRICE] = _fill_one((low, high), now, people, stack, sheet, means[p], plan[p], bounds, closed, filled)
        for t in range(room.shape[0]):
            by_task[p, t] = total(filled[t])
            for s in range(high - low):
                hours[t, low + s] = filled[t, s]


@nb.njit(inline="always", error_model="numpy")
def _fill_one(  # noqa: PLR0913, PLR0917
    part: tuple[int, int],
    now: int,
    people: Known,
    stack: Stack,
    sheet: TaskSheet,
    means: Floats,
    plan: Floats,
    bounds: tuple[float, float],
    shut: NDArray[np.bool_],
    hours: Floats,
) -> float:
    """Hours (tasks, n) of one caseload, from place part[0] to before part[1], are written; returns the shadow price.

    Help is valued given the push that placement would be at the guessed price; again at the price found where the guess was far off.
    """
    wage, who = means[WAGE], people.who[part[0] : part[1]]
    looked = marginals(part, now, people, stack, sheet, (means[PAY], means[MISSION], max(wage, sheet.later)))
    rate, most, earns = limits(who, looked, people.received, sheet, means[PAY], bounds[1])
    if shut.size > 0:
        shut_entries(shut, sheet.placement, looked)
    placed = placeable(looked, most, sheet, wage, means[PUSH_FACTOR])
    logs, helped, pushed = np.empty(hours.shape), looked.found[HELP].copy(), np.empty(placed.place.size)
    spread = over_open(looked.month, plan, sheet.columns[:, LASTS], shut) if bounds[0] > 0.0 or sheet.clients > 0.0 else np.empty(0)
    need = Demand(who, logs, rate, most, earns, placed, shut, looked.month, spread)
    if sheet.placement >= 0:
        hours[sheet.placement] = 0.0
    at, near = logarithm(max(wage, means[PRICE], 1e-9)), False
    for _ in range(2):
        if pushed.size > 0:
            push(logarithm(max(sheet.columns[sheet.placement, COST], LEAST)) + at, placed, sheet.push, bounds[1], pushed)
            add_pushes(looked, placed.place, pushed, sheet, helped)
        worth_when_helped(part[0], looked, helped, people.capability, stack, sheet, means[FACTOR], logs)
        _take_logs(logs, sheet)
        if shut.size > 0:
            shut_hours(shut, logs, most)
        found = fill(at, need, sheet, means, plan, bounds, hours)
        near, at = abs(found - at) <= NEAR, found
        if near or pushed.size == 0:
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
