"""Shapes of an error of measurement: the same mean (0) and sd (1), thin tails or heavy ones.

A Laplace error is as often small as a normal one and more often very large: its density falls as exp(-sqrt(2) |z|), a straight line of
the log, and not as a parabola. Formulas only, so that reading a file needs no compiler.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Shape = Literal["normal", "laplace"]
Floats = NDArray[np.float64]
#: An error, in sd, has this scale of the Laplace distribution (its mean size).
LAPLACE_SCALE = 0.7071067811865476
_STEEP = 1.0 / LAPLACE_SCALE


def laplace_density(z: Floats) -> Floats:
    """Density of the Laplace distribution of sd 1, shape of z."""
    return np.asarray(0.5 * _STEEP * np.exp(-_STEEP * np.abs(z)))


def laplace_below(z: Floats) -> Floats:
    """Its distribution function, shape of z."""
    tail = 0.5 * np.exp(-_STEEP * np.abs(z))
    return np.where(z < 0.0, tail, 1.0 - tail)


def laplace_excess(z: Floats) -> Floats:
    """E max(z + error, 0) of an error of sd 1, shape of z."""
    return np.maximum(z, 0.0) + 0.5 * LAPLACE_SCALE * np.exp(-_STEEP * np.abs(z))
