"""Looking persons of one pay group up in the value tables: short loops, one array of persons each, so that they run many at a time.

The tables' shape is the same for all of a group, so the loops read it once; `marginals` goes through the groups.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.outlook import BLOCK, CLASSES, CODE, NODES_IN, OFFSET, ROWS, SERVICE, Stack, X
from utfall.behaviour.valuation.sweep import CELL

Floats = NDArray[np.float64]
Int32s = NDArray[np.int32]
#: rows of `Looked.found`; the first four are those of a cell
HELP, HELP_PUSHED, ENTRY, HELD, LOGIT = 0, 1, 2, 3, 4


class Known(NamedTuple):
    """Those who are served as those know them who decide: columns over n persons, side by side in the order of the rosters.

    A caseload's pay groups follow each other, so that all who read the same tables are neighbours.

    who         (n,) numbers of the persons
    group, began, state, need_class  (n,): pay group, contract month of person-month 1, recorded state, class of the signal
    progress    (rows, n) recorded progress, a row for each row of the tables
    capability  (capabilities, n) believed capability before the month
    response    (n,) believed responsiveness (1 is average)
    received    (tasks, N) hours received so far, by number of the person
    """

    who: Int32s
    group: NDArray[np.int16]
    began: Int32s
    state: NDArray[np.uint8]
    need_class: NDArray[np.int16]
    progress: NDArray[np.int16]
    capability: Floats
    response: Floats
    received: Floats


class Looked(NamedTuple):
    """What was looked up for n persons, neighbours in `Known`.

    group, month, state, response   (n,); month 0: out of service
    found   (5, n) worth of a unit of x, the same under the reference push, worth of a pushed entry, of a logit held back, entry logit;
            minor units. Rows that no task of the sheet asks for hold nothing
    pay     share of pay that counts
    """

    group: NDArray[np.int16]
    month: Int32s
    state: NDArray[np.uint8]
    response: Floats
    found: Floats
    pay: float


@nb.njit(cache=True, error_model="numpy")
def look_up(
    bounds: tuple[int, int, int],
    g: int,
    now: int,
    people: Known,
    stack: Stack,
    asked: tuple[bool, bool, bool, bool],
    weights: tuple[float, float, float],
    looked: Looked,
) -> None:
    """Fill `looked` for neighbours of pay group g in contract month `now`.

    bounds   the first person of `looked`, the first of the group and the one after its last, as places in `people`
    """
    first, a, z = bounds
    n = z - a
    if n <= 0:
        return
    month = looked.month[a - first : z - first]
    left, share, at = np.empty(n, np.int32), np.empty(n), np.empty(n, np.int32)
    need_class = people.need_class[a:z]
    _clocks(now, int(stack.extent[g, SERVICE]), people.began[a:z], month)
    _help(people.capability, a, stack.line[g], share)
    _place(stack.extent[g, X] - 1.000001, left, share)
    some = False
    for p in range(stack.part.shape[1]):
        if stack.part[g, p, NODES_IN] > 0:
            _number(a, stack.part[g, p], stack.extent[g], people, stack.lookup, month, left, at)
            cells = stack.cells
            if stack.beside.shape[0] > 0:
                cells = _between(at, stack.cells, stack.beside, np.float32(1.0 - stack.share), np.float32(stack.share))
            _add_worths(at, share, cells, asked, weights, month, looked.found, a - first, some)
            some = True
    if asked[ENTRY]:
        _interpolate_logits(need_class, stack.logits[g], left, share, looked.found[LOGIT, a - first : z - first])


@nb.njit(inline="always", error_model="numpy")
def _clocks(now: int, service: int, began: Int32s, month: Int32s) -> None:
    """Person-months, 0 out of service."""
    for s in range(month.size):
        clock = np.int32(now + 1) - began[s]
        month[s] = clock if (clock >= 1) & (clock <= np.int32(service)) else np.int32(0)


@nb.njit(inline="always", error_model="numpy")
def _help(capability: Floats, a: int, line: Floats, nodes: Floats) -> None:
    """Help x of each in steps of the x nodes."""
    for j in range(capability.shape[0]):
        column, per_unit = capability[j, a : a + nodes.size], line[1 + j] / line[0]
        if j == 0:
            for s in range(nodes.size):
                nodes[s] = per_unit * column[s]
        elif per_unit != 0.0:
            for s in range(nodes.size):
                nodes[s] += per_unit * column[s]


@nb.njit(inline="always", error_model="numpy")
def _place(top: float, left: Int32s, share: Floats) -> None:
    """Node of help at or under each person's, and how far it is on the way to the next; `share` comes as help in steps of the nodes."""
    for s in range(share.size):
        place = min(max(share[s], 0.0), top)
        left[s] = np.int32(place)
        share[s] = place - left[s]


