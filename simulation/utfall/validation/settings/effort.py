"""One provider, one person, one month: tasks of quadratic response, scores that are paid for, nothing else.

The provider is the production rule; what it looks ahead with are the production value tables. Its hours of a task cost it curvature x
hours^2 / 2 and nothing else, as theory assumes: the test path.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream, Reading
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.valuation.classes import NeedClasses
from utfall.behaviour.valuation.outlook import Outlook, outlook
from utfall.behaviour.valuation.problem import ALWAYS, Problem, TaskColumns, no_state
from utfall.behaviour.valuation.table import solve
from utfall.behaviour.views import HoursView

Floats = NDArray[np.float64]
#: Points that a linear score starts with, so that none is under nothing, where no pay is taken back.
_ABOVE_NOTHING = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Tasks:
    """What an hour of each task does.

    builds, shows   (tasks, capabilities) units built, and units that only show in the score
    curvature       (tasks,) private cost curvature e^2 / 2
    """

    builds: Floats
    shows: Floats
    curvature: Floats


def building(curvature: tuple[float, ...]) -> Tasks:
    """As many tasks as capabilities, each of which builds one."""
    size = len(curvature)
    return Tasks(np.eye(size), np.zeros((size, size)), np.array(curvature))


def known_need() -> NeedClasses:
    """One class whose need is 0."""
    return NeedClasses(np.zeros(0), np.zeros(1), np.ones((1, 1)))


def linear(capability: int, price: float, noise: float = 0.0) -> PayStream:
    """A price a point on a score that shows a capability."""
    return PayStream(f"point_{capability}", price, reading=Reading(1, capability, 1.0, float("nan"), noise, _ABOVE_NOTHING))


def tables(tasks: Tasks, streams: tuple[PayStream, ...], service: int = 1) -> Outlook:
    """What the provider looks ahead with."""
    count, size = tasks.builds.shape
    columns = TaskColumns(
        builds=tasks.builds,
        boosts=np.zeros(count),
        shows=tasks.shows,
        eta=np.ones(count),
        cost=np.ones(count),
        curvature=tasks.curvature,
        quadratic=np.ones(count, dtype=np.bool_),
        lasts=np.full(count, ALWAYS),
        placement=-1,
    )
    made = Problem(
        law=no_state(size), decays=np.zeros(size), tasks=columns, streams=streams, classes=known_need(), service=service, wage=0.0, horizon=service
    )
    return outlook((solve(made),))


def view_of(look: Outlook, response: Floats | None = None, pay: float = 1.0, capability: Floats | None = None, month: int = 1) -> HoursView:
    """The month as the provider sees it; response (n,) of each person, capability (capabilities, n)."""
    tasks, size = look.tables[0].problem.tasks.builds.shape
    n = 1 if response is None else response.size
    nobody = np.zeros(n, dtype=np.int64)
    return HoursView(
        outlook=look,
        group=nobody,
        month=np.full(n, month),
        state=nobody,
        need_class=nobody,
        progress=np.zeros((len(look.tables[0].problem.streams), n), dtype=np.int16),
        capability=np.zeros((size, n)) if capability is None else capability,
        received=np.zeros((tasks, n)),
        response=np.ones(n) if response is None else response,
        builds=np.ones(tasks, dtype=np.bool_),
        lasts=np.full(tasks, ALWAYS),
        budget=1e12,
        least=0.0,
        most=1e6,
        plan=np.full(tasks, 1.0 / tasks),
        pay=pay,
        mission=0.0,
        wage=0.0,
    )


def hours(tasks: Tasks, streams: tuple[PayStream, ...], pay: float = 1.0) -> Floats:
    """(tasks,) hours that the optimiser gives; pay: share of pay that counts to it."""
    found: Floats = Optimiser().hours(view_of(tables(tasks, streams), pay=pay)).hours[:, 0]
    return found


def private_cost(tasks: Tasks, given: Floats) -> float:
    """What these hours (tasks,) cost it."""
    return float(0.5 * tasks.curvature @ given**2)
