"""Looking persons of one pay group up in the value tables: short loops, one array of persons each, so that they run many at a time.

The tables' shape is the same for all of a group, so the loops read it once; `marginals` goes through the groups.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.outlook import CLASSES, CODE, NODES_IN, OFFSET, ROWS, SERVICE, Stack, X
from utfall.behaviour.valuation.sweep import CELL

Floats = NDArray[np.float64]
Int32s = NDArray[np.int32]
#: rows of `Looked.found`; the first four are those of a cell
HELP, HELP_PUSHED, ENTRY, HELD, LOGIT = 0, 1, 2, 3, 4


class Known(NamedTuple):
    """Everybody as those know them who decide, columns over N persons.

    group, began, state, need_class  (N,): pay group, contract month of person-month 1, recorded state, class of the signal
    progress    (columns, N) recorded progress; rows (rows,) which of them each row of the tables reads
    capability  (capabilities, N) believed capability before the month
    received    (tasks, N) hours received so far
    response    (N,) believed responsiveness (1 is average)
    """

    group: NDArray[np.int16]
    began: Int32s
    state: NDArray[np.uint8]
    need_class: NDArray[np.int16]
    progress: NDArray[np.int16]
    rows: NDArray[np.int64]
    capability: Floats
    received: Floats
    response: Floats


class Looked(NamedTuple):
    """What was looked up for n persons.

    group, month, state, response   (n,); month 0: out of service
    found   (5, n) worth of a unit of x, the same under the reference push, worth of a pushed entry, of a logit held back, entry logit;
            minor units. Rows that no task of the sheet asks for are 0
    """

    group: NDArray[np.int16]
    month: Int32s
    state: NDArray[np.uint8]
    response: Floats
    found: Floats


@nb.njit(cache=True, error_model="numpy")
def look_up(
    who: Int32s,
    g: int,
    now: int,
    people: Known,
    stack: Stack,
    asked: tuple[bool, bool, bool, bool],
    weights: tuple[float, float, float, float],
    looked: Looked,
) -> None:
    """Fill `looked` for the persons `who` (n,), all of pay group g, in contract month `now`; `found` must be 0 before."""
    n = who.size
    if n == 0:
        return
    left, share, at, need_class = np.empty(n, np.int32), np.empty(n), np.empty(n, np.int32), np.empty(n, np.int32)
    _gather(who, people, stack.line[g], looked, need_class, share)
    _clocks(now, int(stack.extent[g, SERVICE]), weights[3], looked)
    _place(stack.extent[g, X] - 1.000001, left, share)
    for p in range(stack.part.shape[1]):
        if stack.part[g, p, NODES_IN] > 0:
            _number(who, stack.part[g, p], stack.extent[g], people, stack.lookup, looked, (need_class, left), at)
            _add_worths(at, share, stack.cells, asked, weights, looked)
    if asked[ENTRY]:
        _interpolate_logits(need_class, stack.logits[g], left, share, looked.found[LOGIT])


@nb.njit(inline="always", error_model="numpy")
def _gather(who: Int32s, people: Known, line: Floats, looked: Looked, need_class: Int32s, nodes: Floats) -> None:
    """What is known of each person, side by side; `month` is the month of person-month 1, `nodes` help in steps of the x nodes."""
    capability, per_unit = people.capability[0], line[1] / line[0]
    for s in range(who.size):
        i = np.uint32(who[s])
        looked.state[s], looked.month[s], need_class[s] = people.state[i], people.began[i], people.need_class[i]
        looked.response[s], nodes[s] = people.response[i], per_unit * capability[i]
    for j in range(1, people.capability.shape[0]):
        column, per_unit = people.capability[j], line[1 + j] / line[0]
        if per_unit != 0.0:
            for s in range(who.size):
                nodes[s] += per_unit * column[np.uint32(who[s])]


@nb.njit(inline="always", error_model="numpy")
def _clocks(now: int, service: int, by: float, looked: Looked) -> None:
    """Person-months, 0 out of service; responsiveness times `by`."""
    for s in range(looked.month.size):
        clock = np.int32(now + 1) - looked.month[s]
        looked.month[s] = clock if (clock >= 1) & (clock <= np.int32(service)) else np.int32(0)
    for s in range(looked.response.size):
        looked.response[s] *= by


@nb.njit(inline="always", error_model="numpy")
def _place(top: float, left: Int32s, share: Floats) -> None:
    """Node of help at or under each person's, and how far it is on the way to the next; `share` comes as help in steps of the nodes."""
    for s in range(share.size):
        place = min(max(share[s], 0.0), top)
        left[s] = np.int32(place)
        share[s] = place - left[s]


