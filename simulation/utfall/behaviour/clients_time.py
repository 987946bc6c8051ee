"""Time that clients value, in the hours of a month: what a provider that weighs its clients' view gives beyond what helps.

A person who gets h hours this month is worth W (1 - 2^(-h / half)) more to the provider, whatever comes of it [prendergast-2007]: an
hour then earns r = W c exp(-c h) by itself (c = ln 2 / half), the same in every task, so that at shadow price lambda

    e_t = eta_t (ln m_t - ln(lambda cost_t - a_t - r)),    r = W c exp(-c sum_t e_t)

has one solution below the price of an hour by the plan, or the rest up to that price is given by the plan, where no task is worth
anything. Pushes into the outcome are time too, and are not moved by it.
"""

from math import log

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logarithm
from utfall.base.sums import total
from utfall.behaviour.placing import LEAST
from utfall.behaviour.valuation.outlook import COST, CURVATURE, ETA, LASTS, QUADRATIC, TaskSheet

Floats = NDArray[np.float64]
LN2 = log(2.0)
TRIES = 60
NEAR = 1e-11  # of the price of an hour


@nb.njit(cache=True, error_model="numpy")
def with_clients_time(  # noqa: PLR0913, PLR0917
    price: float,
    logs: Floats,
    earns: tuple[Floats, Floats],
    spread: Floats,
    month: NDArray[np.int32],
    shut: NDArray[np.bool_],
    sheet: TaskSheet,
    plan: Floats,
    most: float,
    hours: Floats,
) -> tuple[float, float]:
    """Hours (tasks, n) at the price of an hour, minor units, written; placement is read. Returns the cost-weighted sum and its slope in ln price.

    logs, earns, spread, month, shut   as `filling.Demand` has them: (rate, most), empty where no hour earns by itself
    """
    tasks, n = hours.shape
    worth, c = sheet.clients * LN2 / sheet.half_satisfied, LN2 / sheet.half_satisfied
    by_plan, slope, used = 0.0, 0.0, 0.0
    for t in range(tasks):
        by_plan += plan[t] * sheet.columns[t, COST]
    top = price * max(by_plan, LEAST)
    for s in range(n):
        pushed = hours[sheet.placement, s] if sheet.placement >= 0 else 0.0
        given, _, _ = _given(price, top * (1.0 - NEAR), s, logs, earns, sheet, most, hours)
        missing = logarithm(worth / top) / c - given - pushed
        if missing > 0.0:
            slope -= by_plan / c
            _by_plan(missing * (spread[s] if spread.size > 0 else 1.0), s, month, shut, sheet, plan, hours)
            continue
        low, high, r = 0.0, top, 0.5 * top
        for _ in range(TRIES):
            given, more, _ = _given(price, r, s, logs, earns, sheet, most, hours)
            found = worth * exponential(-c * (given + pushed))
            if found > r:
                low = r
            else:
                high = r
            after = r + (found - r) / (1.0 + c * found * more)
            if not low < after < high:
                after = 0.5 * (low + high)
            near, r = abs(after - r) <= NEAR * top, after
            if near:
                break
        given, more, weighted = _given(price, r, s, logs, earns, sheet, most, hours)
        slope -= weighted / (1.0 + c * r * more)
    for t in range(tasks):
        used += sheet.columns[t, COST] * total(hours[t])
    return used, slope


@nb.njit(inline="always", error_model="numpy")
def _given(
    price: float, r: float, s: int, logs: Floats, earns: tuple[Floats, Floats], sheet: TaskSheet, most: float, hours: Floats
) -> tuple[float, float, float]:
    """Write one person's hours where each earns r; returns them in all, their slope in r, and their cost-weighted fall in ln price."""
    given, more, weighted = 0.0, 0.0, 0.0
    rate, upto = earns
    for t in range(hours.shape[0]):
        if t == sheet.placement:
            continue
        cost = price * max(sheet.columns[t, COST], LEAST)
        own, at_most = (rate[t, s], upto[t, s]) if upto.shape[1] > 0 else (0.0, most)
        net = cost - own - r
        if sheet.columns[t, QUADRATIC] > 0.0:
            bend = max(sheet.columns[t, CURVATURE], LEAST)
            e, steep = (logs[t, s] - net) / bend, 1.0 / bend
        else:
            eta = sheet.columns[t, ETA]
            e = eta * (logs[t, s] - logarithm(net)) if net > 0.0 else (at_most if logs[t, s] > -1e29 else 0.0)
            steep = eta / net if net > 0.0 else 0.0
        if 0.0 < e < at_most:
            more += steep
            weighted += sheet.columns[t, COST] * steep * cost
        hours[t, s] = min(max(e, 0.0), at_most)
        given += hours[t, s]
    return given, more, weighted


@nb.njit(inline="always", error_model="numpy")
def _by_plan(missing: float, s: int, month: NDArray[np.int32], shut: NDArray[np.bool_], sheet: TaskSheet, plan: Floats, hours: Floats) -> None:
    """Add hours over the open tasks by the plan."""
    for t in range(hours.shape[0]):
        if plan[t] > 0.0 and month[s] <= sheet.columns[t, LASTS] and not (shut.size > 0 and shut[t, s]):
            hours[t, s] += plan[t] * missing
