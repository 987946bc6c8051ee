"""T5f: short hours under a mark: the nearest are served, the others parked; at a linear price all are alike.

A crossing that is certain is worth nothing until the last hour, so that hours of one month, which follow what the next one adds, cannot
see it. Over the months of a service they can: tables say what a person is worth who is on the way, if later hours are to be had at a price.

Theory knows no months: hours add up, and a crossing is certain. The model comes to that where months are many and short, the error is next
to nothing, and the price of a later hour is that of the plan that fits; each of them costs a part of the share served (`FINE`).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from utfall.base.automata import PayStream, Reading
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.problem import ALWAYS, Problem, TaskColumns, no_state
from utfall.behaviour.valuation.table import ValueTable, solve
from utfall.model.foresight.shadow_price import planned_at
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import building, known_need, linear, tables, view_of

Floats = NDArray[np.float64]
SHORT = {"n": 1000.0, "E": 80.0, "pi": 1.0, "sigma": 0.15, "kappa": 1.0}
ON_THE_WAY = {"n": 1000.0, "E": 80.0}


@dataclass(frozen=True, slots=True)
class Way:
    """A service: its months, what a month builds at full response, which is also the hours at which 63 % of it is reached, and sd of the error.

    So the first hour of a month brings a unit; that later ones bring less takes the share served down by distance / (6 x months x gain).
    """

    months: int
    gain: float
    error: float


#: Two years, everybody with a pay group whose mark is the way that is left: as cases have it.
COARSE, GROUPS = Way(24, 0.1, 0.01), 40
DISTANCES = tuple((group + 0.5) / GROUPS for group in range(GROUPS))
#: As fine as the tables are: from .4 the bending of hours takes .002, two sd of the error .001, what a month overshoots the mark .003.
FINE = Way(240, 0.05, 0.0005)
#: Prices of a later hour that are tried, over what crossing brings for each hour of the last whom theory serves. A plan gives no month less than
#: the least of its actions, whose hours bring 7 % less each than the first, so that the one that fits lies so far down.
PRICES = tuple(0.91 + 0.004 * step for step in range(10))
#: A wage so low that only the hours that there are bind.
WAGE = 0.1


def budgeted(at: Point, marked: bool) -> Floats:
    """(n,) hours of people at even distances under a mark, or at a linear price, where hours of one month are short."""
    n = round(at["n"])
    stream = PayStream("mark", at["pi"], reading=Reading(1, 0, 0.0, 0.0, at["sigma"])) if marked else linear(0, at["pi"])
    stands = -(np.arange(n) + 0.5)[None, :] / n
    view = view_of(tables(building((at["kappa"],)), (stream,)), response=np.ones(n), capability=stands)
    found: Floats = Optimiser().hours(replace(view, budget=at["E"])).hours[0]
    return found


def nearest_first(at: Point, _: Effort) -> Found:
    """Hours of the nearest whom a certain crossing would serve, sqrt(2 E / n) of all, less hours of all others."""
    given, near = budgeted(at, True), round(at["n"] * served_star(at))
    return Found(float(given[:near].sum() - given[near:].sum()) / at["E"])


def by_distance(at: Point, _: Effort) -> Found:
    """Spread of hours over people at a linear price."""
    given = budgeted(at, False)
    return Found(float(given.max() - given.min()))


@lru_cache(maxsize=512)
def on_the_way(way: Way, distance: float, wage: float) -> ValueTable:
    """What a person is worth who has so far to go, month by month, if later hours are to be had at a price; crossing brings 1."""
    one = np.ones(1)
    task = TaskColumns(
        builds=way.gain * np.ones((1, 1)),
        boosts=np.zeros(1),
        shows=np.zeros((1, 1)),
        eta=way.gain * one,
        cost=one,
        curvature=np.zeros(1),
        quadratic=np.zeros(1, dtype=np.bool_),
        lasts=np.full(1, ALWAYS),
        placement=-1,
    )
    stream = PayStream("mark", 1.0, reading=Reading(way.months, 0, 0.0, distance, way.error))
    made = Problem(
        law=no_state(1), decays=np.zeros(1), tasks=task, streams=(stream,), classes=known_need(), service=way.months, wage=wage, horizon=way.months
    )
    return solve(made)


def at_price(wage: float) -> tuple[ValueTable, ...]:
    """Tables of all pay groups at a price of a later hour."""
    return tuple(on_the_way(COARSE, distance, wage) for distance in DISTANCES)


def over_service(at: Point, way: Way, planned: tuple[ValueTable, ...], stands: Floats) -> tuple[Floats, Floats]:
    """(n,) hours in all, and what is built in the end, from where each stands (n,); each month has its part of the hours."""
    n, look = stands.size, outlook(planned)
    group = np.arange(n) * len(planned) // n
    built, given = stands[None, :], np.zeros(n)
    for month in range(1, way.months + 1):
        view = view_of(look, response=np.ones(n), capability=built, month=month)
        left = (at["E"] - float(given.sum())) / (way.months - month + 1)
        hours = Optimiser().hours(replace(view, group=group, budget=left, wage=WAGE)).hours[0]
        given, built = given + hours, built + way.gain * (1.0 - np.exp(-hours / way.gain))
    return given, built[0]


def served(at: Point, _: Effort) -> Found:
    """Largest share of people who cross, over the prices that are tried; all have one mark, and stand at even distances from it."""
    n = round(at["n"])
    stands = (np.arange(n)[::-1] + 0.5) / n
    ends = (over_service(at, FINE, (on_the_way(FINE, 1.0, price / served_star(at)),), stands)[1] for price in PRICES)
    return Found(max(float(norm.cdf((built - 1.0) / FINE.error).mean()) for built in ends))


def parked(at: Point, _: Effort) -> Found:
    """Share of all hours that go to those who are farther off than theory serves, at the price of the production plan."""
    n = round(at["n"])
    planned = planned_at(at_price, WAGE, [1.0 / GROUPS] * GROUPS, at["E"] / n)
    given, _built = over_service(at, COARSE, planned, np.zeros(n))
    far = np.array(DISTANCES)[np.arange(n) * GROUPS // n]
    return Found(float(given[far > served_star(at)].sum() / given.sum()))


def served_star(at: Point) -> float:
    """sqrt(2 E / n)."""
    return sqrt(2.0 * at["E"] / at["n"])


_NEAREST = Entry(
    id="T5f.nearest",
    title="short hours of a month go to the nearest to a mark",
    source="neal-schanzenbach-2010",
    grade="qualitative",
    path="test",
    through="valuation.readings (mark) > behaviour.filling",
    printed=SHORT,
    ranges={"E": (40.0, 120.0), "sigma": (0.1, 0.2)},
    expected=lambda _: 0.0,
    obtained=nearest_first,
)
_SERVED = replace(
    _NEAREST,
    id="T5f.served",
    title="share of people who cross, of a mark that is as good as certain",
    grade="exact",
    path="production",
    through="valuation.table.solve > valuation.readings (mark) > behaviour.filling, month by month",
    printed=ON_THE_WAY,
    ranges={"E": (70.0, 160.0)},
    value=0.4,
    expected=served_star,
    obtained=served,
    tolerance=0.02,
)
ENTRIES = (
    _NEAREST,
    replace(
        _NEAREST,
        id="T5f.linear",
        title="... and to all alike at a linear price",
        grade="exact",
        through="valuation.readings > behaviour.filling",
        printed=SHORT,
        ranges={"E": (40.0, 120.0)},
        value=0.0,
        obtained=by_distance,
        tolerance=1e-6,
        scale=0.1,
    ),
    _SERVED,
    replace(
        _SERVED,
        id="T5f.parked",
        title="... and share of hours of those who are farther off",
        through="foresight.shadow_price.planned_at > valuation.readings (mark) > behaviour.filling, month by month",
        ranges={"E": (40.0, 100.0)},
        value=0.0,
        expected=lambda _: 0.0,
        obtained=parked,
        tolerance=1e-6,
        scale=1.0,
    ),
)
