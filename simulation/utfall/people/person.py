"""One person, read from the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.people.population import Population


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A read-only record of one person, truth included.

    group            id of the pay group; need (sd), responsiveness (mean 1), shock (temporary, latest month)
    start_month      contract month of first referral; enrol_month of the first served month (0: not served so far)
    capability       by id (logits); hours received so far by task id
    states, states_without   by outcome id: states of contract months 0 to the latest (0 out, 1 durable, 2 shallow), with and without
    events, events_without   by outcome id: how many in each of these months
    """

    number: int
    group: str
    need: float
    response: float
    shock: float
    start_month: int
    offered: bool
    control: bool
    take_up: bool
    enrol_month: int
    provider: int
    served_months: int
    in_service: bool
    dropped: bool
    capability: dict[str, float]
    hours: dict[str, float]
    states: dict[str, tuple[int, ...]]
    states_without: dict[str, tuple[int, ...]]
    events: dict[str, tuple[int, ...]]
    events_without: dict[str, tuple[int, ...]]


def read_person(population: Population, number: int) -> Person:
    """The person of that number (negative ones count from the end), as it is after the latest month."""
    i = range(len(population))[number]
    params, columns, rows = population.params, population.columns, population.month + 1
    return Person(
        number=i,
        group=params.groups[int(population.group[i])].id,
        need=float(columns.need[i]),
        response=float(columns.response[i]),
        shock=float(columns.shock[i]),
        start_month=int(population.start_month[i]),
        offered=bool(population.offered[i]),
        control=bool(population.control[i]),
        take_up=bool(population.take_up[i]),
        enrol_month=int(population.enrol_month[i]),
        provider=int(population.provider[i]),
        served_months=int(columns.served_months[i]),
        in_service=bool(columns.in_service[i]),
        dropped=bool(columns.dropped[i]),
        capability={capability.id: float(columns.capability[j, i]) for j, capability in enumerate(params.capabilities)},
        hours={task.id: float(columns.hours[k, i]) for k, task in enumerate(params.tasks)},
        states={outcome.id: tuple(population.history[o, :rows, i].tolist()) for o, outcome in enumerate(params.outcomes)},
        states_without={outcome.id: tuple(population.history_without[o, :rows, i].tolist()) for o, outcome in enumerate(params.outcomes)},
        events=_counted(population, i, "counts"),
        events_without=_counted(population, i, "counts_without"),
    )


def _counted(population: Population, person: int, world: str) -> dict[str, tuple[int, ...]]:
    if population.events is None:
        return {}
    rows = getattr(population.events, world)[:, : population.month + 1, person]
    return {outcome.id: tuple(row.tolist()) for outcome, row in zip(population.params.events, rows, strict=True)}
