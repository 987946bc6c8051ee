"""T11, T12, T26 and T27: what is measured is not what was caused: luck at enrolment, and what would have happened anyway."""

from collections.abc import Callable
from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from utfall.base.draws import Purpose, uniforms
from utfall.base.records import RunRecord
from utfall.contract.comparisons.declarations import PrePost
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Comparison
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import CohortLinear, Outcome
from utfall.indicators.split import deadweight_share, payments_per_added_outcome
from utfall.indicators.values import RunValue
from utfall.people.population import Luck
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, UNIT, contract, months, price
from utfall.validation.settings.world import World, case, live, lived, mean, population, ratio

Floats = NDArray[np.float64]
DIP = {"lasting": 8.0, "passing": 6.0, "cut": 10.0, "kept": 0.0, "months": 1.0, "effect": 2.0, "people": 4e5}
DIP_LATER = {**DIP, "kept": 0.7, "months": 3.0}
DIP_RANGES = {"lasting": (4.0, 10.0), "passing": (4.0, 10.0), "cut": (5.0, 12.0)}
ANYWAY = {"p0": 0.3, "effect": 0.08, "price": 2000.0}
ANYWAY_RANGES = {"p0": (0.15, 0.4), "effect": (0.08, 0.2)}
RUNS = 200


def dippers(at: Point, effort: Effort) -> tuple[Floats, Floats]:
    """(n,) standing before and some months after of people who enrol because they stand badly; nothing is done for them."""
    world = World(
        people=effort.runs(round(at["people"])), need_spread=at["lasting"], shock_spread=at["passing"], persistence=at["kept"], chance=0.5, helped=0.5
    )
    people = population(world, seed=1, months=round(at["months"]))
    before = -(people.columns.need + people.columns.shock)
    now = -(live(people).columns.need + people.columns.shock)
    low = before < -at["cut"]
    return before[low], now[low]


def day(comparison: str | None = None) -> StateAt:
    """In the outcome a month after enrolment."""
    return StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),), compared_with=comparison)


def against_past(at: Point, effort: Effort) -> Found:
    """What they are measured to have gained against their own past."""
    before, now = dippers(at, effort)
    own = PrePost(id="past", design="pre_post")
    found = measured(day("past"), (own,), Recorded(treated=now, groups=np.zeros(now.size, dtype=np.int16), before=before))
    return Found(found.measured, found.error)


def against_lot(at: Point, effort: Effort) -> Found:
    """What half of them, who gain `effect`, are measured to have gained against the other half, drawn by lot."""
    _, now = dippers(at, effort)
    lot = uniforms(1, int(Purpose.LOT), 0, 0, now.size) < 0.5
    half = Comparison(id="lot", design="randomised")
    groups = np.zeros(int(lot.sum()), dtype=np.int16)
    found = measured(day("lot"), (half,), Recorded(treated=now[lot] + at["effect"], groups=groups, others={"lot": now[~lot]}))
    return Found(found.measured, found.error)


def dip_star(at: Point) -> float:
    """(1 - rho) sd lambda(z), rho the part of the variance that lasts until then."""
    variance = at["lasting"] ** 2 + at["passing"] ** 2
    rho = (at["lasting"] ** 2 + at["passing"] ** 2 * at["kept"] ** round(at["months"])) / variance
    z = at["cut"] / sqrt(variance)
    return (1.0 - rho) * sqrt(variance) * float(norm.pdf(z) / norm.sf(z))


def paid_runs(at: Point, effort: Effort, luck: Luck) -> list[RunRecord]:
    """Whole runs of a contract that pays for everybody who is in the outcome after a month."""
    pays = Outcome(id="pay", metric="day", price=(price(at["price"]),), payers=(("town", 1.0),), payee="providers")
    world = World(people=2000, chance=at["p0"], helped=at["p0"] + at["effect"])
    made = case(world, contract((day(),), (pays,), length=2), luck)
    return [lived(made, seed) for seed in range(1, effort.runs(RUNS) + 1)]


def over_runs(at: Point, effort: Effort, indicator: Callable[[RunRecord], RunValue], luck: Luck = "monotone") -> Found:
    """An indicator over all runs together."""
    values = [indicator(record) for record in paid_runs(at, effort, luck)]
    return Found(*ratio(np.array([value.top for value in values]), np.array([value.bottom for value in values])))


