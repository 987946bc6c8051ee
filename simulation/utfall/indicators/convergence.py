"""How many runs are enough: the mean of the first n runs and its 95 % interval, as n grows."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from utfall.indicators.pooling import CONFIDENCE, LEAST_POINTS, Columns, by_seed, clusters, columns, pairs_of
from utfall.indicators.values import Floats, Rows

#: Steps at which the mean is looked at, at most.
MOST_STEPS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """Mean of the first `runs` runs, (steps,), and its 95 % interval: nan where there is none yet.

    clusters   (steps,) parameter points among them (runs where there are fewer than 10 points)
    """

    runs: tuple[int, ...]
    clusters: tuple[int, ...]
    mean: Floats
    low: Floats
    high: Floats

    @property
    def half(self) -> Floats:
        """(steps,) half of the interval."""
        found: Floats = (self.high - self.low) / 2.0
        return found

    def enough(self, wanted: float) -> int | None:
        """Runs from which on half of the interval stays at most `wanted`; None where the last is wider, or where there are fewer than 10 clusters."""
        narrow = (self.half <= wanted) & (np.array(self.clusters) >= LEAST_POINTS)
        if not narrow.size or not narrow[-1]:
            return None
        wide = np.flatnonzero(~narrow)
        return self.runs[0 if wide.size == 0 else int(wide[-1]) + 1]


def running(rows: Rows, name: str, against: Rows | None = None) -> Running | None:
    """The running mean of an indicator (minus that of `against`, paired by seed); None with fewer than two clusters, or never a value.

    The mean is a ratio of sums; its standard error is that of a ratio by the delta method, runs of a parameter point taken together (runs
    alone where there are fewer than 10 points), with the t quantile of the clusters.
    """
    ours, theirs = (by_seed(rows), None) if against is None else pairs_of(rows, against)
    if not ours:
        return None
    cluster = clusters(ours)
    parts = [(1.0, columns(ours, name))] + ([] if theirs is None else [(-1.0, columns(theirs, name))])
    ends = _ends(cluster)
    found = [_interval(parts, cluster[:end], end) for end in ends]
    mean, low, high = (np.array(column, dtype=np.float64) for column in zip(*found, strict=True))
    return None if np.isnan(low).all() else Running(tuple(ends), tuple(int(cluster[end - 1]) + 1 for end in ends), mean, low, high)


def _ends(cluster: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[int]:
    """Numbers of runs at which whole clusters are in, evenly thinned."""
    whole = [*np.flatnonzero(np.diff(cluster)) + 1, cluster.size]
    places = np.unique(np.linspace(0, len(whole) - 1, min(MOST_STEPS, len(whole))).round().astype(np.int64))
    return [int(whole[place]) for place in places]


def _interval(parts: list[tuple[float, Columns]], cluster: np.ndarray[tuple[int], np.dtype[np.int64]], end: int) -> tuple[float, float, float]:
    """Mean and 95 % interval of the first `end` runs; nan where undefined."""
    count = int(cluster.max()) + 1
    mean, influence = 0.0, np.zeros(count)
    for sign, part in parts:
        top, bottom = part.top[:end], part.bottom[:end]
        if bottom.sum() == 0.0:
            return np.nan, np.nan, np.nan
        ratio = top.sum() / bottom.sum()
        mean += sign * ratio
        influence += sign * np.bincount(cluster, weights=top - ratio * bottom, minlength=count) / bottom.sum()
    if count < 2:
        return mean, np.nan, np.nan
    half = stats.t.ppf(0.5 + CONFIDENCE / 2, count - 1) * np.sqrt(count / (count - 1) * (influence**2).sum())
    return mean, mean - half, mean + half
