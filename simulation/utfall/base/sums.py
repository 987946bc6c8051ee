"""Sums of floats in one fixed order, fast: eight interleaved parts, then the parts."""

import numba as nb
import numpy as np
from numpy.typing import NDArray


@nb.njit(cache=True, error_model="numpy")
def chosen(values: NDArray[np.float64], among: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The values of those among, in order: a mask applied, several times faster than by indexing."""
    out, count = np.empty(values.size), 0
    for i in range(values.size):
        out[count] = values[i]
        count += among[i]
    return out[:count].copy()


@nb.njit(cache=True, error_model="numpy")
def total(values: NDArray[np.float64]) -> float:
    """Sum of a contiguous column; independent parts keep the adder busy, and the order never changes."""
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = 0.0
    whole = values.size - values.size % 8
    for i in range(0, whole, 8):
        a0 += values[i]
        a1 += values[i + 1]
        a2 += values[i + 2]
        a3 += values[i + 3]
        a4 += values[i + 4]
        a5 += values[i + 5]
        a6 += values[i + 6]
        a7 += values[i + 7]
    for i in range(whole, values.size):
        a0 += values[i]
    return ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))
