"""Events of a person: how the counts of a month become units, and what a value for each event comes to.

A month of events takes the place of a month in or out of a state: 0 none, 1 one or more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton
from utfall.contract.contract import Contract
from utfall.contract.metrics import build
from utfall.contract.metrics.declarations import CostAvoided, Events
from utfall.contract.metrics.units import at

Floats = NDArray[np.float64]
Counts = NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class EventUnits:
    """Units of a metric or value that goes by events.

    automaton  moved by a month without (0) or with (1) an event; its `outcome` is the number of the outcome of events
    each       units are multiplied by the count of the month (False: a success, whatever the count)
    """

    automaton: Automaton
    each: bool

    def units(self, counts: Counts, emitted: Floats) -> Floats:
        """Units of persons this month, (n,): `emitted` by the automaton, times the `counts` where each event counts."""
        return emitted * counts if self.each else emitted


def compile_events(metric: Events, group: int, outcomes: Sequence[str]) -> EventUnits:
    """The metric in one pay group; `outcomes`: ids of the outcomes of events, in their order."""
    number = list(outcomes).index(metric.outcome)
    last = at(metric.window, group)
    if metric.yes_no:
        automaton = build.tabulate(build.without_any(last), (0, 0), (1, last), per_person=True, outcome=number)
        return EventUnits(automaton, False)
    return EventUnits(_each(1.0, last, number), True)


def compile_event_values(metric: CostAvoided, group: int, contract: Contract) -> tuple[EventUnits, ...]:
    """One for each outcome of events whose values the metric sums; units are minor money, costs negative."""
    lines = [value for value in contract.values if value.id in metric.values and value.of_events]
    numbers = sorted({value.outcome for value in lines})
    window = at(metric.window, group)
    worth = [sum(float(value.sign * value.price.minor) for value in lines if value.outcome == number) for number in numbers]
    return tuple(EventUnits(_each(amount, window, number), True) for number, amount in zip(numbers, worth, strict=True))


def _each(units: float, last: int, number: int) -> Automaton:
    return build.tabulate(build.flow(0.0, units, units), (0, 0), (1, last), per_person=False, outcome=number)
