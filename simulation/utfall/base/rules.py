"""Compiled scalar rules, one home for each formula: exponential, logistic, responses, capability and the two hazards.

People call them with true parameters, `behaviour.valuation` with believed ones.
"""

import numba as nb
import numpy as np

#: Share of a budget of hours that may be left over, or be scaled away; a contact or course is done when no more than this is left of it.
CLOSE = 1e-7
_LOG2E = 1.4426950408889634
LN2 = 6.931471805599453e-1
_LN2_HI = 6.93145751953125e-1
_LN2_LO = 1.42860682030941723212e-6
_ROUND = 6755399441055744.0  # 1.5 x 2^52: adding it rounds to a whole number, which then stands in the low bits
_ROOT_HALF = 0x3FE6A09E667F3BCD  # bits of sqrt(1/2)


@nb.njit(cache=True, error_model="numpy")
def exponential(x: float) -> float:
    """exp(x) by range reduction and a Taylor polynomial of degree 13: branch-free, so that loops vectorise; the same bits everywhere."""
    x = min(max(x, -700.0), 700.0)
    whole = x * _LOG2E + _ROUND
    n = whole - _ROUND
    r = (x - n * _LN2_HI) - n * _LN2_LO
    r2 = r * r
    r4 = r2 * r2
    p = ((1.0 + r) + r2 * (0.5 + r * (1.0 / 6.0))) + r4 * ((1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5040.0)))
    high = ((1.0 / 40320.0 + r * (1.0 / 362880.0)) + r2 * (1.0 / 3628800.0 + r * (1.0 / 39916800.0))) + r4 * (
        1.0 / 479001600.0 + r * (1.0 / 6227020800.0)
    )
    p = p + (r4 * r4) * high
    bits = np.int64((np.float64(whole).view(np.int64) + np.int64(1023)) << np.int64(52))
    return p * bits.view(np.float64)


@nb.njit(cache=True, error_model="numpy")
def logarithm(x: float) -> float:
    """Natural logarithm of a positive normal number: log(2^e f) = e log 2 + 2 artanh((f - 1) / (f + 1)); the same bits everywhere."""
    bits = np.float64(x).view(np.int64)
    e = np.int64(bits - np.int64(_ROOT_HALF)) >> np.int64(52)
    f = np.int64(bits - np.int64(e << np.int64(52))).view(np.float64)
    return artanh_twice((f - 1.0) / (f + 1.0)) + np.float64(e) * LN2


@nb.njit(cache=True, error_model="numpy")
def artanh_twice(s: float) -> float:
    """2 artanh(s) = log((1 + s) / (1 - s)) for |s| below 0.21, by its series up to s^21."""
    z = s * s
    z2 = z * z
    z4 = z2 * z2
    p = ((1.0 + z * (1.0 / 3.0)) + z2 * (1.0 / 5.0 + z * (1.0 / 7.0))) + z4 * (
        ((1.0 / 9.0 + z * (1.0 / 11.0)) + z2 * (1.0 / 13.0 + z * (1.0 / 15.0))) + z4 * ((1.0 / 17.0 + z * (1.0 / 19.0)) + z2 * (1.0 / 21.0))
    )
    return 2.0 * s * p


@nb.njit(cache=True, error_model="numpy")
def logistic(x: float) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exponential(-x))


@nb.njit(cache=True, error_model="numpy")
def saturating(hours: float, eta: float) -> float:
    """Response of a month to hours: 1 - exp(-hours / eta), between 0 and 1."""
    return 1.0 - exponential(-(1.0 / eta) * hours)


@nb.njit(cache=True, error_model="numpy")
def response(hours: float, eta: float, linear: bool) -> float:
    """Response of a month to hours: saturating, or (tasks whose private cost is quadratic) the hours themselves."""
    return hours if linear else saturating(hours, eta)


@nb.njit(cache=True, error_model="numpy")
def capability_step(k: float, decay: float, gain: float) -> float:
    """Next month's capability: what is left of the old, plus the month's gain (logits)."""
    return (1.0 - decay) * k + gain


@nb.njit(cache=True, error_model="numpy")
def entry_logit_unhelped(base: float, by_shock: float, shock: float, common: float) -> float:
    """Entry logit at capability 0; base = level - by_need x need, which does not move with the months."""
    return base - by_shock * shock + common


@nb.njit(cache=True, error_model="numpy")
def exit_logit_unhelped(base: float, by_shock: float, shock: float, common: float) -> float:
    """Exit logit at capability 0 of a durable spell; base = level + by_need x need; the common shock counts half and against."""
    return base + by_shock * shock - 0.5 * common
