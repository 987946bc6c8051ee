"""T22: n providers are paid for what all of them bring about: each works for its part of that, however it is shared.

Whole runs: the provider rule, its value tables from the contract as it stands, its hours as the record has them. Hours add to a score; a price
a point is paid on the people of all providers together, or on each person. Hours cost their square, as theory has it, or a wage, as in any case.
"""

from dataclasses import dataclass, replace
from math import log

from utfall.base.laws import ScoreOutcome, Task
from utfall.base.quantities import Flow, Share
from utfall.contract.contract import Capital, Comparison, Contract, Subcontract, Tranche
from utfall.contract.metrics.declarations import Score
from utfall.contract.terms.declarations import CohortLinear, Outcome, Term
from utfall.scenario.case import Case
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT, contract, money, months, price
from utfall.validation.settings.world import PROFILE, World, case, lived

TEAM = {"b": 0.6, "n": 4.0, "c": 1.5, "size": 1.0, "passed": 1.0}
RANGES = {"b": (0.3, 1.0), "n": (1.6, 6.4), "c": (0.8, 3.0)}
#: A month of hours brings at most a point, 63 % of it at `eta` hours, and an hour costs w.
WAGED = {"b": 0.6, "n": 4.0, "eta": 2.0, "w": 0.05, "size": 1.0, "passed": 1.0}
PEOPLE, STAFF = 60, 1e5
#: Units of money of one unit of b and of c, so that rounding to minor units is no difference.
MONEY = 1000.0
#: Points that everybody starts with, so that none is under nothing; they are what was agreed as the level without the programme.
START = 10.0
_PAYERS = (("town", 1.0),)
_EXAM = ScoreOutcome("exam", "exam", False, capability=0, mean=START, sd=1.0, noise=0.0)
_METRIC = Score(id="points", outcome=_EXAM.id, after_enrolment=(months(1),), compared_with="agreed")


@dataclass(frozen=True, slots=True)
class Paid:
    """Who is paid: the payee of each term, for all people together or (own) for each person; whether the holder has capital for each provider."""

    to: tuple[str, ...] = ("providers",)
    own: bool = False
    each_a_holder: bool = False


TOGETHER, OWN, HOLDER, HOLDERS = Paid(), Paid(own=True), Paid(("holder",)), Paid(("holder",), each_a_holder=True)


def effort_of_first(at: Point, paid: Paid) -> Found:
    """Hours that the first of n providers gives each person it serves; it is `size` times as large as each of the others."""
    first = lived(team(at, paid), 1).providers[0]
    return Found(first.hours / first.enrolled)


def team(at: Point, paid: Paid) -> Case:
    """The case: providers that weigh what hours bring them, and people who are all alike."""
    made = case(World(people=PEOPLE), agreed(at, paid))
    people = replace(made.people, scores=(_EXAM,), tasks=(_task(at),))
    return replace(made, people=people, profile=replace(PROFILE, providers=(("*", "optimiser"),)))


def _task(at: Point) -> Task:
    plain = Task("help", "help", builds=(1.0,), boosts=(0.0,), shows=(0.0,))
    return replace(plain, eta=at["eta"]) if "eta" in at else replace(plain, response="quadratic", curvature=at["c"] * MONEY * UNIT)


def agreed(at: Point, paid: Paid) -> Contract:
    """The contract: one month of service, and its score paid."""
    made = contract((_METRIC,))
    one, count = made.providers[0], round(at["n"])
    sizes = (at["size"], *(1.0,) * (count - 1))
    wage = price(at.get("w", 0.0) * MONEY, "hour")
    many = tuple(replace(one, id=f"provider_{number}", hours=Flow(STAFF * size, "hours"), cost=wage) for number, size in enumerate(sizes))
    capital = Capital(holder="holder", need=money(1.0), tranches=(Tranche(id="loan", investor="fund"),), per_provider=paid.each_a_holder)
    return replace(
        made,
        outcomes=("work", _EXAM.id),
        providers=many,
        comparisons=(Comparison(id="agreed", design="agreed", expected=(START,)),),
        terms=tuple(_term(at, paid, number, payee) for number, payee in enumerate(paid.to)),
        capital=capital if paid.to == ("holder",) else None,
        subcontract=Subcontract(pass_through=Share(at["passed"])),
    )


