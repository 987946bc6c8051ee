"""One month in or out of an outcome, as a provider sees it from ahead: one known need, nothing to be done but to take the person."""

from math import log

import numpy as np

from utfall.base.automata import Automaton, PayStream
from utfall.behaviour.valuation.classes import NeedClasses
from utfall.behaviour.valuation.outlook import Outlook, outlook
from utfall.behaviour.valuation.problem import ALWAYS, Problem, StateLaw, TaskColumns
from utfall.behaviour.valuation.table import solve
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import StateAt
from utfall.validation.settings.contracts import STATE, contract, months

#: The law of the outcome: entry logit = -need + help; nobody leaves.
LAW = StateLaw(0.0, 1.0, -60.0, 0.0, 0.0, 1.0, 1.0, np.ones(1), 1.0, 0.0, 0.0)


def logit(chance: float) -> float:
    """log(p / (1 - p))."""
    return log(chance / (1.0 - chance))


def idle() -> TaskColumns:
    """One task, which does nothing."""
    one = np.ones(1)
    return TaskColumns(np.zeros((1, 1)), np.zeros(1), np.zeros((1, 1)), one, one, np.zeros(1), np.zeros(1, dtype=np.bool_), np.full(1, ALWAYS), -1)


def on_day(price: float) -> PayStream:
    """A price for who is in it a month after enrolment."""
    metric = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),))
    automaton = compile_metric(metric, 0, contract((metric,)), (STATE,), ())
    assert isinstance(automaton, Automaton)
    return PayStream("day", price, automaton)


def certain_need(chance: float) -> NeedClasses:
    """One class, whose need makes entry this likely."""
    return NeedClasses(np.zeros(0), np.array([-logit(chance)]), np.ones((1, 1)))


def taken_on(price: float, chance: float, tasks: TaskColumns | None = None, wage: float = 1.0) -> Outlook:
    """Value tables for a person who would succeed with this chance, and one month of service."""
    made = Problem(
        law=LAW,
        decays=np.zeros(1),
        tasks=idle() if tasks is None else tasks,
        streams=(on_day(price),),
        classes=certain_need(chance),
        service=1,
        wage=wage,
    )
    return outlook((solve(made),))
