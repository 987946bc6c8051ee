"""How large the runs of a review are: people, pairs, and draws of what is uncertain, so that nobody waits for long."""

from dataclasses import dataclass

from utfall.base.errors import UsageError
from utfall.behaviour.valuation.product import parts, product
from utfall.contract.terms.cohort_clauses import cohort_clauses
from utfall.experiment.jobs import SEEDS_A_POINT
from utfall.model.foresight.outlook import problem_of, streams_of
from utfall.scenario import Scenario

#: A contract for more people is run with so many, and a result says so; more where a group is paid for together, for chance shrinks with its size.
MOST_PEOPLE, MOST_IN_COHORTS = 1000, 2000
#: Pairs of runs unless a number is asked for, and how many of them each draw of what is uncertain has.
PAIRS, A_DRAW = 40, 4
#: States that a provider looks ahead from, over all pay groups: with more, tables are solved once, at central values.
MOST_STATES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """How many pairs are run, from which seed, how many of each draw of what is uncertain, and whether at central values."""

    runs: int
    seed: int = 1
    central: bool = False
    a_draw: int = SEEDS_A_POINT

    @property
    def draws(self) -> int:
        """Draws of what is uncertain among the pairs; 0 at central values."""
        first = (self.seed - 1) // SEEDS_A_POINT
        if self.central:
            return 0
        if self.a_draw < SEEDS_A_POINT:
            return -(-self.runs // self.a_draw)
        return (self.seed + self.runs - 2) // SEEDS_A_POINT - first + 1


def luck_for(scenario: Scenario, runs: int | None, seed: int, *, central: bool) -> Luck:
    """As many pairs as are asked for; else forty over ten draws, at central values where one solution of the value tables takes long."""
    if runs is not None:
        return Luck(runs=runs, seed=seed, central=central)
    return Luck(runs=PAIRS, seed=seed, central=central or states_ahead(scenario) > MOST_STATES, a_draw=A_DRAW)


def states_ahead(scenario: Scenario) -> int:
    """States of a person and of what is paid on that the first provider looks ahead from, over all pay groups."""
    case = scenario.case()
    found = 0
    for group in range(len(case.people.groups)):
        streams = streams_of(case, case.contract.providers[0], group)
        months = problem_of(case, case.contract.providers[0], group, streams).months
        found += sum(product(part, months).nodes for part in parts(streams))
    return found


def small(scenario: Scenario) -> Scenario:
    """The scenario for as few people as a review runs; for more, or as it is, where its cohorts do not allow that."""
    case = scenario.case()
    sizes = (MOST_IN_COHORTS,) if cohort_clauses(case.contract) else (MOST_PEOPLE, MOST_IN_COHORTS)
    for people in sizes:
        if case.people.eligible <= people:
            return scenario
        try:
            return scenario.scaled(people)
        except UsageError:
            continue
    return scenario