def per_added(at: Point, effort: Effort) -> Found:
    """What an added outcome costs."""
    found = over_runs(at, effort, payments_per_added_outcome)
    return Found(found.value / UNIT, found.error / UNIT)


def anyway(luck: Luck) -> Callable[[Point, Effort], Found]:
    """Share of payments for what would have happened anyway, where the two worlds share luck like this."""
    return lambda at, effort: over_runs(at, effort, deadweight_share, luck)


def over_payment(at: Point, effort: Effort) -> Found:
    """What is paid above the price of what was caused, of a linear price on a difference against a lot, per unit of what was caused."""
    lot = Comparison(id="lot", design="randomised")
    term = CohortLinear(id="line", metric="day", payers=(("town", 1.0),), payee="providers", price=price(at["price"]))
    world = World(people=8000, control=4000, chance=at["p0"], helped=at["p0"] + at["effect"])
    made = case(world, replace(contract((day("lot"),), (term,), length=2), comparisons=(replace(lot, people=4000),)))
    cohorts = [lived(made, seed).cohort_payments[0] for seed in range(1, effort.runs(RUNS) + 1)]
    true = np.array([float(cohort.due_true) for cohort in cohorts])
    return Found(*mean((np.array([float(cohort.due_measured) for cohort in cohorts]) - true) / true.mean()))


_DIP = Entry(
    id="T11.past",
    title="gain of people who enrolled at a bad time, measured against their own past",
    source="ashenfelter-1978",
    grade="statistical",
    through="people.make > population.advance > comparisons.estimate.measured (pre_post)",
    printed=DIP,
    ranges=DIP_RANGES,
    value=5.490487,
    expected=dip_star,
    obtained=against_past,
)
_ANYWAY = Entry(
    id="T12.share",
    title="share paid for what would have happened anyway",
    source="heckman-2000",
    grade="statistical",
    through="model.run.run_case > indicators.split.deadweight_share",
    printed=ANYWAY,
    ranges=ANYWAY_RANGES,
    value=0.789474,
    expected=lambda at: at["p0"] / (at["p0"] + at["effect"]),
    obtained=anyway("monotone"),
)
LUCK: tuple[Luck, ...] = ("independent", "entry_exit", "copula")
ENTRIES = (
    _DIP,
    replace(_DIP, id="T11.later", title="... three months later", printed=DIP_LATER, value=3.607250),
    replace(
        _DIP,
        id="T11.random",
        title="... of people sent at any time: nothing",
        printed={**DIP, "cut": -1e9},
        ranges={"lasting": (4.0, 10.0), "passing": (4.0, 10.0)},
        value=0.0,
        expected=lambda _: 0.0,
        scale=2.0,
    ),
    replace(
        _DIP,
        id="T11.lot",
        source="rubin-1974",
        title="effect measured against a lot",
        through="people.make > population.advance > comparisons.estimate.measured (randomised)",
        printed={**DIP, "people": 1.6e6},
        ranges={"lasting": (5.0, 8.0), "passing": (4.0, 6.0), "cut": (6.0, 9.0), "effect": (2.0, 4.0)},
        value=2.0,
        expected=lambda at: at["effect"],
        obtained=against_lot,
    ),
    _ANYWAY,
    replace(
        _ANYWAY,
        id="T12.cost",
        title="cost of an added outcome",
        through="model.run.run_case > indicators.split.payments_per_added_outcome",
        value=9500.0,
        expected=lambda at: at["price"] * (at["p0"] + at["effect"]) / at["effect"],
        obtained=per_added,
    ),
    replace(
        _ANYWAY,
        id="T26.over_payment",
        source="rubin-1974",
        title="over-payment of a linear price on a difference against a lot, per unit caused",
        through="model.run.run_case > paying.cohorts (measured, true)",
        printed={**ANYWAY, "effect": 0.2},
        ranges={"p0": (0.2, 0.4), "effect": (0.15, 0.3)},
        value=0.0,
        expected=lambda _: 0.0,
        obtained=over_payment,
        scale=1.0,
    ),
    *(
        replace(
            _ANYWAY,
            id=f"T27.{luck}",
            source="heckman-smith-clements-1997",
            title=f"share paid for what would have happened anyway, luck {luck}",
            obtained=anyway(luck),
            ranges={},
        )
        for luck in LUCK
    ),
)
