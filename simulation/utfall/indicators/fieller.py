"""Fieller's interval of a ratio of means."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from utfall.indicators.pooling import CONFIDENCE
from utfall.indicators.values import Floats


@dataclass(frozen=True, slots=True)
class Fieller:
    """95 % interval of a ratio of means. `outside`: the denominator may be 0, so the ratio has no finite upper end."""

    low: float | None
    high: float | None
    outside: bool

    @property
    def warning(self) -> str:
        """What the interval means when it has an open end."""
        if not self.outside:
            return ""
        return "to unlimited: it cannot be told whether anything was caused" if self.low is not None else "unlimited: nothing can be told"


def fieller(top: Floats, bottom: Floats) -> Fieller:
    """Fieller's interval of mean(top) / mean(bottom) from paired values (Fieller 1954): all m with (t - m b)^2 <= q^2 Var(t - m b).

    Where the denominator's own interval holds 0 the set is what lies outside two roots, or everything, and `high` is None: `low` is the upper
    root where the estimate lies above it; below the lower root, the set reaches across unlimited to the other sign, and `low` is None too.
    """
    n = len(top)
    if n < 2:
        return Fieller(None, None, outside=True)
    q2 = float(stats.t.ppf(0.5 + CONFIDENCE / 2, n - 1)) ** 2
    t, b = float(top.mean()), float(bottom.mean())
    covariance = np.cov(top, bottom, ddof=1) / n
    a = b * b - q2 * float(covariance[1, 1])
    half = t * b - q2 * float(covariance[0, 1])
    inside = half * half - a * (t * t - q2 * float(covariance[0, 0]))
    if inside < 0 or a == 0:
        return Fieller(None, None, outside=True)
    ends = sorted(((half - np.sqrt(inside)) / a, (half + np.sqrt(inside)) / a))
    if a > 0:
        return Fieller(float(ends[0]), float(ends[1]), outside=False)
    return Fieller(float(ends[1]) if b != 0 and t / b >= ends[1] else None, None, outside=True)
