"""Caseloads and stakes by name, for what the production rule is asked."""

import numpy as np

from utfall.behaviour.hours import Caseload, Stake
from utfall.validation.behaviour.policy import on_grid

__all__ = ["on_grid", "people", "stake"]
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
