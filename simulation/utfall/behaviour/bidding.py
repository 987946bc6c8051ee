"""Bids at a tender: unbiased signals of the own effect and of the base rate, so that the one who wins is the one who is too hopeful [capen-1971]."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from utfall.behaviour.signing import certainty_equivalent

#: No more than the prices written is ever paid.
HIGHEST = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidView:
    """A contract put out to tender, as forecast at the prices written; minor units.

    signal       log of its own effect over the true one, as it sees it                    from: a draw (spread, unbiased)
    base_signal  the base rate over the true one, as it sees it (share of people)          from: a draw (base_spread, unbiased)
    spread, base_spread   sd of such signals; bidders: how many bid; shading: share of the winner's curse it reckons with
                                                                                           from: its profile; the tender
    pay          outcome pay over the contract; base: share of it due without any effect   from: the one Forecast
    by_base      what pay grows by, over itself, if all people (1) more were in the outcome without help; in_without: the base rate
                                                                                           from: the one Forecast
    variance     of outcome pay; other: income that does not hang on outcomes; cost        from: the one Forecast
    wealth, least_wealth, risk_aversion                                                    from: its own books, its profile
    """

    signal: float
    spread: float
    base_signal: float = 0.0
    base_spread: float = 0.0
    bidders: int
    shading: float
    pay: float
    base: float
    by_base: float = 0.0
    in_without: float = 0.0
    variance: float
    other: float
    cost: float
    wealth: float
    least_wealth: float
    risk_aversion: float


class Believed(NamedTuple):
    """What a bidder believes: its effect over the true one (ratio), and the base rate over the true one (share of people)."""

    effect: float
    base: float


@lru_cache(maxsize=64)
def expected_highest(bidders: int) -> float:
    """Mean of the highest of so many standard normals: the winner's curse in sd of a signal."""
    x = np.linspace(-8.0, 8.0, 4001)
    density = np.exp(-0.5 * x * x) / np.sqrt(2.0 * np.pi)
    below = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]) * (x[1] - x[0]))])
    return float((x * bidders * density * below ** (bidders - 1)).sum() * (x[1] - x[0]))


def curses(view: BidView) -> tuple[float, float]:
    """By how much the signals of who wins are too high on average: log of the own effect, base rate (share).

    Who bids lowest is who sees most pay: the highest of (1 - base) x effect + by_base x base rate. With w_i what a signal weighs in that sum and
    s_i its sd, the highest of n sums stands s m_n above the truth, s^2 = sum (w_i s_i)^2, m_n the mean of the highest of n standard normals, and
    each signal has its part in it by its variance: w_i s_i^2 / s x m_n (jointly normal; for the effect in logs near the truth).
    """
    weights, spreads = np.array([1.0 - view.base, view.by_base]), np.array([view.spread, view.base_spread])
    whole = float(np.hypot(*(weights * spreads)))
    if whole <= 0.0:
        return 0.0, 0.0
    effect, base = weights * spreads**2 / whole * expected_highest(view.bidders)
    return float(effect), float(base)


def believed(view: BidView) -> Believed:
    """The signals, less what it takes off them for winning; a base rate is a share from 0 to 1."""
    effect, base = curses(view)
    over = view.base_signal - view.shading * base
    return Believed(float(np.exp(view.signal - view.shading * effect)), float(np.clip(over, -view.in_without, 1.0 - view.in_without)))


def reckoned(view: BidView) -> float:
    """Outcome pay that it reckons with, over that of the Forecast: linear in its effect and in the base rate."""
    belief = believed(view)
    return max(view.base + belief.effect * (1.0 - view.base) + view.by_base * belief.base, 0.0)


def bid(view: BidView) -> float:
    """Least factor on the prices written at which its certainty equivalent is not under 0 (inf: at none).

    It charges itself for the luck of outcomes, as who signs does; that its signals may be wrong costs it nothing but what it takes off them.
    """
    scale = reckoned(view)
    pay, variance = view.pay * scale, view.variance * scale * scale
    low, high = 0.0, HIGHEST
    if _worth(view, high, pay, variance) < 0.0:
        return float("inf")
    while high - low > 1e-6:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if _worth(view, middle, pay, variance) >= 0.0 else (middle, high)
    return high


def _worth(view: BidView, factor: float, pay: float, variance: float) -> float:
    mean = view.other + factor * pay - view.cost
    return certainty_equivalent(mean, factor * factor * variance, view.risk_aversion, view.wealth, view.least_wealth)
