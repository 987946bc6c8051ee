"""Equal budgets: the factor on prices at which two contracts are forecast to cost the same."""

from collections.abc import Callable

#: Digits of a factor on prices; it is part of the fingerprint and printed.
DIGITS = 4
CLOSE = 2e-5
MOST_FACTOR = 1e4


def equal_budget_factor(payments: Callable[[float], float], target: float, close: float = CLOSE) -> float | None:
    """The factor on all prices at which forecast `payments` are `target`, to a share `close` of it; None where no prices give so much, or so little.

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
    return rounded(brentq(lambda factor: payments(factor) - target, low, high, xtol=1e-9, rtol=close))


def rounded(factor: float) -> float:
    """Four significant digits."""
    return float(f"{factor:.{DIGITS}g}")
