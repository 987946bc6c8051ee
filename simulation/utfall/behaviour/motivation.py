"""Motivation: it moves towards what control leaves of it.

M <- M + speed (target - M), target = 1 - chi x control x (1 - trust) + support; it comes back more slowly
than it goes. The form of control in the stake (share of income
that hangs on outcomes) is assumed; a linear one gives no U-shape of effort, a concave one does [frey-1997].
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.mechanisms import ControlForm

Floats = NDArray[np.float64]


def control(form: ControlForm, stake: float, scale: float) -> float:
    """Felt control between 0 and 1: none; the stake itself; 1 - exp(-stake / scale); or all of it as soon as anything hangs on outcomes."""
    if form == "none" or stake <= 0.0:
        return 0.0
    if form == "linear":
        return min(stake, 1.0)
    if form == "concave":
        return float(1.0 - np.exp(-stake / scale))
    return 1.0


@nb.njit(cache=True, error_model="numpy")
def motivation_step(motivation: Floats, felt: Floats, chi: float, trust: float | Floats, speed: float, back: float, support: float = 0.0) -> Floats:
    """Next month's motivation of each provider (index, 1 at rest), never under 0.

    trust         share of control that it takes away, one for all or (P,)
    speed, back   share of the gap closed a month while it falls, and while it comes back, which takes longer
    support       what a contract that is felt to support its staff adds (index)
    """
    gap = 1.0 - chi * felt * (1.0 - trust) + support - motivation
    falls = 1.0 * (gap < 0.0)
    return np.maximum(motivation + (speed * falls + back * (1.0 - falls)) * gap, 0.0)
