"""Whom a metric counts, and since when."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Metric
from utfall.model.measuring.metering import NEVER, Meter

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def counted_by(model: "ContractModel", metric: Metric) -> NDArray[np.bool_]:
    """(N,) whom a metric counts; `completed` are those served to the end."""
    people = model.people
    if metric.among == "eligible":
        found = np.ones(len(people), dtype=bool)
    elif metric.among == "offered":
        found = people.offered
    else:
        enrolled = people.enrol_month > 0
        found = enrolled if metric.among == "enrolled" else enrolled & ~people.dropped
    return found if metric.groups is None else found & in_groups(model.case.contract, metric, people.group)


def in_groups(contract: Contract, metric: Metric, group: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Which persons, whose pay groups are `group` (n,), are in a pay group that the metric counts."""
    return np.array([metric.groups is None or id_ in metric.groups for id_ in contract.groups], dtype=bool)[group]


def counted_from_referral(model: "ContractModel", meter: Meter) -> NDArray[np.bool_]:
    """(N,) whose clock starts at referral: who is counted by `among`, and the control group of a comparison by lot."""
    people = model.people
    if meter.metric.among == "eligible":
        return np.ones(len(people), dtype=bool)
    return (people.offered if meter.metric.among == "offered" else np.zeros(len(people), dtype=bool)) | people.control


def clock_so_far(model: "ContractModel", metric: Metric) -> NDArray[np.int32]:
    """(N,) contract month of a metric's person-month 1 so far (0: not started)."""
    start = model.meters[model.by_metric[metric.id]].start
    return np.where(start < NEVER, start, 0)
