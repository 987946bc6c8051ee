"""Numbers as people read them: thin spaces, a true minus, as many digits as the interval supports."""

import math

from utfall.base.money import MINOR, THIN

MINUS = "\u2212"
SIGNIFICANT = 3
MOST_DECIMALS = 3
MILLION = 1_000_000
SMALL_MONEY = {
    "EUR": ("euro", "cents"),
    "SEK": ("krona", "öre"),
    "DKK": ("krone", "øre"),
    "NOK": ("krone", "øre"),
    "GBP": ("pound", "pence"),
    "USD": ("dollar", "cents"),
}


def number(value: float, decimals: int = 0) -> str:
    """A number with so many decimals (negative: rounded to tens, hundreds): 31 000, −2.5; never a minus before 0."""
    value = round(value, decimals)
    value = 0.0 if value == 0 else value
    text = f"{abs(value):,.{max(decimals, 0)}f}".replace(",", THIN)
    return f"{MINUS}{text}" if value < 0 else text


def decimals_for(low: float, high: float, mean: float) -> int:
    """Decimals that half the interval supports, at most two significant digits in its ends where they stay apart, and at most three decimals.

    Below 100 never less than whole numbers. Without an interval, three significant digits of the mean.
    """
    half = (high - low) / 2
    if half <= 0:
        return _digits(mean)
    supported = -math.floor(math.log10(half))
    two = 1 - math.floor(math.log10(max(abs(low), abs(high))))
    supported = max(supported, 0) if max(abs(low), abs(high)) < 100 else supported
    supported += _hides_a_side(low, high, supported)
    return min(MOST_DECIMALS, two if two < supported and round(low, two) < round(mean, two) < round(high, two) else supported)


def _hides_a_side(low: float, high: float, decimals: int) -> bool:
    """Whether an end would be rounded to 0 though it is not 0, and one decimal more would show its sign without a third digit elsewhere."""
    unit = 10.0**-decimals
    return any(0.05 * unit <= abs(end) < 0.5 * unit for end in (low, high)) and max(abs(low), abs(high)) < 9.5 * unit


def estimate(mean: float, low: float | None, high: float | None, unit: str = "") -> str:
    """13 (9 to 17), or with a unit 13 per 100 (9 to 17); only the mean where there is no interval or every run says the same."""
    if low is None or high is None or low == high:
        return f"{_alone(mean)} {unit}".rstrip()
    decimals = decimals_for(low, high, mean)
    said = f"{number(mean, decimals)} {unit}".rstrip()
    return f"{said} ({number(low, decimals)} to {number(high, decimals)})"


def _alone(value: float) -> str:
    decimals = max(decimals_for(value, value, value), 0)
    said = number(value, decimals)
    return said.rstrip("0").rstrip(".") if decimals else said


def money(minor: float, currency: str) -> str:
    """EUR 31 000, EUR −4.7 million: at most three significant digits."""
    return f"{currency} {_amount(minor / MINOR)}"


def money_estimate(mean: float, low: float | None, high: float | None, currency: str) -> str:
    """EUR 31 000 (25 000 to 40 000), in minor units; an end that is None is unlimited."""
    if low is None:
        return money(mean, currency)
    return f"{money(mean, currency)} ({_amount(low / MINOR)} to {'unlimited' if high is None else _amount(high / MINOR)})"


def _amount(value: float) -> str:
    if abs(value) >= MILLION:
        return f"{number(value / MILLION, _digits(value / MILLION))} million"
    return number(value, min(_digits(value), 0) if abs(value) >= 10 else min(_digits(value), 2))


def _digits(value: float) -> int:
    return SIGNIFICANT - 1 - math.floor(math.log10(abs(value))) if value else 0


def per_cent(share: float) -> str:
    """32 %."""
    return f"{number(100 * share)}{THIN}%"


def of_20(share: float) -> str:
    """17 of 20; never 20 of 20 for less than all, nor 0 of 20 for more than none."""
    if 0 < share < 0.025:
        return "fewer than 1 of 20"
    return "more than 19 of 20" if 0.975 <= share < 1 else f"{round(20 * share)} of 20"


def small_money(currency: str) -> tuple[str, str]:
    """The word for the unit and for its hundredth."""
    return SMALL_MONEY.get(currency, (currency, f"hundredths of a {currency}"))
