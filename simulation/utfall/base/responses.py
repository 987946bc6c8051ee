"""Responses of a month's hours, compiled: what hours come to before anybody asks what they build."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import saturating

Floats = NDArray[np.float64]


@nb.njit(cache=True, error_model="numpy")
def responses(hours: Floats, eta: Floats, linear: NDArray[np.bool_]) -> Floats:
    """(tasks, n) response to each person's hours of each task: 1 - exp(-hours / eta), or the hours themselves."""
    out = np.empty(hours.shape)
    for t in range(eta.size):
        row, given, scale = out[t], hours[t], eta[t]
        if linear[t]:
            for i in range(row.size):
                row[i] = given[i]
        else:
            for i in range(row.size):
                row[i] = saturating(given[i], scale)
    return out
