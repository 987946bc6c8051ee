"""How many of those who are out to let go in a year whose award hangs on a rate: successes among all whose service has ended in it.

With the chance q of each one who ends to count as a success, and tau the line, k of those who would take the rate down are let go,

    maximise over k   award x P(S >= tau N | k)  +  next award x P(S' >= tau N' | all but k carried over)

S is a sum of independent successes (normal, with half a success of continuity); next year is thought to bring as many people as this
one has, who fare alike, and all who are carried over, at what waiting makes of them. Who lifts the rate goes at once where waiting brings
no more. A choice that may be put off loses nothing: who takes the rate down is held to the last month of the year, or of the time in
which the end may be said. It follows that rates end just above the line, that failures pile up in the next year, and that a year which
is lost takes all of them [courty-marschke-2004].
"""

from dataclasses import dataclass
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LEAST_SD = 1e-9


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RateYearView:
    """A provider's contract year under a rate standard.

    line     share of those ended in the year who must succeed (0-1)
    ended    (e,) chance that each of its people already ended in the year counts as a success; what is recorded where it is known
    fresh    its people whose service was over in the year
    closes   the last month of the year
    award, next_award   minor units that reach it if this year, and if the next, reaches the line
    """

    line: float
    ended: Floats
    fresh: int
    closes: bool
    award: float
    next_award: float


class _Sums(NamedTuple):
    """Of a group and the first 0, 1, ... of others: people, mean and sd of successes, (n + 1,) each."""

    people: Floats
    mean: Floats
    sd: Floats


def lets_go(now: Floats, later: Floats, year: RateYearView) -> NDArray[np.bool_]:
    """(n,) whose service is said to have ended now.

    now, later   (n,) chance of a success if it is said now; if it waits a month and is said then when best (-inf: it may wait no longer)
    """
    go = np.isneginf(later) | ((now >= year.line) & (now >= later))
    if year.closes:
        rest = np.flatnonzero(~go)
        rest = rest[np.argsort(-now[rest], kind="stable")]
        fares = np.concatenate([year.ended, now])
        worth = worth_of_letting_go(np.concatenate([year.ended, now[go]]), now[rest], later[rest], float(fares.mean()), year)
        go[rest[: rest.size - int(np.argmax(worth[::-1]))]] = True  # of those worth the same, the most
    return go


def worth_of_letting_go(counted: Floats, now: Floats, later: Floats, fares: float, year: RateYearView) -> Floats:
    """(n + 1,) minor units expected of this year and the next if the first 0, 1, ... n of those held are let go.

    counted      (c,) chances of those who count this year anyway; now, later (n,) of those held, best first
    fares        chance of those whom next year brings
    """
    this = _sums(counted, now)
    short = np.ceil(year.line * this.people - _LEAST_SD) - 0.5 - this.mean
    reached = np.where(this.people > 0, _below(-short / this.sd), 0.0)
    then = _sums(np.full(year.fresh, fares), later[::-1])
    again = np.where(then.people > 0, _below((then.mean - year.line * then.people) / then.sd), 0.0)
    return np.asarray(year.award * reached + year.next_award * again[::-1])


def _sums(base: Floats, added: Floats) -> _Sums:
    people = base.size + np.arange(added.size + 1.0)
    mean = base.sum() + np.concatenate([[0.0], np.cumsum(added)])
    spread = (base * (1.0 - base)).sum() + np.concatenate([[0.0], np.cumsum(added * (1.0 - added))])
    return _Sums(people, mean, np.maximum(np.sqrt(np.maximum(spread, 0.0)), _LEAST_SD))


def _below(x: Floats) -> Floats:
    """Chance of a standard normal number below x, (n,); to the last digit far below 0 too, where next years still differ."""
    return np.array([0.5 * erfc(-value / sqrt(2.0)) for value in x.tolist()])
