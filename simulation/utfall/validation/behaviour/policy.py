"""The production rule as a policy: hours of the compiled water-filling at every state of the judge's grid."""

from collections.abc import Callable

import numpy as np

from utfall.behaviour.hours import Caseload, Stake, caseload_hours
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import ValueTable
from utfall.validation.behaviour.reference import Combination, Floats, Judge


def plain_stake(wage: float) -> Stake:
    """Pay counts in full, hours are not short."""
    return Stake(1.0, 0.0, wage, 1e12, 0.0, 160.0, np.array([1.0, 0.0]))


def on_grid(
    judge: Judge, table: ValueTable, need_class: int, weights: Stake, rows: Callable[[Combination], Combination] = tuple
) -> Callable[[int], tuple[Floats, Floats]]:
    """Policy for `Judge.under`: what the rule does for one need class; `rows`: a judge's combination -> the table's rows of progress."""
    look = outlook((table,))
    shape = (3, len(judge.found), judge.k.size)
    state, combination, node = (a.ravel() for a in np.indices(shape))
    n = state.size
    progress = np.array([rows(one) for one in judge.found], dtype=np.int16)[combination].T

    def policy(month: int) -> tuple[Floats, Floats]:
        people = Caseload(
            np.zeros(n, dtype=np.int64),
            np.full(n, month),
            state,
            np.full(n, need_class),
            np.ascontiguousarray(progress).reshape(-1, n),
            np.ascontiguousarray(judge.k[node]).reshape(-1, n),
            np.zeros((2, n)),
            np.ones(n),
        )
        hours, _ = caseload_hours(people, look.stack, look.tasks, weights)
        return hours[0].reshape(shape), hours[1].reshape(shape)

    return policy
