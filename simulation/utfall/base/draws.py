"""Counter-based draws: luck belongs to (seed, purpose, month, person), never to the order of calls.

Generator: Philox2x32-10 [salmon-2011], tested against its published vectors. The key is the seed (32 bits); the counter is
(person, month + 1024 x purpose + 2^18 x lane), so that no two draws of a run share a counter. A month may be from 0 to 1023:
contract month t is stored as t + 64, which leaves 64 months of history.
"""

from enum import IntEnum

import numba as nb
import numpy as np

from utfall.base.rules import LN2, artanh_twice, logarithm

MONTH_ZERO = 64
MAX_MONTHS = 1023 - MONTH_ZERO
_M = np.uint64(0xD256D193)
_W = np.uint32(0x9E3779B9)


class Purpose(IntEnum):
    """One number per use of luck; a number once given is never given again."""

    GROUP = 1
    NEED = 2
    RESPONSE = 3
    START = 4
    LOT = 5
    REFERRAL_MONTH = 6
    REFERRAL_PROVIDER = 7
    TAKE_UP = 8
    SIGNAL = 9
    TRANSITION = 10
    TRANSITION_WITHOUT = 11
    SHOCK = 12
    COMMON = 13
    DROP_OUT = 14
    SELECTION = 15
    INTEGRITY_PERSON = 16
    INTEGRITY_PROVIDER = 17
    MISSED = 18
    MISTAKEN = 19
    AUDIT = 20
    DETECTION = 21
    SCORE_NOISE = 22
    WORKER_SEES = 23
    PRODUCTIVITY = 24
    COUPLING = 25
    FIRST_COME = 26
    RESPONSE_SIGNAL = 27
    IN_AT_START = 28
    WORKER_LEAVES = 50
    ACCEPT = 51
    DISCLOSE = 52
    EVENTS = 40
    EVENTS_WITHOUT = 41
    EVENTS_OWN = 42
    DEPARTURE = 43
    REFERRER_LOOKS = 70
    AREA = 71
    DOUBT = 72
    CONDUCT = 73
    MANDATE = 74
    BID = 75
    RETENDER = 76
    BID_BASE = 77
    TRIAL = 60
    PLACE = 90
    COMMON_EARLIER = 80
    COMPARED = 81
    MODEL_ERROR = 82
    BASKET = 83
    AMOUNT_NOISE = 84
    MATURITY = 85
    THEORY = 100


@nb.njit(inline="always")
def philox(counter0: np.uint32, counter1: np.uint32, key: np.uint32) -> tuple[np.uint32, np.uint32]:
    """Philox2x32 with ten rounds: two 32-bit words from a 64-bit counter and a 32-bit key."""
    c0 = np.uint32(counter0)
    c1 = np.uint32(counter1)
    k = np.uint32(key)
    for _ in range(10):
        product = np.uint64(c0) * _M
        high = np.uint32(product >> np.uint64(32))
        c0 = np.uint32(high ^ k ^ c1)
        c1 = np.uint32(product & np.uint64(0xFFFFFFFF))
        k = np.uint32(k + _W)
    return c0, c1


@nb.njit(inline="always")
def stream(purpose: int, month: int, lane: int = 0) -> np.uint32:
    """Second counter word of a (purpose, contract month, lane); lane is an outcome, metric or provider number below 16384."""
    return np.uint32((month + 64) & 1023) | (np.uint32(purpose & 255) << np.uint32(10)) | (np.uint32(lane & 16383) << np.uint32(18))


@nb.njit(inline="always")
def unit(word: np.uint32) -> float:
    """A 32-bit word as a number strictly between 0 and 1."""
    return (np.float64(word) + 0.5) * (1.0 / 4294967296.0)


@nb.njit(cache=True, error_model="numpy")
def unit_logit(word: np.uint32) -> float:
    """log(U / (1 - U)) of the word's uniform U, so that U < logistic(x) is the same event as unit_logit < x.

    One logarithm then serves every world and every boost of a person-month. U / (1 - U) is split as 2^e f with f near 1, and
    log f = 2 artanh((f - 1) / (f + 1)), whose quotient is formed from U, 1 - U and 2^e by a single division.
    """
    u = np.float64(word) + 0.5
    v = 4294967296.0 - u
    e = np.int64(np.int64(np.float64(u).view(np.int64) - np.float64(v).view(np.int64)) + np.int64(1 << 51)) >> np.int64(52)
    scaled = v * np.int64((e + np.int64(1023)) << np.int64(52)).view(np.float64)
    return artanh_twice((u - scaled) / (u + scaled)) + np.float64(e) * LN2


