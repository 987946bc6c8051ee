"""The value tables of one provider laid end to end, as compiled decisions read them."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.candidates import PUSH_AT, gains
from utfall.behaviour.valuation.push import pays_from, push_table
from utfall.behaviour.valuation.sweep import CELL
from utfall.behaviour.valuation.table import ValueTable

Floats = NDArray[np.float64]


#: columns of `Stack.part` (then radix and size of each progress row), of `Stack.extent`, of `TaskSheet.columns` (then what a task
#: builds and shows, by capability) and of `TaskSheet.activity`
OFFSET, NODES_IN, CODE, BLOCK, ROWS = 0, 1, 2, 3, 4
SERVICE, CLASSES, X = 0, 1, 2
BOOST, ETA, COST, CURVATURE, QUADRATIC, LASTS, BUILDS = 0, 1, 2, 3, 4, 5, 6
RATE, FROM, TO, MOST = 0, 1, 2, 3


class Stack(NamedTuple):
    """Tables of all pay groups, flat; few arrays, because each costs time at every call of compiled code.

    cells    (all cells, 12) float32; a cell is offset + (block classes + class) x + x node
    lookup   node of (first code of the part) + state + 3 x code; block of (first block of the part) + (month - 1) nodes + node
    part     (groups, parts, 4 + 2 rows): first cell, nodes, first code and first block in `lookup` (block -1: each node and month has its own),
             then radix and number of states by progress row
    extent   (groups, 3): served months, classes, x nodes
    logits   (groups, classes, x) entry logit
    line     (groups, 1 + capabilities + tasks): step of the x nodes, axis, x that each task builds at full response
    beside   cells between which and `cells` those looked up lie, `share` of the way from `cells` (`blend`); none: `cells` hold by themselves
    scores   (groups, months, capabilities, 2, 2 + nodes): first node and step, then money per unit added / shown; empty where no score pays
    """

    cells: NDArray[np.float32]
    lookup: NDArray[np.int32]
    part: NDArray[np.int64]
    extent: NDArray[np.int64]
    logits: Floats
    line: Floats
    scores: Floats
    beside: NDArray[np.float32]
    share: float


class TaskSheet(NamedTuple):
    """Tasks as the water-filling reads them.

    columns    (tasks, 6 + 2 capabilities): boost, eta, cost, curvature, 1 if quadratic, last person-month; builds; shows
    activity   (groups, tasks, 4): minor units an hour of the task earns by itself, first and last person-month, hours a person that are paid
    push       best hours of placement, and pays_from (rows - 1,) the worth of a pushed entry from which any pay (`valuation.push`)
    placement  number of the placement task, or -1
    push_at    response at which cells were pushed
    later      what an hour of a later month costs (minor units): the price that the tables were solved at
    clients, half_satisfied   as `Problem` has them
    """

    columns: Floats
    activity: Floats
    push: Floats
    pays_from: Floats
    placement: int
    push_at: float
    later: float
    clients: float
    half_satisfied: float


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Everything a provider looks values up in: its tables by pay group, and the same flat."""

    tables: tuple[ValueTable, ...]
    stack: Stack
    tasks: TaskSheet

    @property
    def size(self) -> int:
        """Bytes that its own cells take."""
        return int(self.stack.cells.nbytes)

    def start_values(self) -> Floats:
        """(groups, 2, classes, 3) money, outcome time and hours at enrolment; short groups are padded with their last class."""
        most = max(table.problem.classes.count for table in self.tables)
        rows = []
        for table in self.tables:
            values = table.start_values()
            rows.append(values[:, np.minimum(np.arange(most), values.shape[1] - 1)])
        return np.stack(rows)


def outlook(tables: tuple[ValueTable, ...]) -> Outlook:
    """Lay the tables of a provider's pay groups end to end (all with the same task table)."""
    stack = _stack(tables)
    return Outlook(_looking_into(stack, tables), stack, _sheet(tables))


