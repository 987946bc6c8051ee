"""The month's hours held against what they are truly worth, compiled.

For a person and a task with e hours the e hours are cut into slices; at the middle h of each, with response R(h),

    private(h) = pay x value of response x R'(h) + what an hour earns by itself;   social(h) = value of response x R'(h)

are compared with the wage x cost of the task: a slice is gaming where private > wage x cost > social. Placement: the value of a pushed
entry times the slope of logistic(l + psi (1 - exp(-h / eta))). The next hour is a whole one; of the tasks that may be given the best
counts.
"""

from typing import Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logistic
from utfall.behaviour.filling import PAY
from utfall.behaviour.marginals import ENTRY, LOGIT, Known, limits, marginals, worth_of_hours
from utfall.behaviour.valuation.outlook import BOOST, COST, CURVATURE, ETA, LASTS, QUADRATIC, Stack, TaskSheet

Floats = NDArray[np.float64]
SLICES = 8
#: rows of the totals by task: hours looked at, of them gaming, sums of first-hour values over the wage, how many looks
HOURS, GAMING, PRIVATE, SOCIAL, SEEN = 0, 1, 2, 3, 4


@nb.njit(cache=True, error_model="numpy")
def judge(  # noqa: PLR0913, PLR0917
    month: int,
    offsets: NDArray[np.int64],
    hours: Floats,
    shut: NDArray[np.bool_],
    means: Floats,
    productivity: Floats,
    who: NDArray[np.int32],
    group: NDArray[np.int16],
    began: NDArray[np.int32],
    state: NDArray[np.uint8],
    need_class: NDArray[np.int16],
    progress: NDArray[np.int16],
    capability: Floats,
    response: Floats,
    received: Floats,
    private: Stack,
    social: Stack,
    sheet: TaskSheet,
    judged: NDArray[np.bool_],
    wage: Floats,
    value: float,
    every: int,
    totals: Floats,
    next_hour: Floats,
    looks: NDArray[np.int16],
) -> None:
    """Add to the totals by task (5, tasks), to each person's worth of the next hour over its cost, and to its looks (N,).

    shut                  (tasks, served) whether a task is shut to a person; empty: all are open
    means, productivity   (P, 7), whose share of pay is read, and (P,)
    who, group, began, progress   those served, as `Known` has them: recorded progress is what pays
    state .. received     everybody as they truly are before the month, by number of the person
    private, social       values of what the contract pays, and of outcome time; sheet: tasks, alike for both
    judged, wage          (P,) whether a provider is judged by these tables, and its wage (minor units)
    value                 what a full-time month is worth to society (minor units)
    every                 each month one served person in so many is looked at, all in turn
    """
    seen, truth = (who, group, began, progress), (state, need_class, capability, response, received)
    for p in range(judged.size):
        if not judged[p] or offsets[p] == offsets[p + 1]:
            continue
        places = _in_turn(month, who, (offsets[p], offsets[p + 1]), every)
        if places.size > 0:
            people = _as_they_are(places, seen, truth, productivity[p])
            given, closed = _at(places, hours), _at(places, shut)
            _hold_against(month, people, given, private, social, sheet, (means[p, PAY], value, wage[p]), (totals, next_hour, looks), closed)


@nb.njit(inline="always", error_model="numpy")
def _at(places: NDArray[np.int64], rows: NDArray[Any]) -> NDArray[Any]:
    """Columns of rows (tasks, n) at these places; none of no rows."""
    found = np.empty((rows.shape[0], places.size), rows.dtype)
    for t in range(rows.shape[0]):
        for s in range(places.size):
            found[t, s] = rows[t, places[s]]
    return found


@nb.njit(inline="always", error_model="numpy")
def _in_turn(month: int, who: NDArray[np.int32], part: tuple[int, int], every: int) -> NDArray[np.int64]:
    """Places in `who` of those whose turn it is."""
    places = np.empty(part[1] - part[0], np.int64)
    count = 0
    for i in range(part[0], part[1]):
        places[count] = i
        count += (who[i] + month) % every == 0
    return places[:count]


@nb.njit(inline="always", error_model="numpy")
def _as_they_are(
    places: NDArray[np.int64],
    seen: tuple[NDArray[np.int32], NDArray[np.int16], NDArray[np.int32], NDArray[np.int16]],
    truth: tuple[NDArray[np.uint8], NDArray[np.int16], Floats, Floats, Floats],
    skill: float,
) -> Known:
    """The persons at these places with their true state, need, capability, and response to help of such productivity."""
    n, (who, group, began, progress), (state, need_class, capability, response, received) = places.size, seen, truth
    people = Known(
        np.empty(n, np.int32),
        np.empty(n, np.int16),
        np.empty(n, np.int32),
        np.empty(n, np.uint8),
        np.empty(n, np.int16),
        np.empty((progress.shape[0], n), np.int16),
        np.empty((capability.shape[0], n)),
        np.empty(n),
        received,
    )
    for s in range(n):
        place = places[s]
        i = who[place]
        people.who[s], people.group[s], people.began[s] = i, group[place], began[place]
        people.state[s], people.need_class[s], people.response[s] = state[i], need_class[i], skill * response[i]
        for r in range(progress.shape[0]):
            people.progress[r, s] = progress[r, place]
        for j in range(capability.shape[0]):
            people.capability[j, s] = capability[j, i]
    return people


