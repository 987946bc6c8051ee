"""T5: who is served, and how hard: enrolment at a flat price, choice by a signal, effort near a mark."""

from dataclasses import replace
from functools import lru_cache
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import norm

from utfall.base.automata import PayStream, Reading
from utfall.base.draws import Purpose
from utfall.behaviour.commissioners.easy_target import EasyTarget
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.selection import best_first
from utfall.behaviour.valuation.outlook import Outlook
from utfall.behaviour.views import SelectionView
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Comparison
from utfall.model.parties.casebook import noisy_looks
from utfall.people.make import make_population
from utfall.people.parameters import Group
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT
from utfall.validation.settings.effort import Tasks, tables, view_of
from utfall.validation.settings.search import best, switch
from utfall.validation.settings.state import taken_on
from utfall.validation.settings.world import OFF, World, parameters, population
from utfall.validation.theory.measurement import day

Floats = NDArray[np.float64]
FLAT = {"h0": 0.9, "h1": 0.7, "K": 2.0, "price": 4.0, "s": 0.8}
FLAT_RANGES = {"h0": (0.85, 0.95), "h1": (0.6, 0.75), "K": (1.5, 2.5), "price": (3.5, 5.0)}
SIGNAL = {"rho": 0.6, "alpha": 0.3}
MARK = {"pi": 2.0, "sigma": 1.0, "kappa": 1.0, "x": 0.0}
#: Parts of the month in which effort is given, so that each answers to what has been reached.
PARTS = 5
_REACH = 0.1  # units of the score that an hour of a part builds, times the parts
PEOPLE = 200_000


def takes(look: Outlook, place_worth: float) -> bool:
    """Whether the provider takes a person, where a place is worth so much otherwise."""
    nobody = np.zeros(1, dtype=np.int64)
    view = SelectionView(
        outlook=look,
        group=nobody,
        state=nobody,
        need_class=nobody,
        attachment=np.zeros(1),
        normal=np.zeros(1),
        luck=np.zeros(1),
        places=1,
        pay=1.0,
        mission=0.0,
        wage=1.0,
        noise=0.0,
        place_worth=place_worth,
    )
    return bool(Optimiser().select(view)[0])


def cut_off(at: Point, _: Effort) -> Found:
    """The need above which nobody is taken at a flat price; chance of success h0 - h1 s."""
    return Found(switch(lambda s: takes(taken_on(UNIT * at["price"], at["h0"] - at["h1"] * s), UNIT * at["K"]), 0.0, 1.0))


def indifference(at: Point, _: Effort) -> Found:
    """The price at which somebody of need s is just taken."""
    chance = at["h0"] - at["h1"] * at["s"]
    return Found(switch(lambda price: takes(taken_on(UNIT * price, chance), UNIT * at["K"]), 0.0, 60.0))


def lift(at: Point, effort: Effort) -> Found:
    """Mean of the outcome without a programme among those who look nearest to it, in sd: nothing was done for anybody."""
    people = population(World(people=effort.runs(PEOPLE), need_spread=1.0), seed=1, months=1)
    standard = people.standard_need()
    look = EasyTarget().first(noisy_looks(1, int(Purpose.SIGNAL), at["rho"], standard))
    assert look is not None
    chosen = best_first(look + 100.0, round(at["alpha"] * len(people)))
    return Found(float(-standard[chosen].mean()), float(standard[chosen].std()) / sqrt(chosen.sum()))


def lift_left(at: Point, effort: Effort) -> Found:
    """What is left of it once the level of each pay group, which explains a part of the outcome, is agreed as what would have been anyway."""
    apart, inside = sqrt(at["explained"]), sqrt(1.0 - at["explained"])
    made = parameters(World(people=effort.runs(PEOPLE)))
    groups = tuple(Group(name, name, 0.5, need, inside) for name, need in (("near", -apart), ("far", apart)))
    outcomes = tuple(replace(law, **{name: getattr(law, name) * 2 for name in ("start", "entry", "exit")}) for law in made.outcomes)
    people = make_population(replace(made, groups=groups, outcomes=outcomes), 1, 1, "monotone", OFF)
    look = noisy_looks(1, int(Purpose.SIGNAL), at["rho"], people.standard_need())
    chosen = best_first(100.0 - look, round(at["alpha"] * len(people)))
    agreed = Comparison(id="level", design="agreed", expected=(apart, -apart))
    found = measured(day("level"), (agreed,), Recorded(treated=-people.need[chosen], groups=people.group[chosen]))
    return Found(found.measured, found.error)


def lift_star(at: Point) -> float:
    """rho phi(z) / alpha."""
    return at["rho"] * float(norm.pdf(norm.ppf(1.0 - at["alpha"]))) / at["alpha"]


@lru_cache(maxsize=8)
def _marked(prize: float, sigma: float, kappa: float) -> Outlook:
    """What is paid for a score of 0 or more, effort given in many parts of a month whose costs add up to that of the whole."""
    stream = PayStream("mark", prize, reading=Reading(PARTS, 0, 0.0, 0.0, sigma))
    return tables(Tasks(np.array([[_REACH / PARTS]]), np.zeros((1, 1)), np.array([kappa * _REACH**2 / PARTS])), (stream,), service=PARTS)


