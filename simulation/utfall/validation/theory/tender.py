"""T24: the winner's curse, with unbiased signals of the own effect, of the base rate, and of both."""

from collections.abc import Callable
from dataclasses import replace
from math import hypot, sqrt

import numpy as np

from utfall.base.draws import Purpose, normals
from utfall.behaviour.bidding import BidView, believed, bid
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.normal import greatest

#: Bidders, sd of the signals of the effect (log) and of the base rate (share), share of pay due without effect, pay by base rate, shading.
EFFECT = {"n": 5.0, "s": 0.3, "s_base": 0.0, "base": 0.0, "by_base": 0.0, "shading": 0.0}
BASE = {"n": 5.0, "s": 0.0, "s_base": 0.1, "base": 1.0, "by_base": 2.0, "shading": 0.0}
BOTH = {"n": 5.0, "s": 0.2, "s_base": 0.1, "base": 0.5, "by_base": 1.5, "shading": 0.0}
BOTH_RANGES = {"s": (0.1, 0.25), "s_base": (0.05, 0.15), "base": (0.3, 0.8), "by_base": (0.5, 2.0)}
TENDERS = 2400


def winners(at: Point, effort: Effort) -> list[BidView]:
    """The bidder who wins each of many tenders: who bids lowest."""
    n, tenders = round(at["n"]), effort.runs(TENDERS)
    effects, bases = (normals(1, int(purpose), 0, 0, tenders * n).reshape(tenders, n) for purpose in (Purpose.BID, Purpose.BID_BASE))
    fields = [[offer(at, signals) for signals in zip(*rows, strict=True)] for rows in zip(at["s"] * effects, at["s_base"] * bases, strict=True)]
    return [views[int(np.argmin([bid(view) for view in views]))] for views in fields]


def offer(at: Point, signals: tuple[float, float]) -> BidView:
    """A contract as a bidder with these signals sees it, whose risk costs nothing."""
    return BidView(
        signal=float(signals[0]), spread=at["s"], base_signal=float(signals[1]), base_spread=at["s_base"], bidders=round(at["n"]),
        shading=at["shading"], pay=1e7, base=at["base"], by_base=at["by_base"], in_without=0.5, variance=0.0, other=0.0, cost=1e5, wealth=1e6,
        least_wealth=1e6, risk_aversion=0.0,
    )  # fmt: skip


def overstated(at: Point, view: BidView) -> float:
    """By how much pay is overstated by what a bidder believes, effect in logs: 0 where it believes the truth."""
    belief = believed(view)
    return (1.0 - at["base"]) * float(np.log(belief.effect)) + at["by_base"] * belief.base


def mean_of_winners(of: Callable[[Point, BidView], float], over: Callable[[Point], float] = lambda _: 1.0) -> Callable[[Point, Effort], Found]:
    """Mean over tenders of something of who wins, over something else."""

    def found(at: Point, effort: Effort) -> Found:
        values = np.array([of(at, view) for view in winners(at, effort)]) / over(at)
        return Found(float(values.mean()), float(values.std()) / sqrt(values.size))

    return found


def spread_of_pay(at: Point) -> float:
    """Sd of what bidders see of pay, over pay: both signals, each by its weight."""
    return hypot((1.0 - at["base"]) * at["s"], at["by_base"] * at["s_base"])


def curse_of_pay(at: Point) -> float:
    """What the highest of n such sums stands above the truth, over pay; near the truth, where the log of the effect is the effect less 1."""
    return spread_of_pay(at) * greatest(round(at["n"]))


_WINNER = Entry(
    id="T24.winner",
    title="signal of the bidder who wins, unbiased signals",
    source="capen-1971",
    grade="statistical",
    through="behaviour.bidding.bid",
    printed=EFFECT,
    ranges={"s": (0.1, 0.5)},
    expected=lambda at: at["s"] * greatest(round(at["n"])),
    obtained=mean_of_winners(lambda _, view: view.signal),
)
ENTRIES = (
    _WINNER,
    replace(
        _WINNER,
        id="T24.base",
        title="the same of the base rate, where all pay comes without help",
        printed=BASE,
        ranges={"s_base": (0.02, 0.12), "by_base": (0.5, 3.0)},
        expected=lambda at: at["s_base"] * greatest(round(at["n"])),
        obtained=mean_of_winners(lambda _, view: view.base_signal),
    ),
    replace(
        _WINNER,
        id="T24.sum",
        title="pay that the winner overstates by both",
        printed=BOTH,
        ranges=BOTH_RANGES,
        expected=curse_of_pay,
        obtained=mean_of_winners(overstated),
    ),
    replace(
        _WINNER,
        id="T24.shaded",
        title="... share of it that is left if bidders reckon with the rest",
        through="behaviour.bidding.bid > behaviour.bidding.curses",
        printed={**BOTH, "shading": 0.5},
        ranges={**BOTH_RANGES, "shading": (0.2, 1.0)},
        scale=1.0,
        expected=lambda at: 1.0 - at["shading"],
        obtained=mean_of_winners(overstated, curse_of_pay),
    ),
    replace(
        _WINNER,
        id="T24.part",
        title="... and the part of it that lies in the base rate: as much as of the variance",
        printed=BOTH,
        ranges=BOTH_RANGES,
        scale=1.0,
        expected=lambda at: (at["by_base"] * at["s_base"] / spread_of_pay(at)) ** 2,
        obtained=mean_of_winners(lambda at, view: at["by_base"] * view.base_signal, curse_of_pay),
    ),
)
