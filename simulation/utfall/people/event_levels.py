"""Log rates of events: what need, a person's own bent and the temporary shock add, so that rate and spread are what a file says.

log rate = level[g] + by_need d + own z + by_shock u - m / 2 - sum helps_j k_j, all of it normal at common shock 0 and capability 0, so
that the mean rate is exp(mean + variance / 2) and no quadrature is needed.
"""

from dataclasses import dataclass
from math import exp, hypot, log, sqrt

from utfall.base.laws import EventOutcome
from utfall.people.parameters import Group, PopulationParameters

NEVER = -60.0
_YEAR = 12


@dataclass(frozen=True, slots=True)
class RateLaw:
    """One outcome of events in one pay group.

    level     log rate a month at need 0, own bent 0 and shock 0
    by_need   log rate per sd of need; own: sd of what need does not explain
    """

    level: float
    by_need: float
    own: float


def rate_law(outcome: EventOutcome, number: int, group: Group, params: PopulationParameters) -> RateLaw:
    """The law at which the group's mean monthly rate is `rate`, and the sd over its persons of a year's count is `spread`."""
    rate = outcome.rate[number]
    by_need, own = outcome.by_need, 0.0
    if outcome.spread > 0.0 and rate > 0.0:
        lasting = lasting_variance(outcome, number, params)
        by_need *= min(1.0, sqrt(lasting) / max(abs(by_need) * group.need_spread, 1e-12))
        own = sqrt(max(lasting - (by_need * group.need_spread) ** 2, 0.0))
    if rate <= 0.0:
        return RateLaw(NEVER, by_need, own)
    spread = hypot(by_need * group.need_spread, own, outcome.by_shock * params.shock_spread)
    return RateLaw(log(rate) - by_need * group.need - 0.5 * spread * spread, by_need, own)


def lasting_variance(outcome: EventOutcome, number: int, params: PopulationParameters) -> float:
    """Variance between persons of the lasting part of the log rate at which a year's count has sd `spread`; 0 where shocks alone do more.

    Var(count) = mean + mean^2 (exp(v) A - 1), A the mean of exp(c_ts) over pairs of months t, s of the year, c the autocovariance of the
    temporary shock's part.
    """
    mean = _YEAR * outcome.rate[number]
    wanted = 1.0 + (outcome.spread * outcome.spread - mean) / (mean * mean)
    variance, persistence = (outcome.by_shock * params.shock_spread) ** 2, params.shock_persistence
    pairs = sum(exp(variance * persistence ** abs(t - s)) for t in range(_YEAR) for s in range(_YEAR))
    return max(log(max(wanted, 1.0) * _YEAR * _YEAR / pairs), 0.0)
