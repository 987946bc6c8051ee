"""Tasks that are shut to a person this month, because they are given only to those in (or out of) an outcome: no hour of them is given.

`shut` is (tasks, n), empty where every task is open to everybody, so that what does not use it costs nothing.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.lookup import ENTRY, Looked

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
NOTHING = -1e30  # log of a worth of nothing


def all_open() -> Bools:
    """Every task is open to everybody."""
    return np.zeros((0, 0), dtype=np.bool_)


@nb.njit(cache=True, error_model="numpy")
def shut_entries(shut: Bools, placement: int, looked: Looked) -> None:
    """A pushed entry is worth nothing where the push is shut."""
    if placement >= 0:
        for s in range(shut.shape[1]):
            if shut[placement, s]:
                looked.found[ENTRY, s] = 0.0


@nb.njit(cache=True, error_model="numpy")
def shut_hours(shut: Bools, logs: Floats, most: Floats) -> None:
    """A first hour of a shut task is worth nothing, and none of it may be taken for what it earns; `most` may be empty."""
    for t in range(shut.shape[0]):
        for s in range(shut.shape[1]):
            if shut[t, s]:
                logs[t, s] = NOTHING
                if most.shape[1] > 0:
                    most[t, s] = 0.0


@nb.njit(cache=True, error_model="numpy")
def over_open(shut: Bools, plan: Floats, missing: Floats) -> None:
    """Missing hours (n,) over the share of the plan that is open to each, so that the open tasks of the plan make them up."""
    for s in range(missing.size):
        open_ = 0.0
        for t in range(plan.size):
            open_ += 0.0 if shut[t, s] else plan[t]
        missing[s] = missing[s] / open_ if open_ > 0.0 else 0.0