@nb.njit(inline="always", error_model="numpy")
def _hold_against(  # noqa: PLR0913
    month: int,
    people: Known,
    hours: Floats,
    private: Stack,
    social: Stack,
    sheet: TaskSheet,
    stakes: tuple[float, float, float],
    out: tuple[Floats, Floats, NDArray[np.int16]],
    shut: NDArray[np.bool_],
) -> None:
    """One provider's people: slices of hours given, and the next hour. `stakes`: pay, social value, wage."""
    totals, next_hour, looks = out
    (pay, value, wage), who = stakes, people.who
    all_ = (0, who.size)
    push = hours[max(sheet.placement, 0), : who.size if sheet.placement >= 0 else 0]
    own = marginals(all_, month, people, private, sheet, (pay, 0.0, wage))
    common = marginals(all_, month, people, social, sheet, (0.0, value, wage))
    own_worth, worth = np.empty(hours.shape), np.empty(hours.shape)
    worth_of_hours(all_, own, people.capability, private, sheet, push, 1.0, own_worth)
    worth_of_hours(all_, common, people.capability, social, sheet, push, 1.0, worth)
    rates, mosts, _ = limits(who, own, people.received, sheet, pay, np.inf)
    best = np.zeros(who.size)
    for t in range(hours.shape[0]):
        row, placed = sheet.columns[t], t == sheet.placement
        price = wage * max(row[COST], 1e-12)
        whole = row[ETA] * (1.0 - exponential(-1.0 / row[ETA]))  # response of a first hour, per unit of its slope
        for s in range(who.size):
            e = hours[t, s]
            if month - people.began[s] + 1 > row[LASTS] or (placed and own.state[s] != 0) or (shut.shape[0] > 0 and shut[t, s]):
                totals[HOURS, t] += e
                continue
            rate, most = (rates[t, s], mosts[t, s]) if rates.shape[1] > 0 else (0.0, np.inf)
            mine, theirs = (own.found[ENTRY, s], common.found[ENTRY, s]) if placed else (own_worth[t, s], worth[t, s])
            logits = (own.found[LOGIT, s], common.found[LOGIT, s]) if placed else (0.0, 0.0)
            if placed:
                first_mine, first_theirs = _pushed(0.0, mine, logits[0], row), _pushed(0.0, theirs, logits[1], row)
                following = _pushed(e, theirs, logits[1], row) if e > 0.0 else first_theirs
            elif row[QUADRATIC] > 0.0:
                first_mine, first_theirs = mine - 0.5 * row[CURVATURE], theirs - 0.5 * row[CURVATURE]
                following = theirs - row[CURVATURE] * (e + 0.5)
            else:
                first_mine, first_theirs = mine * whole, theirs * whole
                following = first_theirs * exponential(-e / row[ETA]) if e > 0.0 else first_theirs
            best[s] = max(best[s], following / price)
            totals[PRIVATE, t] += (first_mine + rate) / price
            totals[SOCIAL, t] += first_theirs / price
            totals[SEEN, t] += 1.0
            totals[HOURS, t] += e
            if e > 0.0 and (placed or max(mine, 0.0) + rate > price):
                totals[GAMING, t] += _gaming(e, (mine, theirs), logits, (rate, most, price), placed, row)
    for s in range(who.size):
        next_hour[who[s]] += best[s]
        looks[who[s]] += 1


@nb.njit(inline="always", error_model="numpy")
def _gaming(
    e: float, worth: tuple[float, float], logits: tuple[float, float], earned: tuple[float, float, float], placed: bool, row: Floats
) -> float:
    """Hours in slices with private > price > social; `earned`: what an hour earns by itself, for how many hours, and the price."""
    found = 0
    rate, most, price = earned
    for k in range(SLICES):
        h = e * (k + 0.5) / SLICES
        if _slope(h, worth[1], logits[1], placed, row) < price < _slope(h, worth[0], logits[0], placed, row) + (rate if h <= most else 0.0):
            found += 1
    return e * found / SLICES


@nb.njit(cache=True, error_model="numpy")
def _slope(h: float, worth: float, logit: float, placed: bool, row: Floats) -> float:
    """Marginal value of hour h."""
    if row[QUADRATIC] > 0.0:
        return worth - row[CURVATURE] * h
    left = exponential(-h / row[ETA])
    if not placed:
        return worth * left
    chance = logistic(logit + row[BOOST] * (1.0 - left))
    return worth * chance * (1.0 - chance) * row[BOOST] * left / row[ETA]


@nb.njit(cache=True, error_model="numpy")
def _pushed(e: float, worth: float, logit: float, row: Floats) -> float:
    """Value of an hour of placement after e hours."""
    first, last = exponential(-e / row[ETA]), exponential(-(e + 1.0) / row[ETA])
    return worth * (logistic(logit + row[BOOST] * (1.0 - last)) - logistic(logit + row[BOOST] * (1.0 - first)))