@nb.njit(inline="always", error_model="numpy")
def _number(
    a: int, part: NDArray[np.int64], extent: NDArray[np.int64], people: Known, lookup: Int32s, month: Int32s, left: Int32s, at: Int32s
) -> None:
    """Number of each person's cell in one part of the tables; who is out of service gets that of month 1. left: node of help."""
    n, rows = at.size, (part.size - ROWS) // 2
    first, nodes, offset = np.int32(part[CODE]), np.int32(part[NODES_IN]), np.int32(part[OFFSET])
    classes, width = np.int32(extent[CLASSES]), np.int32(extent[X])
    state, need_class = people.state[a : a + n], people.need_class[a : a + n]
    for s in range(n):
        at[s] = first + np.int32(state[s])
    for r in range(min(people.progress.shape[0], rows)):
        progress, radix, top = people.progress[r, a : a + n], np.int32(3 * part[ROWS + r]), np.int32(part[ROWS + rows + r] - 1)
        if radix != 0:
            for s in range(n):
                at[s] += radix * min(max(np.int32(progress[s]), np.int32(0)), top)
    for s in range(n):
        at[s] = lookup[np.uint32(at[s])]
    for s in range(n):
        at[s] += max(month[s] - np.int32(1), np.int32(0)) * nodes
    if part[BLOCK] >= 0:
        for s in range(n):
            at[s] = lookup[np.uint32(np.int32(part[BLOCK]) + at[s])]
    for s in range(n):
        at[s] = offset + (at[s] * classes + np.int32(need_class[s])) * width + left[s]


@nb.njit(cache=True, error_model="numpy")
def _between(at: Int32s, cells: NDArray[np.float32], beside: NDArray[np.float32], rest: np.float32, share: np.float32) -> NDArray[np.float32]:
    """(2n, 12) the cell of each person and the next, `share` of the way from `cells` to `beside`; `at` becomes their numbers here."""
    found = np.empty((2 * at.size, CELL), np.float32)
    for s in range(at.size):
        for side in range(2):
            for j in range(CELL):
                found[2 * s + side, j] = rest * cells[at[s] + side, j] + share * beside[at[s] + side, j]
        at[s] = 2 * s
    return found


@nb.njit(inline="always", error_model="numpy")
def _add_worths(  # noqa: PLR0913
    at: Int32s,
    share: Floats,
    cells: NDArray[np.float32],
    asked: tuple[bool, bool, bool, bool],
    weights: tuple[float, float, float],
    month: Int32s,
    found: Floats,
    low: int,
    more: bool,
) -> None:
    """Pay x money + mission x outcome time - wage x hours of the cells, interpolated over help, from column `low` of `found` on.

    more   the tables have parts, and this is not the first: add. Many persons on few cells: the cells are weighed first, each once
    """
    lowest, highest, n = 2**31 - 1, 0, at.size
    for s in range(n):
        lowest, highest = min(lowest, at[s]), max(highest, at[s])
    size = highest + 2 - lowest
    flat, weighed, worth = cells.reshape(cells.size), np.empty(size if size <= n else 0), np.empty(n)
    for q in range(4):
        if not asked[q]:
            continue
        row = found[q, low : low + n]
        if weighed.size > 0:
            for c in range(size):
                weighed[c] = _weigh(flat, np.uint64(CELL * (lowest + c) + 3 * q), weights)
            for s in range(n):
                a = np.uint32(at[s] - lowest)
                worth[s] = weighed[a] + share[s] * (weighed[a + np.uint32(1)] - weighed[a])
        else:
            for s in range(n):
                k = np.uint64(CELL * np.int64(at[s]) + 3 * q)
                here = _weigh(flat, k, weights)
                worth[s] = here + share[s] * (_weigh(flat, k + np.uint64(CELL), weights) - here)
        if more:
            for s in range(n):
                row[s] += worth[s] if month[s] > 0 else 0.0
        else:
            for s in range(n):
                row[s] = worth[s] if month[s] > 0 else 0.0


@nb.njit(inline="always", error_model="numpy")
def _weigh(flat: NDArray[np.float32], k: np.uint64, weights: tuple[float, float, float]) -> float:
    """Worth of three numbers of a cell: money, outcome time, hours."""
    money, time, hours = np.float64(flat[k]), np.float64(flat[k + np.uint64(1)]), np.float64(flat[k + np.uint64(2)])
    return weights[0] * money + weights[1] * time - weights[2] * hours


@nb.njit(inline="always", error_model="numpy")
def _interpolate_logits(need_class: NDArray[np.int16], logits: Floats, left: Int32s, share: Floats, row: Floats) -> None:
    """Entry logit of each person's class and help."""
    flat, width = logits.reshape(logits.size), np.int32(logits.shape[1])
    for s in range(row.size):
        a = np.uint32(np.int32(need_class[s]) * width + left[s])
        row[s] = flat[a] + share[s] * (flat[a + np.uint32(1)] - flat[a])
