"""Columns of persons filled from draws, compiled."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import philox, stream, unit_logit
from utfall.base.rules import exponential
from utfall.people.columns import Bools, Floats, Int32s, States

Groups = NDArray[np.int16]


@nb.njit(cache=True, error_model="numpy")
def spread_out(centre: Floats, spread: Floats, group: Groups, bells: Floats) -> Floats:
    """centre[g] + spread[g] x z, (N,): need from its standard normal draw."""
    out = np.empty(group.size)
    for i in range(group.size):
        out[i] = centre[group[i]] + spread[group[i]] * bells[i]
    return out


@nb.njit(cache=True, error_model="numpy")
def standardised(centre: Floats, spread: Floats, group: Groups, values: Floats) -> Floats:
    """(values - centre[g]) / spread[g], (N,): back from need to sd inside the group; groups of one need count from 1e-12."""
    out = np.empty(group.size)
    for i in range(group.size):
        out[i] = (values[i] - centre[group[i]]) / max(spread[group[i]], 1e-12)
    return out


@nb.njit(cache=True, error_model="numpy")
def responsiveness(spread: float, with_need: Floats, own: Floats) -> Floats:
    """exp(s x - s^2 / 2) with x the sum of a part that goes with need and one of its own, (N,); its mean is 1 if x has variance 1."""
    out = np.empty(own.size)
    for i in range(own.size):
        out[i] = exponential(spread * (with_need[i] + own[i]) - 0.5 * spread * spread)
    return out


@nb.njit(cache=True, error_model="numpy")
def bases(out: Floats, levels: Floats, group: Groups, slope: float, need: Floats) -> None:
    """The part of a logit that does not move with the months: level[g] + slope x need, (N,)."""
    for i in range(group.size):
        out[i] = levels[group[i]] + slope * need[i]


@nb.njit(cache=True, error_model="numpy")
def chances(seed: int, purpose: int, lane: int, base: Floats, by_shock: float, shock: Floats) -> Bools:
    """Whether a draw of the person falls below logistic(base + by_shock x shock), (N,)."""
    out = np.empty(base.size, np.bool_)
    counter = stream(purpose, 0, lane)
    for i in range(base.size):
        word, _ = philox(np.uint32(i), counter, np.uint32(seed))
        out[i] = unit_logit(word) < base[i] + by_shock * shock[i]
    return out


@nb.njit(cache=True, error_model="numpy")
def mark(history: States, start_month: Int32s, inside: Bools) -> None:
    """Write who is in the outcome (durably) in its own month 0, the month before start_month, into history (T + 1, N)."""
    for i in range(start_month.size):
        history[start_month[i] - 1, i] = np.uint8(inside[i])
