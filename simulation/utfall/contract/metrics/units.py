"""Months in other units, and how far into a person's time a metric looks."""

from utfall.base.quantities import ByGroup, Rate, Time
from utfall.contract.metrics.declarations import CostAvoided, Events, FirstEntry, Intensity, Metric, Score, StateAt, Sustained, TimeIn

#: How many of a unit of time make a month.
IN_A_MONTH = {"day": 365 / 12, "week": 52 / 12, "month": 1.0, "year": 1 / 12}


def singular(unit: str) -> str:
    """month, of months."""
    return unit.rstrip("s")


def time_as(time: Time, unit: str) -> float:
    """A duration counted in another unit of time, without rounding to months first."""
    own = singular(time.unit)
    if own == unit:
        return time.count
    return time.count / IN_A_MONTH[own] * IN_A_MONTH[unit] if own in IN_A_MONTH else time.months * IN_A_MONTH[unit]


def yearly_rate(rate: Rate) -> float:
    """A rate per year, as it was before it was made monthly (share of a year)."""
    return float(1.0 - (1.0 - rate.monthly) ** 12)


def share_of_a_month(rate: Rate) -> float:
    """What accrues in a month of simple interest: a twelfth of a yearly rate, so that twelve months make the year's."""
    return yearly_rate(rate) / 12 if rate.per == "year" else rate.monthly


def recorded_as(metric: Metric) -> str:
    """What one unit of a metric is called: a person for a score that is reached or not, a contact, course or hour of an activity."""
    return "person" if isinstance(metric, Score) and metric.at_least is not None else getattr(metric, "per", metric.unit)


def at(values: ByGroup[Time] | None, group: int) -> int:
    """Months of a by-group duration in one group; 0 where there is none."""
    return 0 if values is None else values[group].months


def last_month(metric: Metric, group: int) -> int:
    """Last person-month whose state or score the metric reads; 0 for an activity or a fixed contract month.

    Months count from the end of service where the metric does.
    """
    if isinstance(metric, StateAt) and metric.after_service is not None:
        return at(metric.after_service, group)
    if isinstance(metric, StateAt | Score):
        later = metric.until if metric.reported == "when_provider_chooses" else None
        return at(metric.after_enrolment, group) + (0 if later is None else later.months)
    if isinstance(metric, FirstEntry | Sustained | TimeIn):
        return at(metric.within, group)
    if isinstance(metric, Intensity):
        return at(metric.starts, group) + at(metric.window, group)
    return at(metric.window, group) if isinstance(metric, CostAvoided | Events) else 0


def due_month(metric: Metric, groups: int, last_start: int) -> int:
    """Contract month in which a cohort whose last person starts in month `last_start` is fully known, lag included."""
    lag = 0 if metric.lag is None else metric.lag.months
    if isinstance(metric, StateAt) and metric.at_month is not None:
        return metric.at_month + lag
    return last_start - 1 + max(1, *(last_month(metric, group) for group in range(groups))) + lag