def _term(at: Point, paid: Paid, number: int, payee: str) -> Term:
    if paid.own:
        return Outcome(id=f"pay_{number}", metric=_METRIC.id, price=(price(at["b"] * MONEY, "point"),), payers=_PAYERS, payee=payee)
    return CohortLinear(id=f"pay_{number}", metric=_METRIC.id, price=price(at["b"] * MONEY, "point"), payers=_PAYERS, payee=payee)


def together(at: Point, _: Effort) -> Found:
    """Paid to all providers, and split by whom they served."""
    return effort_of_first(at, TOGETHER)


def passed_on(at: Point, _: Effort) -> Found:
    """Paid to one holder, which passes a share on by hours."""
    return effort_of_first(at, HOLDER)


def passed_by_each(at: Point, _: Effort) -> Found:
    """Paid to the holders, of whom each provider has one."""
    return effort_of_first(at, HOLDERS)


def for_its_own(at: Point, _: Effort) -> Found:
    """Paid for each person to whoever served it."""
    return effort_of_first(at, OWN)


def whole_to_each(at: Point, _: Effort) -> Found:
    """Every provider is paid the whole, so that the payer pays n times what is brought about."""
    return effort_of_first(at, Paid(tuple(f"provider_{number}" for number in range(round(at["n"])))))


def part_star(at: Point) -> float:
    """b / n; of providers of unlike size the part of the first in place of 1 / n."""
    return at["passed"] * at["b"] * at["size"] / (at["size"] + round(at["n"]) - 1)


def effort_star(at: Point) -> float:
    """b / (n c)."""
    return part_star(at) / at["c"]


def waged_star(at: Point) -> float:
    """eta ln(b / (n eta w)): hours up to the one that brings what it costs."""
    return at["eta"] * log(part_star(at) / (at["eta"] * at["w"]))


def whole_star(at: Point) -> float:
    """b / c."""
    return at["b"] / at["c"]


_TEAM = Entry(
    id="T22.shared",
    title="hours a person where all are paid for what all bring about, by whom they served",
    source="holmstrom-1982",
    path="test",
    through="model.run > foresight.outlook.streams_of > contract.ahead.sharing > valuation.readings > behaviour.filling",
    printed=TEAM,
    ranges=RANGES,
    value=0.1,
    expected=effort_star,
    obtained=together,
)
ENTRIES = (
    _TEAM,
    replace(
        _TEAM,
        id="T22.wage",
        title="... of hours that bring less the more are given, at a wage",
        path="production",
        printed=WAGED,
        ranges={"b": (0.6, 1.2), "n": (1.6, 4.4), "eta": (1.0, 3.0), "w": (0.02, 0.045), "size": (1.0, 2.0)},
        value=0.810930,
        expected=waged_star,
    ),
    replace(
        _TEAM,
        id="T22.unlike",
        title="... of a large one among small ones",
        printed={**TEAM, "size": 2.0},
        ranges={**RANGES, "size": (1.0, 3.0)},
        value=0.16,
    ),
    replace(
        _TEAM,
        id="T22.passed_on",
        title="... where the holder of capital passes a share on, by hours",
        printed={**TEAM, "passed": 0.5},
        ranges={**RANGES, "size": (1.0, 3.0), "passed": (0.2, 1.0)},
        value=0.05,
        obtained=passed_on,
    ),
    replace(
        _TEAM,
        id="T22.holders",
        title="... where each has a holder of its own",
        printed={**TEAM, "passed": 0.5},
        ranges={**RANGES, "passed": (0.2, 1.0)},
        value=0.05,
        obtained=passed_by_each,
    ),
    replace(_TEAM, id="T22.own", title="... where each is paid for its own people", value=0.4, expected=whole_star, obtained=for_its_own),
    replace(
        _TEAM,
        id="T22.whole",
        title="... where the payer pays each of them the whole, which is more than there is to share",
        value=0.4,
        expected=whole_star,
        obtained=whole_to_each,
    ),
)
