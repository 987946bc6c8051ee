"""Numbers sorted into classes by a few cut points."""

import numba as nb
import numpy as np
from numpy.typing import NDArray


@nb.njit(cache=True, error_model="numpy")
def classes_between(values: NDArray[np.float64], edges: NDArray[np.float64], at_edge_above: bool) -> NDArray[np.int16]:
    """(n,) how many of the ascending edges lie below each value; a value at an edge counts as above it if `at_edge_above`.

    A pass over the values for each edge, without a branch: for a few edges that is several times faster than a search.
    """
    found = np.zeros(values.size, np.int16)
    for k in range(edges.size):
        edge = edges[k]
        if at_edge_above:
            for i in range(values.size):
                found[i] += np.int16(edge <= values[i])
        else:
            for i in range(values.size):
                found[i] += np.int16(edge < values[i])
    return found
