"""A system of the library and its variants on the same people and the same luck, small enough for a test of what its run must show."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

import utfall
from utfall.base.records import RunRecord
from utfall.experiment.request import Request, Variant
from utfall.indicators.run import run_values
from utfall.indicators.values import RunValue
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario import Scenario

#: Few enough for a test, enough that a sign in nine of ten seeds would come by luck in 1 of 2,500 tests (two-sided, sign test).
SEEDS = 20
PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """What the runs of one contract came to: records and indicators, one of each a seed, in order of seeds."""

    records: tuple[RunRecord, ...]
    values: tuple[dict[str, RunValue], ...]

    def __getitem__(self, indicator: str) -> NDArray[np.float64]:
        """One number a seed, [seeds]; nan where it is undefined in that run. Money is in minor units."""
        found = (values[indicator].value for values in self.values)
        return np.array([np.nan if value is None else value for value in found])

    def pooled(self, indicator: str) -> float:
        """The ratio of sums over seeds: what a report gives as the mean."""
        return sum(values[indicator].top for values in self.values) / sum(values[indicator].bottom for values in self.values)


def side_by_side(*scenarios: Scenario, seeds: int = SEEDS, people: int = PEOPLE) -> tuple[Seen, ...]:
    """Each contract at central values on the same seeds, counted over the same months as `utfall compare` would."""
    small = [scenario.scaled(people) if scenario.case().people.eligible > people else scenario for scenario in scenarios]
    named = tuple(Variant(label=str(number), title="", scenario=scenario) for number, scenario in enumerate(small))
    clock = Request(kind="compare", title="", question="", variants=named, runs=seeds, seed=1, central=True, luck="monotone").clock()
    return tuple(_seen(scenario, seeds, clock.months, clock.follow_up) for scenario in small)


@cache
def variants(name: str, *wanted: str, seeds: int = SEEDS, people: int = PEOPLE) -> tuple[Seen, ...]:
    """A scenario of the library as it stands, then the variants named."""
    base = utfall.load(name)
    return side_by_side(base, *(base.variant(variant) for variant in wanted), seeds=seeds, people=people)


def share_above(ours: NDArray[np.float64], theirs: NDArray[np.float64] | float) -> float:
    """Share of seeds in which ours is larger, of those in which both are defined."""
    gap = np.asarray(ours - theirs, dtype=float)
    return float((gap[np.isfinite(gap)] > 0).mean())


def _seen(scenario: Scenario, seeds: int, months: int, follow_up: int) -> Seen:
    case, expectations, outlooks = scenario.case(months=months, follow_up=follow_up), forecast(scenario.case()), Outlooks()
    records = tuple(run_case(case, seed, outlooks=outlooks, expectations=expectations) for seed in range(1, seeds + 1))
    return Seen(records, tuple(run_values(record) for record in records))
