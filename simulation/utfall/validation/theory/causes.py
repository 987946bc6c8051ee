"""T13d: a proxy that goes with a goal because both have one cause: a line fits, and moving the proxy moves nothing.

Two tests show one capability, each with an error of its own: one is the goal, one the proxy. Drill moves what the proxy shows.
"""

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import Task
from utfall.contract.metrics.declarations import Score
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import SCORE, contract, months, price
from utfall.validation.settings.score import recorded
from utfall.validation.settings.world import World, case, lived, population

Floats = NDArray[np.float64]
CAUSE = {"cause": 1.0, "own": 0.5, "apart": 0.3, "pays": 2.0}
RANGES = {"cause": (0.5, 2.0), "own": (0.2, 1.0), "apart": (0.1, 0.6)}
PEOPLE = 100_000


def line(at: Point, effort: Effort) -> Found:
    """Slope of the goal on the proxy, by least squares over people, and its standard error."""
    cause = sqrt(at["cause"]) * population(World(people=effort.runs(PEOPLE), need_spread=1.0), 2).standard_need()
    goal, proxy = recorded(cause, sqrt(at["apart"])), recorded(cause, sqrt(at["own"]), number=1)
    far = proxy - proxy.mean()
    slope = float(far @ goal / (far @ far))
    rest = goal - goal.mean() - slope * far
    return Found(slope, float(rest.std(ddof=2) / far.std() / sqrt(far.size)))


def moved(at: Point, name: str) -> float:
    """What a price a point of the proxy adds to what is recorded of a test, a head, where the provider can only drill."""
    scores = tuple(replace(SCORE, id=id_, title=id_, mean=20.0, noise=sqrt(at[noise])) for id_, noise in (("goal", "apart"), ("proxy", "own")))
    tests = tuple(Score(id=score.id, outcome=score.id, after_enrolment=(months(1),)) for score in scores)
    drill = Task("help", "drill", builds=(0.0,), boosts=(0.0,), shows=(0.0, 1.0), eta=3.6)

    def mean_with(pays: float) -> float:
        term = Outcome(id="pay", metric="proxy", price=(price(pays, "point"),), payers=(("town", 1.0),), payee="providers")
        made = case(World(people=200), replace(contract(tests, (term,)), outcomes=("work", *(score.id for score in scores))))
        people = replace(made.people, scores=scores, tasks=(drill,))
        run = lived(replace(made, people=people, profile=replace(made.profile, providers=(("*", "optimiser"),))), 1)
        return float(next(metric for metric in run.metrics if metric.id == name).recorded.mean())

    return mean_with(at["pays"]) - mean_with(0.0)


_LINE = Entry(
    id="T13d.line",
    title="slope of a goal on a proxy that has the same cause",
    source="manheim-garrabrant-2018",
    grade="statistical",
    through="people.make > metrics.compile > measuring.metering.ScoreMeter",
    printed=CAUSE,
    ranges=RANGES,
    value=0.666667,
    expected=lambda at: at["cause"] / (at["cause"] + at["own"]),
    obtained=line,
)
ENTRIES = (
    _LINE,
    replace(
        _LINE,
        id="T13d.goal",
        title="... and what paying for the proxy adds to the goal, where it can be drilled",
        grade="exact",
        through="model.run.run_case (providers.optimiser; measure: scores)",
        ranges={"pays": (0.5, 4.0)},
        value=0.0,
        scale=1.0,
        expected=lambda _: 0.0,
        obtained=lambda at, _: Found(moved(at, "goal")),
    ),
    replace(
        _LINE,
        id="T13d.proxy",
        title="... though it moves the proxy",
        grade="qualitative",
        through="model.run.run_case (providers.optimiser; measure: scores)",
        ranges={"pays": (0.5, 4.0)},
        value=None,
        expected=lambda _: 0.0,
        obtained=lambda at, _: Found(moved(at, "proxy")),
    ),
)
