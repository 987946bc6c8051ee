"""The normal distribution over whole columns, with NumPy alone."""

from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROOT_TAU = 2.5066282746310002
_ROOT_2 = sqrt(2.0)


def density(x: Floats) -> Floats:
    """Standard normal density, shape of x."""
    return np.asarray(np.exp(-0.5 * x * x) / _ROOT_TAU)


def cumulative(x: Floats) -> Floats:
    """Standard normal distribution function, shape of x."""
    flat = np.asarray(x, dtype=np.float64)
    return np.array([0.5 * erfc(-value / _ROOT_2) for value in flat.ravel()]).reshape(flat.shape)


def quantile(p: float) -> float:
    """Inverse of the standard normal distribution function, for 0 < p < 1."""
    return NormalDist().inv_cdf(p)


def below(x: float) -> float:
    """Chance of a standard normal number below x."""
    return 0.5 * erfc(-x / _ROOT_2)
