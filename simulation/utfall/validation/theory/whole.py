"""T1 again, in whole runs: people taught, tested and paid for month by month, hours from the record and money from the ledger."""

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import Task
from utfall.base.records import RunRecord
from utfall.contract.metrics.declarations import Score
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import SCORE, UNIT, contract, months, price
from utfall.validation.settings.world import World, case, lived, mean
from utfall.validation.theory.linear import PRINTED, b_star

Floats = NDArray[np.float64]
RUN_RANGES = {"r": (0.2, 2.0), "c": (0.3, 1.5), "s2": (0.2, 1.2)}
PEOPLE = 160_000
#: Points that everybody starts with, so that no error of the test takes anybody under nothing.
START = 100.0


def said(at: Point) -> float:
    """The best price as a contract can say it: in whole minor units."""
    return round(UNIT * b_star(at)) / UNIT


def taught(at: Point, people: int) -> RunRecord:
    """One run of a month's teaching, paid by the point at the price that is best."""
    metric = Score(id="points", outcome=SCORE.id, after_enrolment=(months(1),))
    pays = Outcome(id="pay", metric="points", price=(price(said(at), "point"),), payers=(("town", 1.0),), payee="providers")
    made = case(World(people=people), contract((metric,), (pays,), length=2))
    teaching = Task("help", "teaching", builds=(1.0,), boosts=(0.0,), shows=(0.0,), response="quadratic", curvature=UNIT * at["c"], eta=1.0)
    test = replace(SCORE, mean=START, noise=sqrt(at["s2"]))
    profile = replace(made.profile, providers=(("*", "optimiser"),))
    return lived(replace(made, people=replace(made.people, tasks=(teaching,), scores=(test,)), profile=profile), 1)


def hours_given(at: Point, _: Effort) -> Found:
    """Hours a person."""
    return Found(float(taught(at, 50).persons.hours[0].mean()))


def paid_each(at: Point, effort: Effort) -> Floats:
    """(n,) what was paid for each person, from the ledger, less what the points that everybody has bring."""
    run = taught(at, effort.runs(PEOPLE))
    mine = run.ledger.clause == run.ledger.clauses.index("pay")
    paid = np.bincount(run.ledger.person[mine], run.ledger.amount[mine], run.persons.need.size) / UNIT
    return paid - said(at) * START


def mean_pay(at: Point, effort: Effort) -> Found:
    """Pay a person for what was taught."""
    return Found(*mean(paid_each(at, effort)))


def spread_of_pay(at: Point, effort: Effort) -> Found:
    """Sd of pay a person; its standard error is sd / sqrt(2 n)."""
    paid = paid_each(at, effort)
    return Found(float(paid.std(ddof=1)), float(paid.std(ddof=1)) / sqrt(2.0 * paid.size))


_HOURS = Entry(
    id="T1.run_hours",
    title="effort at the best price, in a whole run",
    source="holmstrom-milgrom-1987",
    path="test",
    through="model.run.run_case (optimiser, score, outcome term)",
    printed=PRINTED,
    ranges=RUN_RANGES,
    value=0.378329,
    expected=lambda at: said(at) / at["c"],
    obtained=hours_given,
)
ENTRIES = (
    _HOURS,
    replace(
        _HOURS,
        id="T1.run_pay",
        title="pay for it, from the ledger",
        grade="statistical",
        through="model.run.run_case > base.ledger",
        value=None,
        expected=lambda at: said(at) ** 2 / at["c"],
        obtained=mean_pay,
    ),
    replace(
        _HOURS,
        id="T1.run_spread",
        title="sd of pay by luck of the test, from the ledger",
        grade="statistical",
        through="model.run.run_case > base.ledger",
        value=None,
        expected=lambda at: said(at) * sqrt(at["s2"]),
        obtained=spread_of_pay,
    ),
)
