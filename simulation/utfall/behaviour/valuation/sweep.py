"""The backward sweep: values of a person from ahead, and what help would add.

Let N(n', x) be the value next month of node n' at help x, F the value of this month's action:

    x1 = (1 - decay) x + gain
    out:   p0 = logistic(a - b d + on_entry x1), p1 = logistic(... + boost), D = min(p0, p1)
           F = N_out + D (N_durable - N_out) + (p1 - D) (N_shallow - N_out) - wage hours
    in:    q = logistic(q0 + c d - on_exit x1 [+ s]);  F = N_stay + q (N_out - N_stay) - wage hours

with the payments on each step and the month's outcome time added to N. The best of all candidate actions is taken; money,
outcome time and hours are carried apart so that they can be recombined. From the same N the cells of each served month are
made: slopes of F by finite difference, averaged over need inside each class.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import logistic
from utfall.behaviour.valuation.events import Happening, add_events

Floats = NDArray[np.float64]
#: what a cell holds, three numbers each (money, outcome time, hours): slope of F in x without a push; with the reference push;
#: value of a pushed entry; slope of F in the logit of lock-in
CELL = 12


class Grid(NamedTuple):
    """Help nodes and the two lookups into next month, by task phase and candidate.

    left, share   (phases, nodes of x, candidates) x1 lies `share` of the way from node `left` to the next
    used          (phases,) candidates in use
    hours, private (phases, candidates); push_hours (pushes,)
    """

    left: NDArray[np.int64]
    share: Floats
    used: NDArray[np.int64]
    hours: Floats
    private: Floats
    push_hours: Floats


class Chances(NamedTuple):
    """Monthly chances by task phase, need, x and candidate.

    durable, any   (phases, needs, x, candidates, pushes) entry that lasts by itself; entry of any kind
    leave          (2, phases, needs, x, candidates) exit from durable, shallow
    """

    durable: Floats
    any: Floats
    leave: Floats


class Steps(NamedTuple):
    """The product as arrays (`product.Product`), with phases by month; those of tasks (months + 1, 2) for who is out of the outcome, and in it.

    kept   (months + 2, nodes) where somebody can be (`reach.Blocks`)
    """

    state: NDArray[np.int8]
    product_phase: NDArray[np.int64]
    task_phase: NDArray[np.int64]
    follow: NDArray[np.int32]
    money: Floats
    kept: NDArray[np.bool_]


class Stakes(NamedTuple):
    """Weights of the objective: pay x money + mission x time - wage x hours.

    time      (needs, 3) outcome time of a month in each state, need weight included
    """

    pay: float
    mission: float
    wage: float
    months: int
    service: int
    horizon: int
    drop_out: float
    drop_out_ends: bool
    time: Floats


class Probe(NamedTuple):
    """Where slopes are taken (finite differences), by task phase.

    left, share   (phases, 3, x): x1 at no gain, at the full step, at half of it; step (phases,) the gain of the step
    plain, push, lock   (phases, 3, needs, x) entry chance at these places: as it is, pushed, held back
    leave         (2, phases, 3, needs, x)
    held          logits of lock-in at which its slope is taken
    reference     (phases, classes, x) entry chance gained by the push at the class's mean logit
    """

    left: NDArray[np.int64]
    share: Floats
    step: Floats
    plain: Floats
    push: Floats
    lock: Floats
    leave: Floats
    held: float
    reference: Floats


@nb.njit(cache=True, error_model="numpy")
def _at(row: Floats, left: int, share: float) -> float:
    """Linear interpolation between two nodes of x."""
    return row[left] + share * (row[left + 1] - row[left])


@nb.njit(cache=True, error_model="numpy")
def chances(a: Floats, on: Floats, x1: Floats, boost: Floats, pushes: Floats) -> tuple[Floats, Floats, Floats]:
    """Chances of all candidates: a is (3, needs) levels of entry, durable exit, shallow exit; on (2,) what x does; x1 (phases, x, candidates)."""
    phases, size, options = x1.shape
    needs = a.shape[1]
    durable = np.empty((phases, needs, size, options, pushes.size))
    anyhow = np.empty_like(durable)
    leave = np.empty((2, phases, needs, size, options))
    for f in range(phases):
        for d in range(needs):
            for i in range(size):
                for o in range(options):
                    base = a[0, d] + on[0] * x1[f, i, o]
                    alone = logistic(base)
                    for m in range(pushes.size):
                        helped = logistic(base + boost[f, o] + pushes[m])
                        durable[f, d, i, o, m] = min(alone, helped)
                        anyhow[f, d, i, o, m] = helped
                    leave[0, f, d, i, o] = logistic(a[1, d] - on[1] * x1[f, i, o])
                    leave[1, f, d, i, o] = logistic(a[2, d] - on[1] * x1[f, i, o])
    return durable, anyhow, leave


@nb.njit(cache=True, error_model="numpy")
def sweep(
    grid: Grid, chance: Chances, steps: Steps, stakes: Stakes, probe: Probe, weights: Floats, events: Happening
) -> tuple[Floats, NDArray[np.float32]]:
    """Run months backward; returns values at enrolment (3, nodes, needs, x) and cells (blocks, classes, x, 12), those kept of each served month."""
    nodes, needs, size = steps.state.size, chance.leave.shape[2], grid.left.shape[1]
    value = np.zeros((4, nodes, needs, size))  # combined, money, time, hours
    gone = np.zeros((4, nodes, needs, size))  # the same for who has dropped out
    ahead = np.zeros((4, nodes, needs, size))
    fresh = np.zeros((4, nodes, needs, size))
    service = min(stakes.service, stakes.months)
    first = np.zeros(service + 2, np.int64)  # block of a served month's first node
    for month in range(1, service + 1):
        first[month + 1] = first[month] + np.count_nonzero(steps.kept[month])
    cells = np.zeros((first[service + 1], weights.shape[0], size, CELL), dtype=np.float32)
    without = np.full(2, grid.used.size - 1)
    happens = events.flow.size > 0 or events.survive.size > 0
    for month in range(stakes.months, 0, -1):
        served = month <= service
        mix = stakes.drop_out if served else 0.0
        for q in range(4):
            for n in range(nodes):
                for d in range(needs):
                    for i in range(size):
                        ahead[q, n, d, i] = value[q, n, d, i] + mix * (gone[q, n, d, i] - value[q, n, d, i])
        if happens:
            add_events(month, ahead, events.flow, events.survive, events.prize, stakes.pay, stakes.mission)
        if served:
            _cells(month, ahead, steps, stakes, probe, weights, cells[first[month] : first[month + 1]])
        _month(month, steps.task_phase[month], ahead, fresh, grid, chance, steps, stakes)
        value, fresh = fresh, value
        if stakes.drop_out > 0.0:
            if happens:
                add_events(month, gone, events.flow, events.survive, events.prize, stakes.pay, stakes.mission)
            if stakes.drop_out_ends:
                _out_for_good(month, gone, fresh, steps, stakes)
            else:
                _month(month, without, gone, fresh, grid, chance, steps, stakes)
            gone, fresh = fresh, gone
    return value[1:], cells


@nb.njit(inline="always", error_model="numpy")
def _out_for_good(month: int, ahead: Floats, result: Floats, steps: Steps, stakes: Stakes) -> None:
    """Who has left a service on which the outcome hangs is out of it from then on."""
    phase = steps.product_phase[month]
    for n in range(steps.state.size):
        after = steps.follow[phase, n, 0]
        money = steps.money[phase, n, 0]
        for d in range(result.shape[2]):
            for i in range(result.shape[3]):
                result[0, n, d, i] = ahead[0, after, d, i] + stakes.pay * money
                result[1, n, d, i] = ahead[1, after, d, i] + money
                result[2, n, d, i] = ahead[2, after, d, i]
                result[3, n, d, i] = ahead[3, after, d, i]


@nb.njit(cache=True, error_model="numpy")
def _month(  # noqa: PLR0912
    month: int, phases: NDArray[np.int64], ahead: Floats, result: Floats, grid: Grid, chance: Chances, steps: Steps, stakes: Stakes
) -> None:
    """One month of the sweep: the best candidate for every node, need and x."""
    phase = steps.product_phase[month]
    counts = 1.0 if month <= stakes.horizon else 0.0
    needs, size = result.shape[2], result.shape[3]
    pushes = grid.push_hours.size if month <= stakes.service and phases[0] < grid.used.size - 1 else 1
    prize = np.zeros(3)
    for n in range(steps.state.size):
        if not steps.kept[month, n]:
            continue
        state = steps.state[n]
        f = phases[min(state, 1)]
        options = grid.used[f]
        out, stay, quick = steps.follow[phase, n, 0], steps.follow[phase, n, max(state, 1)], steps.follow[phase, n, 2]
        for d in range(needs):
            for s in range(3):
                prize[s] = stakes.pay * steps.money[phase, n, s] + stakes.mission * counts * stakes.time[d, s]
            for i in range(size):
                best, at, push = -np.inf, 0, 0
                for o in range(options):
                    left, share = grid.left[f, i, o], grid.share[f, i, o]
                    spent = -stakes.wage * grid.hours[f, o] - grid.private[f, o]
                    no = _at(ahead[0, out, d], left, share) + prize[0]
                    if state == 0:
                        durable = _at(ahead[0, stay, d], left, share) + prize[1] - no
                        shallow = _at(ahead[0, quick, d], left, share) + prize[2] - no
                        for m in range(pushes):
                            p = chance.durable[f, d, i, o, m]
                            worth = no + p * durable + (chance.any[f, d, i, o, m] - p) * shallow + spent - stakes.wage * grid.push_hours[m]
                            if worth > best:
                                best, at, push = worth, o, m
                    else:
                        yes = _at(ahead[0, stay, d], left, share) + prize[state]
                        worth = yes + chance.leave[state - 1, f, d, i, o] * (no - yes) + spent
                        if worth > best:
                            best, at, push = worth, o, 0
                result[0, n, d, i] = best
                left, share = grid.left[f, i, at], grid.share[f, i, at]
                if state == 0:
                    durable_p = chance.durable[f, d, i, at, push]
                    shallow_p = chance.any[f, d, i, at, push] - durable_p
                    out_p = 1.0 - durable_p - shallow_p
                else:
                    out_p = chance.leave[state - 1, f, d, i, at]
                    durable_p = 1.0 - out_p if state == 1 else 0.0
                    shallow_p = 1.0 - out_p if state == 2 else 0.0
                for q in range(1, 4):
                    total = out_p * _at(ahead[q, out, d], left, share)
                    total += durable_p * _at(ahead[q, stay, d], left, share) if state < 2 else 0.0
                    total += shallow_p * _at(ahead[q, quick, d], left, share) if state != 1 else 0.0
                    result[q, n, d, i] = total
                money = steps.money[phase, n]
                result[1, n, d, i] += out_p * money[0] + durable_p * money[1] + shallow_p * money[2]
                result[1, n, d, i] -= grid.private[f, at] / max(stakes.pay, 1e-9)
                result[2, n, d, i] += counts * (durable_p * stakes.time[d, 1] + shallow_p * stakes.time[d, 2])
                result[3, n, d, i] += grid.hours[f, at] + (grid.push_hours[push] if state == 0 else 0.0)


@nb.njit(inline="always", error_model="numpy")
def _cells(  # noqa: PLR0912
    month: int, ahead: Floats, steps: Steps, stakes: Stakes, probe: Probe, weights: Floats, cells: NDArray[np.float32]
) -> None:
    """Slopes of F for every node, class and x of one served month, need averaged out."""
    phase = steps.product_phase[month]
    counts = 1.0 if month <= stakes.horizon else 0.0
    needs, size, classes = ahead.shape[2], ahead.shape[3], weights.shape[0]
    per_need, block = np.empty((needs, CELL)), -1
    for n in range(steps.state.size):
        if not steps.kept[month, n]:
            continue
        block += 1
        state = steps.state[n]
        f = steps.task_phase[month, min(state, 1)]
        step = probe.step[f]
        out, stay, quick = steps.follow[phase, n, 0], steps.follow[phase, n, max(state, 1)], steps.follow[phase, n, 2]
        for i in range(size):
            for d in range(needs):
                for q in range(3):
                    pays = 1.0 if q == 0 else 0.0
                    lives = counts if q == 1 else 0.0
                    value0, value1, pushed0, pushed1, entry, held = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
                    for g in range(3):
                        left, share = probe.left[f, g, i], probe.share[f, g, i]
                        no = _at(ahead[q + 1, out, d], left, share) + pays * steps.money[phase, n, 0]
                        if state == 0:
                            lasting = _at(ahead[q + 1, stay, d], left, share) + pays * steps.money[phase, n, 1] + lives * stakes.time[d, 1] - no
                            shallow = _at(ahead[q + 1, quick, d], left, share) + pays * steps.money[phase, n, 2] + lives * stakes.time[d, 2] - no
                            p, pushed = probe.plain[f, g, d, i], probe.push[f, g, d, i]
                            if g == 0:
                                value0 = no + p * lasting
                                pushed0 = value0 + (pushed - p) * shallow
                                held = (p - probe.lock[f, g, d, i]) * lasting / probe.held
                            elif g == 1:
                                value1 = no + p * lasting
                                pushed1 = value1 + (pushed - p) * shallow
                            else:
                                entry = (pushed - p) * shallow
                        else:
                            kind = 1 if state == 1 else 2
                            yes = _at(ahead[q + 1, stay, d], left, share) + pays * steps.money[phase, n, kind] + lives * stakes.time[d, kind]
                            worth = yes + probe.leave[state - 1, f, g, d, i] * (no - yes)
                            if g == 0:
                                value0, pushed0 = worth, worth
                            elif g == 1:
                                value1, pushed1 = worth, worth
                    per_need[d, q] = (value1 - value0) / step
                    per_need[d, 3 + q] = (pushed1 - pushed0) / step
                    per_need[d, 6 + q] = entry
                    per_need[d, 9 + q] = held
            for k in range(classes):
                for j in range(CELL):
                    total = 0.0
                    for d in range(needs):
                        total += weights[k, d] * per_need[d, j]
                    cells[block, k, i, j] = total / probe.reference[f, k, i] if 6 <= j < 9 else total
