"""How a row of evidence is looked for in the model: in which runs, and what is read off them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

#: Numerator and denominator of what one seed shows, so that the mean over seeds is a ratio of sums; a plain number has denominator 1.
Part = tuple[float, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observable:
    """One row, as the model can show it.

    row      id in the tables of evidence
    how      what is computed, in words
    setups   one or more configurations; all are run on the same seeds
    seeds    how many, from 1
    of       records of one seed, in the order of the setups -> (numerator, denominator)
    at       for what stands in no record: runner and seed -> (numerator, denominator)
    runs     whether it looks at runs (a term is read off the file alone)
    pooled   whether the mean over seeds counts for a stylised fact, too: a chance, or a mean of ratios
    restates   which input stands behind the row, so that a value in the band restates it and is no success of the model ("": none)
    chosen   what was looked at before the region that is looked at now ("": nothing)
    proxy    what the source counts, where that is another quantity than is looked at here ("": the same)
    """

    row: str
    how: str
    setups: tuple[Setup, ...]
    seeds: int
    of: Callable[..., Part] | None = None
    at: Callable[[Runner, int], Part] | None = None
    runs: bool = True
    pooled: bool = False
    restates: str = ""
    chosen: str = ""
    proxy: str = ""

    @property
    def in_words(self) -> str:
        """What is computed, and what the source counts where that is another quantity."""
        return f"{self.how}; proxy: {self.proxy}" if self.proxy else self.how

    @property
    def missing(self) -> tuple[str, ...]:
        """Scenarios that it needs and the library does not have."""
        return tuple(sorted({setup.name for setup in self.setups if setup.missing}))

    def part(self, runner: Runner, seed: int) -> Part:
        """What one seed shows."""
        if self.at is not None:
            return self.at(runner, seed)
        assert self.of is not None
        return self.of(*(runner.run(setup, seed) for setup in self.setups))


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """What the seeds showed: numerators and denominators, one each."""

    row: str
    tops: Floats
    bottoms: Floats

    @property
    def values(self) -> Floats:
        """(seeds,) one value a seed; nan where its denominator is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.bottoms != 0.0, self.tops / self.bottoms, nan)

    @property
    def mean(self) -> float:
        """Ratio of sums over seeds."""
        bottom = float(self.bottoms.sum())
        return float(self.tops.sum()) / bottom if bottom else nan

    @property
    def median(self) -> float:
        """Middle of the seeds that have a value."""
        values = self.values
        return float(np.nanmedian(values)) if np.isfinite(values).any() else nan

    @property
    def error(self) -> float:
        """Standard error of the mean, by the delta method for a ratio."""
        n, bottom = self.tops.size, float(self.bottoms.mean())
        if n < 2 or not bottom:
            return nan
        return float((self.tops - self.mean * self.bottoms).std(ddof=1) / abs(bottom) / np.sqrt(n))

    def share(self, over: bool, line: float) -> float:
        """Share of the seeds over a line (or under it).

        Something over nothing, as paid over a true effect that is none, is over every line; a seed without a numerator shows nothing.
        """
        ordinary = self.bottoms > 0.0
        if over:
            return float(np.mean(np.where(ordinary, self.tops > line * self.bottoms, self.tops > 0.0)))
        return float(np.mean(ordinary & (self.tops < line * self.bottoms)))


def plain(value: float) -> Part:
    """A number that is no ratio."""
    return float(value), 1.0


def mean_of(column: Floats | NDArray[np.bool_], who: NDArray[np.bool_], times: float = 1.0) -> Part:
    """`times` the mean of a column over some people."""
    return times * float(column[who].sum()), float(who.sum())


def of_group(record: RunRecord, *groups: str) -> NDArray[np.bool_]:
    """(N,) whether a person belongs to one of the pay groups."""
    return np.isin(record.persons.group, [record.groups.index(group) for group in groups])