@nb.njit(inline="always", error_model="numpy")
def _number(
    who: Int32s,
    part: NDArray[np.int64],
    extent: NDArray[np.int64],
    people: Known,
    lookup: Int32s,
    looked: Looked,
    places: tuple[Int32s, Int32s],
    at: Int32s,
) -> None:
    """Number of each person's cell in one part of the tables; who is out of service gets that of month 1. places: class and x node."""
    rows, (need_class, left) = (part.size - ROWS) // 2, places
    first, nodes, offset = np.int32(part[CODE]), np.int32(part[NODES_IN]), np.int32(part[OFFSET])
    classes, width = np.int32(extent[CLASSES]), np.int32(extent[X])
    for s in range(who.size):
        at[s] = first + looked.state[s]
    for r in range(min(people.rows.size, rows)):
        progress, radix, top = people.progress[people.rows[r]], np.int32(3 * part[ROWS + r]), np.int32(part[ROWS + rows + r] - 1)
        if radix != 0:
            for s in range(who.size):
                at[s] += radix * min(max(np.int32(progress[np.uint32(who[s])]), np.int32(0)), top)
    for s in range(who.size):
        at[s] = lookup[np.uint32(at[s])]
    for s in range(who.size):
        node = at[s] + max(looked.month[s] - np.int32(1), np.int32(0)) * nodes
        at[s] = offset + (node * classes + need_class[s]) * width + left[s]


@nb.njit(inline="always", error_model="numpy")
def _add_worths(
    at: Int32s,
    share: Floats,
    cells: NDArray[np.float32],
    asked: tuple[bool, bool, bool, bool],
    weights: tuple[float, float, float, float],
    looked: Looked,
) -> None:
    """Add pay x money + mission x outcome time - wage x hours of the cells, interpolated over help.

    Many persons on few cells: the cells are weighed first, each once. The numbers are the same.
    """
    low, high = 2**31 - 1, 0
    for s in range(at.size):
        low, high = min(low, at[s]), max(high, at[s])
    size = high + 2 - low
    flat, weighed, worth = cells.reshape(cells.size), np.empty(size if size <= at.size else 0), np.empty(at.size)
    for q in range(4):
        if not asked[q]:
            continue
        row = looked.found[q]
        if weighed.size > 0:
            for c in range(size):
                weighed[c] = _weigh(flat, np.uint64(CELL * (low + c) + 3 * q), weights)
            for s in range(at.size):
                a = np.uint32(at[s] - low)
                worth[s] = weighed[a] + share[s] * (weighed[a + np.uint32(1)] - weighed[a])
        else:
            for s in range(at.size):
                k = np.uint64(CELL * np.int64(at[s]) + 3 * q)
                here = _weigh(flat, k, weights)
                worth[s] = here + share[s] * (_weigh(flat, k + np.uint64(CELL), weights) - here)
        for s in range(at.size):
            row[s] += worth[s] if looked.month[s] > 0 else 0.0


@nb.njit(inline="always", error_model="numpy")
def _weigh(flat: NDArray[np.float32], k: np.uint64, weights: tuple[float, float, float, float]) -> float:
    """Worth of three numbers of a cell: money, outcome time, hours."""
    money, time, hours = np.float64(flat[k]), np.float64(flat[k + np.uint64(1)]), np.float64(flat[k + np.uint64(2)])
    return weights[0] * money + weights[1] * time - weights[2] * hours


@nb.njit(inline="always", error_model="numpy")
def _interpolate_logits(need_class: Int32s, logits: Floats, left: Int32s, share: Floats, row: Floats) -> None:
    """Entry logit of each person's class and help."""
    flat, width = logits.reshape(logits.size), np.int32(logits.shape[1])
    for s in range(row.size):
        a = np.uint32(need_class[s] * width + left[s])
        row[s] = flat[a] + share[s] * (flat[a + np.uint32(1)] - flat[a])
