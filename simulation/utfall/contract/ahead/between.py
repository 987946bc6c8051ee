"""A payment with a floor and a cap, seen from ahead: when neither binds, and what it comes to (a call spread)."""

from math import exp, pi, sqrt

from utfall.contract.ahead.normal import below


def expected_between(mean: float, sd: float, floor: float, cap: float) -> float:
    """Expected value of a normal amount held between floor and cap: floor + E(x - floor)+ - E(x - cap)+."""
    if sd == 0.0:
        return min(max(mean, floor), cap)
    over_cap = 0.0 if cap == float("inf") else _over(mean, sd, cap)
    return mean - over_cap if floor == -float("inf") else floor + _over(mean, sd, floor) - over_cap


def chance_between(mean: float, sd: float, floor: float, cap: float) -> float:
    """Chance that neither binds, so that one more unit is paid: what `Outlook.linear` holds for a clause."""
    if sd == 0.0:
        return float(floor < mean < cap)
    return below((cap - mean) / sd) - below((floor - mean) / sd)


def _over(mean: float, sd: float, line: float) -> float:
    """E(x - line)+ of a normal x."""
    d = (mean - line) / sd
    return (mean - line) * below(d) + sd * exp(-0.5 * d * d) / sqrt(2.0 * pi)
