"""Metrics that count from the end of a person's service, on a day that the provider may choose (`contract.service.end_reported_within`).

A provider that is paid for who is in the outcome at a distance from that day says that service has ended when it sees the person in, and
holds out to the last day that it may choose where it does not [courty-marschke-2004]: who is in is more likely to be in then, at any
distance, as long as leaving and entering are both less than certain.
"""

from dataclasses import replace
from typing import TypeGuard

from utfall.base.automata import Automaton
from utfall.contract.contract import Contract, Service
from utfall.contract.metrics import build
from utfall.contract.metrics.declarations import Metric, StateAt
from utfall.contract.metrics.units import at


def from_end_of_service(metric: Metric) -> TypeGuard[StateAt]:
    """Whether its clock starts when service is said to have ended."""
    return isinstance(metric, StateAt) and metric.after_service is not None


def as_read(metric: Metric) -> Metric:
    """The metric as a meter reads it, from the month after service is said to have ended."""
    if not from_end_of_service(metric):
        return metric
    return replace(metric, after_enrolment=metric.after_service, after_service=None)


def choice(service: Service) -> int:
    """Months that a provider may put the end off after the last month of service."""
    return 0 if service.end_reported_within is None else service.end_reported_within.months


def longest(metric: StateAt, contract: Contract) -> int:
    """Latest person-month, from enrolment, that the metric may read."""
    lasts = contract.service.lasts
    served = contract.length if lasts is None else lasts.months
    return served + choice(contract.service) + max(time.months for time in metric.after_service or ())


def looked_forward_to(metric: StateAt, group: int, service: Service, outcome: int) -> Automaton:
    """The metric from a person's first month of service, for who plans that service lasts its whole time and that the day is chosen as above.

    Keys: ("waits", months waited), ("counts", months since service was said to have ended), "done".
    """
    served, most, distance = at((service.lasts,), 0) if service.lasts is not None else 0, choice(service), at(metric.after_service, group)

    def rule(key: build.Key, state: int) -> tuple[build.Key, float]:
        if not isinstance(key, tuple):
            return "done", 0.0
        what, months = key
        if what == "waits":
            return (("counts", 0) if state > 0 or months >= most else ("waits", months + 1)), 0.0
        if months + 1 < distance:
            return ("counts", months + 1), 0.0
        return "done", 1.0 if state > 0 else 0.0

    window = (served, served + most + distance)
    return build.tabulate(rule, (("waits", 0), ("waits", 0)), window, per_person=True, outcome=outcome)
