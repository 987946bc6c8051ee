"""Levels: the intercepts at which mean hazards and shares are what a file says, by quadrature over need and the temporary shock.

A mean monthly hazard is a mean over a group's need (normal) and the stationary temporary shock (normal), at common shock 0 and
capability 0. A logit that is linear in both is itself normal, so one Gauss-Hermite rule in one dimension is enough.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, hypot, log, sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import StateOutcome
from utfall.people.parameters import Group, PopulationParameters

Floats = NDArray[np.float64]

NEVER, ALWAYS = -60.0, 60.0
_NODES = 80
_SHOCK_STATES = 15


@dataclass(frozen=True, slots=True)
class Shock:
    """The temporary shock's AR(1): persistence per month, stationary sd."""

    persistence: float
    spread: float


@lru_cache(maxsize=4)
def normal_rule(nodes: int) -> tuple[Floats, Floats]:
    """Nodes and weights (each (nodes,), weights summing to 1) that average a function over a standard normal."""
    points, weights = np.polynomial.hermite_e.hermegauss(nodes)
    return points, weights / weights.sum()


def logit_of(chance: float) -> float:
    """log(p / (1 - p)); 0 and 1 give levels no luck can cross."""
    return NEVER if chance <= 0.0 else ALWAYS if chance >= 1.0 else log(chance / (1.0 - chance))


def _expit(x: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-x))


def solve_level(target: float, offsets: Floats, weights: Floats) -> float:
    """The level at which the weighted mean of logistic(level + offset) is `target` (to 1e-12); offsets, weights (K,).

    Newton's method on the logit of the mean, which is nearly a straight line in the level. 0 and 1 give levels no luck can cross.
    """
    if target <= 0.0:
        return NEVER
    if target >= 1.0:
        return ALWAYS
    wanted = log(target / (1.0 - target))
    level = wanted - float(weights @ offsets)
    for _ in range(100):
        chances = _expit(level + offsets)
        mean = float(weights @ chances)
        slope = float(weights @ (chances * (1.0 - chances))) / (mean * (1.0 - mean))
        step = (log(mean / (1.0 - mean)) - wanted) / slope
        level -= min(max(step, -4.0), 4.0)
        if abs(step) < 1e-13:
            break
    return level


@lru_cache(maxsize=1024)
def level_of_mean(target: float, centre: float, spread: float) -> float:
    """The level at which the mean of logistic(level + offset) is `target` when the offset is normal (centre, spread)."""
    points, weights = normal_rule(_NODES)
    return solve_level(target, centre + spread * points, weights)


def entry_level(mean_hazard: float, group: Group, outcome: StateOutcome, shock_spread: float) -> float:
    """Level of the entry logit (logits) at which the group's mean monthly entry hazard is `mean_hazard`."""
    spread = hypot(outcome.entry_by_need * group.need_spread, outcome.entry_by_shock * shock_spread)
    return level_of_mean(mean_hazard, -outcome.entry_by_need * group.need, spread)


def exit_level(mean_hazard: float, group: Group, outcome: StateOutcome, shock_spread: float) -> float:
    """Level of the exit logit (logits) at which the group's mean monthly exit hazard of a durable spell is `mean_hazard`."""
    spread = hypot(outcome.exit_by_need * group.need_spread, outcome.exit_by_shock * shock_spread)
    return level_of_mean(mean_hazard, outcome.exit_by_need * group.need, spread)


def start_level(share: float, group: Group, outcome: StateOutcome, shock_spread: float) -> float:
    """Level A at which a share of the group is in the outcome in its month 0, P = logistic(A - (b + c) d - (b_u + c_u) u).

    The slopes are those of the long-run odds, entry over exit hazard.
    """
    by_need, by_shock = start_slopes(outcome)
    return level_of_mean(share, -by_need * group.need, hypot(by_need * group.need_spread, by_shock * shock_spread))


