"""Numbers as people read them: thin spaces, a true minus, as many digits as the interval supports."""

import math
from dataclasses import dataclass

from utfall.base.money import MINOR, THIN

MINUS = "\u2212"
SIGNIFICANT = 3
MOST_DECIMALS = 3
MOST_PER_CENT = 1000.0
MILLION = 1_000_000
#: From so much on, sums are said in so many, with this word.
LARGE = ((MILLION, MILLION, " million"), (10_000, 1_000, " thousand"))
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
    """13 (9 to 17), or with a unit 13 per 100 (9 to 17); only the mean where there is no interval or every run says as good as the same."""
    if low is None or high is None or low == high:
        return f"{_alone(mean)} {unit}".rstrip()
    decimals = decimals_for(low, high, mean)
    said, ends = f"{number(mean, decimals)} {unit}".rstrip(), (number(low, decimals), number(high, decimals))
    return said if ends[0] == ends[1] else f"{said} ({ends[0]} to {ends[1]})"


def span(low: float, high: float) -> str:
    """−0.1 to 2.2: two ends with as many digits as they support; large ones in millions."""
    if max(abs(low), abs(high)) >= MILLION:
        return f"{span(low / MILLION, high / MILLION)} million"
    decimals = decimals_for(low, high, (low + high) / 2)
    return f"{number(low, decimals)} to {number(high, decimals)}"


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


def of_runs(share: float, runs: int) -> str:
    """17 of 20; of the runs themselves where there are no more than 20. Never all for less than all, nor none for more than none."""
    if runs <= 20:
        return f"{round(runs * share)} of {runs}"
    if 0 < share < 0.025:
        return "fewer than 1 of 20"
    return "more than 19 of 20" if 0.975 <= share < 1 else f"{round(20 * share)} of 20"


def small_money(currency: str) -> tuple[str, str]:
    """The word for the unit and for its hundredth."""
    return SMALL_MONEY.get(currency, (currency, f"hundredths of a {currency}"))


@dataclass(frozen=True, slots=True)
class Column:
    """How the numbers of one row or column of a table are shown: their unit in words, what they are multiplied by, most decimals.

    over   numbers beyond it (as shown) are said as "over" it: the size of a ratio whose denominator is nearly nothing says nothing
    """

    unit: str
    times: float
    finest: int = MOST_DECIMALS
    over: float = math.inf

    def mean(self, mean: float | None, low: float | None, high: float | None, *, plus: bool = False) -> str:
        """The mean with the digits that its interval supports, and one more where that leaves only one; "-" where there is none."""
        if mean is None:
            return "-"
        decimals = self._decimals(mean, low, high)
        if low is not None and high is not None and low != high:
            decimals = max(decimals, min(_digits(mean * self.times) - 1, self.finest, decimals + 1))
        return self._number(mean, decimals, plus)

    def interval(self, mean: float | None, low: float | None, high: float | None, *, plus: bool = False) -> str:
        """Its ends with the same digits; empty where there is no interval, and where every run says the same."""
        if mean is None or low is None or high is None or low == high:
            return ""
        decimals = self._decimals(mean, low, high)
        return " to ".join(self._number(end, decimals, plus) for end in (low, high))

    def _number(self, value: float, decimals: int, plus: bool) -> str:
        if abs(value * self.times) > self.over:
            return f"over {number(self.over)}" if value > 0 else f"under {number(-self.over)}"
        shown = number(value * self.times, decimals)
        return f"+{shown}" if plus and round(value * self.times, decimals) > 0 else shown

    def _decimals(self, mean: float, low: float | None, high: float | None) -> int:
        if low is None or high is None or low == high:
            return min(max(_digits(mean * self.times), 0), self.finest) if mean * self.times % 1 else 0
        low, high, mean = (max(-self.over, min(end * self.times, self.over)) for end in (low, high, mean))
        return min(decimals_for(low, high, mean), self.finest)


def column_of(unit: str, largest: float, *, money: bool) -> Column:
    """The column for numbers up to `largest` (minor units where they are money): shares in per cent, big sums in thousands or millions.

    No number gets more decimals than three significant digits of the largest one ask for.
    """
    said, times, most, over = unit, 1.0, MOST_DECIMALS, math.inf
    if money:
        currency, _, per = unit.partition(" ")
        size, word = next(((size, word) for least, size, word in LARGE if largest >= least * MINOR), (1, ""))
        said, times = f"{currency}{word} {per}".rstrip(), 1.0 / (MINOR * size)
    elif unit == "share" or unit.startswith("share "):
        said, times, most, over = f"%{unit.removeprefix('share')}", 100.0, 1, MOST_PER_CENT
    return Column(said, times, min(max(_digits(min(largest * times, over)), 0), most), over)
