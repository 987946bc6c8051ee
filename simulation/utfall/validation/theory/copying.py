"""T14: gaming spreads among providers that copy who is paid best, though nobody chooses it; where nothing is paid for it, it does not."""

from dataclasses import replace
from math import sqrt

import numpy as np

from utfall.base.laws import Task
from utfall.base.quantities import Flow
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Block, Outcome, Term
from utfall.model.model import ContractModel
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months, price
from utfall.validation.settings.world import World, case

MARKET = {"providers": 6.0, "push": 2.0, "builds": 0.05}
RUNS = 32
#: A gap between two means over runs counts as one from so many standard errors on (one in a thousand by chance).
SIGMAS = 3.3
LENGTH = 48


def pushing(at: Point, seed: int, terms: tuple[Term, ...]) -> float:
    """Share of hours that the mean provider means to spend on pushes in the end; one began with pushes alone, the others with none."""
    coaching = Task("coaching", "coaching", builds=(at["builds"],), boosts=(0.0,), shows=(), eta=3.6)
    pushes = Task("push", "quick placement", builds=(0.0,), boosts=(at["push"],), shows=(), eta=2.5)
    metric = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(3),))
    made = contract((metric,), terms, length=LENGTH, tasks=("coaching", "push"))
    one = replace(made.providers[0], hours=Flow(100.0, "hours"))
    plans = ((0.0, 1.0), *((1.0, 0.0),) * (round(at["providers"]) - 1))
    unlike = tuple(replace(one, id=f"provider_{number}", plan=plan) for number, plan in enumerate(plans))
    service = replace(made.service, lasts=months(6))
    whole = case(World(people=900, chance=0.03, helped=0.03, leaves=0.05), replace(made, providers=unlike, service=service))
    people = replace(whole.people, tasks=(coaching, pushes), enrolment=LENGTH)
    model = ContractModel(
        replace(
            whole,
            people=people,
            mechanisms=replace(whole.mechanisms, placement=True),
            profile=replace(whole.profile, providers=(("*", "imitator"),)),
            months=2 * LENGTH,
        ),
        seed,
    ).run()
    return float(np.mean([provider.memory[1] for provider in model.providers]))


def spread_by_copying(at: Point, effort: Effort) -> Found:
    """More pushing where a day is paid for than where a fee is, in standard errors beyond those that count."""
    paid = (Outcome(id="pay", metric="day", price=(price(2000.0),), payers=(("town", 1.0),), payee="providers"),)
    fee = (Block(id="fee", fee=price(10_000.0, "month"), payers=(("town", 1.0),), payee="providers"),)
    gaps = np.array([pushing(at, seed, paid) - pushing(at, seed, fee) for seed in range(1, effort.runs(RUNS) + 1)])
    return Found(float(gaps.mean() - SIGMAS * gaps.std(ddof=1) / sqrt(gaps.size)), float(gaps.std(ddof=1) / sqrt(gaps.size)))


ENTRIES = (
    Entry(
        id="T14.copying",
        title="pushing spreads by copying where a day is paid for, and not under a fee",
        source="smaldino-mcelreath-2016",
        grade="qualitative",
        through="model.ContractModel (providers.imitator)",
        printed=MARKET,
        ranges={"push": (1.8, 2.4), "builds": (0.02, 0.06)},
        expected=lambda _: 0.0,
        obtained=spread_by_copying,
    ),
)
