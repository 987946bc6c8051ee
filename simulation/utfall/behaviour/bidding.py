"""Bids at a tender: each bidder has an unbiased signal of its own effect, so that the one who wins is the one who is too hopeful [capen-1971]."""

from dataclasses import dataclass

import numpy as np

from utfall.behaviour.signing import certainty_equivalent

#: No more than the prices written is ever paid.
HIGHEST = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BidView:
    """A contract put out to tender, as forecast at the prices written; minor units.

    signal     log of its own effect over the true one, as it sees it                      from: a draw (spread, unbiased)
    spread     sd of such signals; bidders: how many bid; shading: share of the winner's curse it reckons with    from: its profile; the tender
    pay        outcome pay over the contract; base: share of it due without any effect     from: the one Forecast
    variance   of outcome pay; other: income that does not hang on outcomes; cost          from: the one Forecast
    wealth, least_wealth, risk_aversion                                                    from: its own books, its profile
    """

    signal: float
    spread: float
    bidders: int
    shading: float
    pay: float
    base: float
    variance: float
    other: float
    cost: float
    wealth: float
    least_wealth: float
    risk_aversion: float


def expected_highest(bidders: int) -> float:
    """Mean of the highest of so many standard normals: the winner's curse in sd of a signal."""
    x = np.linspace(-8.0, 8.0, 4001)
    density = np.exp(-0.5 * x * x) / np.sqrt(2.0 * np.pi)
    below = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]) * (x[1] - x[0]))])
    return float((x * bidders * density * below ** (bidders - 1)).sum() * (x[1] - x[0]))


def believed(view: BidView) -> float:
    """Its effect over the true one as it believes it: the signal, less what it takes off for winning."""
    return float(np.exp(view.signal - view.shading * view.spread * expected_highest(view.bidders)))


def bid(view: BidView) -> float:
    """Least factor on the prices written at which its certainty equivalent is not under 0 (inf: at none)."""
    scale = view.base + believed(view) * (1.0 - view.base)
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
