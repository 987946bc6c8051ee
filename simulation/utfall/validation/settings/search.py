"""What somebody who sets terms would choose: searches over what the real code answers."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize_scalar

_FINE = 1e-9


def best(worth: Callable[[float], float], low: float, high: float, half: float = 1e-3) -> float:
    """The term between low and high at which `worth` is greatest; it has one peak.

    half   half the width of the parabola that a round peak is read from, as a share of the range: a peak itself is flat, so that nobody
           sees it finer than the root of a float's grain. A peak with an edge is left as it was found
    """
    found = float(minimize_scalar(lambda x: -worth(x), bounds=(low, high), method="bounded", options={"xatol": _FINE * (high - low)}).x)
    step, here = half * (high - low), worth(found)
    if found - step <= low or found + step >= high:
        return found
    below, above = worth(found - step), worth(found + step)
    bend = below - 2.0 * here + above
    finer = found + 0.5 * step * (below - above) / bend if bend < 0.0 else found
    return finer if worth(finer) >= here - _FINE * abs(here) else found


def best_two(worth: Callable[[float, float], float], start: tuple[float, float], half: float = 1e-2) -> tuple[float, float]:
    """The two terms at which `worth`, a quadratic form near them, is greatest: Newton's method on its differences."""
    x = np.array(start)
    for _ in range(3):
        at = np.array([[worth(x[0] + i * half, x[1] + j * half) for j in (-1, 0, 1)] for i in (-1, 0, 1)])
        slope = np.array([at[2, 1] - at[0, 1], at[1, 2] - at[1, 0]]) / (2.0 * half)
        cross = (at[2, 2] - at[2, 0] - at[0, 2] + at[0, 0]) / (4.0 * half**2)
        bend = np.array([[at[2, 1] - 2.0 * at[1, 1] + at[0, 1], 0.0], [0.0, at[1, 2] - 2.0 * at[1, 1] + at[1, 0]]]) / half**2
        x = x - np.linalg.solve(bend + cross * np.array([[0.0, 1.0], [1.0, 0.0]]), slope)
    return float(x[0]), float(x[1])


def switch(answer: Callable[[float], bool], low: float, high: float) -> float:
    """Where an answer that is one thing at `low` becomes the other; it does so once up to `high`, or never (nan)."""
    first = answer(low)
    if answer(high) == first:
        return float("nan")
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if answer(middle) == first else (low, middle)
    return 0.5 * (low + high)