def start_slopes(outcome: StateOutcome) -> tuple[float, float]:
    """Logits that a unit of need and of the temporary shock take from the odds of being in the outcome in month 0."""
    return outcome.entry_by_need + outcome.exit_by_need, outcome.entry_by_shock + outcome.exit_by_shock


def mixture_level(mean: float, params: PopulationParameters, by_need: float, by_shock: float) -> float:
    """Level at which the mean over all groups of logistic(level + by_need d + by_shock u) is `mean` (take-up, drop-out)."""
    points, weights = normal_rule(_NODES)
    spreads = [hypot(by_need * group.need_spread, by_shock * params.shock_spread) for group in params.groups]
    offsets = [by_need * group.need + spread * points for group, spread in zip(params.groups, spreads, strict=True)]
    shares = [group.share * weights for group in params.groups]
    total = sum(group.share for group in params.groups)
    return solve_level(mean, np.concatenate(offsets), np.concatenate(shares) / total)


@lru_cache(maxsize=16)
def shock_chain(persistence: float, spread: float) -> tuple[Floats, Floats, Floats]:
    """The AR(1) shock as a chain of few states (Rouwenhorst's): values (K,), stationary shares (K,), moves (K, K) from row to column."""
    stay = 0.5 * (1.0 + persistence)
    moves = np.array([[stay, 1.0 - stay], [1.0 - stay, stay]])
    shares = np.array([0.5, 0.5])
    for size in range(3, _SHOCK_STATES + 1):
        wider = np.zeros((size, size))
        wider[:-1, :-1] += stay * moves
        wider[:-1, 1:] += (1.0 - stay) * moves
        wider[1:, :-1] += (1.0 - stay) * moves
        wider[1:, 1:] += stay * moves
        wider[1:-1] *= 0.5
        moves = wider
        shares = 0.5 * (np.append(shares, 0.0) + np.append(0.0, shares))
    values = spread * sqrt(_SHOCK_STATES - 1) * np.linspace(-1.0, 1.0, _SHOCK_STATES)
    return values, shares, moves


def share_after(months: int, levels: tuple[float, float, float], group: Group, outcome: StateOutcome, shock: Shock) -> float:
    """Share of the group in the outcome after so many months without a programme, common shock 0; levels: start, entry, exit."""
    points, weights = normal_rule(_NODES)
    need = (group.need + group.need_spread * points)[:, None]
    values, shares, moves = shock_chain(shock.persistence, shock.spread)
    by_need, by_shock = start_slopes(outcome)
    inside = shares * _expit(levels[0] - by_need * need - by_shock * values)
    enter = _expit(levels[1] - outcome.entry_by_need * need - outcome.entry_by_shock * values)
    leave = _expit(levels[2] + outcome.exit_by_need * need + outcome.exit_by_shock * values)
    for _ in range(months):
        inside = inside @ moves
        inside = inside * (1.0 - leave) + (shares - inside) * enter
    return float(weights @ inside.sum(axis=1))


def entry_for_share_after(target: float, months: int, number: int, params: PopulationParameters, outcome: StateOutcome) -> float:
    """The mean monthly entry hazard at which a share `target` of group `number` is in the outcome after so many months.

    Followed month by month on the grid of `share_after` from the group's start share, exits as given; good to 0.2 points of the share.
    The hazard stays between 1e-6 and 0.999 where the target lies out of reach.
    """
    group = params.groups[number]
    shock = Shock(params.shock_persistence, params.shock_spread)
    start = start_level(outcome.start[number], group, outcome, shock.spread)
    leave = exit_level(outcome.exit[number], group, outcome, shock.spread)
    low, high = log(1e-6), log(0.999)
    for _ in range(40):
        middle = 0.5 * (low + high)
        level = entry_level(exp(middle), group, outcome, shock.spread)
        if share_after(months, (start, level, leave), group, outcome, shock) < target:
            low = middle
        else:
            high = middle
    return exp(0.5 * (low + high))
