"""T8f: who is paid for those in the outcome at a distance from the end of service lets them go when they are in, and holds the others."""

from dataclasses import replace

from utfall.base.records import RunRecord
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months, price
from utfall.validation.settings.world import World, case, lived, share

ENDING = {"enter": 0.1, "leave": 0.15, "served": 6.0, "put_off": 3.0, "later": 3.0}
RANGES = {"enter": (0.06, 0.2), "leave": (0.05, 0.3)}
PEOPLE = 60_000


def ended(at: Point, effort: Effort) -> RunRecord:
    """One run in which nothing helps, and in which the provider may put off the day on which service is said to have ended."""
    metric = StateAt(id="day", outcome=STATE.id, after_enrolment=None, after_service=(months(round(at["later"])),))
    pays = Outcome(id="pay", metric="day", price=(price(1000.0),), payers=(("town", 1.0),), payee="providers")
    made = contract((metric,), (pays,), length=12)
    service = replace(made.service, lasts=months(round(at["served"])), end_reported_within=months(round(at["put_off"])))
    world = World(people=effort.runs(PEOPLE), chance=at["enter"], helped=at["enter"], leaves=at["leave"])
    whole = case(world, replace(made, service=service))
    return lived(replace(whole, profile=replace(whole.profile, providers=(("*", "optimiser"),))), 1)


def paid_for(at: Point, effort: Effort) -> Found:
    """Share of people who are paid for."""
    payment = ended(at, effort).person_payments[0]
    return share(int((payment.paid > 0).sum()), payment.paid.size)


def inside(at: Point, start: float, after: float) -> float:
    """Chance of being in so many months after it was `start`, of two states with fixed chances to enter and leave."""
    rest = at["enter"] / (at["enter"] + at["leave"])
    return rest + (start - rest) * (1.0 - at["enter"] - at["leave"]) ** round(after)


def paid_star(at: Point) -> float:
    """A q(1) + (1 - A) q(0): A of being in on some day that may be chosen, q of being in at the distance after one in or out."""
    some_day = 1.0 - (1.0 - inside(at, 0.0, at["served"])) * (1.0 - at["enter"]) ** round(at["put_off"])
    return some_day * inside(at, 1.0, at["later"]) + (1.0 - some_day) * inside(at, 0.0, at["later"])


_PAID = Entry(
    id="T8f.paid",
    title="share paid for where the end of service may be put off by three months, and nothing helps",
    source="courty-marschke-2004",
    grade="statistical",
    through="model.run.run_case (parties.endings > providers.optimiser.ends)",
    printed=ENDING,
    ranges=RANGES,
    expected=paid_star,
    obtained=paid_for,
)
ENTRIES = (_PAID, replace(_PAID, id="T8f.agreed", title="... and where it may not", printed={**ENDING, "put_off": 0.0}))
