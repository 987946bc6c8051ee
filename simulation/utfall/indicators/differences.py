"""One variant minus another on the same people and luck: differences with intervals, signs in each draw, verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from utfall.indicators.ensemble import is_money, names_of, point_means, unit_of
from utfall.indicators.pooling import Resampler, columns, pairs_of, percentiles, pooled, quotient
from utfall.indicators.values import Rows, Setting

#: Draws in which a difference must have one sign to lean, and the fewest draws that can say so.
NEARLY_ALL, LEAST_DRAWS = 0.9, 10
Verdict = Literal["more", "less", "cannot tell", "no change", "not defined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One variant minus another, paired by seed.

    mean             difference of the two ratios of sums over the paired runs
    low, high        5th and 95th percentile over pairs in which both are defined
    mc_low, mc_high  95 % interval of the mean, parameter points resampled together
    share_above_0    share of those pairs in which the difference is above 0, and below 0
    draws            parameter points in which it is defined (0 at central values); draws_above_0, draws_below_0: share of them with that sign
    identical        the same in every pair; undefined: pairs in which one of the two has no value; n: pairs
    """

    mean: float | None
    low: float | None = None
    high: float | None = None
    mc_low: float | None = None
    mc_high: float | None = None
    share_above_0: float | None = None
    share_below_0: float | None = None
    draws: int = 0
    draws_above_0: float | None = None
    draws_below_0: float | None = None
    identical: bool = False
    undefined: int = 0
    unit: str = ""
    n: int
    money: bool = False

    @property
    def pairs(self) -> int:
        """Pairs of runs in which both have a value."""
        return self.n - self.undefined

    @property
    def by_point(self) -> float | None:
        """Share of draws whose mean difference has the sign of `mean`; None without draws, and where there is no sign."""
        return None if not self.mean else self.draws_above_0 if self.mean > 0 else self.draws_below_0

    @property
    def leans(self) -> bool:
        """Whether the means of nearly all draws have one sign, though single runs may spread over both."""
        return self.draws >= LEAST_DRAWS and (self.by_point or 0.0) >= NEARLY_ALL

    @property
    def verdict(self) -> Verdict:
        """More, less, cannot tell, no change; not defined where no pair can be compared."""
        return verdict(self)


D = TypeVar("D", bound=Difference)


def differences(
    rows_a: Rows,
    rows_b: Rows,
    setting: Setting = Setting(),  # noqa: B008  (a frozen constant)
    names: Sequence[str] | None = None,
) -> dict[str, Difference]:
    """Each indicator of a minus the same of b, paired by seed; those that both have (of `names`, where given)."""
    ours, theirs = pairs_of(rows_a, rows_b)
    if not ours:
        return {}
    both = Paired(ours, theirs, Resampler.of(ours), setting)
    shared = set(names_of(theirs)) if names is None else set(names_of(theirs)) & set(names)
    return {name: _difference(both, name) for name in names_of(ours) if name in shared}


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Runs of two variants under the same seeds, in one order, and what resamples them."""

    ours: Rows
    theirs: Rows
    resampler: Resampler
    setting: Setting


def _difference(both: Paired, name: str) -> Difference:
    a, b = columns(both.ours, name), columns(both.theirs, name)
    apart = a.value - b.value
    defined = apart[~np.isnan(apart)]
    low, high, _ = percentiles(apart)
    mean_a, mean_b = pooled(a), pooled(b)
    mean = None if mean_a is None or mean_b is None else mean_a - mean_b
    sums = both.resampler.sums
    resampled = quotient(sums(a.top), sums(a.bottom)) - quotient(sums(b.top), sums(b.bottom))
    mc_low, mc_high = (None, None) if mean is None else both.resampler.interval(resampled)
    signs = _signs_of_draws(both, name)
    return Difference(
        mean=mean,
        low=low,
        high=high,
        mc_low=mc_low,
        mc_high=mc_high,
        share_above_0=float((defined > 0).mean()) if len(defined) else None,
        share_below_0=float((defined < 0).mean()) if len(defined) else None,
        draws=len(signs),
        draws_above_0=float((signs > 0).mean()) if len(signs) else None,
        draws_below_0=float((signs < 0).mean()) if len(signs) else None,
        identical=bool(len(defined) and (defined == 0).all() and (a.defined == b.defined).all()),
        undefined=len(apart) - len(defined),
        unit=unit_of(name, both.setting),
        n=len(apart),
        money=is_money(name, both.setting),
    )


def _signs_of_draws(both: Paired, name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Sign of the mean difference in each parameter point in which it is defined; none at central values."""
    if both.ours[0].point < 0:
        return np.array([])
    apart = point_means(both.ours, name) - point_means(both.theirs, name)
    return np.sign(apart[~np.isnan(apart)])


def telling(found: Sequence[D]) -> D | None:
    """Of one pair in several indicators: the first whose sign is sure; else the first that leans; that cannot be told; the first."""
    told = [d for d in found if verdict(d) in ("more", "less")]
    unsure = [d for d in found if verdict(d) == "cannot tell"]
    return next(iter([*told, *(d for d in found if d.leans), *unsure, *found]), None)


def verdict(difference: Difference) -> Verdict:
    """More, less, cannot tell, no change; not defined where no pair can be compared."""
    if difference.low is None or difference.high is None:
        return "not defined"
    if difference.identical:
        return "no change"
    if difference.low > 0:
        return "more"
    return "less" if difference.high < 0 else "cannot tell"
