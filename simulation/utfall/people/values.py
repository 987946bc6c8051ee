"""Months and hours that value lines are multiplied with, in both worlds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import StateOutcome
from utfall.people.columns import Floats, Int32s
from utfall.people.population import Population
from utfall.people.sweeps import gains_by_fifth, months_by_calendar
from utfall.people.truth import WORLDS, World, full_time, history_of, months_in


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ValueMonths:
    """What a state outcome was worth counting, inside follow-up months 1 .. F of everybody.

    months_in, months_out, hours   (T,) person-months in and out of the outcome and hours in it (full hours x intensity), by contract month,
                                   summed over all eligible; full_time (T,) full-time months in it (months x intensity)
    lived       (N,) follow-up months that lie inside the run; durable, shallow (N,) of them so in the outcome; law: of the outcome
    """

    months_in: Floats
    months_out: Floats
    hours: Floats
    full_time: Floats
    lived: Int32s
    durable: Int32s
    shallow: Int32s
    law: StateOutcome

    @property
    def person_in(self) -> Floats:
        """(N,) months in, by person, over its whole follow-up."""
        return (self.durable + self.shallow).astype(np.float64)

    @property
    def person_out(self) -> Floats:
        """(N,) months out of it."""
        return self.lived - self.person_in

    @property
    def person_full_time(self) -> Floats:
        """(N,) full-time months in it."""
        return full_time(self.law, self.durable, self.shallow)

    @property
    def person_hours(self) -> Floats:
        """(N,) hours in it."""
        return self.law.full_hours * full_time(self.law, self.durable, self.shallow)


def value_months(population: Population, outcome: int, world: World, follow_up: int) -> ValueMonths:
    """Months in, months out and hours of one outcome in one world; a value line is price x one of them x its sign."""
    history, law = history_of(population, outcome, world), population.params.outcomes[outcome]
    people, durable, shallow = months_by_calendar(history, population.start_month, follow_up)
    own_durable, own_shallow = months_in(population, outcome, world, 1, follow_up)
    return ValueMonths(
        months_in=(durable + shallow).astype(np.float64),
        months_out=(people - durable - shallow).astype(np.float64),
        hours=law.full_hours * full_time(law, durable, shallow),
        full_time=full_time(law, durable, shallow),
        lived=np.minimum(follow_up, population.months - population.start_month + 1),
        durable=own_durable,
        shallow=own_shallow,
        law=law,
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ValueGains:
    """The same with minus without the contract, by fifth of need (easiest first) and contract month, each (5, T).

    months_in   person-months in the outcome; those out of it change by as much the other way; hours: hours in it;
                full_time: full-time months in it
    """

    months_in: Floats
    hours: Floats
    full_time: Floats


def value_gains(population: Population, outcome: int, fifth: NDArray[np.int8], follow_up: int) -> ValueGains:
    """What the contract changed in the months and hours of one outcome, by fifth of need; summed over the fifths it is that of `value_months`."""
    law = population.params.outcomes[outcome]
    with_, without = (history_of(population, outcome, world) for world in WORLDS)
    durable, shallow = gains_by_fifth(with_, without, population.start_month, fifth, follow_up)
    months = full_time(law, durable.ravel(), shallow.ravel()).reshape(durable.shape)
    return ValueGains(months_in=(durable + shallow).astype(np.float64), hours=law.full_hours * months, full_time=months)
