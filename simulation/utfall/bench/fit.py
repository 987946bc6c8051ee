"""Sums of the bench: time = a x months + b x person-months, and how time grows with a size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Cost:
    """What a month costs however few the people (seconds), and what one more person-month costs (seconds)."""

    month: float
    person_month: float


def cost(people: Sequence[int], months: int, seconds: Sequence[float]) -> Cost:
    """Least squares of relative errors over runs of one length; what a whole run costs besides is spread over its months."""
    sizes, times = np.asarray(people, dtype=float), np.asarray(seconds, dtype=float)
    rows = np.stack([np.full_like(sizes, months), sizes * months], axis=1) / times[:, None]
    found, *_ = np.linalg.lstsq(rows, np.ones_like(times), rcond=None)
    return Cost(float(found[0]), float(found[1]))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of log time on log size: 1 when cost is proportional, above 1 when it grows faster."""
    slope, _ = np.polyfit(np.log(np.asarray(sizes, dtype=float)), np.log(np.asarray(seconds, dtype=float)), 1)
    return float(slope)
