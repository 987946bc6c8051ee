"""Candidate actions of the backward sweep: hours by task that are efficient together, and pushes."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.problem import Problem

Floats = NDArray[np.float64]
#: worth of a gain over the worth at which the first hour pays; for one task responses of 0.13 ... 0.95
LEVELS = (1.15, 1.4, 1.75, 2.2, 2.9, 4.2, 7.0, 20.0)
PUSHES = (0.0, 0.3, 0.55, 0.72, 0.84, 0.93)
GAIN_SHARE = 0.6  # slopes are taken over this share of the month's full gain
PUSH_AT = 0.8  # response of the push at which the second slope is taken


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Actions of one set of tasks that may be given.

    gain, boost, hours, private   (builds,) x built; logits on entry (lock-in); hours weighted by cost; private cost (minor units), less what
                                  the client's time is worth by itself
    full_gain    x built by all tasks at full response
    """

    gain: Floats
    boost: Floats
    hours: Floats
    private: Floats
    full_gain: float


def task_phases(problem: Problem) -> tuple[NDArray[np.int64], list[Candidates]]:
    """(months + 1, 2) phase of who is out of the outcome and of who is in it, and the candidates of each phase; the last is without service."""
    phase = np.zeros((problem.months + 1, 2), dtype=np.int64)
    known: dict[tuple[bool, ...], int] = {}
    for month in range(1, min(problem.service, problem.months) + 1):
        for state in (0, 1):
            given = tuple((month <= problem.tasks.lasts) & problem.tasks.open_to(state))
            phase[month, state] = known.setdefault(given, len(known))
    phase[problem.service + 1 :] = len(known)
    found = [candidates(problem, np.array(given)) for given in known]
    return phase, [*found, _nothing(1)]


def _nothing(size: int) -> Candidates:
    return Candidates(np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size), 0.0)


def gains(problem: Problem) -> Floats:
    """(tasks,) x that each task builds a month at full response (quadratic: per hour)."""
    return problem.tasks.builds @ problem.law.axis


def candidates(problem: Problem, given: NDArray[np.bool_]) -> Candidates:
    """No hours, levels of all tasks that build and hold nobody back, and levels of all tasks that build.

    At worth A of a unit of x the efficient hours are e = eta ln(A g / (eta wage cost)) for saturating tasks and
    (A g - wage cost) / curvature for quadratic ones, so that one number A orders all combinations.
    """
    tasks = problem.tasks
    gain = gains(problem)
    builds = given & (gain > 0.0)
    if not builds.any():
        return _with_time(problem, _nothing(1), np.zeros(1))
    rows = [np.zeros(gain.size)]
    free = builds & (tasks.boosts >= 0.0)
    for chosen in [free] if free.all() or (free == builds).all() else [free, builds]:
        rows += [_efficient(problem, gain, chosen, level) for level in LEVELS] if chosen.any() else []
    hours = np.array(rows)
    response = np.where(tasks.quadratic, hours, 1.0 - np.exp(-hours / tasks.eta))
    full = float(np.where(builds, np.where(tasks.quadratic, gain * hours.max(axis=0), gain), 0.0).sum())
    found = Candidates(
        gain=response @ gain,
        boost=response @ np.where(builds, np.minimum(tasks.boosts, 0.0), 0.0),
        hours=hours @ tasks.cost,
        private=(0.5 * hours**2) @ np.where(tasks.quadratic, tasks.curvature, 0.0),
        full_gain=full,
    )
    return _with_time(problem, found, hours.sum(axis=1))


def _with_time(problem: Problem, found: Candidates, hours: Floats) -> Candidates:
    """Each action with the time that the client's view is worth beside what helps; `hours` (builds,) of each."""
    if problem.clients <= 0.0:
        return found
    first = problem.clients * np.log(2.0) / problem.half_satisfied  # worth of the first hour
    wanted = problem.half_satisfied * np.log2(max(first / max(problem.wage, 1e-9), 1.0))
    given = np.maximum(hours, wanted)
    worth = problem.clients * (1.0 - np.exp2(-given / problem.half_satisfied))
    return replace(found, hours=found.hours + given - hours, private=found.private - worth)


def _efficient(problem: Problem, gain: Floats, chosen: NDArray[np.bool_], level: float) -> Floats:
    tasks = problem.tasks
    price = np.maximum(problem.wage * tasks.cost, 1e-9)
    start = np.where(chosen, np.where(tasks.quadratic, price, tasks.eta * price) / np.maximum(gain, 1e-300), np.inf)
    if problem.wage <= 0.0 or not np.isfinite(start).any():
        # hours cost nothing: order by the hours themselves
        return np.where(chosen, np.where(tasks.quadratic, level, tasks.eta * np.log(level)), 0.0)
    worth = level * float(start.min())
    with np.errstate(divide="ignore"):
        saturating = tasks.eta * np.log(np.maximum(worth / np.maximum(start, 1e-300), 1.0))
    quadratic = np.maximum(worth * gain - price, 0.0) / np.maximum(tasks.curvature, 1e-12)
    return np.where(chosen, np.where(tasks.quadratic, quadratic, saturating), 0.0)
