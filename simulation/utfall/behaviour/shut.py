"""Tasks that are shut to a person this month, because they are given only to those in (or out of) an outcome: no hour of them is given.

`shut` is (tasks, n), empty where every task is open to everybody, so that what does not use it costs nothing.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.lookup import ENTRY, Looked
from utfall.behaviour.valuation.problem import ALWAYS

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
def over_open(month: NDArray[np.int32], plan: Floats, lasts: Floats, shut: Bools) -> Floats:
    """(n,) 1 over the share of the plan (tasks,) that is open to each in its person-month, so that open tasks make up what is missing (0: none
    is open); empty where the whole plan is open to all. `lasts` (tasks,): last person-month in which each may be given."""
    closes = shut.size > 0
    for t in range(plan.size):
        closes = closes or (plan[t] > 0.0 and lasts[t] < ALWAYS)
    found = np.empty(month.size if closes else 0)
    for s in range(found.size):
        open_, whole = 0.0, True
        for t in range(plan.size):
            if month[s] > lasts[t] or (shut.size > 0 and shut[t, s]):
                whole = whole and plan[t] == 0.0
            else:
                open_ += plan[t]
        found[s] = 1.0 if whole else (1.0 / open_ if open_ > 0.0 else 0.0)
    return found
