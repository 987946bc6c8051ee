"""What a provider counts of a unit of outcome pay: risk, limited liability and pressure from investors.

weight = risk x P(net > -W) x (pass + p (1 - pass)) / pass

risk     1 - gamma Var / ((W + W_min) mean), the premium's slope (`signing.risk_multiplier`; Var is of all its pay, personal and common part)
W        wealth: who can lose no more than it has counts a unit only where it still has something to lose
p        pressure x shortfall: investors press for pay that reaches them and not the provider, the more the further results are under forecast
"""

from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()
#: Under this share of pay reaching a provider, the value tables hold nothing to weigh.
LEAST_PASS = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a provider stands this month; money in minor units.

    risk          share that risk leaves of a unit of pay (0-1)
    net, sd       net income still expected over the contract, and its sd
    wealth        what it has: reserves and net cash so far
    passed        share of outcome pay that reaches it (0-1)
    shortfall     how far outcome pay so far is under forecast (0-1)
    pressure      weight at a full shortfall (0-1)
    """

    risk: float = 1.0
    net: float = 0.0
    sd: float = 0.0
    wealth: float = float("inf")
    passed: float = 1.0
    shortfall: float = 0.0
    pressure: float = 0.0


def weight_of_pay(at: Position) -> float:
    """Weight on a unit of outcome pay that reaches the provider, 0 or more."""
    return at.risk * chance_to_lose(at) * pressed(at)


def chance_to_lose(at: Position) -> float:
    """P(net > -W): slope of E max(net, -W) in net for a normal net."""
    if at.sd <= 0.0 or at.wealth == float("inf"):
        return 1.0 if at.net > -at.wealth else 0.0
    return _NORMAL.cdf((at.net + at.wealth) / at.sd)


def pressed(at: Position) -> float:
    """What investors' pressure makes of a unit that reaches the provider: (pass + p (1 - pass)) / pass."""
    if at.passed <= LEAST_PASS:
        return 1.0
    p = at.pressure * min(max(at.shortfall, 0.0), 1.0)
    return (at.passed + p * (1.0 - at.passed)) / at.passed
