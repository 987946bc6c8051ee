"""The month's hours held against what they are truly worth, compiled.

For a person and a task with e hours the e hours are cut into slices; at the middle h of each, with response R(h),

    private(h) = pay x value of response x R'(h) + what an hour earns by itself;   social(h) = value of response x R'(h)

are compared with the wage x cost of the task: a slice is gaming where private > wage x cost > social. Placement: the value of a pushed
entry times the slope of logistic(l + psi (1 - exp(-h / eta))). The next hour is a whole one; of the tasks that may be given the best
counts.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logistic
from utfall.behaviour.marginals import Caseload, Stake, limits, marginals, worth_of_hours
from utfall.behaviour.valuation.outlook import BOOST, COST, CURVATURE, ETA, LASTS, QUADRATIC, Stack, TaskSheet

Floats = NDArray[np.float64]
SLICES = 8
#: rows of the totals by task: hours looked at, of them gaming, sums of first-hour values over the wage, how many looks
HOURS, GAMING, PRIVATE, SOCIAL, SEEN = 0, 1, 2, 3, 4


class TrueColumns(NamedTuple):
    """People as they are before the month, over all N.

    group, enrolled, need_class, state (N,); capability (J, N); response (N,); received (K, N) hours so far
    """

    group: NDArray[np.int16]
    enrolled: NDArray[np.int32]
    need_class: NDArray[np.int64]
    state: NDArray[np.uint8]
    capability: Floats
    response: Floats
    received: Floats


class Weights(NamedTuple):
    """By provider: whether it is judged by these tables, what it counts of pay, its wage (minor units), its productivity.

    social   what a full-time month is worth to society (minor units)
    every    each month one served person in so many is looked at, all in turn
    """

    judged: NDArray[np.bool_]
    pay: Floats
    wage: Floats
    productivity: Floats
    social: float
    every: int


@nb.njit(cache=True, error_model="numpy")
def judge(  # noqa: PLR0913, PLR0917
    month: int,
    served: NDArray[np.int32],
    offsets: NDArray[np.int64],
    people: TrueColumns,
    progress: NDArray[np.int16],
    hours: Floats,
    private: tuple[Stack, TaskSheet],
    social: tuple[Stack, TaskSheet],
    weights: Weights,
    out: tuple[Floats, Floats, NDArray[np.int64]],
) -> None:
    """Add to the totals by task (5, tasks), to each person's worth of the next hour over its cost, and to its looks (N,)."""
    for p in range(weights.judged.size):
        if not weights.judged[p]:
            continue
        places = _in_turn(month, served, (offsets[p], offsets[p + 1]), weights.every)
        if places.size == 0:
            continue
        persons = served[places]
        found = _gather(places, persons, month, people, progress, weights.productivity[p])
        given = np.empty((hours.shape[0], places.size))
        for t in range(hours.shape[0]):
            for s in range(places.size):
                given[t, s] = hours[t, places[s]]
        to_provider = _stake(weights.pay[p], 0.0, weights.wage[p], hours.shape[0])
        to_society = _stake(0.0, weights.social, weights.wage[p], hours.shape[0])
        _hold_against(persons, found, given, private, social, to_provider, to_society, out)


@nb.njit(cache=True, error_model="numpy")
def _in_turn(month: int, served: NDArray[np.int32], part: tuple[int, int], every: int) -> NDArray[np.int64]:
    """Places in `served` of those whose turn it is."""
    places = np.empty(part[1] - part[0], np.int64)
    count = 0
    for i in range(part[0], part[1]):
        if (served[i] + month) % every == 0:
            places[count] = i
            count += 1
    return places[:count]


@nb.njit(cache=True, error_model="numpy")
def _gather(
    places: NDArray[np.int64], persons: NDArray[np.int32], month: int, people: TrueColumns, progress: NDArray[np.int16], skill: float
) -> Caseload:
    """The true columns of those looked at; recorded progress, for that is what pays."""
    n = places.size
    group, months, state, need_class = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    row = np.empty((progress.shape[0], n), np.int16)
    capability, received, response = np.empty((people.capability.shape[0], n)), np.empty((people.received.shape[0], n)), np.empty(n)
    for s in range(n):
        i = persons[s]
        group[s], months[s] = people.group[i], month - people.enrolled[i] + 1
        state[s], need_class[s] = people.state[i], people.need_class[i]
        response[s] = skill * people.response[i]
        for r in range(progress.shape[0]):
            row[r, s] = progress[r, places[s]]
        for j in range(capability.shape[0]):
            capability[j, s] = people.capability[j, i]
        for t in range(received.shape[0]):
            received[t, s] = people.received[t, i]
    return Caseload(group, months, state, need_class, row, capability, received, response)


