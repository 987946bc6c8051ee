"""T6 and T7: pay that crowds motives out, and motives that take the place of pay."""

from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
from scipy.special import lambertw

from utfall.base.automata import Automaton, PayStream
from utfall.base.mechanisms import ControlForm
from utfall.behaviour.motivation import control, motivation_step
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.signing import signs
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.problem import Problem
from utfall.behaviour.valuation.table import solve
from utfall.behaviour.views import SigningView
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import TimeIn
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months
from utfall.validation.settings.effort import building, hours, linear, private_cost, view_of
from utfall.validation.settings.search import best, switch
from utfall.validation.settings.state import LAW, certain_need, idle

CROWDED = {"chi": 0.5, "m0": 1.0, "beta": 0.1, "c": 1.0}
CROWDED_RANGES = {"chi": (0.4, 0.8), "m0": (0.7, 1.2), "beta": (0.05, 0.15), "c": (0.5, 2.0)}
FORMS = {"chi": 0.3, "m0": 1.0, "beta": 1.0, "c": 1.0}
FORMS_RANGES = {"chi": (0.1, 0.6), "m0": (0.5, 1.5), "c": (0.5, 2.0)}
RETURNS = {"left": 0.5, "back": 0.05, "months": 12.0}
MISSION = {"pi": 0.9, "theta": 0.3, "w": 0.05, "u": 0.1}
MISSION_RANGES = {"pi": (0.6, 1.0), "theta": (0.0, 0.5), "u": (0.06, 0.4)}


def motive(at: Point, form: ControlForm, stake: float) -> float:
    """Motivation a month after the stake came, where it goes all the way at once."""
    felt = np.array([control(form, stake, at["beta"])])
    return float(motivation_step(np.ones(1), felt, at["chi"], 0.0, 1.0, 1.0)[0])


def effort_at(at: Point, form: ControlForm, stake: float) -> float:
    """Hours where pay a unit is the stake and the motive is worth m0 at rest."""
    return float(hours(building((at["c"],)), (linear(0, stake + at["m0"] * motive(at, form, stake)),))[0])


def least_effort(at: Point, _: Effort) -> Found:
    """The stake at which effort is least."""
    return Found(best(lambda stake: -effort_at(at, "concave", stake), 0.0, 0.6, half=1e-4))


def effort_regained(at: Point, _: Effort) -> Found:
    """The stake from which effort is again what it was unpaid."""
    unpaid, turn = effort_at(at, "concave", 0.0), least_effort(at, Effort()).value
    return Found(switch(lambda stake: effort_at(at, "concave", stake) >= unpaid, turn, 2.0))


def least_rise(at: Point, _: Effort) -> Found:
    """The least that effort gains from one stake to the next, over stakes up to where it would be regained."""
    efforts = [effort_at(at, "concave", float(stake)) for stake in np.linspace(0.0, 0.6, 25)]
    return Found(float(np.diff(efforts).min()))


def regained_star(at: Point) -> float:
    """chi m0 + beta W(-x e^-x), x = chi m0 / beta, principal branch."""
    x = at["chi"] * at["m0"] / at["beta"]
    return at["chi"] * at["m0"] + at["beta"] * float(lambertw(-x * exp(-x)).real)


def all_at_once(at: Point, _: Effort) -> Found:
    """The stake that makes up for a motive that is lost as soon as anything is paid."""
    unpaid = effort_at(at, "categorical", 0.0)
    return Found(switch(lambda stake: effort_at(at, "categorical", stake) >= unpaid, 1e-9, 3.0))


def in_a_line(at: Point, _: Effort) -> Found:
    """Effort gained for a unit of stake where the motive is lost in proportion to it."""
    return Found((effort_at(at, "linear", 0.6) - effort_at(at, "linear", 0.2)) / 0.4)


def coming_back(at: Point, _: Effort) -> Found:
    """Motivation some months after the last of what wore it down."""
    left = np.array([at["left"]])
    for _month in range(round(at["months"])):
        left = motivation_step(left, np.zeros(1), 1.0, 0.0, 1.0, at["back"])
    return Found(float(left[0]))


def agreed(at: Point, bonus: float) -> tuple[float, float]:
    """(effort, least wage at which it signs): never under the limit of what it can be made to lose."""
    tasks = building((1.0,))
    given = hours(tasks, (linear(0, bonus + at["theta"]),))
    made = float(given[0])

    def takes(wage: float) -> bool:
        sure = wage + bonus * made - private_cost(tasks, given)
        view = SigningView(mean=sure, variance=0.0, mission=at["theta"] * made, wealth=1.0, least_wealth=0.0, risk_aversion=0.0, outside=at["u"])
        return signs(view)

    return made, at["w"] if takes(at["w"]) else switch(takes, at["w"], at["w"] + 5.0)


def profit(at: Point, bonus: float) -> float:
    """What is left to who pays."""
    made, wage = agreed(at, bonus)
    return (at["pi"] - bonus) * made - wage


def best_bonus(at: Point, _: Effort) -> Found:
    """The bonus at which most is left."""
    found = best(lambda bonus: profit(at, bonus), 0.0, at["pi"])
    return Found(0.0 if profit(at, 0.0) >= profit(at, found) else found)


def most_profit(at: Point, effort: Effort) -> Found:
    """What is left at it."""
    return Found(profit(at, best_bonus(at, effort).value))


