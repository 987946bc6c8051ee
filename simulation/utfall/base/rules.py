"""Compiled scalar rules, one home for each formula: exponential, logistic, responses, capability and the two hazards.

People call them with true parameters, `behaviour.valuation` with believed ones.
"""

import numba as nb
import numpy as np

_LOG2E = 1.4426950408889634
_LN2_HI = 6.93145751953125e-1
_LN2_LO = 1.42860682030941723212e-6


@nb.njit(inline="always", error_model="numpy")
def exponential(x: float) -> float:
    """exp(x) by range reduction and a degree-13 Taylor polynomial: branch-free, so that loops vectorise; the same bits everywhere."""
    x = min(max(x, -700.0), 700.0)
    n = np.floor(x * _LOG2E + 0.5)
    r = (x - n * _LN2_HI) - n * _LN2_LO
    p = 1.0 / 6227020800.0
    p = p * r + 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    bits = (np.int64(n) + np.int64(1023)) << np.int64(52)
    return p * np.int64(bits).view(np.float64)


@nb.njit(inline="always", error_model="numpy")
def logistic(x: float) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exponential(-x))


@nb.njit(inline="always", error_model="numpy")
def saturating(hours: float, eta: float) -> float:
    """Response of a month to hours: 1 - exp(-hours / eta), between 0 and 1."""
    return 1.0 - exponential(-hours / eta)


@nb.njit(inline="always", error_model="numpy")
def capability_step(k: float, decay: float, gain: float) -> float:
    """Next month's capability: what is left of the old, plus the month's gain (logits)."""
    return (1.0 - decay) * k + gain


@nb.njit(inline="always", error_model="numpy")
def entry_logit(level: float, by_need: float, need: float, by_shock: float, shock: float, common: float, help_: float) -> float:
    """Logit of this month's entry into the outcome, without any boost."""
    return level - by_need * need - by_shock * shock + common + help_


@nb.njit(inline="always", error_model="numpy")
def exit_logit(
    level: float, by_need: float, need: float, by_shock: float, shock: float, common: float, help_: float, if_shallow: float, shallow: float
) -> float:
    """Logit of this month's exit from the outcome; the common shock counts half and against."""
    return level + by_need * need + by_shock * shock - 0.5 * common - help_ + if_shallow * shallow
