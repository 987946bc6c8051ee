"""What truly happened of events: by person, by month and by fifth of need, in either world."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import SimulationError
from utfall.people.columns import Floats, Int32s, States
from utfall.people.population import Population
from utfall.people.truth import World

Int64s = NDArray[np.int64]


def events_of(population: Population, outcome: int, world: World) -> States:
    """(T + 1, N) events of an outcome by contract month in one world."""
    if population.events is None:
        raise SimulationError("there is no outcome of events")
    return (population.events.counts if world == "with" else population.events.counts_without)[outcome]


def events_within(history: States, clock: Int32s, first: int | Int32s, last: int | Int32s) -> Int64s:
    """(N,) events in person-months first .. last (for all, or one each); 0 for a clock of 0."""
    found = np.zeros(clock.size, dtype=np.int64)
    started = clock > 0
    for month in range(1, history.shape[0]):
        own = month - clock + 1
        found += np.where(started & (own >= first) & (own <= last), history[month], 0)
    return found


def events_by_month(history: States, start_month: Int32s, last: int) -> Floats:
    """(T,) events by contract month, in people's follow-up months 1 .. last."""
    return _by_month(history, start_month, last, np.ones(start_month.size, dtype=np.bool_))


def events_by_fifth(history: States, start_month: Int32s, fifth: NDArray[np.int8], last: int) -> Floats:
    """(5, T) the same by fifth of need, easiest first."""
    return np.stack([_by_month(history, start_month, last, fifth == number) for number in range(5)])


def _by_month(history: States, start_month: Int32s, last: int, among: NDArray[np.bool_]) -> Floats:
    found = np.zeros(history.shape[0] - 1)
    for month in range(1, history.shape[0]):
        own = month - start_month + 1
        found[month - 1] = history[month][among & (own >= 1) & (own <= last)].sum(dtype=np.int64)
    return found


def expected_events_avoided(population: Population, outcome: int, hours: Floats, productivity: float, window: tuple[int, int]) -> Floats:
    """(N,) events over follow-up that `hours` (K,) in each of the first months of service take away, against none.

    window   (months of service, months of follow-up). Shocks are averaged out: the mean of exp(by_shock u) is exp(variance / 2).
    """
    if population.events is None:
        raise SimulationError("there is no outcome of events")
    params = population.params
    law = params.events[outcome]
    effects = np.array([h if task.response == "quadratic" else 1.0 - np.exp(-h / task.eta) for task, h in zip(params.tasks, hours, strict=True)])
    monthly = productivity * (np.array([task.builds for task in params.tasks]).T @ effects)
    keep = 1.0 - np.array([capability.decay for capability in params.capabilities])
    rate = np.exp(population.events.base[outcome] + 0.5 * (law.by_shock * params.shock_spread) ** 2)
    capability, avoided = np.zeros(keep.size), np.zeros(len(population))
    for month in range(1, window[1] + 1):
        capability = keep * capability + (monthly if month <= window[0] else 0.0)
        avoided += rate * (1.0 - np.exp(-population.response * float(np.array(law.helps) @ capability)))
    return avoided
