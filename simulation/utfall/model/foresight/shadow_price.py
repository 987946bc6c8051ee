"""What an hour is worth to a provider that plans: the least price, not under the wage, at which its plan fits its staff.

Value tables say what help is worth if later hours are to be had at a price. Where hours bind, that price is the shadow price and not
the wage: who counts on plenty of cheap hours next month puts this month's hours in the wrong place. A provider knows its staff and how
many it will serve, so it plans at the price at which planned hours are no more than its hours.
"""

from collections.abc import Callable, Sequence
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.table import ValueTable

Floats = NDArray[np.float64]
Tables = tuple[ValueTable, ...]
#: Prices tried lie a factor apart: the actions that a table plans hold at prices that near.
STEP = 1.25
MOST_STEPS = 16
#: Planned hours may be so far over staff hours before another price is sought: who leaves early and who stays out give some back.
SLACK = 1.15


def planned_at(solve: Callable[[float], Tables], wage: float, shares: Sequence[float], hours: float) -> Tables:
    """Tables at the least of the prices wage x 1.25^k at which the plan takes no more than `hours` a person (cost-weighted, mean over groups).

    solve    gives the tables of all pay groups at a price of an hour (minor units); shares (groups,) of the people
    """
    tables = solve(wage)
    if hours <= 0.0 or planned_hours(tables, shares) <= SLACK * hours:
        return tables
    low, high = 0, 1
    while high < MOST_STEPS and planned_hours(solve(wage * STEP**high), shares) > SLACK * hours:
        low, high = high, min(2 * high, MOST_STEPS)
    while high - low > 1:
        middle = (low + high) // 2
        if planned_hours(solve(wage * STEP**middle), shares) > SLACK * hours:
            low = middle
        else:
            high = middle
    return solve(wage * STEP**high)


def planned_hours(tables: Tables, shares: Sequence[float]) -> float:
    """Hours that the tables plan for a person out of the outcome at enrolment, mean over signals and groups."""
    return float(
        sum(share * (chances(table.problem.classes.edges) @ table.start_values()[0, :, 2]) for table, share in zip(tables, shares, strict=True))
    )


def chances(edges: Floats) -> Floats:
    """(classes,) share of the people of a group in each class of the signal, which is standard normal."""
    below = np.array([0.0, *(0.5 * (1.0 + erf(edge / sqrt(2.0))) for edge in edges), 1.0])
    return np.diff(below)
