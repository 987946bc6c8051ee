"""T8 and T9: who chooses the day is paid for the best of several, and a target that follows results takes back what they earned."""

from dataclasses import replace
from itertools import product
from math import sqrt

from utfall.base.automata import Automaton, Reading
from utfall.contract.metrics.chosen_date import chosen_reading
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.review.foresight import kept_by_cohort
from utfall.contract.review.targets import next_target
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months
from utfall.validation.settings.effort import building, hours, linear
from utfall.validation.settings.normal import greatest

DATES = {"sigma": 4.0, "rho": 0.5, "k": 3.0}
SUCCESS = {"p": 0.3, "k": 3.0}
RATCHET = {"b": 0.6, "c": 1.2, "delta": 0.95, "lam": 0.4, "periods": 400.0}
RATCHET_RANGES = {"b": (0.2, 1.0), "c": (0.5, 2.0), "delta": (0.7, 0.95), "lam": (0.2, 0.9)}


def score_lift(at: Point, _: Effort) -> Found:
    """Points that a score gains by the choice of the day; its error has a part of its own every day."""
    own = at["sigma"] * sqrt(1.0 - at["rho"])
    return Found(chosen_reading(Reading(6, 0, 1.0, float("nan"), own), round(at["k"])).offset)


def success_on_some_day(at: Point, _: Effort) -> Found:
    """Chance that a success is paid that holds on each day by itself, by every history of days."""
    k, p = round(at["k"]), at["p"]
    metric = StateAt(id="m", outcome="work", after_enrolment=(months(k),), reported="when_provider_chooses")
    automaton = compile_metric(metric, 0, contract((metric,)), (STATE,), ())
    assert isinstance(automaton, Automaton)
    total = 0.0
    for days in product((0, 1), repeat=k):
        progress, units = int(automaton.start[0]), 0.0
        for state in days:
            units, progress = units + float(automaton.emits[progress, state]), int(automaton.step[progress, state])
        total += p ** sum(days) * (1.0 - p) ** (k - sum(days)) * units
    return Found(total)


def ratchet_effort(at: Point, _: Effort) -> Found:
    """Effort in the first of so many periods, with a review after each."""
    periods = round(at["periods"])
    kept = kept_by_cohort(range(1, periods + 1), range(1, periods), at["lam"], at["delta"])[0]
    return Found(float(hours(building((at["c"],)), (linear(0, at["b"] * kept),))[0]))


def taken_by_targets(at: Point, _: Effort) -> Found:
    """Pay of one more unit today, less what it adds to all later targets: what is left of it, target by target."""
    low, high, left = 10.0, 10.0, 1.0
    for period in range(1, round(at["periods"])):
        low, high = next_target(low, 10.0, at["lam"]), next_target(high, 11.0 if period == 1 else 10.0, at["lam"])
        left -= at["delta"] ** period * (high - low)
    return Found(left)


def kept_for_ever(at: Point) -> float:
    """(1 - delta) / (1 - delta (1 - lambda))."""
    return (1.0 - at["delta"]) / (1.0 - at["delta"] * (1.0 - at["lam"]))


_SCORE = Entry(
    id="T8a.score",
    title="points gained by choosing among three days",
    source="courty-marschke-2004",
    path="formula",
    through="metrics.chosen_date.chosen_reading",
    printed=DATES,
    ranges={"sigma": (1.0, 8.0), "rho": (0.1, 0.9)},
    value=2.393654,
    expected=lambda at: at["sigma"] * sqrt(1.0 - at["rho"]) * greatest(round(at["k"])),
    obtained=score_lift,
)
_RATCHET = Entry(
    id="T9.for_ever",
    title="effort under a target that follows results for ever",
    source="weitzman-1980",
    path="test",
    through="review.foresight.kept_by_cohort > behaviour.hours",
    printed=RATCHET,
    ranges=RATCHET_RANGES,
    value=0.058140,
    expected=lambda at: at["b"] / at["c"] * kept_for_ever(at),
    obtained=ratchet_effort,
)
ENTRIES = (
    _SCORE,
    *(replace(_SCORE, id=f"T8a.score_{k}", title=f"... among {k} days", printed={**DATES, "k": float(k)}, value=None) for k in (2, 5, 12)),
    replace(
        _SCORE,
        id="T8a.success",
        title="success on some of three days",
        path="production",
        through="metrics.compile.compile_metric (when_provider_chooses)",
        printed=SUCCESS,
        ranges={"p": (0.05, 0.8)},
        value=0.657,
        expected=lambda at: 1.0 - (1.0 - at["p"]) ** round(at["k"]),
        obtained=success_on_some_day,
    ),
    _RATCHET,
    replace(
        _RATCHET,
        id="T9.two_periods",
        title="effort in the first of two periods",
        printed={**RATCHET, "periods": 2.0},
        value=0.31,
        expected=lambda at: at["b"] * (1.0 - at["delta"] * at["lam"]) / at["c"],
    ),
    replace(
        _RATCHET,
        id="T9.targets",
        title="share left of a unit's pay, target by target",
        path="production",
        through="review.targets.next_target",
        value=None,
        expected=kept_for_ever,
        obtained=taken_by_targets,
    ),
)
