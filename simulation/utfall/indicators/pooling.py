"""Pooling over runs: columns of numerators and denominators, resampling of parameter points, percentiles.

Resampling keeps the draws of a point together, so that its interval is that of the mean over what we do not know as well as over
chance. Its luck is counter-based like all other, under seed 0, which no run has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from utfall.base.draws import uniforms
from utfall.indicators.values import Floats, Rows, RunRow, Summary

RESAMPLES = 999
LEAST_POINTS = 10
OUTER = (0.05, 0.95)
CONFIDENCE = 0.95
Interval = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One indicator over runs, (runs,) each: value (nan where undefined), numerator, denominator."""

    value: Floats
    top: Floats
    bottom: Floats

    @property
    def defined(self) -> NDArray[np.bool_]:
        """Runs in which it is defined."""
        return ~np.isnan(self.value)


def by_seed(rows: Rows) -> list[RunRow]:
    """Rows in the order of their seeds, so that sums do not depend on who finished first."""
    return sorted(rows, key=lambda row: row.seed)


def pairs_of(rows_a: Rows, rows_b: Rows) -> tuple[list[RunRow], list[RunRow]]:
    """The runs of both that share a seed, in the order of the seeds."""
    theirs = {row.seed: row for row in rows_b}
    ours = [row for row in by_seed(rows_a) if row.seed in theirs]
    return ours, [theirs[row.seed] for row in ours]


def columns(rows: Rows, name: str) -> Columns:
    """An indicator over runs; a run that does not have it counts as undefined."""
    found = [row.values.get(name) for row in rows]
    value = np.array([np.nan if v is None or v.value is None else v.value for v in found], dtype=np.float64)
    top = np.array([0.0 if v is None else v.top for v in found], dtype=np.float64)
    bottom = np.array([0.0 if v is None else v.bottom for v in found], dtype=np.float64)
    return Columns(value, np.nan_to_num(top), np.nan_to_num(bottom))


def clusters(rows: Rows) -> NDArray[np.int64]:
    """Number of the cluster of each run, (runs,): its parameter point, or itself where there are fewer than 10 points."""
    points = np.array([row.point for row in rows], dtype=np.int64)
    numbers, place = np.unique(points, return_inverse=True)
    return place.astype(np.int64) if len(numbers) >= LEAST_POINTS else np.arange(len(rows), dtype=np.int64)


def weights(count: int) -> Floats:
    """How often each of `count` clusters is drawn in each resample, (RESAMPLES, count)."""
    picks = (uniforms(0, 0, 0, 0, RESAMPLES * count) * count).astype(np.int64).reshape(RESAMPLES, count)
    places = picks + count * np.arange(RESAMPLES)[:, None]
    return np.bincount(places.ravel(), minlength=RESAMPLES * count).reshape(RESAMPLES, count).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Resampler:
    """Resampling of one set of runs, shared by all their indicators."""

    cluster: NDArray[np.int64]
    drawn: Floats

    @staticmethod
    def of(rows: Rows) -> "Resampler":
        """The resampler of these runs, in their order."""
        cluster = clusters(rows)
        return Resampler(cluster, weights(int(cluster.max(initial=-1)) + 1))

    @property
    def count(self) -> int:
        """Clusters."""
        return int(self.drawn.shape[1])

    def sums(self, column: Floats) -> Floats:
        """Sum of a column in each resample, (RESAMPLES,), added up in a fixed order."""
        by_cluster = np.bincount(self.cluster, weights=column, minlength=self.count)
        total: Floats = np.einsum("rc,c->r", self.drawn, by_cluster)
        return total

    def interval(self, resampled: Floats) -> tuple[float | None, float | None]:
        """95 % interval from resampled means, widened for few clusters as a t interval is (expanded percentile)."""
        defined = resampled[np.isfinite(resampled)]
        if self.count < 2 or len(defined) == 0:
            return None, None
        reach = np.sqrt(self.count / (self.count - 1)) * stats.t.ppf(0.5 + CONFIDENCE / 2, self.count - 1)
        tail = float(stats.norm.cdf(-reach))
        low, high = np.quantile(defined, (tail, 1.0 - tail))
        return float(low), float(high)


def quotient(top: Floats, bottom: Floats) -> Floats:
    """top / bottom, nan where bottom is 0."""
    return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)


def pooled(found: Columns) -> float | None:
    """Ratio of sums over runs; None where the denominator is 0."""
    bottom = float(found.bottom.sum())
    return None if bottom == 0.0 else float(found.top.sum()) / bottom


def percentiles(value: Floats) -> tuple[float | None, float | None, float | None]:
    """5th and 95th percentile and standard deviation (None for a single run) of what is defined."""
    defined = value[~np.isnan(value)]
    if len(defined) == 0:
        return None, None, None
    low, high = np.quantile(defined, OUTER)
    return float(low), float(high), float(defined.std(ddof=1)) if len(defined) > 1 else None


def points_of(rows: Sequence[RunRow]) -> list[NDArray[np.int64]]:
    """Places of the runs of each parameter point, points in order."""
    points = np.array([row.point for row in rows], dtype=np.int64)
    return [np.flatnonzero(points == number) for number in np.unique(points)]


def said(mean: float | None, interval: Interval, unit: str, rows: Rows, reason: str = "", money: bool = False) -> Summary:
    """An ensemble value: no percentiles over runs, because it has no value in a run."""
    reasons = ((reason, 1),) if reason else ()
    return Summary(mean, None, None, *interval, None, len(rows) if mean is None else 0, 0.0, unit, len(rows), money, reasons)
