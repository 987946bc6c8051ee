"""`reported = "when_provider_chooses"`: the provider picks the day that is read, so that the best of several days is paid.

The days from which it may choose are those up to the day agreed, or, with `until` (or a reporting window in the rules of service), those
from the day agreed to the end of that window.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Reading
from utfall.base.quantities import Time
from utfall.base.shapes import Shape, laplace_below, laplace_density
from utfall.contract.ahead.normal import cumulative, density
from utfall.contract.metrics.declarations import Metric, Score, StateAt
from utfall.contract.metrics.units import at

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def chooses(metric: Metric) -> bool:
    """Whether the provider picks the day."""
    return metric.reported == "when_provider_chooses"


def days(metric: StateAt | Score, group: int, reporting: Time | None) -> tuple[int, int]:
    """First and last person-month that the provider may choose; both the month agreed where it may not choose.

    reporting   how long after the day agreed the rules of service leave it the choice; the metric's own `until` goes before
    """
    month = at(metric.after_enrolment, group)
    if not chooses(metric) or (isinstance(metric, StateAt) and metric.at_month is not None):
        return month, month
    after = metric.until or reporting
    return (1, month) if after is None else (month, month + after.months)


def best(readings: Floats) -> tuple[Floats, Ints]:
    """The reading of the day chosen and its number, (n,) each, from readings (days, n): the highest, the earliest of those alike."""
    day = np.argmax(readings, axis=0)
    return readings[day, np.arange(readings.shape[1])], day


def chosen_reading(reading: Reading, dates: int) -> Reading:
    """A score as it looks from ahead when the best of `dates` days is read: its noise has the mean and sd of the largest of so many."""
    if dates <= 1 or reading.noise == 0.0:
        return reading
    mean, sd = largest_of(dates, reading.shape)
    lift = reading.noise * mean
    if np.isnan(reading.threshold):
        return replace(reading, offset=reading.offset + reading.slope * lift, noise=reading.noise * sd)
    return replace(reading, threshold=reading.threshold - lift, noise=reading.noise * sd)


def largest_of(dates: int, shape: Shape = "normal") -> tuple[float, float]:
    """Mean and sd of the largest of so many independent errors of mean 0 and sd 1."""
    x = np.linspace(-9.0, 9.0, 4001) if shape == "normal" else np.linspace(-20.0, 20.0, 16_001)
    below, at = (cumulative(x), density(x)) if shape == "normal" else (laplace_below(x), laplace_density(x))
    weight = dates * below ** (dates - 1) * at * (x[1] - x[0])
    mean = float((weight * x).sum())
    return mean, float(np.sqrt((weight * x * x).sum() - mean * mean))
