"""What was true: outcome time, states and successes of finished histories, with the contract and without."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import SimulationError
from utfall.base.laws import StateOutcome
from utfall.base.progress import Int16s, Stacked
from utfall.people.columns import Bools, Floats, Int32s, States
from utfall.people.judge import count_units, run_automata
from utfall.people.population import Population
from utfall.people.sweeps import above_cuts, state_at, weighted, window_counts

World = Literal["with", "without"]
EVER = 1_000_000
WORLDS: tuple[World, World] = ("with", "without")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OutcomeFacts:
    """A state outcome over the follow-up of every person, in one world; follow-up month 1 is the month of first referral.

    time            (N,) full-time months in follow-up months 1 .. F
    time_after      (N,) full-time months in follow-up months 13 .. 24 (or to F, if that is sooner)
    durable_at_12   (N,) durably in it at the end of follow-up month 12
    at_end          (N,) 1.0 if in it at the end of follow-up month F
    """

    time: Floats
    time_after: Floats
    durable_at_12: Bools
    at_end: Floats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Successes:
    """One metric on one world's true history, per person.

    units         (N,) units counted; lasting: those whose success lasted
    unjudged      (N,) units too near the end of the run to say whether they last
    first_month   (N,) contract month of the first unit (0: none)
    """

    units: Floats
    lasting: Floats
    unjudged: Floats
    first_month: Int32s


def history_of(population: Population, outcome: int, world: World) -> States:
    """(T + 1, N) history of a state outcome in one world."""
    return population.history[outcome] if world == "with" else population.history_without[outcome]


def months_in(population: Population, outcome: int, world: World, first: int, last: int) -> tuple[Int32s, Int32s]:
    """Months durably and shallowly in the outcome in follow-up months first .. last, each (N,); counted once, for several facts read them."""
    key = outcome, WORLDS.index(world), first, last, population.month
    if key not in population.counted:
        population.counted[key] = window_counts(history_of(population, outcome, world), population.start_month, first, last)
    return population.counted[key]


def full_time(outcome: StateOutcome, durable: Int32s, shallow: Int32s) -> Floats:
    """(n,) full-time months from counts of durable and shallow months."""
    found: Floats = weighted(outcome.intensity, durable, outcome.intensity_shallow, shallow)
    return found


def outcome_facts(population: Population, outcome: int, world: World, follow_up: int) -> OutcomeFacts:
    """Outcome time and states over follow-up months 1 .. `follow_up`; the run must be long enough for everybody."""
    _refuse_short_runs(population, follow_up)
    history, start, law = history_of(population, outcome, world), population.start_month, population.params.outcomes[outcome]
    return OutcomeFacts(
        time=full_time(law, *months_in(population, outcome, world, 1, follow_up)),
        time_after=full_time(law, *window_counts(history, start, 13, min(24, follow_up))),
        durable_at_12=state_at(history, start, min(12, follow_up)) == 1,
        at_end=(state_at(history, start, follow_up) > 0).astype(np.float64),
    )


def score_facts(population: Population, score: int, kept: Floats, follow_up: int, world: World) -> Floats:
    """(N,) true score (sd) at the end of follow-up: capability as kept by `keep_capability`, plus its share of the common shock."""
    _refuse_short_runs(population, follow_up)
    law = population.params.scores[score]
    month = population.start_month + follow_up - 1
    shared = law.common_shock_weight * population.common[month + population.common.size - 1 - population.months]
    return shared + kept[law.capability] if world == "with" else shared


def keep_capability(population: Population, kept: Floats, follow_up: int) -> None:
    """Keep (J, N) capability of those whose follow-up ends in the latest month; call after each `advance`."""
    ending = population.month - follow_up + 1
    if ending >= 1:
        persons = population.arrivals(ending)
        kept[:, persons] = population.capability[:, persons]


def successes(population: Population, stacked: Stacked, outcome: int, clock: Int32s, world: World, counted: tuple[int, int] = (0, EVER)) -> Successes:
    """One metric's automata on the true history of one world.

    stacked   automata of all pay groups, driven by the months of `outcome`
    clock     (N,) contract month of each person's month 1 (0: not counted)
    counted   first and last contract month whose units count
    """
    history, law = history_of(population, outcome, world), population.params.outcomes[outcome]
    group: Int16s = population.group
    found = run_automata(stacked, history, clock, group, law.lasting_months, law.lasting_share, counted)
    return Successes(units=found[0], lasting=found[1], unjudged=found[2], first_month=found[3])


def units_alone(population: Population, stacked: Stacked, outcome: int, clock: Int32s, world: World) -> Floats:
    """(N,) units of `successes`, where nobody asks whether they last."""
    found: Floats = count_units(stacked, history_of(population, outcome, world), clock, population.group)
    return found


def need_fifths(population: Population) -> NDArray[np.int8]:
    """(N,) fifth of need among the eligible of the person's group: 0 the easiest, 4 the hardest; of equal needs the lower number is the easier."""
    fifth = np.zeros(len(population), dtype=np.int8)
    for number in range(len(population.params.groups)):
        members = np.flatnonzero(population.group == number)
        firsts = -(-np.arange(1, 5) * members.size // 5)  # lowest rank of each further fifth
        firsts = firsts[firsts < members.size]
        if firsts.size:
            need = population.need[members]
            above_cuts(members, need, np.partition(need, firsts)[firsts], firsts, fifth)
    return fifth


def clock_of(population: Population) -> Int32s:
    """(N,) contract month of person-month 1: enrolment, or first referral for who was not enrolled; the same in both worlds."""
    return np.where(population.enrol_month > 0, population.enrol_month, population.start_month).astype(np.int32)


def _refuse_short_runs(population: Population, follow_up: int) -> None:
    needed = int(population.start_month[-1]) + follow_up - 1
    if population.month < needed:
        raise SimulationError(f"{follow_up} months of follow-up need {needed} contract months; {population.month} were lived through")
