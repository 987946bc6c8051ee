"""Prizes by rank, seen from ahead: what one more point of one's own score is worth against others whose scores are as uncertain."""

import numpy as np
from numpy.typing import NDArray

from utfall.contract.ahead.normal import cumulative, density
from utfall.contract.ahead.standing import count_of

Floats = NDArray[np.float64]
_Z = np.linspace(-9.0, 9.0, 1201)


def prize_slope(prizes: Floats, own: float, others: Floats, sd: float) -> float:
    """Expected prize per unit of own mean score: E[prize z] / sd, z the standardised noise of one's own score.

    others (n,) mean scores of the others, each with noise of sd `sd` of its own; a shock common to all changes nothing.
    With equal means and two providers: W / (2 sd sqrt(pi)) (Lazear and Rosen 1981).
    """
    weight = density(_Z) * (_Z[1] - _Z[0])
    return float((weight * _Z * _prize_at(prizes, own + sd * _Z, others, sd)).sum()) / sd


def _prize_at(prizes: Floats, scores: Floats, others: Floats, sd: float) -> Floats:
    """Expected prize at each own score, shape of `scores`: by how many of the others are above it."""
    above = np.array([1.0 - cumulative((scores - mean) / sd) for mean in others])
    paid = np.zeros(others.size + 1)
    paid[: min(prizes.size, paid.size)] = prizes[: paid.size]
    return np.array([float(count_of(above[:, i]) @ paid) for i in range(scores.size)])
