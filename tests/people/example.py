"""A small population for the tests of people."""

from dataclasses import replace

import numpy as np

from utfall.base.laws import Capability, ScoreOutcome, StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.people.make import make_population
from utfall.people.parameters import Group, PopulationParameters
from utfall.people.population import Population

WORK = StateOutcome(
    id="work", title="in work", main=True, start=(0.1, 0.05), entry=(0.03, 0.02), exit=(0.04, 0.05), full_hours=160.0, intensity=0.9,
    intensity_shallow=0.35, entry_by_need=0.75, entry_by_shock=1.0, exit_by_need=0.35, exit_by_shock=0.5, exit_if_shallow=1.6,
    helps_entry=(1.0, 0.3), helps_exit=(0.8, 0.0),
)  # fmt: skip
HOME = replace(WORK, id="home", title="housed", main=False, start=(0.5, 0.5), entry=(0.05, 0.04), exit=(0.02, 0.03), drop_out_ends_it=True)
TASKS = (
    Task("coaching", "coaching", builds=(0.12, 0.0), boosts=(0.0, 0.0), shows=(0.0,)),
    Task("teaching", "teaching", builds=(0.0, 0.15), boosts=(-0.5, 0.0), shows=(0.0,), eta=5.0),
    Task("placing", "quick placement", builds=(0.0, 0.0), boosts=(1.3, 0.4), shows=(0.0,), eta=2.5),
    Task("drill", "drill", builds=(0.0, 0.01), boosts=(0.0, 0.0), shows=(0.4,), response="quadratic", curvature=1.0),
)
TEST = ScoreOutcome("test", "language test", False, capability=1, mean=50.0, sd=10.0, noise=0.5, common_shock_weight=0.3)
PARAMS = PopulationParameters(
    eligible=2000, offered=1200, control=600, places=None, enrolment=12, take_up=0.8, take_up_by_need=-0.3, take_up_by_shock=0.2,
    groups=(Group("near", "near", 0.6, need=-0.3, need_spread=0.9), Group("far", "far", 0.4, need=0.5, need_spread=1.1)),
    outcomes=(WORK, HOME), scores=(TEST,),
    capabilities=(Capability("skills", "skills", 0.05), Capability("language", "language", 0.01)), tasks=TASKS,
    response_spread=0.5, response_by_need=0.3, shock_persistence=0.85, shock_spread=0.5, common_persistence=0.95, common_spread=0.2,
    drop_out=0.02, drop_out_by_need=0.3,
)  # fmt: skip


def people(params: PopulationParameters = PARAMS, seed: int = 1, months: int = 48, luck: str = "monotone", **off: bool) -> Population:
    """A population in month 0; switches by name."""
    return make_population(params, seed, months, luck, Mechanisms(**off))


def hours_for(count: int, *by_task: float) -> np.ndarray:
    """(K, count) the same hours for all."""
    return np.repeat(np.array(by_task, dtype=np.float64)[:, None], count, axis=1)


def live(population: Population, by_task: tuple[float, ...] | None = None, months: int | None = None, served_for: int = 12) -> Population:
    """Months with everybody offered who takes part served from first referral on, or with nobody served."""
    for month in range(1, (months or population.months) + 1):
        due = population.offered & population.take_up & ~population.dropped & (population.start_month <= month)
        served = np.flatnonzero(due & (month < population.start_month + served_for)).astype(np.int32)
        if by_task is None:
            served = served[:0]
        population.advance(month, served, hours_for(served.size, *(by_task or (0.0,) * len(population.params.tasks))), np.ones(served.size))
    return population
