"""All or nothing, seen from ahead: what one more success is worth when a cohort is paid by a line that it must reach.

One more success is worth the amount times the chance that the others stand exactly one below the line (`model` section 4). What the
others will reach is forecast with the spread of chance, of a shock common to all, and of not knowing the rate (5 % of the cohort).
"""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.contract.ahead.normal import below, density

Floats = NDArray[np.float64]
#: Below this many people the count of successes is exact, not normal.
EXACT_BELOW = 50
#: Sd of not knowing the rate, as a share of the cohort.
UNSURE = 0.05
#: Gauss-Hermite nodes over the error of the rate.
_NODES = 15


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Standing:
    """A cohort as its provider forecasts it.

    people   counted
    chances  (people,) chance of success of each; empty: `rate` for all
    rate     forecast units per person (a share, for successes)
    sd       of one person's units (None: that of a success)
    common   sd of the rate from what is common to all (common shock, the sampling error of the comparison)
    unsure   sd of the rate from not knowing it
    """

    people: int
    rate: float
    chances: Floats | None = None
    sd: float | None = None
    common: float = 0.0
    unsure: float = UNSURE

    @property
    def total(self) -> float:
        """Units that the cohort is forecast to reach."""
        return self.rate * self.people if self.chances is None else float(self.chances.sum())

    @property
    def rate_sd(self) -> float:
        """Sd of the rate that is common to all people."""
        return sqrt(self.common**2 + self.unsure**2)

    @property
    def spread(self) -> float:
        """Sd of the total."""
        if self.sd is not None:
            own = self.people * self.sd**2
        elif self.chances is None:
            own = self.people * self.rate * (1.0 - self.rate)
        else:
            own = float((self.chances * (1.0 - self.chances)).sum())
        return sqrt(own + (self.people * self.rate_sd) ** 2)

    @property
    def counts(self) -> bool:
        """Whether units are successes of persons, so that a small cohort is counted exactly."""
        return self.sd is None and self.people < EXACT_BELOW


def successes_needed(rate: float, people: int) -> int:
    """Fewest successes that make at least this rate."""
    return ceil(rate * people - 1e-9)


def one_below(standing: Standing, line: int) -> float:
    """Chance that the people but one have `line` - 1 successes: that one more decides. Per unit of what adds up: the density at the line."""
    if standing.counts:
        return _exactly(standing, line - 1)
    if standing.spread == 0.0:
        return float(round(standing.total - standing.rate) == line - 1)
    return float(density(np.array([(line - 0.5 - standing.total) / standing.spread]))[0]) / standing.spread


def at_line(standing: Standing, line: float) -> float:
    """Density of the total at a line that need not be a whole number (hours, money, events): chance per unit that one more decides."""
    if standing.spread == 0.0:
        return 0.0
    return float(density(np.array([(line - standing.total) / standing.spread]))[0]) / standing.spread


def reached(standing: Standing, line: float) -> float:
    """Chance that the whole cohort reaches the line."""
    if standing.counts:
        chances = _chances(standing)
        return float(sum(weight * float(count_of(shifted)[ceil(line - 1e-9) :].sum()) for weight, shifted in _shifted(standing, chances)))
    shift = 0.5 if standing.sd is None else 0.0
    if standing.spread == 0.0:
        return float(standing.total >= line)
    return below((standing.total - line + shift) / standing.spread)


def count_of(chances: Floats) -> Floats:
    """(n + 1,) distribution of the number of successes of n people with these chances (Poisson-binomial), exact."""
    found = np.zeros(chances.size + 1)
    found[0] = 1.0
    for i, p in enumerate(chances):
        found[1 : i + 2] = found[1 : i + 2] * (1.0 - p) + found[: i + 1] * p
        found[0] *= 1.0 - p
    return found


def _chances(standing: Standing) -> Floats:
    return np.full(standing.people, standing.rate) if standing.chances is None else standing.chances


def _exactly(standing: Standing, count: int) -> float:
    """Chance of exactly `count` successes among all people but one, averaged over who that is."""
    if not 0 <= count < standing.people:
        return 0.0
    chances = _chances(standing)
    total = 0.0
    for weight, shifted in _shifted(standing, chances):
        alike = bool((shifted == shifted[0]).all())
        leave_out = [0] if alike else range(shifted.size)
        total += weight * float(np.mean([count_of(np.delete(shifted, i))[count] for i in leave_out]))
    return total


def _shifted(standing: Standing, chances: Floats) -> list[tuple[float, Floats]]:
    """(weight, chances) over the error of the rate."""
    if standing.rate_sd == 0.0:
        return [(1.0, chances)]
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return [(w / weights.sum(), np.clip(chances + standing.rate_sd * x, 0.0, 1.0)) for x, w in zip(nodes, weights, strict=True)]