@nb.njit(cache=True, error_model="numpy")
def _stake(pay: float, mission: float, wage: float, tasks: int) -> Stake:
    return Stake(pay, mission, wage, np.inf, 0.0, np.inf, np.zeros(tasks), 0.0, 1.0, 1.0)


@nb.njit(cache=True, error_model="numpy")
def _hold_against(
    persons: NDArray[np.int32],
    people: Caseload,
    hours: Floats,
    private: tuple[Stack, TaskSheet],
    social: tuple[Stack, TaskSheet],
    to_provider: Stake,
    to_society: Stake,
    out: tuple[Floats, Floats, NDArray[np.int64]],
) -> None:
    """One provider's people: slices of hours given, and the next hour."""
    totals, next_hour, looks = out
    sheet = private[1]
    push = hours[max(sheet.placement, 0)] if sheet.placement >= 0 else np.zeros(persons.size)
    own, common = marginals(people, private[0], to_provider), marginals(people, social[0], to_society)
    own_worth = worth_of_hours(people, private[0], sheet, to_provider, own, push)
    worth = worth_of_hours(people, social[0], social[1], to_society, common, push)
    rate, most, _ = limits(people, private[0], sheet, to_provider)
    best = np.zeros(persons.size)
    for t in range(hours.shape[0]):
        row, placed = sheet.columns[t], t == sheet.placement
        price = to_society.wage * max(row[COST], 1e-12)
        whole = row[ETA] * (1.0 - exponential(-1.0 / row[ETA]))  # response of a first hour, per unit of its slope
        for s in range(persons.size):
            e = hours[t, s]
            if people.month[s] > row[LASTS] or (placed and people.state[s] != 0):
                totals[HOURS, t] += e
                continue
            mine, theirs = (own[s, 2], common[s, 2]) if placed else (own_worth[t, s], worth[t, s])
            if placed:
                first_mine, first_theirs = _pushed(0.0, mine, own[s, 4], row), _pushed(0.0, theirs, common[s, 4], row)
                following = _pushed(e, theirs, common[s, 4], row) if e > 0.0 else first_theirs
            elif row[QUADRATIC] > 0.0:
                first_mine, first_theirs = mine - 0.5 * row[CURVATURE], theirs - 0.5 * row[CURVATURE]
                following = theirs - row[CURVATURE] * (e + 0.5)
            else:
                first_mine, first_theirs = mine * whole, theirs * whole
                following = first_theirs * exponential(-e / row[ETA]) if e > 0.0 else first_theirs
            best[s] = max(best[s], following / price)
            totals[PRIVATE, t] += (first_mine + rate[t, s]) / price
            totals[SOCIAL, t] += first_theirs / price
            totals[SEEN, t] += 1.0
            totals[HOURS, t] += e
            if e > 0.0 and (placed or max(mine, 0.0) + rate[t, s] > price):
                logits = (own[s, 4], common[s, 4]) if placed else (0.0, 0.0)
                totals[GAMING, t] += _gaming(e, (mine, theirs), logits, (rate[t, s], most[t, s], price), placed, row)
    for s in range(persons.size):
        next_hour[persons[s]] += best[s]
        looks[persons[s]] += 1


@nb.njit(cache=True, error_model="numpy")
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


@nb.njit(inline="always", error_model="numpy")
def _slope(h: float, worth: float, logit: float, placed: bool, row: Floats) -> float:
    """Marginal value of hour h."""
    if row[QUADRATIC] > 0.0:
        return worth - row[CURVATURE] * h
    left = exponential(-h / row[ETA])
    if not placed:
        return worth * left
    chance = logistic(logit + row[BOOST] * (1.0 - left))
    return worth * chance * (1.0 - chance) * row[BOOST] * left / row[ETA]


@nb.njit(inline="always", error_model="numpy")
def _pushed(e: float, worth: float, logit: float, row: Floats) -> float:
    """Value of an hour of placement after e hours."""
    first, last = exponential(-e / row[ETA]), exponential(-(e + 1.0) / row[ETA])
    return worth * (logistic(logit + row[BOOST] * (1.0 - last)) - logistic(logit + row[BOOST] * (1.0 - first)))
