"""The contracts on which values are judged: one line each in CONTRACTS.

Cohort terms (thresholds, tiers, dates, ranks, caps, limits) reach a provider as a factor on the price of a line that is here already.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton, PayStream
from utfall.behaviour.valuation.classes import NeedClasses
from utfall.behaviour.valuation.problem import Problem, StateLaw, TaskColumns
from utfall.contract.metrics.build import both_of, lost_after

Floats = NDArray[np.float64]
Rows = list[list[int]]
Units = list[list[int]] | list[list[float]] | Floats
SERVICE = 24
INTENSITY = (0.9, 0.35)


@dataclass(frozen=True)
class Person:
    """The prototype's person: logits, months, hours."""

    entry: float = -3.4
    exit: float = -2.9
    by_need: float = 0.75
    exit_by_need: float = 0.35
    shallow: float = 1.6
    on_exit: float = 0.8
    decay: float = 0.05
    alpha: float = 0.12
    eta: float = 3.0
    psi: float = 1.3
    eta_push: float = 2.5


PERSON = Person()


def _counting(first: int, last: int, step: Rows, emits: Units, per_person: bool, start: tuple[int, int] = (0, 0)) -> Automaton:
    return Automaton(first, last, np.array(start, np.int16), np.array(step, np.int16), np.array(emits, float), per_person)


def first_entry(within: int = SERVICE) -> Automaton:
    """Progress: 0 not yet out of it, 1 waiting (was out), 2 done."""
    return _counting(1, within, [[1, 0, 0], [1, 2, 2], [2, 2, 2]], [[0, 0, 0], [0, 1, 1], [0, 0, 0]], True, (1, 0))


def sustained(lasts: int, within: int = SERVICE) -> Automaton:
    """So many months in it in a row."""
    step = [[0, s + 1, s + 1] for s in range(lasts)] + [[lasts] * 3]
    emits = np.zeros((lasts + 1, 3))
    emits[lasts - 1, 1:] = 1.0
    return _counting(1, within, step, emits, True)


def paid_on(lasts: int, most: int, within: int) -> Automaton:
    """A job outcome after `lasts` months in all, then a payment for every further month in work, at most `most` (Work Programme)."""
    size = lasts + most + 1
    step = [[s, min(s + 1, size - 1), min(s + 1, size - 1)] for s in range(size)]
    emits = np.zeros((size, 3))
    emits[lasts - 1, 1:] = 5.0
    emits[lasts : size - 1, 1:] = 1.0
    return _counting(1, within, step, emits, False)


def at_month(month: int) -> Automaton:
    """In it in that month."""
    return _counting(month, month, [[0, 0, 0]], [[0, 1, 1]], True)


def time_in(months: int, per_month: float) -> Automaton:
    """Time in it over so many months."""
    return _counting(1, months, [[0, 0, 0]], [[0.0, per_month * INTENSITY[0], per_month * INTENSITY[1]]], False)


def months_in(most: int | None = None, within: int = SERVICE) -> Automaton:
    """Each month in the outcome, the first `most` of them where a number is given."""
    states = 1 if most is None else most + 1
    step = [[s, min(s + 1, states - 1), min(s + 1, states - 1)] for s in range(states)]
    emits = np.ones((states, 3)) * [0.0, 1.0, 1.0]
    if most is not None:
        emits[most] = 0.0
    return _counting(1, within, step, emits, False)


def stream(price: float, automaton: Automaton) -> PayStream:
    """A price on it."""
    return PayStream("pay", price, automaton)


CONTRACTS = {
    "first entry": (stream(5000, first_entry()),),
    "sustained 6": (stream(5000, sustained(6)),),
    "sustained 12": (stream(5000, sustained(12)),),
    "ladder 3/6/12": (stream(1500, sustained(3)), stream(1500, sustained(6)), stream(2500, sustained(12))),
    "Work Programme terms": (stream(230, paid_on(6, 20, 36)),),
    "in work at month 3": (stream(5000, at_month(3)),),
    "in work at month 12": (stream(5000, at_month(12)),),
    "hours over 12 months": (stream(8, time_in(12, 120.0)),),
    "money sum 36 months": (stream(400, time_in(36, 1.0)),),
    "sustained 3, taken back within 6": (stream(5000, sustained(3)), stream(-4000, lost_after(sustained(3), 6))),
    "sustained 3, a part held until 12": (stream(3000, sustained(3)), stream(3000, both_of(sustained(3), sustained(12)))),
}


def tasks(person: Person = PERSON, belief: float = 1.0) -> TaskColumns:
    """Coaching, which builds, and placement, which pushes."""
    return TaskColumns(
        builds=np.array([[belief * person.alpha], [0.0]]),
        boosts=np.array([0.0, person.psi]),
        shows=np.zeros((2, 1)),
        eta=np.array([person.eta, person.eta_push]),
        cost=np.ones(2),
        curvature=np.zeros(2),
        quadratic=np.zeros(2, dtype=bool),
        lasts=np.array([9999, 9999]),
        placement=1,
    )


def law(person: Person = PERSON) -> StateLaw:
    """Hazards of the outcome."""
    return StateLaw(
        person.entry, person.by_need, person.exit, person.exit_by_need, person.shallow, *INTENSITY, np.array([1.0]), 1.0, person.on_exit, person.decay
    )


def known_needs(needs: Floats) -> NeedClasses:
    """Classes that are the needs themselves: each person's need is known."""
    nodes = np.ascontiguousarray(needs, dtype=np.float64)
    return NeedClasses((nodes[1:] + nodes[:-1]) / 2, nodes, np.eye(nodes.size))


def problem(streams: tuple[PayStream, ...], wage: float = 20.0, classes: NeedClasses | None = None, person: Person = PERSON) -> Problem:
    """A provider's problem under a contract; without classes the needs of five people are known."""
    needs = known_needs(np.array([-1.5, -0.75, 0.0, 0.75, 1.5])) if classes is None else classes
    return Problem(law=law(person), decays=np.array([person.decay]), tasks=tasks(person), service=SERVICE, streams=streams, classes=needs, wage=wage)
