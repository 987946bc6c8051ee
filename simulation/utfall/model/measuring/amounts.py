"""Time, hours and money as a survey or a register has them: off by an error of each person, right on average."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals_of
from utfall.contract.metrics.declarations import CostAvoided, Intensity, Metric, TimeIn
from utfall.contract.metrics.units import time_as

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]


def is_off(metric: Metric) -> bool:
    """Whether amounts of it are recorded with an error (that of a score is part of its reading)."""
    return metric.noise > 0.0 and isinstance(metric, TimeIn | Intensity | CostAvoided)


def as_recorded(metric: Metric, draws: tuple[int, int], persons: Ids, units: Floats, left: Floats) -> Floats:
    """Units (n,) times exp(noise z - noise^2 / 2), z of the person: an error in proportion, mean 1, the same in all its months [bound-krueger-1991].

    draws   seed and number of the meter; left (n,) units that may still be counted (inf: no limit)
    """
    seed, number = draws
    luck = normals_of(seed, int(Purpose.AMOUNT_NOISE), 0, number, persons)
    found = units * np.exp(metric.noise * luck - 0.5 * metric.noise**2)
    return np.minimum(found, np.maximum(left, 0.0))


def most_counted(metric: Metric, group: NDArray[np.int16]) -> Floats:
    """(n,) units of a person that the metric counts at most, by its pay group."""
    if not isinstance(metric, TimeIn) or metric.at_most is None:
        return np.full(group.size, np.inf)
    return np.array([time_as(time, metric.per) for time in metric.at_most])[group]
