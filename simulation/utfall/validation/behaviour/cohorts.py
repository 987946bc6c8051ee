"""A cohort paid for at a line: what the rule earns, over what the best constant price on a success would have made it earn, in whole runs.

The rule counts one more success as the sum times the chance that it decides (`contract.ahead.cohort_value`), once, from what agreed hours are
forecast to bring. Its rival is told by simulation which constant price brings most, the sum being paid where the line is reached all the
same. Near what is forecast the rule earns seven tenths of that or more. Some ten points above it the rule works in vain: what it would
take to get there is not what one more success is worth from here. Whoever needs such a line should not trust what providers do under it.
"""

from dataclasses import replace

import numpy as np

from utfall.base.laws import Task
from utfall.base.quantities import Share
from utfall.base.records import RunRecord
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Outcome, Term
from utfall.contract.terms.threshold import CohortThreshold
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario.case import Case
from utfall.validation.row import Row
from utfall.validation.settings.contracts import STATE, UNIT, contract, money, months, price
from utfall.validation.settings.world import World, case

PEOPLE, EACH, WAGE, SERVICE = 250, 4000.0, 20.0, 12
#: Lines as shares in the outcome after a year, where agreed hours are forecast to bring 43 %; too low, where effort is greatest, too high.
LINES = (0.4, 0.45, 0.5)
LOW, NEAR, HIGH = 0.3, 0.43, 0.6
PRICES = (4500.0, 6500.0, 9000.0, 13000.0, 18000.0, 25000.0, 35000.0)
SEEDS = 24
#: Least share of the rival's surplus.
LEAST = 0.7


def offered(terms: tuple[Term, ...]) -> Case:
    """A year of coaching for people of unlike need, paid by these terms."""
    metric = StateAt(id="year", outcome=STATE.id, after_enrolment=(months(SERVICE),))
    made = contract((metric,), terms, length=SERVICE + 2)
    provider = replace(made.providers[0], cost=price(WAGE, "hour"))
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


def lined(line: float) -> Case:
    """Paid all or nothing at a line."""
    pays = CohortThreshold(id="line", metric="year", level=Share(line), pays=money(EACH * PEOPLE), payers=(("town", 1.0),), payee="providers")
    return offered((pays,))


def lived(made: Case, seeds: int, expectations: Expectations | None = None) -> list[RunRecord]:
    """Runs of it, with one set of tables."""
    outlooks = Outlooks()
    return [run_case(made, seed, outlooks=outlooks, expectations=expectations) for seed in range(1, seeds + 1)]


def surplus(runs: list[RunRecord], line: float) -> float:
    """Mean sum for reaching the line, a head, less what hours cost."""
    won = np.array([float(run.metrics[0].recorded.sum()) for run in runs])
    cost = np.array([run.providers[0].cost / UNIT for run in runs])
    return float((EACH * (won >= line * PEOPLE - 1e-9) - cost / PEOPLE).mean())


def cohort_row(line: float, quick: bool) -> Row:
    """The row of one line; quick: a quarter of the seeds."""
    seeds = SEEDS // 4 if quick else SEEDS
    made = lined(line)
    own = surplus(lived(made, seeds, forecast(made)), line)
    rivals = [surplus(lived(priced(amount), seeds), line) for amount in PRICES]
    return Row(
        entry="cohort line",
        id=f"line: {line:.0%}",
        case=f"{seeds} seeds",
        title="surplus where a cohort is paid for at a line, over that of the best constant price",
        source="lazear-2006",
        grade="exact",
        path="production",
        through="ahead.cohort_value.threshold_value > model.run.run_case",
        expected=1.0,
        obtained=own / max(rivals),
        low=LEAST,
        high=float("inf"),
    )


def hump_row(quick: bool) -> Row:
    """Effort is greatest where the line is near what is expected: it coasts below, gives up above."""
    seeds = SEEDS // 4 if quick else SEEDS
    low, near, high = (_hours(line, seeds) for line in (LOW, NEAR, HIGH))
    return Row(
        entry="cohort line",
        id="line: hump",
        case=f"{seeds} seeds",
        title=f"hours a head at a line of {NEAR:.0%} above twice those at {HIGH:.0%} and above those at {LOW:.0%}",
        source="lazear-2006",
        grade="qualitative",
        path="production",
        through="ahead.cohort_value.threshold_value > model.run.run_case",
        expected=0.0,
        obtained=near - max(2.0 * high, low),
        low=0.0,
        high=float("inf"),
    )


def _hours(line: float, seeds: int) -> float:
    """Mean hours a head."""
    made = lined(line)
    return float(np.mean([run.providers[0].hours for run in lived(made, seeds, forecast(made))])) / PEOPLE
