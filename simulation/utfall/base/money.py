"""Money: whole minor units, one rounding (half to even), one way to split (largest remainder), one way to write an amount."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Narrow no-break space between thousands.
THIN = "\u202f"
MINOR = 100
MILLION = 1_000_000 * MINOR


def round_half_even(amount: Fraction | float | int) -> int:
    """Whole minor units nearest to `amount`; halves go to the even neighbour. Exact for fractions and for the float as it stands."""
    return round(Fraction(amount))


def round_minor(amounts: Floats) -> Ints:
    """Whole minor units of a column of amounts (shape kept), halves to even."""
    return np.rint(amounts).astype(np.int64)


def split(amount: int, shares: Sequence[Fraction | float | int]) -> list[int]:
    """Parts of `amount` in proportion to `shares` (not all 0, none negative), summing to it exactly.

    Largest remainder: each part is rounded towards zero, and the units left over go to the largest remainders, ties in order.
    """
    if len(shares) == 1 and shares[0] > 0:
        return [amount]
    weights = [share if isinstance(share, Fraction) else exact(share) for share in shares]
    common = lcm(*(weight.denominator for weight in weights))
    whole = [weight.numerator * (common // weight.denominator) for weight in weights]
    total = sum(whole)
    if total <= 0 or min(whole) < 0:
        raise ValueError("shares must not be negative, and not all be 0")
    size = abs(int(amount))
    parts = [size * weight // total for weight in whole]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(size * whole[i] % total), i))
    for i in by_remainder[: size - sum(parts)]:
        parts[i] += 1
    return parts if amount >= 0 else [-part for part in parts]


@lru_cache(maxsize=256)
def exact(share: float | int) -> Fraction:
    """A share as the decimal number that was written: 0.1 is one tenth, not its nearest binary fraction."""
    return Fraction(str(share))


def split_minor(amounts: Ints, shares: Sequence[float]) -> list[Ints]:
    """`split` for every amount of a column (shape kept); one column for each share."""
    if len(shares) == 1:
        return [amounts]
    fractions = [exact(share).limit_denominator(1_000_000) for share in shares]
    common = lcm(*(fraction.denominator for fraction in fractions))
    weights = np.array([int(fraction * common) for fraction in fractions], dtype=np.int64)
    size, sign = np.abs(amounts), np.sign(amounts)
    products = size[:, None] * weights
    parts, rest = products // weights.sum(), products % weights.sum()
    order = np.argsort(-rest, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    parts += rank < (size - parts.sum(axis=1))[:, None]
    return [sign * parts[:, i] for i in range(len(fractions))]


def thousands(number: int) -> str:
    """A whole number with thin spaces between thousands: 31 000."""
    return f"{number:,}".replace(",", THIN)


def money_words(minor: int, currency: str) -> str:
    """An amount in words: EUR 1 200, EUR 0.50, EUR 4.7 million."""
    size, sign = abs(minor), "-" if minor < 0 else ""
    if size >= MILLION and size % (MILLION // 100) == 0:
        return f"{currency} {sign}{size / MILLION:g} million"
    whole, rest = divmod(size, MINOR)
    return f"{currency} {sign}{thousands(whole)}" + (f".{rest:02d}" if rest else "")
