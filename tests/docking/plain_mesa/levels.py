"""Levels: the intercepts at which a mean chance over a group is what the file says, by halving, on even steps of the normal."""

from functools import cache
from math import exp, pi, sqrt

STEP, REACH = 0.05, 180


@cache
def level(target: float, groups: tuple[tuple[float, float, float], ...]) -> float:
    """The level at which the mean of logistic(level + offset) is `target`; offsets are normal: share, mean and sd of each group."""
    if target <= 0.0:
        return -60.0
    points = [STEP * k for k in range(-REACH, REACH + 1)]
    masses = [STEP * exp(-0.5 * z * z) / sqrt(2.0 * pi) for z in points]
    total = sum(share for share, _, _ in groups)
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        mean = sum(
            share / total * mass / (1.0 + exp(-(middle + centre + spread * z)))
            for share, centre, spread in groups
            for z, mass in zip(points, masses, strict=True)
        )
        low, high = (middle, high) if mean < target else (low, middle)
    return 0.5 * (low + high)
