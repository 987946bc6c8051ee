"""Equal budgets: the factor on prices at which two contracts are forecast to cost the same."""

from collections.abc import Callable, Mapping

#: Digits of a factor on prices; it is part of the fingerprint and printed.
DIGITS = 4
CLOSE = 2e-5
MOST_FACTOR = 1e4
#: Of prices that need be near only: looks at most, the least factor looked at before 0, the least and the most rise from one look to the next.
MOST_LOOKS, LEAST_FACTOR, MORE, MOST_RISE = 12, 0.01, 1.5, 8.0


def equal_budget_factor(payments: Callable[[float], float], target: float) -> float | None:
    """The factor on all prices at which forecast `payments` are `target`, to four digits; None where no prices give so much, or so little.

    Payments never fall when prices rise; where a cap bites they are bent, so that the root is bracketed first.
    """
    from scipy.optimize import brentq  # noqa: PLC0415  heavy; only for equal budgets

    low, high = 0.0, 1.0
    if payments(low) > target:
        return None
    while payments(high) < target:
        low, high = high, high * 2.0
        if high > MOST_FACTOR:
            return None
    return rounded(brentq(lambda factor: payments(factor) - target, low, high, xtol=1e-9, rtol=CLOSE))


def near_budget_factor(payments: Callable[[float], float], target: float, near: float) -> float | None:
    """A factor on all prices at which forecast `payments` are `target` within a share `near`; None where no prices are found that give it.

    For payments that take long: a few secants, which find a straight line at the third look. Prices that rise by a half and bring no more
    are taken to be under a limit.
    """
    tried = {1.0: payments(1.0)}
    factor = 1.0
    while abs(tried[factor] - target) > near * target:
        below = max((one for one, paid in tried.items() if paid < target), default=None)
        above = min((one for one, paid in tried.items() if paid >= target), default=None)
        if above == 0.0 or len(tried) >= MOST_LOOKS or (above is None and _saturated(tried, near)):
            return None
        factor = _next(tried, target, below, above)
        tried[factor] = payments(factor)
    return rounded(factor)


def _next(tried: Mapping[float, float], target: float, below: float | None, above: float | None) -> float:
    """Where to look next: on the straight line through the nearest looks, well inside the bracket where there is one."""
    if below is None:
        if len(tried) == 1:
            return max(target / tried[1.0], LEAST_FACTOR)
        low, high = sorted(tried)[:2]
        return max(low - (tried[low] - target) * (high - low) / max(tried[high] - tried[low], 1e-9), 0.0)
    if above is None:
        under = max((one for one in tried if one < below), default=0.0)
        rise = (tried[below] - tried[under]) / (below - under) if under in tried else tried[below] / below
        return min(max(below + (target - tried[below]) / max(rise, 1e-9), MORE * below), MOST_RISE * below)
    straight = below + (above - below) * (target - tried[below]) / (tried[above] - tried[below])
    room = 0.1 * (above - below)
    return min(max(straight, below + room), above - room) if len(tried) > 3 else straight


def _saturated(tried: Mapping[float, float], near: float) -> bool:
    """Whether the highest prices brought hardly more than the next lower ones."""
    last = sorted(tried)[-2:]
    return len(last) == 2 and tried[last[1]] <= tried[last[0]] * (1.0 + 0.1 * near)


def rounded(factor: float) -> float:
    """Four significant digits."""
    return float(f"{factor:.{DIGITS}g}")