def bubble(at: Point, x: float) -> float:
    """Effort in all of somebody who stands at x, given part by part."""
    look, reached = _marked(at["pi"], at["sigma"], at["kappa"]), x
    for part in range(1, PARTS + 1):
        reached += _REACH / PARTS * float(Optimiser().hours(view_of(look, capability=np.array([[reached]]), month=part)).hours[0, 0])
    return reached - x


def effort_near_mark(at: Point, _: Effort) -> Found:
    """Effort at the distance asked for."""
    return Found(bubble(at, at["x"]))


def effort_star(at: Point) -> float:
    """Root of pi phi((x + e) / sigma) / sigma = kappa e."""
    top = at["pi"] / (at["sigma"] * at["kappa"] * sqrt(2.0 * pi))
    return float(brentq(lambda e: at["pi"] * norm.pdf((at["x"] + e) / at["sigma"]) / at["sigma"] - at["kappa"] * e, 0.0, top + 1e-9))


def peak_of(at: Point, _: Effort) -> Found:
    """Where effort is greatest."""
    return Found(best(lambda x: bubble(at, x), -4.0, 2.0))


def hump(at: Point, _: Effort) -> Found:
    """Half of the greatest effort, less effort far on either side of where it is: those who are far off, or safe, get less."""
    top = peak_of(at, Effort()).value
    sides = max(bubble(at, top - 2.0 * at["sigma"]), bubble(at, top + 2.5 * at["sigma"]))
    return Found(0.5 * bubble(at, top) - sides)


_CUT = Entry(
    id="T5a.cut_off",
    title="need above which a flat price serves nobody",
    source="ellis-1998",
    through="metrics.compile > valuation.table.solve > providers.optimiser.select",
    printed=FLAT,
    ranges=FLAT_RANGES,
    value=0.571429,
    expected=lambda at: (at["h0"] - at["K"] / at["price"]) / at["h1"],
    obtained=cut_off,
)
_LIFT = Entry(
    id="T5b.lift",
    title="outcome of those chosen by a look, with no impact at all",
    source="heckman-1979",
    grade="statistical",
    through="people.make > casebook.noisy_looks > commissioners.easy_target",
    printed=SIGNAL,
    ranges={"rho": (0.3, 0.9), "alpha": (0.15, 0.6)},
    value=0.695385,
    expected=lift_star,
    obtained=lift,
)
_LEFT = replace(
    _LIFT,
    id="T5b.adjusted",
    title="... once pay groups, which explain .4 of the outcome, are taken off",
    through="people.make > casebook.noisy_looks > comparisons.estimate.measured (agreed by group)",
    printed={**SIGNAL, "explained": 0.4},
    ranges={"rho": (0.3, 0.9), "alpha": (0.15, 0.6), "explained": (0.1, 0.6)},
    value=0.538643,
    expected=lambda at: sqrt(1.0 - at["explained"]) * lift_star(at),
    obtained=lift_left,
)
_MARK = Entry(
    id="T5g.peak",
    title="greatest effort near a mark",
    source="neal-schanzenbach-2010",
    path="test",
    through="valuation.readings (mark) > behaviour.hours, part by part",
    printed=MARK,
    ranges={"pi": (0.8, 2.0), "sigma": (0.9, 1.3), "kappa": (1.0, 1.5)},
    value=0.797885,
    expected=lambda at: at["pi"] / (at["sigma"] * at["kappa"] * sqrt(2.0 * pi)),
    obtained=lambda at, effort: Found(bubble(at, peak_of(at, effort).value)),
    tolerance=0.015,
)
ENTRIES = (
    _CUT,
    replace(
        _CUT,
        id="T5a.price",
        title="price at which need .8 is just served",
        ranges={"h0": (0.85, 0.95), "h1": (0.5, 0.75), "K": (1.0, 3.0), "s": (0.1, 0.9)},
        value=5.882353,
        expected=lambda at: at["K"] / (at["h0"] - at["h1"] * at["s"]),
        obtained=indifference,
    ),
    _LIFT,
    _LEFT,
    _MARK,
    replace(
        _MARK,
        id="T5g.place",
        title="where it is: below the mark by itself",
        value=-0.797885,
        expected=lambda at: -at["pi"] / (at["sigma"] * at["kappa"] * sqrt(2.0 * pi)),
        obtained=peak_of,
        tolerance=9.0 / 64.0,
        scale=1.0,
    ),
    replace(_MARK, id="T5g.at_mark", title="effort of who stands at the mark", value=0.647143, expected=effort_star, obtained=effort_near_mark),
    replace(
        _MARK, id="T5g.hump", title="half the peak, less effort far from it", grade="qualitative", value=None, expected=lambda _: 0.0, obtained=hump
    ),
)
