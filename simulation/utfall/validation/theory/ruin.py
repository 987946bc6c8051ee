"""T16: a provider with reserves that is paid by luck and pays its staff for certain, until it cannot: a gambler's ruin, in whole runs."""

from dataclasses import replace

import numpy as np

from utfall.base.quantities import Flow
from utfall.contract.metrics.declarations import TimeIn
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, money, months, price
from utfall.validation.settings.world import World, case, lived, share

GAME = {"p": 0.55, "u": 2.0, "T": 12.0}
LONG = {"p": 0.62, "u": 1.0, "T": 80.0}
RUNS = 300
PROVIDERS = 60


def ruined(at: Point, effort: Effort, runs: int = RUNS) -> Found:
    """Share of providers with one client each that run out of money: a month in work brings 2, a month of service costs 1."""
    length = round(at["T"])
    metric = TimeIn(id="time", outcome=STATE.id, per="month", within=(months(length),))
    pays = Outcome(id="pay", metric="time", price=(price(2.0, "month"),), payers=(("town", 1.0),), payee="providers", pays_again=True)
    made = contract((metric,), (pays,), length=length)
    one = replace(made.providers[0], places=1, hours=Flow(1.0, "hours"), cost=price(1.0, "hour"), reserves=money(at["u"]))
    many = tuple(replace(one, id=f"provider_{number}") for number in range(PROVIDERS))
    service = replace(made.service, lasts=months(length))
    world = World(people=2 * PROVIDERS, chance=at["p"], helped=at["p"], leaves=1.0 - at["p"])
    whole = case(world, replace(made, providers=many, service=service))
    failed = served = 0
    for seed in range(1, effort.runs(runs) + 1):
        run = lived(whole, seed)
        began = np.bincount(run.persons.provider[run.persons.enrol_month == 1], minlength=PROVIDERS)
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
)
