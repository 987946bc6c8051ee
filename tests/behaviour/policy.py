"""The production rule as a policy: hours of the compiled water-filling at every state of the judge's grid."""

import numpy as np

from utfall.behaviour.hours import Caseload, Stake, caseload_hours
from utfall.behaviour.valuation.outlook import outlook

PLAN = np.array([1.0, 0.0])


def stake(wage, pay=1.0, mission=0.0, budget=1e12, least=0.0, factor=1.0, push_factor=1.0, plan=PLAN, most=160.0):
    return Stake(pay, mission, float(wage), float(budget), float(least), float(most), plan, 0.0, factor, push_factor)


def people(month, state, need_class, progress, capability, group=None, tasks=2, received=None, response=None):
    n = np.asarray(state).size
    full = lambda value: np.array(np.broadcast_to(np.asarray(value, dtype=np.int64), (n,)))  # noqa: E731
    return Caseload(
        full(0 if group is None else group),
        full(month),
        full(state),
        full(need_class),
        np.ascontiguousarray(progress, dtype=np.int16).reshape(-1, n),
        np.ascontiguousarray(capability, dtype=np.float64).reshape(-1, n),
        np.zeros((tasks, n)) if received is None else received,
        np.ones(n) if response is None else response,
    )


def on_grid(judge, table, need_class, weights, rows=tuple):
    """Policy for `Judge.under`: what the rule does for one need class; `rows`: a judge's combination -> the table's rows of progress."""
    look = outlook((table,))
    shape = (3, len(judge.found), judge.k.size)
    state, combination, node = (a.ravel() for a in np.indices(shape))
    progress = np.array([rows(one) for one in judge.found], dtype=np.int16)[combination].T

    def policy(month):
        hours, _ = caseload_hours(people(month, state, need_class, progress, judge.k[node]), look.stack, look.tasks, weights)
        return hours[0].reshape(shape), hours[1].reshape(shape)

    return policy
