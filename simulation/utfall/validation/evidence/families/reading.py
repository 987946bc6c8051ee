"""What several families read off a record."""

from math import nan

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import MetricFacts, RunRecord, ValueFacts
from utfall.indicators.money import outcome_payments
from utfall.indicators.pool_returns import payback_month
from utfall.validation.evidence.observable import Floats, Part

Bools = NDArray[np.bool_]


def metric(record: RunRecord, id_: str) -> MetricFacts:
    """A metric of the contract by id."""
    return next(one for one in record.metrics if one.id == id_)


def value(record: RunRecord, id_: str) -> ValueFacts:
    """A value of the case by id."""
    return next(one for one in record.values if one.id == id_)


def recorded_share(record: RunRecord, id_: str) -> Part:
    """Recorded successes of a metric, % of whom it counts."""
    found = metric(record, id_)
    return 100.0 * float(found.recorded[found.counted].sum()), float(found.counted.sum())


def true_change(record: RunRecord, id_: str) -> Part:
    """True units of a metric with the contract less without, % of those without, over whom it counts."""
    found = metric(record, id_)
    with_, without = (float(units[found.counted].sum()) for units in (found.true, found.without))
    return 100.0 * (with_ - without), without


def measured_and_true(record: RunRecord) -> Part:
    """What cohort terms measured over what is true, people counted in."""
    cohorts = record.cohort_payments
    return sum(one.measured * one.quantity for one in cohorts), sum(one.true * one.quantity for one in cohorts)


def paid_over_capital(record: RunRecord) -> Part:
    """What payers paid for outcomes over the capital that was drawn."""
    return outcome_payments(record).top, float(record.capital_drawn)


def ahead_from(flow: Floats) -> Part:
    """First month from which the sum of a monthly flow stays at 0 or above; no value where there is none within the run."""
    month = payback_month(flow)
    return (nan, 0.0) if month is None else (float(month), 1.0)


def due(record: RunRecord, clause: str) -> float:
    """What a cohort clause came to in all, minor units."""
    return sum(one.due_measured for one in record.cohort_payments if one.clause == clause)


def party(record: RunRecord, name: str) -> float:
    """Net cash of a party over the run, minor units."""
    return float(record.flows[name].sum())


def correlation(first: Floats, second: Floats, who: Bools) -> Part:
    """Over some people; no value where nothing varies."""
    one, two = first[who], second[who]
    if one.size < 2 or one.std() == 0.0 or two.std() == 0.0:
        return nan, 0.0
    return float(np.corrcoef(one, two)[0, 1]), 1.0


def less(first: Part, second: Part, times: float = 1.0) -> Part:
    """`times` one mean less another; no value where either has none."""
    if first[1] == 0.0 or second[1] == 0.0:
        return nan, 0.0
    return times * (first[0] / first[1] - second[0] / second[1]), 1.0


def over(first: Part, second: Part, times: float = 1.0) -> Part:
    """`times` one mean over another; no value where either has none."""
    if first[1] == 0.0 or second[1] == 0.0:
        return nan, 0.0
    return times * first[0] / first[1], second[0] / second[1]
