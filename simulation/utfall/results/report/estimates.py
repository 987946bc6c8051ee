"""From summaries and rows of a result to the estimates that figures draw; minor units become whole ones here and nowhere else."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from utfall.indicators.values import Summary
from utfall.results.figures.data import Estimate
from utfall.results.frames import Difference, VariantResult
from utfall.results.rows import Row

MINOR = 100.0
LOW, HIGH = 5.0, 95.0


def estimate(summary: Summary | Difference | None) -> Estimate:
    """Mean and 90 % of runs of an indicator or a difference, money in whole units."""
    if summary is None:
        return Estimate(None, reason="not run")
    scale = MINOR if summary.money else 1.0
    mean, low, high = (None if x is None else x / scale for x in (summary.mean, summary.low, summary.high))
    reason = summary.reason if mean is None and isinstance(summary, Summary) else ""
    return Estimate(mean, low, high, reason)


def of(variant: VariantResult, name: str) -> Estimate:
    """One indicator of a variant."""
    return estimate(variant.summaries.get(name))


def scaled(value: Estimate, by: float) -> Estimate:
    """The estimate times a positive number."""
    mean, low, high = (None if x is None else x * by for x in (value.mean, value.low, value.high))
    return Estimate(mean, low, high, value.reason)


def column(rows: Sequence[Row], name: str) -> NDArray[np.float64]:
    """Values of an indicator run by run, nan where it is undefined, (runs,)."""
    found = (row.values.get(name) for row in rows)
    return np.array([np.nan if v is None or v.value is None else v.value for v in found], dtype=np.float64)


def ratio(top: NDArray[np.float64], bottom: NDArray[np.float64], reason: str) -> Estimate:
    """Ratio of sums over runs, with percentiles of the ratio inside each run; runs with an undefined part are left out."""
    known = ~(np.isnan(top) | np.isnan(bottom))
    top, bottom = top[known], bottom[known]
    if not len(top) or bottom.sum() == 0.0:
        return Estimate(None, reason=reason)
    inside = top[bottom != 0.0] / bottom[bottom != 0.0]
    low, high = np.percentile(inside, (LOW, HIGH))
    return Estimate(float(top.sum() / bottom.sum()), float(low), float(high))


def name_of(variant: VariantResult) -> str:
    """A variant in words."""
    return variant.title or spoken(variant.parent)


def spoken(identifier: str) -> str:
    """An id as words."""
    text = identifier.replace("_", " ").strip()
    return text[:1].upper() + text[1:]
