"""Events of a person: what a metric counts of them, and what a value for each event comes to."""

from collections.abc import Sequence

from utfall.base.automata import EventCount
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import CostAvoided, Events
from utfall.contract.metrics.units import at


def compile_events(metric: Events, group: int, outcomes: Sequence[str]) -> EventCount:
    """The metric in one pay group; `outcomes`: ids of the outcomes of events, in their order."""
    return EventCount(list(outcomes).index(metric.outcome), 1, at(metric.window, group), not metric.yes_no)


def compile_event_values(metric: CostAvoided, group: int, contract: Contract) -> tuple[tuple[float, EventCount], ...]:
    """(minor units an event, events counted) for each outcome of events whose values the metric sums; costs are negative."""
    lines = [value for value in contract.values if value.id in metric.values and value.of_events]
    window = at(metric.window, group)
    numbers = sorted({value.outcome for value in lines})
    worth = [sum(float(value.sign * value.price.minor) for value in lines if value.outcome == number) for number in numbers]
    return tuple((amount, EventCount(number, 1, window, True)) for number, amount in zip(numbers, worth, strict=True))
