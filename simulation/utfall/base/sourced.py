"""A value with where it is from: what is written, how far it may be off, who said it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any, Literal, cast

from utfall.base.parse import months_of
from utfall.base.quantities import Change, Flow, Mark, Money, Price, Rate, Return, Share, ShareOfCapital, Time

Quantity = Money | Price | Share | Rate | Time | Flow | Return | ShareOfCapital | Mark | Change
Dist = Literal["uniform", "normal", "lognormal", "triangular"]
DISTS: tuple[Dist, ...] = ("uniform", "normal", "lognormal", "triangular")
_NORMAL = NormalDist()
_SD_IN_RANGE = 2 * _NORMAL.inv_cdf(0.95)
_FIELD: dict[type, str] = {
    Money: "minor",
    Price: "minor",
    Share: "fraction",
    Rate: "monthly",
    Time: "count",
    Flow: "monthly",
    Return: "fraction",
    ShareOfCapital: "fraction",
    Mark: "amount",
    Change: "amount",
}


@dataclass(frozen=True, slots=True)
class Sourced:
    """One value of a scenario.

    value       a quantity, number, word or switch
    low, high   how far it may be off (None: no range); drawn by `dist`
    dist        uniform over the range; triangular with its top at the value; normal and lognormal with the value in the middle and
                nine tenths inside the range
    spread      members truly differ: sd of the log, a draw each
    text        the value as written
    """

    value: object
    text: str
    low: object = None
    high: object = None
    dist: Dist = "uniform"
    spread: float = 0.0
    source: str = ""
    as_of: str = ""
    note: str = ""

    @property
    def drawn(self) -> bool:
        """Whether the value differs between parameter points."""
        return self.low is not None

    def at(self, quantile: float) -> object:
        """The value at a quantile (0-1) of its distribution."""
        if self.low is None:
            return self.value
        low, middle, high = number_of(self.low), number_of(self.value), number_of(self.high)
        return with_number(self.value, _quantile(self.dist, low, middle, high, quantile))


def _quantile(dist: Dist, low: float, middle: float, high: float, q: float) -> float:
    if high == low:
        return low
    if dist == "normal":
        return middle + (high - low) / _SD_IN_RANGE * _NORMAL.inv_cdf(q)
    if dist == "lognormal":
        return middle * math.exp(math.log(high / low) / _SD_IN_RANGE * _NORMAL.inv_cdf(q))
    if dist == "triangular":
        turn = (middle - low) / (high - low)
        if q < turn:
            return low + math.sqrt(q * (high - low) * (middle - low))
        return high - math.sqrt((1 - q) * (high - low) * (high - middle))
    return low + (high - low) * q


def number_of(value: object) -> float:
    """The number inside a quantity, in its own unit."""
    name = _FIELD.get(type(value))
    return float(getattr(value, name)) if name else float(cast(float, value))


def with_number(value: object, number: float) -> object:
    """The same kind of quantity with another number; shares and rates stay between 0 and 1, money and counts stay whole."""
    if isinstance(value, int):
        return max(round(number), 1)
    if isinstance(value, float):
        return number
    if isinstance(value, Time):
        return replace(value, count=number, months=max(months_of(number, value.unit), 1))
    if isinstance(value, (Share, Rate)):
        number = min(max(number, 0.0), 1.0)
    if isinstance(value, (Money, Price)):
        return replace(value, minor=round(number))
    return replace(cast(Any, value), **{_FIELD[type(value)]: number})


_UNITS: dict[type, Callable[[Any], str]] = {
    Money: lambda q: q.currency,
    Price: lambda q: f"{q.currency} per {q.per}",
    Share: lambda q: "share",
    ShareOfCapital: lambda q: f"share of capital {q.of}",
    Rate: lambda q: "share per month",
    Return: lambda q: "share per year" if q.per_year else "share in total",
    Time: lambda q: q.unit,
    Mark: lambda q: q.unit,
    Change: lambda q: q.unit,
    Flow: lambda q: f"{q.what} per month".strip(),
}


def unit_of(value: object) -> str:
    """The unit in words; values and ranges must agree on it. A bare number has none."""
    return _UNITS[type(value)](value) if type(value) in _UNITS else ""
