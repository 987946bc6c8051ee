"""Does a verdict hold over what nobody knows: a verdict at each parameter point, and the assumed values that move with the difference.

At a point all assumed values are fixed, so that the spread of its runs is chance alone: the verdict there is that of the t interval of their
mean difference. Over points the values move together, so that only a rank correlation that stands out among all of them is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from utfall.indicators.ensemble import point_means
from utfall.indicators.pooling import CONFIDENCE, by_seed, columns, pairs_of, points_of
from utfall.indicators.values import Floats, Rows

PointVerdict = Literal["more", "less", "cannot tell", "no change"]
#: Fewest points over which a share of points, and a correlation, is told.
LEAST = 10
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class AtPoint:
    """A difference at one parameter point: mean over its seeds with its 95 % interval (None with one seed)."""

    point: int
    mean: float
    low: float | None
    high: float | None

    @property
    def verdict(self) -> PointVerdict:
        """More or less where chance alone does not cover 0."""
        if self.low is None or self.high is None:
            return "cannot tell"
        if self.low == self.high == 0.0:
            return "no change"
        return "more" if self.low > 0.0 else "less" if self.high < 0.0 else "cannot tell"


def by_point(rows: Rows, name: str, against: Rows | None = None) -> tuple[AtPoint, ...]:
    """An indicator (minus that of `against`, paired by seed) at each parameter point in which it is defined, in order; none at central values."""
    ours, theirs = (by_seed(rows), None) if against is None else pairs_of(rows, against)
    if not ours or ours[0].point < 0:
        return ()
    value, means = columns(ours, name).value, point_means(ours, name)
    if theirs is not None:
        value, means = value - columns(theirs, name).value, means - point_means(theirs, name)
    found = []
    for place, mean in zip(points_of(ours), means.tolist(), strict=True):
        if np.isfinite(mean):
            half = _half(value[place])
            found.append(AtPoint(ours[int(place[0])].point, mean, *((None, None) if half is None else (mean - half, mean + half))))
    return tuple(found)


def _half(apart: Floats) -> float | None:
    """Half of the 95 % t interval of the mean of what is defined; None for fewer than two."""
    known = apart[~np.isnan(apart)]
    if known.size < 2:
        return None
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, known.size - 1) * known.std(ddof=1) / np.sqrt(known.size))


def shares(points: Sequence[AtPoint]) -> dict[PointVerdict, int]:
    """How many points have which verdict; all four words are there."""
    words: tuple[PointVerdict, ...] = ("more", "less", "cannot tell", "no change")
    return {word: sum(point.verdict == word for point in points) for word in words}


def turns(points: Sequence[AtPoint]) -> bool:
    """Whether the verdict is more at some points and less at others, each at more of them than chance gives where there is no difference at all.

    Without one a side is told at 2.5 % of the points; the count must be above that by a binomial test at 5 %.
    """
    found = shares(points)
    return len(points) >= LEAST and all(stats.binom.sf(found[side] - 1, len(points), (1.0 - CONFIDENCE) / 2) < LEVEL for side in ("more", "less"))


@dataclass(frozen=True, slots=True)
class Influence:
    """How a difference goes with one assumed value over the points.

    rank      Spearman's rank correlation; chance: its p value times the number of values looked at, at most 1
    low, high   (points above 0, points) among those with the value in the lower and in the upper half of what was drawn
    """

    key: str
    rank: float
    chance: float
    low: tuple[int, int]
    high: tuple[int, int]

    @property
    def told(self) -> bool:
        """Whether it stands out among all values looked at."""
        return self.chance < LEVEL

    @property
    def decides(self) -> bool:
        """Whether the sign of most points is another in the one half than in the other."""
        (below, of_low), (above, of_high) = self.low, self.high
        return (2 * below > of_low) != (2 * above > of_high)


def influences(points: Sequence[AtPoint], drawn: Mapping[str, Sequence[float]]) -> tuple[Influence, ...]:
    """Assumed values by how closely the difference goes with them, closest first; none with fewer than 10 points or where nothing moves.

    drawn   key -> value at each of the points, in their order; a value that does not move, or is not known everywhere, is left out
    """
    means = np.array([point.mean for point in points])
    if means.size < LEAST or np.ptp(means) == 0.0:
        return ()
    columns_ = {key: np.array(values, dtype=np.float64) for key, values in drawn.items() if len(values) == means.size}
    moving = {key: column for key, column in columns_.items() if np.isfinite(column).all() and np.ptp(column) > 0.0}
    found = []
    for key, column in moving.items():
        rank, p = stats.spearmanr(column, means)
        found.append(Influence(key, float(rank), min(1.0, float(p) * len(moving)), *_halves(column, means)))
    return tuple(sorted(found, key=lambda one: (one.chance, -abs(one.rank), one.key)))


def _halves(column: Floats, means: Floats) -> tuple[tuple[int, int], tuple[int, int]]:
    upper: NDArray[np.bool_] = column > np.median(column)
    low, high = means[~upper], means[upper]
    return (int((low > 0).sum()), int(low.size)), (int((high > 0).sum()), int(high.size))


def least_rank(points: int, among: int) -> float | None:
    """The least rank correlation that would stand out among so many values over so many points; None where none could."""
    if points < LEAST or among < 1:
        return None
    t = float(stats.t.ppf(1.0 - LEVEL / among / 2.0, points - 2))
    return t / float(np.sqrt(points - 2 + t * t))
