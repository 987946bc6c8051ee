"""Automata: how a person-level metric moves with a person's months, and how a term looks from ahead.

One automaton serves twice: the model advances it with what is recorded, and `behaviour.valuation` solves it with what a
provider believes. Person-months are counted from 1, the month of enrolment.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.shapes import Shape

OUT, DURABLE, SHALLOW = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """Progress on one metric in one pay group.

    first, last   person-months in which it runs, both included (1 or more)
    start         (2,) int16: progress at enrolment for who is then out of / in the outcome
    step          (states, 3) int16: next progress, by the month's state (out, durable, shallow)
    emits         (states, 3) float64: units counted on that step (successes, months, hours, points)
    per_person    True when units are successes (0 or 1 a step), so that a miss or mistake turns one into the other
    at_month      contract month in which it moves instead of first .. last (0: the person's own months)
    outcome       number of the state outcome whose months drive it
    """

    first: int
    last: int
    start: NDArray[np.int16]
    step: NDArray[np.int16]
    emits: NDArray[np.float64]
    per_person: bool
    at_month: int = 0
    outcome: int = 0

    @property
    def states(self) -> int:
        """Number of progress states."""
        return int(self.step.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A payment that depends on a capability at the end of one person-month (scores).

    month       person-month of the reading
    capability  its number
    slope       units per unit of capability; used when threshold is nan
    offset      units at capability 0 of a linear score
    threshold   units = P(capability + noise >= threshold); nan for a linear score
    noise       sd of the noise, in units of capability; shape: its tails (`base.shapes`)
    """

    month: int
    capability: int
    slope: float
    threshold: float
    noise: float
    offset: float = 0.0
    shape: Shape = "normal"


@dataclass(frozen=True, slots=True)
class EventCount:
    """Units that go by events of a person, in person-months first .. last (the month of enrolment is 1).

    outcome   number of the outcome of events
    each      each event is a unit; else one unit in month `last` for who has had none since month `first`
    """

    outcome: int
    first: int
    last: int
    each: bool


@dataclass(frozen=True, slots=True, eq=False)
class PayStream:
    """One term on one metric as a provider of one pay group looks at it from ahead.

    clause      id of the term (or row of a rate card, step of a milestone)
    automaton / reading / task / events   exactly one: progress of the person, a capability reading, units of an activity, or events
    price       minor units that reach the provider per unit emitted (pass-through and claim multipliers included)
    units_per_hour  activity only: units done per hour of `task`
    cap         most minor units a person (inf: none)
    first, last activity only: person-months in which units are paid
    level       each event only: events a month that a comparison is expected to show; what differs from it is paid
    """

    clause: str
    price: float
    automaton: Automaton | None = None
    reading: Reading | None = None
    task: int = -1
    units_per_hour: float = 0.0
    cap: float = float("inf")
    first: int = 1
    last: int = 9999
    events: EventCount | None = None
    level: float = 0.0