@nb.njit(inline="always")
def bell(word: np.uint32) -> float:
    """A standard bell-shaped number from one word: the sum of its four bytes, scaled to mean 0 and variance 1.

    Its excess kurtosis is -0.3; in the AR(1) shocks it feeds (persistence .85) that falls to -0.05.
    """
    total = (word & np.uint32(255)) + ((word >> np.uint32(8)) & np.uint32(255)) + ((word >> np.uint32(16)) & np.uint32(255)) + (word >> np.uint32(24))
    return (np.float64(total) - 510.0) * (1.0 / 147.80054127099805)


@nb.njit(cache=True)
def uniforms(seed: int, purpose: int, month: int, lane: int, count: int) -> np.ndarray:
    """One uniform each for persons 0 .. count-1, shape (count,)."""
    out = np.empty(count)
    second = stream(purpose, month, lane)
    for i in range(count):
        first, _ = philox(np.uint32(i), second, np.uint32(seed))
        out[i] = unit(first)
    return out


@nb.njit(cache=True)
def uniforms_of(seed: int, purpose: int, month: int, lane: int, persons: np.ndarray) -> np.ndarray:
    """One uniform each for the persons named (numbers from 0), shape of `persons`; the same numbers as `uniforms` gives them."""
    out = np.empty(persons.size)
    second = stream(purpose, month, lane)
    for i in range(persons.size):
        first, _ = philox(np.uint32(persons[i]), second, np.uint32(seed))
        out[i] = unit(first)
    return out


@nb.njit(cache=True, error_model="numpy")
def _quantile_tail(p: float) -> float:
    """Normal quantile for p below 0.02425 (negative)."""
    q = np.sqrt(-2.0 * logarithm(p))
    top = ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q
    bottom = (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1.0
    return (top + 2.938163982698783) / bottom


@nb.njit(cache=True, error_model="numpy")
def _quantile_middle(p: float) -> float:
    """Normal quantile for p from 0.02425 to 0.97575."""
    q = p - 0.5
    r = q * q
    top = (((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r + 1.383577518672690e02) * r - 3.066479806614716e01
    bottom = (((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r + 6.680131188771972e01) * r - 1.328068155288572e01
    return (top * r + 2.506628277459239) * q / (bottom * r + 1.0)


@nb.njit(cache=True, error_model="numpy")
def normal_quantile(p: float) -> float:
    """Inverse of the standard normal distribution function (Acklam's rational approximation, relative error 1e-9) [acklam-2003]."""
    if p < 0.02425:
        return _quantile_tail(p)
    if p > 1.0 - 0.02425:
        return -_quantile_tail(1.0 - p)
    return _quantile_middle(p)


@nb.njit(cache=True, error_model="numpy")
def normals(seed: int, purpose: int, month: int, lane: int, count: int) -> np.ndarray:
    """One standard normal each for persons 0 .. count-1, shape (count,)."""
    out = uniforms(seed, purpose, month, lane, count)
    middle = np.empty(count)
    for i in range(count):  # for all, though 5 % lie in the tails: without a branch the loop is done four at a time
        middle[i] = _quantile_middle(out[i])
    for i in range(count):
        p = out[i]
        out[i] = middle[i] if 0.02425 <= p <= 1.0 - 0.02425 else normal_quantile(p)
    return out


@nb.njit(cache=True, error_model="numpy")
def normals_of(seed: int, purpose: int, month: int, lane: int, persons: np.ndarray) -> np.ndarray:
    """One standard normal each for the persons named, shape of `persons`; the same numbers as `normals` gives them."""
    out = uniforms_of(seed, purpose, month, lane, persons)
    for i in range(persons.size):
        out[i] = normal_quantile(out[i])
    return out
