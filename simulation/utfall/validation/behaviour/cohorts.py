"""A cohort paid for at a line: what the rule earns, over what the best constant price on a success would have made it earn, in whole runs.

The rule works by the price a unit that pays it best, by its Forecast (`model.foresight.best_reply`). Its rival is told by simulation which
constant price brings most, on the very seeds that it is judged on, the sum being paid where the line is reached all the same. Where no
price brings anything the line is too far, and the rule should lose nothing on it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf, nan

import numpy as np

from utfall.base.laws import Task
from utfall.base.quantities import Change, Share
from utfall.base.records import RunRecord
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.cohort_clauses import Stepped, owed, sums_of
from utfall.contract.terms.declarations import Outcome, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario.case import Case
from utfall.validation.row import Row
from utfall.validation.settings.contracts import STATE, UNIT, contract, money, months, price
from utfall.validation.settings.world import World, case

PEOPLE, EACH, WAGE, SERVICE = 250, 4000.0, 20.0, 12
#: Lines as shares in the outcome after a year, where agreed hours are forecast to bring 43 %: within reach, and too far.
LINES, FAR = (0.4, 0.45, 0.5, 0.52), (0.55, 0.6, 0.65)
#: Low, hard but within reach, too far.
LOW, NEAR, HIGH = 0.3, 0.5, 0.6
#: Level of the penalty.
FINED_BELOW = 0.45
PRICES = (4500.0, 6500.0, 9000.0, 13000.0, 18000.0, 25000.0, 35000.0)
SEEDS = 24
#: Least share of the rival's surplus.
LEAST = 0.9
_RATIO = Row(
    entry="cohort line",
    id="",
    case=f"{SEEDS} seeds",
    title="",
    source="lazear-2006",
    grade="exact",
    path="production",
    through="foresight.best_reply.best_share > model.run.run_case",
    expected=1.0,
    obtained=nan,
    low=LEAST,
    high=inf,
)


def offered(terms: tuple[Term, ...], reserves: float = 1e6) -> Case:
    """A year of coaching for people of unlike need, paid by these terms; a penalty is feared as far as there are reserves (currency units)."""
    metric = StateAt(id="year", outcome=STATE.id, after_enrolment=(months(SERVICE),))
    made = contract((metric,), terms, length=SERVICE + 2)
    provider = replace(made.providers[0], cost=price(WAGE, "hour"), reserves=money(reserves))
    whole = case(World(people=PEOPLE, chance=0.05, helped=0.05, leaves=0.05, need_spread=0.8), replace(
        made, providers=(provider,), service=replace(made.service, lasts=months(SERVICE))
    ))  # fmt: skip
    coaching = Task("help", "coaching", builds=(0.12,), boosts=(0.0,), shows=(), eta=3.0)
    profile = replace(whole.profile, providers=(("*", "optimiser"),), screening_accuracy=0.8)
    return replace(whole, people=replace(whole.people, tasks=(coaching,)), profile=profile)


def priced(amount: float) -> Case:
    """Paid by a constant price a success."""
    pays = Outcome(id="pay", metric="year", price=(price(amount),), payers=(("town", 1.0),), payee="providers")
    return offered((pays,))


def line_at(line: float) -> CohortThreshold:
    """All or nothing at a line."""
    return CohortThreshold(id="line", metric="year", level=Share(line), pays=money(EACH * PEOPLE), payers=(("town", 1.0),), payee="providers")


def lined(line: float) -> Case:
    """Paid all or nothing at a line."""
    return offered((line_at(line),))


def _tiers() -> CohortTiers:
    steps = tuple(Tier(id=f"at_{line:g}", at_least=Change(line, "point"), pays=money(each * PEOPLE)) for line, each in ((40.0, 2000.0), (50.0, EACH)))
    return CohortTiers(id="tiers", metric="year", tiers=steps, payers=(("town", 1.0),), payee="providers")


def _price() -> CohortThreshold:
    return replace(line_at(0.5), id="price", pays=None, price=price(9000.0))


def _fine() -> Penalty:
    return Penalty(id="fine", metric="year", below=(Share(FINED_BELOW),), price=price(9000.0), payers=(("town", 1.0),), payee="providers")


#: Other kinds with lines: two tiers, a price for all successes that is paid above a line, a penalty for each success that is short of a level.
OTHERS: Mapping[str, Callable[[], Stepped]] = {"tiers": _tiers, "price above one": _price, "penalty below one": _fine}


def lived(made: Case, seeds: int, expectations: Expectations | None = None) -> list[RunRecord]:
    """Runs of it, with one set of tables."""
    outlooks = Outlooks()
    return [run_case(made, seed, outlooks=outlooks, expectations=expectations) for seed in range(1, seeds + 1)]


@lru_cache(maxsize=len(PRICES) + 1)
def at_price(amount: float) -> tuple[RunRecord, ...]:
    """Runs at a constant price: the rivals of every row."""
    return tuple(lived(priced(amount), SEEDS))


def surplus(runs: Sequence[RunRecord], term: Stepped) -> float:
    """Mean sum due under the term, a head, less what hours cost."""
    level = FINED_BELOW if isinstance(term, Penalty) else 0.0
    shares = [float(run.metrics[0].recorded.sum()) / PEOPLE for run in runs]
    due = [owed(term, CohortEstimate(share, PEOPLE, 0, level, share), sums=sums_of(term, 0, 0)) for share in shares]
    return float(np.mean([(sum_ - run.providers[0].cost) / UNIT / PEOPLE for sum_, run in zip(due, runs, strict=True)]))


def cohort_row(line: float, _quick: bool) -> Row:
    """The row of one line within reach."""
    own, best = _against_prices(line_at(line))
    title = "surplus where a cohort is paid for at a line, over that of the best constant price"
    return replace(_RATIO, id=f"line: {line:.0%}", title=title, obtained=own / best)


def far_row(line: float, _quick: bool) -> Row:
    """The row of one line that is too far: by no price is anything earned there, and the rule loses nothing."""
    own, best = _against_prices(line_at(line))
    title = "surplus a head where a line is too far, less that of the best constant price (or of none at all)"
    return replace(_RATIO, id=f"line: {line:.0%}", title=title, expected=0.0, obtained=own - max(best, 0.0), low=0.0)


def other_row(name: str, _quick: bool) -> Row:
    """The row of another kind with lines: what is gained over giving no hours at all."""
    term = OTHERS[name]()
    own, best = _against_prices(term)
    none = surplus(at_price(0.0), term)
    title = "surplus over that of no hours where a cohort is paid for by lines, over that of the best constant price"
    return replace(_RATIO, id=f"line: {name}", title=title, obtained=(own - none) / (best - none))


def _against_prices(term: Stepped) -> tuple[float, float]:
    """Surplus a head of the rule, and of the best constant price above 0; always with all seeds, for they are soon run."""
    made = offered((term,), 1e8 if isinstance(term, Penalty) else 1e6)
    own = surplus(lived(made, SEEDS, forecast(made)), term)
    return own, max(surplus(at_price(amount), term) for amount in PRICES)


def hump_row(quick: bool) -> Row:
    """Effort is greatest at a line that is hard but within reach: it coasts where the line is low, and gives up where it is far."""
    seeds = SEEDS // 4 if quick else SEEDS
    low, near, high = (_hours(line, seeds) for line in (LOW, NEAR, HIGH))
    title = f"hours a head at a line of {NEAR:.0%} above twice those at {HIGH:.0%} and above those at {LOW:.0%}"
    found = replace(_RATIO, id="line: hump", title=title, case=f"{seeds} seeds", grade="qualitative", expected=0.0, low=0.0)
    return replace(found, obtained=near - max(2.0 * high, low))


def _hours(line: float, seeds: int) -> float:
    """Mean hours a head."""
    made = lined(line)
    return float(np.mean([run.providers[0].hours for run in lived(made, seeds, forecast(made))])) / PEOPLE
