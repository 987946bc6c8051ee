"""Months before people start: their own month 0, and what led up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, normals
from utfall.people.columns import States
from utfall.people.earlier import MONTHS_BEFORE, common_from
from utfall.people.levels import start_slopes
from utfall.people.past import live_backward
from utfall.people.persons import bases, chances, mark

if TYPE_CHECKING:
    from utfall.people.population import Population

__all__ = ["MONTHS_BEFORE", "fill_history", "history_before"]


def fill_history(population: Population) -> None:
    """States of everybody from contract month 0 to its own month 0, the same in both worlds, written into both histories."""
    latest = int(population.start_month[-1]) - 1
    _month_zero(population, population.history)
    if latest > 0:
        _backward(population, latest, 0, population.history)
    _contain(population, population.history[:, : latest + 1])
    population.history_without[:, : latest + 1] = population.history[:, : latest + 1]


def history_before(population: Population, months: int = MONTHS_BEFORE) -> States:
    """(O, months, N) states in contract months -months .. -1, which end where `history` begins.

    Made when asked for, because only referral on measured history and baselines of the past need them; the same bits each time.
    """
    latest = int(population.start_month[-1]) - 1
    past = np.empty((len(population.params.outcomes), months + latest + 1, len(population)), dtype=np.uint8)
    past[:, months:] = population.history[:, : latest + 1]
    _backward(population, latest, -months, past)
    _contain(population, past)
    return np.ascontiguousarray(past[:, :months])


def _contain(population: Population, past: States) -> None:
    """Before they start people are on benefit or in the outcome: one that contains another is the other."""
    for number, outcome in enumerate(population.params.outcomes):
        if outcome.contains >= 0:
            past[number] = past[outcome.contains]


def _month_zero(population: Population, history: States) -> None:
    """Who is in an outcome in its own month 0: by odds that fall with need and the temporary shock, on a draw of its own."""
    need, shock = population.columns.need, population.columns.shock
    base = np.empty(need.size)
    for o, outcome in enumerate(population.params.outcomes):
        by_need, by_shock = start_slopes(outcome)
        bases(base, np.ascontiguousarray(population.laws.starts[:, o]), population.group, -by_need, need)
        mark(history[o], population.start_month, chances(population.seed, int(Purpose.IN_AT_START), o, base, -by_shock, shock))


def _backward(population: Population, latest: int, earliest: int, past: States) -> None:
    params = population.params
    live_backward(
        latest,
        earliest,
        np.uint32(population.seed),
        common_from(population, earliest),
        population.started,
        population.laws.months,
        population.columns,
        params.shock_spread * normals(population.seed, int(Purpose.SHOCK), 0, 0, params.eligible),
        past,
    )
