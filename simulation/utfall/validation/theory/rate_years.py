"""T8b: an award for a year in which enough of those who ended are successes; who may choose the day ends as many failures as the line bears."""

from dataclasses import replace
from functools import lru_cache
from math import floor

import numpy as np

from utfall.base.quantities import Share
from utfall.base.records import CohortPayment
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.threshold import CohortThreshold
from utfall.people.make import make_population
from utfall.scenario.case import Case
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, money, months
from utfall.validation.settings.world import World, case, lived

#: Service of all is over in month 10 and may be said to end up to a year later; nobody gets in, nobody falls out.
HELD = {"successes": 37.0, "line": 0.6, "served": 10.0, "put_off": 12.0, "enrolment": 1.0, "enter": 1e-9, "leave": 0.0}
HELD_RANGES = {"successes": (20.0, 60.0), "line": (0.4, 0.8)}
#: People come all through the first year, and too many of its failures can be held no longer when it closes.
LOST = {**HELD, "people": 300.0, "in": 0.25, "served": 1.0, "put_off": 3.0, "enrolment": 12.0}
LOST_RANGES = {"in": (0.1, 0.3), "line": (0.5, 0.8)}
#: Four years of people who get in and fall out.
LUCK = {**LOST, "people": 800.0, "in": 0.4, "put_off": 6.0, "enrolment": 48.0, "enter": 0.04, "leave": 0.02, "length": 60.0}
LUCK_RANGES = {"line": (0.55, 0.65), "enter": (0.03, 0.05)}
WIDTH, RUNS = 0.05, 6


def standard(at: Point, people: int, inside: float, rule: str = "optimiser") -> Case:
    """A year is paid for if the share of those said to have ended in it who are in the outcome a month later reaches the line."""
    metric = StateAt(id="placed", outcome=STATE.id, after_service=(months(1),))
    award = CohortThreshold(
        id="award", metric="placed", level=Share(at["line"]), pays=money(1000.0), payers=(("town", 1.0),), cohort_by="end_of_service"
    )
    made = contract((metric,), (award,), length=round(at.get("length", 24.0)))
    service = replace(made.service, lasts=months(round(at["served"])), end_reported_within=months(round(at["put_off"])))
    whole = case(World(people=people, chance=at["enter"], helped=at["enter"], leaves=at["leave"]), replace(made, service=service))
    outcomes = (replace(whole.people.outcomes[0], start=(inside,)),)
    return replace(
        whole,
        people=replace(whole.people, outcomes=outcomes, enrolment=round(at["enrolment"])),
        profile=replace(whole.profile, providers=(("*", rule),)),
    )


def years_with(at: Point) -> tuple[CohortPayment, ...]:
    """The years of the first run that has just so many successes in hand, among three times as many people."""
    return _years_with(tuple(sorted(at.items())))


@lru_cache(maxsize=8)
def _years_with(point: tuple[tuple[str, float], ...]) -> tuple[CohortPayment, ...]:
    at = dict(point)
    successes = round(at["successes"])
    made = standard(at, 3 * successes, 1.0 / 3.0)
    seed = next(seed for seed in range(1, 1000) if _inside_at_start(made, seed) == successes)
    return lived(made, seed).cohort_payments


def _inside_at_start(made: Case, seed: int) -> int:
    people = make_population(made.people, seed, made.months, made.luck, made.mechanisms)
    return int(np.count_nonzero(people.history[0, 0]))


def borne(at: Point) -> float:
    """Failures that the line bears: floor(n (1 - tau) / tau)."""
    return float(floor(round(at["successes"]) * (1.0 - at["line"]) / at["line"]))


def let_go(at: Point, _: Effort) -> Found:
    """Failures said to have ended in the first year."""
    first = years_with(at)[0]
    return Found(first.quantity * (1.0 - first.measured))


def rate(at: Point, _: Effort) -> Found:
    """The rate that is reported for the first year."""
    return Found(years_with(at)[0].measured)


def pile(at: Point, _: Effort) -> Found:
    """Failures said to have ended in the year after."""
    second = years_with(at)[1]
    return Found(second.quantity * (1.0 - second.measured))


def dumped(at: Point, _: Effort) -> Found:
    """Share of the people of a year that is lost who are said to have ended in it."""
    people = round(at["people"])
    return Found(lived(standard(at, people, at["in"]), 1).cohort_payments[0].quantity / people)


def just_above(at: Point, rule: str) -> float:
    """Share of years with a rate in the twentieth over the line, less the share in the twentieth under it; the last years are left out."""
    made = standard(at, round(at["people"]), at["in"], rule)
    rates = np.array([year.measured for seed in range(1, RUNS + 1) for year in lived(made, seed).cohort_payments[:-1]])
    beyond = rates - at["line"]
    return float(((beyond >= 0.0) & (beyond < WIDTH)).mean() - ((beyond < 0.0) & (beyond >= -WIDTH)).mean())


def bunched(at: Point, _: Effort) -> Found:
    """How much more rates stand just over the line where the provider looks at pay than where it says at once that service has ended."""
    return Found(just_above(at, "optimiser") - just_above(at, "equal_effort"))


_LET_GO = Entry(
    id="T8b.let_go",
    title="failures let go in a year that is paid for by its rate",
    source="courty-marschke-2004",
    through="model.run.run_case (parties.endings > behaviour.rate_year, paying.cohorts)",
    printed=HELD,
    value=24.0,
    ranges=HELD_RANGES,
    expected=borne,
    obtained=let_go,
)
ENTRIES = (
    _LET_GO,
    replace(
        _LET_GO,
        id="T8b.rate",
        title="the rate that is reported of it",
        value=0.606557,
        expected=lambda at: round(at["successes"]) / (round(at["successes"]) + borne(at)),
        obtained=rate,
    ),
    replace(
        _LET_GO,
        id="T8b.pile",
        title="failures that pile up in the next year",
        value=None,
        expected=lambda at: 2.0 * round(at["successes"]) - borne(at),
        obtained=pile,
    ),
    replace(
        _LET_GO,
        id="T8b.lost",
        title="share let go in a year whose line is out of reach",
        printed=LOST,
        value=None,
        ranges=LOST_RANGES,
        expected=lambda _: 1.0,
        obtained=dumped,
    ),
    replace(
        _LET_GO,
        id="T8b.bunch",
        title="share of years just over the line less that just under it, beside a provider that does not look at pay",
        grade="qualitative",
        printed=LUCK,
        value=None,
        ranges=LUCK_RANGES,
        expected=lambda _: 0.0,
        obtained=bunched,
    ),
)
