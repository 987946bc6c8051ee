"""The blind econometrician: standard estimators on what a contract sees. It imports nothing of the package, and a test holds that."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import ttest_1samp, ttest_ind

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Export:
    """All that is handed out of one world: recorded full-time months in work, a number a person.

    offered, before   (n,) of those offered the service, over the 18 months from their referral and over as long before it
    control           (m,) of those drawn by lot not to be offered it, over the same months
    earlier           (k,) of people of earlier years, over 18 months
    """

    offered: Floats
    before: Floats
    control: Floats
    earlier: Floats


@dataclass(frozen=True)
class Estimate:
    """Effect of being offered the service, and its 95 % interval."""

    mean: float
    low: float
    high: float

    def covers(self, value: float, part: float = 1.0) -> bool:
        """Whether the interval, or that part of it around the mean, holds a value."""
        return self.mean - part * (self.mean - self.low) <= value <= self.mean + part * (self.high - self.mean)


def trial(export: Export) -> Estimate:
    """Those offered against the control group (Welch)."""
    return _difference(export.offered, export.control)


def earlier_years(export: Export) -> Estimate:
    """Those offered against people of earlier years (Welch)."""
    return _difference(export.offered, export.earlier)


def own_past(export: Export) -> Estimate:
    """Those offered against their own past (paired t)."""
    change = export.offered - export.before
    interval = ttest_1samp(change, 0.0).confidence_interval(0.95)
    return Estimate(float(change.mean()), float(interval.low), float(interval.high))


def _difference(one: Floats, other: Floats) -> Estimate:
    interval = ttest_ind(one, other, equal_var=False).confidence_interval(0.95)
    return Estimate(float(one.mean() - other.mean()), float(interval.low), float(interval.high))
