"""Numbers as they are shown: thin spaces, a true minus, units, and no more digits than half the interval supports."""

import math

from utfall.results.figures.data import Cell, Estimate

THIN = "\u202f"
SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
CANNOT_TELL = "cannot tell"


def plain(value: float, decimals: int = 0, plus: bool = False) -> str:
    """31 000, −4.7, +3: thousands by a thin space, U+2212 for minus, a plus sign for gains in comparisons; "0" is never signed."""
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN)
    if not text.strip("0." + THIN):
        return text
    return (MINUS if value < 0 else "+" if plus else "") + text


def decimals_for(estimate: Estimate) -> int:
    """Decimals that half the interval supports, at most 3, and none from 10 up unless the interval is under 1.

    One more where an end of a single digit would be rounded to 0, so that "0" never hides on which side of it the end lies.
    Without an interval, or with one that is only rounding, two significant digits of the mean.
    """
    width = 0.0 if estimate.low is None or estimate.high is None else estimate.high - estimate.low
    if width > 1e-9 * max(1e-9, abs(estimate.mean or 0.0)):
        if abs(estimate.mean or 0.0) >= 9.95 and width >= 1.0:
            return 0
        decimals = min(3, max(0, -math.floor(math.log10(width / 2))))
        return min(3, decimals + hides_a_side(estimate.low or 0.0, estimate.high or 0.0, decimals))
    if not estimate.mean:
        return 0
    return min(3, max(0, 1 - math.floor(math.log10(abs(estimate.mean)))))


def hides_a_side(low: float, high: float, decimals: int) -> bool:
    """Whether an end would be rounded to 0 though it is not 0, and one decimal more would show its sign without a third digit elsewhere."""
    unit = 10.0**-decimals
    lost = any(0.05 * unit <= abs(end) < 0.5 * unit for end in (low, high))
    return lost and max(abs(low), abs(high)) < 9.5 * unit


def money_step(value: float) -> float:
    """The step that leaves at most three significant digits of a sum of money (and never less than one unit)."""
    return 1.0 if abs(value) < 1000 else 10.0 ** (math.floor(math.log10(abs(value))) - 2)


def money(value: float, plus: bool = False) -> str:
    """A sum of money without its currency, at most three significant digits: 31 000, 118 000."""
    step = money_step(value)
    return plain(round(value / step) * step, 0, plus)


def mean_text(estimate: Estimate, plus: bool = False, undefined: str = "not defined") -> str:
    """The mean, or the reason that there is none."""
    if estimate.mean is None:
        return estimate.reason or undefined
    return plain(estimate.mean, decimals_for(estimate), plus)


def interval_text(estimate: Estimate, tight: bool = False, plus: bool = False) -> str:
    """9 to 17, or 9–17 in tight places; the word whenever an end is negative or signed; empty without an interval."""
    if estimate.mean is None or estimate.low is None or estimate.high is None:
        return ""
    decimals = decimals_for(estimate)
    return between(plain(estimate.low, decimals, plus), plain(estimate.high, decimals, plus), tight)


def between(low: str, high: str, tight: bool = False) -> str:
    """Two ends joined by "to", or by a dash in tight places when both are unsigned."""
    signed = any(end[:1] in (MINUS, "+") for end in (low, high))
    return f"{low}{DASH}{high}" if tight and not signed else f"{low} to {high}"


def full_text(estimate: Estimate, plus: bool = False) -> str:
    """13 (9 to 17)."""
    interval = interval_text(estimate, plus=plus)
    return mean_text(estimate, plus) + (f" ({interval})" if interval else "")


def money_interval(estimate: Estimate, tight: bool = False) -> str:
    """24 000 to 44 000; "from X to unlimited" has no high end; empty without an interval."""
    if estimate.mean is None or estimate.low is None:
        return ""
    if estimate.high is None:
        return f"from {money(estimate.low)}"
    return between(money(estimate.low), money(estimate.high), tight)


def percent(share: float) -> str:
    """32 %, whole per cent; "under 1 %" for what would round to 0 but is not."""
    if 0 < abs(share) < 0.005:
        return f"under 1{SPACE}%"
    return f"{plain(100 * share)}{SPACE}%"


def percent_interval(estimate: Estimate, tight: bool = False) -> str:
    """26 to 38 in per cent, without the sign; empty without an interval."""
    if estimate.mean is None or estimate.low is None or estimate.high is None:
        return ""
    return between(plain(100 * estimate.low), plain(100 * estimate.high), tight)


def cell(estimate: Estimate, plus: bool = False) -> Cell:
    """A number of a table twin with its interval."""
    return Cell(mean_text(estimate, plus), interval_text(estimate, plus=plus))


def money_cell(estimate: Estimate) -> Cell:
    """A sum of a table twin with its interval."""
    return Cell(estimate.reason or "not defined", "") if estimate.mean is None else Cell(money(estimate.mean), money_interval(estimate))


def share_cell(estimate: Estimate) -> Cell:
    """A share of a table twin with its interval, in per cent."""
    if estimate.mean is None:
        return Cell(estimate.reason or "not defined")
    return Cell(percent(estimate.mean), percent_interval(estimate))


def whole_hundred(shares: tuple[float, ...]) -> tuple[int, ...]:
    """Shares that sum to 1 as whole hundredths that sum to 100; what rounding leaves goes to the largest."""
    cents = [round(100 * share) for share in shares]
    largest = max(range(len(shares)), key=lambda i: shares[i])
    cents[largest] += 100 - sum(cents)
    return tuple(cents)


def nice_ticks(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """Round tick values that cover [low, high] with 0 among them."""
    low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or 1.0
    raw = span / count
    base = 10.0 ** math.floor(math.log10(raw))
    step = next(base * m for m in (1, 2, 5, 10) if base * m >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(i * step, 12) for i in range(first, last + 1))


def tick_text(value: float, ticks: tuple[float, ...]) -> str:
    """A tick with the decimals that the step between ticks needs; 0 is 0."""
    if value == 0:
        return "0"
    step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
    decimals = next((d for d in range(4) if abs(step * 10**d - round(step * 10**d)) < 1e-6 * 10**d), 3)
    return plain(value, decimals)
