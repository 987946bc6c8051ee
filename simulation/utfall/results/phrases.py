"""An indicator as people read it on a terminal: as many digits as its interval supports, shares in per cent, money in its currency."""

from utfall.indicators import words
from utfall.indicators.values import Summary


def number(summary: Summary | None) -> str:
    """The mean with what its unit asks for; "not defined" when there is none."""
    if summary is None or summary.mean is None:
        return "not defined"
    return spoken(summary.mean, (summary.low, summary.high), summary.unit, money=summary.money)


def interval(summary: Summary | None) -> str:
    """From the 5th to the 95th percentile over runs; empty for a value that no single run has."""
    if summary is None or summary.low is None or summary.high is None:
        return ""
    ends = (summary.low, summary.high)
    return f"{spoken(summary.low, ends, summary.unit, money=summary.money)} to {spoken(summary.high, ends, summary.unit, money=summary.money)}"


def spoken(value: float, ends: tuple[float | None, float | None], unit: str, *, money: bool) -> str:
    """One number with the digits that the interval between `ends` supports; money is in minor units."""
    if money:
        return words.money(value, unit.split(" ", maxsplit=1)[0])
    if unit.startswith("share"):
        decimals = _decimals(100 * value, tuple(None if end is None else 100 * end for end in ends))
        return f"{words.number(100 * value, max(0, min(decimals + 1, 1)))} %"
    return words.number(value, min(_decimals(value, ends) + 1, 4))


def _decimals(value: float, ends: tuple[float | None, ...]) -> int:
    low, high = ends
    return words.decimals_for(value, value, value) if low is None or high is None else words.decimals_for(low, high, value)
