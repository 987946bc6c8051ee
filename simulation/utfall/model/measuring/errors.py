"""Errors of a test: one a person and reading, from one uniform number, whatever their shape."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import normals_of, uniforms_of
from utfall.base.rules import logarithm
from utfall.base.shapes import LAPLACE_SCALE, Shape

Floats = NDArray[np.float64]


def errors_of(shape: Shape, seed: int, purpose: int, at: tuple[int, int], persons: NDArray[np.int32]) -> Floats:
    """One error each, of mean 0 and sd 1, for the persons named (n,); at: month and lane of the draw."""
    if shape == "normal":
        bells: Floats = normals_of(seed, purpose, *at, persons)
        return bells
    luck = uniforms_of(seed, purpose, *at, persons)
    _laplaces(luck)
    return luck


@nb.njit(cache=True, error_model="numpy")
def _laplaces(luck: Floats) -> None:
    """Uniform numbers (n,) become quantiles of the Laplace distribution of sd 1."""
    for i in range(luck.size):
        low = luck[i] < 0.5
        size = -LAPLACE_SCALE * logarithm(2.0 * (luck[i] if low else 1.0 - luck[i]))
        luck[i] = -size if low else size
