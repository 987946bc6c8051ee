"""The production rule as a policy: hours of the compiled water-filling at every state of the judge's grid."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.hours import Caseload, Stake, caseload_hours
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import ValueTable
from utfall.validation.behaviour.reference import Combination, Floats, Ints, Judge


def plain_stake(wage: float) -> Stake:
    """Pay counts in full, hours are not short."""
    return Stake(1.0, 0.0, wage, 1e12, 0.0, 160.0, np.array([1.0, 0.0]))


class Grid(NamedTuple):
    """Every state of a judge's grid as a person: state, rows of progress (n, rows), capability in logits, and what each task has brought (2, n)."""

    state: Ints
    rows: NDArray[np.int16]
    capability: Floats
    received: Floats


def hours_on(grid: Grid, table: ValueTable, need_class: int, weights: Stake, month: int) -> Floats:
    """(2, n) hours of coaching and of placement that the rule gives each person of a grid in a person-month."""
    look, n = outlook((table,)), grid.state.size
    people = Caseload(
        np.zeros(n, dtype=np.int64),
        np.full(n, month),
        grid.state,
        np.full(n, need_class),
        np.ascontiguousarray(grid.rows.T).reshape(-1, n),
        np.ascontiguousarray(grid.capability).reshape(-1, n),
        grid.received,
        np.ones(n),
    )
    return caseload_hours(people, look.stack, look.tasks, weights)[0]


def on_grid(
    judge: Judge, table: ValueTable, need_class: int, weights: Stake, rows: Callable[[Combination], Combination] = tuple
) -> Callable[[int], tuple[Floats, Floats]]:
    """Policy for `Judge.under`: what the rule does for one need class; `rows`: a judge's combination -> the table's rows of progress."""
    shape = (3, len(judge.found), judge.k.size)
    state, combination, node = (a.ravel() for a in np.indices(shape))
    progress = np.array([rows(one) for one in judge.found], dtype=np.int16)[combination]
    grid = Grid(state, progress, judge.k[node], np.zeros((2, state.size)))

    def policy(month: int) -> tuple[Floats, Floats]:
        hours = hours_on(grid, table, need_class, weights, month)
        return hours[0].reshape(shape), hours[1].reshape(shape)

    return policy
