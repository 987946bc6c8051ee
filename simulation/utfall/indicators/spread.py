"""Chance against ignorance: what the spread of runs comes from, over the parameter points of one contract or of a difference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.indicators.pooling import LEAST_POINTS, by_seed, columns, pairs_of, weights
from utfall.indicators.values import Floats, Rows


@dataclass(frozen=True, slots=True)
class Spread:
    """Variance inside parameter points (chance), and of point means less chance / n (ignorance).

    low, high   95 % interval of the share of ignorance, points resampled; None with fewer than 10 points, which cannot tell it
    points      parameter points with two runs or more
    """

    chance: float
    ignorance: float
    low: float | None = None
    high: float | None = None
    points: int = 0

    @property
    def share_of_ignorance(self) -> float | None:
        """Share of the variance that better knowledge of the parameters could take away; None where nothing varies."""
        total = self.chance + self.ignorance
        return None if total == 0 else self.ignorance / total


def spread(rows: Rows, name: str, against: Rows | None = None) -> Spread | None:
    """Of an indicator (minus that of `against`, paired by seed); None under two points, without two runs in each, and at central values."""
    ours, theirs = (by_seed(rows), None) if against is None else pairs_of(rows, against)
    if not ours or ours[0].point < 0:
        return None
    value = columns(ours, name).value
    if theirs is not None:
        value = value - columns(theirs, name).value
    known = ~np.isnan(value)
    count, mean, variance = _by_point(np.array([row.point for row in ours])[known], value[known])
    if count.size < 2:
        return None
    once = np.ones((1, count.size))
    chance, ignorance = _parts(once, count, mean, variance)
    low, high = _interval(count, mean, variance) if count.size >= LEAST_POINTS else (None, None)
    return Spread(float(chance[0]), float(ignorance[0]), low, high, int(count.size))


def _by_point(point: NDArray[np.int64], value: Floats) -> tuple[Floats, Floats, Floats]:
    """Runs, mean and variance of each point that has two runs or more."""
    _, place = np.unique(point, return_inverse=True)
    count = np.bincount(place).astype(np.float64)
    mean = np.bincount(place, weights=value) / count
    apart = np.bincount(place, weights=(value - mean[place]) ** 2)
    several = count > 1
    return count[several], mean[several], apart[several] / (count[several] - 1.0)


def _parts(drawn: Floats, count: Floats, mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Chance and ignorance in each resample; `drawn` (resamples, points) times that each point is drawn."""
    points = drawn.sum(axis=1)
    chance = drawn @ variance / points
    centred = mean - mean.mean()
    between = (drawn @ centred**2 - (drawn @ centred) ** 2 / points) / (points - 1.0)
    return chance, np.maximum(between - chance * (drawn @ (1.0 / count)) / points, 0.0)


def _interval(count: Floats, mean: Floats, variance: Floats) -> tuple[float | None, float | None]:
    chance, ignorance = _parts(weights(count.size), count, mean, variance)
    total = chance + ignorance
    if not (total > 0.0).all():
        return None, None
    low, high = np.quantile(ignorance / total, (0.025, 0.975))
    return float(low), float(high)
