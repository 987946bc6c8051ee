"""Links: how an index of need, shocks and help makes a monthly chance. The logit is the model's own; the others ask whether it matters.

P = G(s x): G the normal distribution function (probit), or 1 - exp(-e^x) (cloglog, the law of a first event in continuous time). The index x
stays in logits: s gives P the logit's slope where it is the outcome's mean monthly rate, and the level gives each group that mean rate. So
the same help moves the same number of people a little, and only what lies far from the mean differs [mccullagh-nelder-1989].

U < G(s x) is G^-1(U) / s < x: luck is changed, not the index, and only in the wide month. What parties believe, the months before people
start, and what would come of equal hours stay with logistic laws of the same mean rates, as forecasts of a world that is not quite theirs.
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, hypot, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numba as nb
import numpy as np

from utfall.base.draws import normal_quantile
from utfall.base.laws import StateOutcome
from utfall.base.rules import logarithm, logistic
from utfall.people.columns import Floats, States
from utfall.people.levels import ALWAYS, NEVER, normal_rule
from utfall.people.parameters import PopulationParameters

if TYPE_CHECKING:
    from utfall.people.population import Population

LINKS = ("logit", "probit", "cloglog")
LOGIT, PROBIT, CLOGLOG = 0, 1, 2
_NODES = 80
_HALVINGS = 80


@nb.njit(cache=True, error_model="numpy")
def quantile(u: float, link: int) -> float:
    """G^-1(u) of a chance strictly between 0 and 1."""
    return normal_quantile(u) if link == PROBIT else logarithm(max(-logarithm(1.0 - u), 1e-300))


@nb.njit(cache=True, error_model="numpy")
def relink(out: Floats, luck: Floats, before: States, scales: tuple[float, float], link: int) -> None:
    """Luck (n,) under the logit becomes luck under a link, in logits: out of the outcome enters if below x, in it stays if below -y.

    scales   s of entry and of exit
    out:  G^-1(U) / s < x      in:  U < 1 - G(s y), so that -G^-1(1 - U) / s < -y
    """
    for i in range(out.size):
        u = min(max(logistic(luck[i]), 1e-12), 1.0 - 1e-12)
        out[i] = quantile(u, link) / scales[0] if before[i] == np.uint8(0) else -quantile(1.0 - u, link) / scales[1]


def chance(x: Floats, link: str) -> Floats:
    """G(x), shape of x."""
    if link == "probit":
        return np.array([0.5 * erfc(-value / sqrt(2.0)) for value in x.ravel()]).reshape(x.shape)
    return -np.expm1(-np.exp(np.minimum(x, 700.0)))


def scale(rate: float, link: str) -> float:
    """s at which dG(s x)/dx = p (1 - p) where G is `rate`: the logit's slope there."""
    if not 0.0 < rate < 1.0:
        return 1.0
    slope = NormalDist().pdf(NormalDist().inv_cdf(rate)) if link == "probit" else -(1.0 - rate) * log(1.0 - rate)
    return rate * (1.0 - rate) / slope


def scales(params: PopulationParameters) -> Floats:
    """(O, 2) s of entry and of exit of each state outcome, at the mean rate over its groups."""
    shares = np.array([group.share for group in params.groups])
    rates = [[float(shares @ np.array(rate)) / float(shares.sum()) for rate in (law.entry, law.exit)] for law in params.outcomes]
    return np.array([[scale(rate, params.link) for rate in pair] for pair in rates]).reshape(len(params.outcomes), 2)


def linked_levels(params: PopulationParameters, group: int, law: StateOutcome, slopes: Floats) -> tuple[float, float]:
    """Levels (logits) of entry and exit at which one group's mean monthly rates are what the file says; slopes (2,): s of the two."""
    here, shock = params.groups[group], params.shock_spread
    enters = hypot(law.entry_by_need * here.need_spread, law.entry_by_shock * shock)
    leaves = hypot(law.exit_by_need * here.need_spread, law.exit_by_shock * shock)
    return (
        linked_level(law.entry[group], (-law.entry_by_need * here.need, enters), float(slopes[0]), params.link),
        linked_level(law.exit[group], (law.exit_by_need * here.need, leaves), float(slopes[1]), params.link),
    )


@lru_cache(maxsize=1024)
def linked_level(rate: float, offset: tuple[float, float], slope: float, link: str) -> float:
    """The level at which the mean of G(s (level + offset)) is `rate`, for a normal offset (centre, spread), by halving; 0 and 1: no luck crosses."""
    if rate <= 0.0 or rate >= 1.0:
        return NEVER if rate <= 0.0 else ALWAYS
    points, weights = normal_rule(_NODES)
    offsets, low, high = offset[0] + offset[1] * points, NEVER, ALWAYS
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        mean = float(weights @ chance(slope * (middle + offsets), link))
        low, high = (middle, high) if mean < rate else (low, middle)
    return 0.5 * (low + high)


class Link:
    """A link at work in one population.

    number   of the link; scales (O, 2) s of entry and of exit
    enters, leaves   (O, G) what the level of each group moves by against the logit's (logits)
    """

    def __init__(self, population: Population) -> None:
        params, laws = population.params, population.laws
        self.number = LINKS.index(params.link)
        self.scales = scales(params)
        self.enters, self.leaves = np.empty(laws.entries.T.shape), np.empty(laws.exits.T.shape)
        for o, law in enumerate(params.outcomes):
            for g in range(len(params.groups)):
                level = linked_levels(params, g, law, self.scales[o])
                self.enters[o, g], self.leaves[o, g] = level[0] - laws.entries[g, o], level[1] - laws.exits[g, o]

    def luck(self, out: Floats, luck: Floats, before: States, outcome: int) -> None:
        """Luck (n,) in an outcome, from that under the logit and the state before the month."""
        relink(out, luck, before, (float(self.scales[outcome, 0]), float(self.scales[outcome, 1])), self.number)
