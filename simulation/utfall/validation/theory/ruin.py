"""T16: a provider with reserves that is paid by luck and pays its staff for certain, until it cannot, in whole runs.

A gambler's ruin, and a walk of normal steps. Cash is looked at once a month, as in the model: between two looks nobody is ruined.
"""

from dataclasses import replace
from math import sqrt

import numpy as np
from scipy.stats import norm

from utfall.base.quantities import Flow
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Score, TimeIn
from utfall.contract.terms.declarations import Outcome
from utfall.scenario.case import Case
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import SCORE, STATE, contract, money, months, price
from utfall.validation.settings.world import World, case, lived, share

GAME = {"p": 0.55, "u": 2.0, "T": 12.0}
LONG = {"p": 0.62, "u": 1.0, "T": 80.0}
WALK = {"W": 3.0, "mu": 0.25, "sigma": 1.0, "T": 12.0}
#: Points of a test on average, so many that none is ever below nothing.
POINTS = 20.0
RUNS = 300
PROVIDERS = 60
#: The same of walks, which take fewer and larger runs.
WALKS, WALKERS = 88, 300


def ruined(at: Point, effort: Effort, runs: int = RUNS) -> Found:
    """Share of providers with one client each that run out of money: a month in work brings 2, a month of service costs 1."""
    length = round(at["T"])
    metric = TimeIn(id="time", outcome=STATE.id, per="month", within=(months(length),))
    pays = Outcome(id="pay", metric="time", price=(price(2.0, "month"),), payers=(("town", 1.0),), payee="providers", pays_again=True)
    world = World(people=2 * PROVIDERS, chance=at["p"], helped=at["p"], leaves=1.0 - at["p"])
    return insolvent(case(world, one_client_each(contract((metric,), (pays,), length=length), PROVIDERS, 1.0, at["u"])), effort.runs(runs))


def walked(at: Point, effort: Effort) -> Found:
    """Share of such providers that run out of money where each month brings the points of a test, with a normal error, and costs a sum."""
    length = round(at["T"])
    tests = tuple(Score(id=f"test_{month}", outcome=SCORE.id, after_enrolment=(months(month),), noise=at["sigma"]) for month in range(1, length + 1))
    pays = tuple(
        Outcome(id=f"pay_{test.id}", metric=test.id, price=(price(1.0, "point"),), payers=(("town", 1.0),), payee="providers") for test in tests
    )
    whole = case(World(people=2 * WALKERS), one_client_each(contract(tests, pays, length=length), WALKERS, POINTS - at["mu"], at["W"]))
    tasks = tuple(replace(task, shows=(0.0,)) for task in whole.people.tasks)
    tested = replace(whole.people, scores=(replace(SCORE, mean=POINTS),), tasks=tasks)
    return insolvent(replace(whole, people=tested), effort.runs(WALKS))


def one_client_each(made: Contract, providers: int, cost: float, reserves: float) -> Contract:
    """The contract with so many providers of one place each, whose month of service costs so much."""
    one = replace(made.providers[0], places=1, hours=Flow(1.0, "hours"), cost=price(cost, "hour"), reserves=money(reserves))
    many = tuple(replace(one, id=f"provider_{number}") for number in range(providers))
    return replace(made, providers=many, service=replace(made.service, lasts=months(made.length)))


def insolvent(whole: Case, runs: int) -> Found:
    """Share of the providers that have had a client all along, or until they failed, that failed."""
    failed = served = 0
    for seed in range(1, runs + 1):
        run = lived(whole, seed)
        began = np.bincount(run.persons.provider[run.persons.enrol_month == 1], minlength=len(run.providers))
        working = [provider for provider, clients in zip(run.providers, began.tolist(), strict=True) if clients == 1]
        served += len(working)
        failed += sum(provider.insolvent for provider in working)
    return share(failed, served)


def ruined_star(at: Point) -> float:
    """Chance that a walk of T steps up with p and down with 1 - p from u falls below 0, step by step."""
    at_cash, lost = {round(at["u"]): 1.0}, 0.0
    for _ in range(round(at["T"])):
        after: dict[int, float] = {}
        for cash, chance in at_cash.items():
            for step, part in ((1, at["p"]), (-1, 1.0 - at["p"])):
                after[cash + step] = after.get(cash + step, 0.0) + chance * part
        lost += after.pop(-1, 0.0)
        at_cash = after
    return lost


def walked_star(at: Point) -> float:
    """Chance that a walk of T normal steps from W is ever below 0 at a step: the density of those still above, step by step (Simpson's rule)."""
    mu, sigma, steps = at["mu"], at["sigma"], round(at["T"])
    x = np.linspace(0.0, at["W"] + mu * steps + 9.0 * sigma * sqrt(steps), 2001)
    weight = np.where(np.arange(x.size) % 2, 4.0, 2.0) * (x[1] - x[0]) / 3.0
    weight[[0, -1]] *= 0.5
    step, above = norm.pdf(x[:, None] - x[None, :], mu, sigma), norm.pdf(x, at["W"] + mu, sigma)
    for _ in range(steps - 1):
        above = step @ (weight * above)
    return 1.0 - float(weight @ above)


_RUIN = Entry(
    id="T16.ruin",
    title="chance that reserves of 2 are gone within 12 months",
    source="feller-1968",
    grade="statistical",
    through="model.run.run_case (settle, adapt: insolvency)",
    printed=GAME,
    ranges={"p": (0.45, 0.6)},
    expected=ruined_star,
    obtained=ruined,
)
ENTRIES = (
    _RUIN,
    replace(
        _RUIN,
        id="T16.ever",
        title="chance that reserves of 1 are ever gone, good odds: followed for 80 months",
        printed=LONG,
        ranges={},
        expected=lambda at: ((1.0 - at["p"]) / at["p"]) ** (round(at["u"]) + 1),
        obtained=lambda at, effort: ruined(at, effort, 240),
    ),
    replace(
        _RUIN,
        id="T16.walk",
        title="chance that reserves of 3 are gone within 12 months, normal steps",
        through="model.run.run_case (measure: scores; settle, adapt: insolvency)",
        printed=WALK,
        ranges={"W": (2.0, 3.0), "mu": (0.1, 0.3)},
        value=0.102516,
        expected=walked_star,
        obtained=walked,
    ),
)
