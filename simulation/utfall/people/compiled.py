"""Compiled laws: a population's parameters as the arrays that the kernels read, solved once and shared by all runs of a case."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.people.columns import Laws
from utfall.people.levels import entry_level, exit_level, mixture_level, start_level
from utfall.people.parameters import PopulationParameters

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledLaws:
    """Levels over groups G and state outcomes O, and the laws of a month.

    starts, entries, exits   (G, O) levels of month 0, entry and exit (logits)
    take_up    level of the logit of take-up
    months     what the kernel of a month reads
    """

    starts: Floats
    entries: Floats
    exits: Floats
    take_up: float
    months: Laws


@lru_cache(maxsize=256)
def compile_laws(params: PopulationParameters, mechanisms: Mechanisms) -> CompiledLaws:
    """Solve the levels and lay the laws out; remembered by value, so that the seeds of a case solve once."""
    outcomes, spread = params.outcomes, params.shock_spread
    shape = (len(params.groups), len(outcomes))
    starts, entries, exits = np.empty(shape), np.empty(shape), np.empty(shape)
    for g, group in enumerate(params.groups):
        for o, outcome in enumerate(outcomes):
            starts[g, o] = start_level(outcome.start[g], group, outcome, spread)
            entries[g, o] = entry_level(outcome.entry[g], group, outcome, spread)
            exits[g, o] = exit_level(outcome.exit[g], group, outcome, spread)
    return CompiledLaws(
        starts=starts,
        entries=entries,
        exits=exits,
        take_up=mixture_level(params.take_up, params, params.take_up_by_need, params.take_up_by_shock),
        months=_laws(params, mechanisms),
    )


def _laws(params: PopulationParameters, mechanisms: Mechanisms) -> Laws:
    outcomes, tasks, persistence = params.outcomes, params.tasks, params.shock_persistence
    innovation = params.shock_spread * sqrt(1.0 - persistence * persistence)
    leaving = mixture_level(params.drop_out if mechanisms.dropout else 0.0, params, params.drop_out_by_need, 0.0)
    helps = [(outcome.helps_entry, outcome.helps_exit) for outcome in outcomes]
    return Laws(
        hazards=_table([_slopes(outcome) for outcome in outcomes], 5),
        helps=np.array(helps, dtype=np.float64).reshape(len(outcomes), 2, len(params.capabilities)),
        keeps=np.array([1.0 - capability.decay for capability in params.capabilities], dtype=np.float64),
        ends=np.array([outcome.drop_out_ends_it for outcome in outcomes], dtype=np.bool_),
        builds=_by_task([task.builds for task in tasks], len(params.capabilities)),
        boosts=_by_task([_boosts(task, mechanisms.placement) for task in tasks], len(outcomes)),
        shows=_by_task([task.shows for task in tasks], len(params.scores)),
        eta=np.array([task.eta for task in tasks], dtype=np.float64),
        linear=np.array([task.response == "quadratic" for task in tasks], dtype=np.bool_),
        shock=np.array([persistence, innovation]),
        leaving=np.array([leaving, params.drop_out_by_need]),
    )


def _table(rows: list[tuple[float, ...]], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(len(rows), width)


def _by_task(rows: list[tuple[float, ...]], width: int) -> Floats:
    return np.ascontiguousarray(_table(rows, width).T)


def _slopes(outcome: StateOutcome) -> tuple[float, ...]:
    return outcome.entry_by_need, outcome.entry_by_shock, outcome.exit_by_need, outcome.exit_by_shock, outcome.exit_if_shallow


def _boosts(task: Task, placement: bool) -> tuple[float, ...]:
    """Boosts of a task; with placement switched off only lock-in is left."""
    return task.boosts if placement else tuple(min(boost, 0.0) for boost in task.boosts)