def _looking_into(stack: Stack, tables: tuple[ValueTable, ...]) -> tuple[ValueTable, ...]:
    """The tables with the stack's own cells in place of a copy of them."""
    made = []
    for g, table in enumerate(tables):
        parts = []
        for p, part in enumerate(table.parts):
            first = int(stack.part[g, p, OFFSET])
            cells = stack.cells[first : first + part.cells.size // CELL].reshape(part.cells.shape)
            parts.append(replace(part, cells=cells))
        made.append(replace(table, parts=tuple(parts)))
    return tuple(made)


def _stack(tables: tuple[ValueTable, ...]) -> Stack:
    groups, most = len(tables), max(len(table.parts) for table in tables)
    rows = max(table.parts[0].product.radix.size for table in tables)
    part = np.zeros((groups, most, ROWS + 2 * rows), dtype=np.int64)
    part[:, :, ROWS + rows :] = 1
    cells: list[NDArray[np.float32]] = []
    lookup: list[NDArray[np.int32]] = []
    cell_at = code_at = 0
    for g, table in enumerate(tables):
        for p, solved in enumerate(table.parts):
            made = solved.product
            part[g, p, :ROWS] = cell_at, made.nodes, code_at, -1 if solved.blocks.whole else code_at + made.lookup.size
            part[g, p, ROWS : ROWS + made.radix.size] = made.radix
            part[g, p, ROWS + rows : ROWS + rows + made.sizes.size] = made.sizes
            cells.append(solved.cells.reshape(-1, CELL))
            lookup.append(np.concatenate([made.lookup, solved.blocks.number.ravel()]))
            cell_at, code_at = cell_at + cells[-1].shape[0], code_at + lookup[-1].size
    return Stack(
        cells=np.ascontiguousarray(np.concatenate(cells)),
        lookup=np.concatenate(lookup),
        part=part,
        extent=np.array([[table.served, table.problem.classes.count, table.nodes] for table in tables], dtype=np.int64),
        logits=_padded([table.logits for table in tables]),
        line=np.stack([np.concatenate([[table.x_most / (table.nodes - 1)], table.problem.law.axis, gains(table.problem)]) for table in tables]),
        scores=_scores(tables),
        beside=np.zeros((0, CELL), np.float32),
        share=0.0,
    )


def _scores(tables: tuple[ValueTable, ...]) -> Floats:
    if not any(table.readings.used for table in tables):
        return np.zeros((0, 0, 0, 2, 0))
    rows, most = [], max(table.readings.slope.shape[2] for table in tables)
    for table in tables:
        found = table.readings
        grid = np.broadcast_to(np.stack([found.low, found.step], axis=1)[None, :, None, :], (*found.slope.shape[:2], 2, 2))
        worths = np.stack([found.slope, found.shown], axis=2)
        beyond = np.repeat(worths[..., -1:], most - worths.shape[3], axis=3)  # whose nodes are fewer: beyond the last it is as there
        rows.append(np.concatenate([grid, worths, beyond], axis=3))
    return _padded(rows)


def _padded(arrays: list[Floats]) -> Floats:
    """Stack arrays of unlike shapes, zeros behind."""
    shape = tuple(max(sizes) for sizes in zip(*(a.shape for a in arrays), strict=True))
    result = np.zeros((len(arrays), *shape))
    for row, array in enumerate(arrays):
        result[row][tuple(slice(0, size) for size in array.shape)] = array
    return result


def _sheet(tables: tuple[ValueTable, ...]) -> TaskSheet:
    tasks = tables[0].problem.tasks
    plain = [tasks.boosts, tasks.eta, tasks.cost, tasks.curvature, tasks.quadratic.astype(np.float64), tasks.lasts.astype(np.float64)]
    columns = np.concatenate([np.stack(plain, axis=1), tasks.builds, tasks.shows], axis=1)
    activity = np.zeros((len(tables), tasks.eta.size, 4))
    activity[:, :, FROM], activity[:, :, MOST] = 1.0, np.inf
    for g, table in enumerate(tables):
        for stream in table.problem.streams:
            if stream.task >= 0 and stream.price != 0.0:
                # several streams on one task: their pay adds up, over the widest window and the least cap
                row, rate = activity[g, stream.task], stream.price * stream.units_per_hour
                row[RATE] += rate
                row[FROM], row[TO] = stream.first, max(row[TO], stream.last)
                row[MOST] = min(row[MOST], stream.cap / max(rate, 1e-300))
    at = tasks.placement if tables[0].problem.may_place else -1
    push = push_table(float(tasks.boosts[at]), float(tasks.eta[at])) if at >= 0 else np.zeros((2, 2))
    first = tables[0].problem
    return TaskSheet(np.ascontiguousarray(columns), activity, push, pays_from(push), at, PUSH_AT, first.wage, first.clients, first.half_satisfied)
