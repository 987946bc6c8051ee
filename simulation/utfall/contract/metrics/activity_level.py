"""How much of an agreed activity was delivered: the level that a guaranteed part of the pay depends on."""

import numpy as np
from numpy.typing import NDArray

from utfall.contract.cohorts import CohortEstimate
from utfall.contract.metrics.declarations import Activity

Floats = NDArray[np.float64]


def agreed_units(metric: Activity, groups: NDArray[np.integer], months: NDArray[np.integer]) -> Floats:
    """(n,) units agreed for each person, given pay group and months of service so far."""
    if metric.agreed is None:
        return np.zeros(groups.size)
    return np.array([flow.monthly for flow in metric.agreed])[groups] * months


def delivered(units: Floats, agreed: Floats) -> CohortEstimate:
    """Units done over units agreed, all persons together, (n,) each: `value` is 1 when all is done (1 too where nothing was agreed)."""
    asked = float(agreed.sum())
    share = float(units.sum()) / asked if asked > 0 else 1.0
    return CohortEstimate(share, float(units.size), 0.0, 0.0, share, 0.0)