def hours_of_month(price_: float, mission: float) -> float:
    """Hours that a person out of work gets in the first of six months, for a price a month in work and a mission worth so much of it."""
    metric = TimeIn(id="time", outcome=STATE.id, per="month", within=(months(12),))
    counted = compile_metric(metric, 0, contract((metric,)), (STATE,), ())
    assert isinstance(counted, Automaton)
    made = Problem(
        law=replace(LAW, exit_level=-3.0),
        decays=np.array([0.02]),
        tasks=replace(idle(), builds=np.full((1, 1), 0.3), eta=np.full(1, 3.6)),
        streams=(PayStream("month", price_, counted),),
        classes=certain_need(0.05),
        service=6,
        wage=20.0,
        horizon=12,
        mission=mission,
    )
    view = view_of(outlook((solve(made),)))
    view = replace(view, mission=mission, wage=20.0, progress=np.zeros((1, 1), dtype=np.int16))
    return float(Optimiser().hours(view).hours[0, 0])


def mission_for_pay(at: Point, _: Effort) -> Found:
    """Hours at a price and a mission, over hours at the sum of both without a mission."""
    scale = 1000.0
    pays, mission = scale * at["pi"], scale * at["theta"]
    return Found(hours_of_month(pays, mission) / hours_of_month(pays + mission, 0.0))


def bonus_star(at: Point) -> float:
    """max(0, (pi - theta) / 2, sqrt(2 (u - w)) - theta)."""
    return max(0.0, 0.5 * (at["pi"] - at["theta"]), sqrt(2.0 * max(at["u"] - at["w"], 0.0)) - at["theta"])


def profit_star(at: Point) -> float:
    """(pi - b) (b + theta) - w."""
    b = bonus_star(at)
    return (at["pi"] - b) * (b + at["theta"]) - at["w"]


_CROWDED = Entry(
    id="T6a.least",
    title="stake at which effort is least",
    source="frey-1997",
    path="test",
    through="behaviour.motivation.control > motivation_step > behaviour.hours",
    printed=CROWDED,
    ranges=CROWDED_RANGES,
    value=0.160944,
    expected=lambda at: at["beta"] * log(at["chi"] * at["m0"] / at["beta"]),
    obtained=least_effort,
)
_MISSION = Entry(
    id="T7.bonus",
    title="best bonus for who has a mission and can lose little",
    source="besley-ghatak-2005",
    path="test",
    through="behaviour.hours > behaviour.signing.signs",
    printed=MISSION,
    ranges=MISSION_RANGES,
    value=0.3,
    expected=bonus_star,
    obtained=best_bonus,
)
OUTSIDE = {**MISSION, "u": 0.3}
ENTRIES = (
    _CROWDED,
    replace(
        _CROWDED, id="T6a.regained", title="stake from which effort is regained", value=0.496511, expected=regained_star, obtained=effort_regained
    ),
    replace(
        _CROWDED,
        id="T6a.no_motive",
        title="without a motive effort only rises with the stake",
        grade="qualitative",
        printed={**CROWDED, "m0": 0.0},
        ranges={"chi": (0.4, 0.8), "beta": (0.05, 0.15), "c": (0.5, 2.0)},
        value=0.0,
        expected=lambda _: 0.0,
        obtained=least_rise,
    ),
    replace(
        _CROWDED,
        id="T6a.back",
        title="motivation a year after control ends",
        path="formula",
        through="behaviour.motivation.motivation_step",
        printed=RETURNS,
        ranges={"left": (0.1, 0.9), "back": (0.02, 0.2)},
        value=0.729820,
        expected=lambda at: 1.0 - (1.0 - at["left"]) * (1.0 - at["back"]) ** round(at["months"]),
        obtained=coming_back,
    ),
    replace(
        _CROWDED,
        id="T6b.regained",
        title="... where the motive goes at once",
        printed=FORMS,
        ranges=FORMS_RANGES,
        value=0.3,
        expected=lambda at: at["chi"] * at["m0"],
        obtained=all_at_once,
    ),
    replace(
        _CROWDED,
        id="T6b.slope",
        title="effort a unit of stake where it goes in a line",
        printed=FORMS,
        ranges=FORMS_RANGES,
        value=0.7,
        expected=lambda at: (1.0 - at["chi"] * at["m0"]) / at["c"],
        obtained=in_a_line,
    ),
    _MISSION,
    replace(_MISSION, id="T7.profit", title="profit at it", value=0.31, expected=profit_star, obtained=most_profit),
    replace(_MISSION, id="T7.outside", title="best bonus where it has somewhere else to go", printed=OUTSIDE, value=0.407107),
    replace(_MISSION, id="T7.outside_profit", title="profit at it", printed=OUTSIDE, value=0.298528, expected=profit_star, obtained=most_profit),
    replace(
        _MISSION,
        id="T7.sum",
        title="hours at a price and a mission, over those at the sum of both",
        path="production",
        through="metrics.compile > valuation.table.solve (mission) > providers.optimiser.hours",
        ranges={"pi": (0.6, 1.0), "theta": (0.1, 0.5)},
        value=1.0,
        expected=lambda _: 1.0,
        obtained=mission_for_pay,
    ),
    replace(
        _MISSION, id="T7.none", title="best bonus of a strong mission", printed={**MISSION, "pi": 0.7, "theta": 1.0}, ranges={}, value=0.0, scale=1.0
    ),
)
