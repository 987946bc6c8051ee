"""A linear scale from values to units of the sheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.results.figures.data import Estimate
from utfall.results.figures.numbers import nice_ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps [low, high] to [start, stop]; `ticks` lie inside [low, high]."""

    low: float
    high: float
    start: float
    stop: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def scale_over(estimates: Iterable[Estimate], start: float, stop: float, count: int = 5) -> Scale:
    """A scale that holds 0 and every mean and interval, with round ticks."""
    ends = [end for e in estimates if e.mean is not None for end in (e.mean, e.low, e.high) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    high = high if high > low else low + 1.0
    ticks = tuple(t for t in nice_ticks(low, high, count) if low - 1e-9 <= t <= high * 1.02 + 1e-9)
    return Scale(low, high, start, stop, ticks)
