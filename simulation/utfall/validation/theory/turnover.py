"""T14: one round of selection of providers on what they are paid: a trait spreads by its covariance with pay, though nobody chooses it.

Bottom shares of a market lose their places by chance to copies of the others. Of the rule alone, over very many providers; and in a whole
run, where the trait is the share of hours spent on a task that is paid by the contact, and the rest of pay is the luck of a few people.
"""

from dataclasses import replace
from math import sqrt

import numpy as np
from scipy.stats import norm

from utfall.base.draws import Purpose, normals, uniforms
from utfall.base.laws import Task
from utfall.base.quantities import Flow, Share
from utfall.contract.competition import Competition, Retender, works_like
from utfall.contract.metrics.declarations import Activity, StateAt
from utfall.contract.terms.declarations import ActivityTerm, Outcome
from utfall.model.model import ContractModel
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months, price
from utfall.validation.settings.world import World, case, mean

ROUND = {"c": 0.4, "p": 0.3, "cov": 0.35}
MARKET = {"c": 0.4, "p": 1.0, "chance": 0.3, "paid": 4.0}
PROVIDERS = 400_000
#: In a whole run: providers, people of each, hours of a person a month, spread of the trait, runs.
FIRMS, CLIENTS, HOURS, SPREAD, RUNS = 200, 25, 4.0, 0.1, 32


def tendered(at: Point) -> Retender:
    """The share at risk, and the chance of those, once a month."""
    return Retender(every=months(1), at_risk=Share(at["c"]), replaced=Share(at["p"]))


def shift(at: Point, effort: Effort) -> Found:
    """What one round adds to a trait of sd 1 whose covariance with pay, of sd 1 too, is given."""
    count = effort.runs(PROVIDERS)
    trait, rest = (normals(1, int(Purpose.THEORY), 0, lane, count) for lane in (1, 2))
    paid = at["cov"] * trait + sqrt(1.0 - at["cov"] ** 2) * rest
    luck = np.array([uniforms(1, int(Purpose.RETENDER), 1, lane, count) for lane in range(3)])
    return Found(*mean(trait[works_like(100.0 + paid, tendered(at), luck)] - trait))


def market(at: Point, seed: int) -> float:
    """What one round adds to the mean share of hours that providers of a whole run mean to spend on what is paid by the hour."""
    tasks = tuple(Task(name, name, builds=(0.0,), boosts=(0.0,), shows=(), eta=1.0) for name in ("help", "contact"))
    day = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),))
    hours = Activity(id="hours", task="contact", per="hour")
    terms = (
        ActivityTerm(id="by_hour", metric="hours", price=(price(1.0, "hour"),), payers=(("town", 1.0),), payee="providers"),
        Outcome(id="by_day", metric="day", price=(price(at["paid"]),), payers=(("town", 1.0),), payee="providers"),
    )
    made = contract((day, hours), terms, length=2, tasks=("help", "contact"))
    one = replace(made.providers[0], hours=Flow(HOURS * CLIENTS, "hours"), places=CLIENTS)
    traits = 0.5 + SPREAD * norm.ppf((np.arange(FIRMS) + 0.5) / FIRMS)
    unlike = tuple(replace(one, id=f"provider_{number}", plan=(1.0 - g, g)) for number, g in enumerate(traits.tolist()))
    whole = case(
        World(people=2 * FIRMS * CLIENTS, chance=at["chance"], helped=at["chance"]),
        replace(made, providers=unlike, competition=Competition(retender=tendered(at))),
    )
    model = ContractModel(replace(whole, people=replace(whole.people, tasks=tasks)), seed)
    model.step()
    return float(model.books.plans[:, 1].mean() - traits.mean())


def shift_in_a_run(at: Point, effort: Effort) -> Found:
    """Mean of that over runs."""
    return Found(*mean(np.array([market(at, seed) for seed in range(1, effort.runs(RUNS) + 1)])))


def shift_star(at: Point, covariance: float, spread: float) -> float:
    """p Cov(g, P) / sd(P) phi(z_c) / (1 - c)."""
    return at["p"] * covariance / spread * float(norm.pdf(norm.ppf(at["c"]))) / (1.0 - at["c"])


def shift_in_a_run_star(at: Point) -> float:
    """The same where a month of service pays for the hours of the trait and for a day in work, of so many people each."""
    spread = sqrt((HOURS * SPREAD) ** 2 + at["paid"] ** 2 * at["chance"] * (1.0 - at["chance"]) / CLIENTS)
    return shift_star(at, HOURS * SPREAD**2, spread)


_ROUND = Entry(
    id="T14.round",
    title="what one round of a tender held again adds to a trait that goes with pay",
    source="price-1970",
    grade="statistical",
    path="formula",
    through="contract.competition.works_like",
    printed=ROUND,
    ranges={"c": (0.2, 0.6), "p": (0.3, 1.0), "cov": (0.35, 0.9)},
    value=0.067610,
    expected=lambda at: shift_star(at, at["cov"], 1.0),
    obtained=shift,
)
ENTRIES = (
    _ROUND,
    replace(
        _ROUND,
        id="T14.market",
        title="... and in whole runs to the share of hours that are paid by the hour",
        path="production",
        through="model.ContractModel (settle; adapt: parties.retender)",
        printed=MARKET,
        ranges={"c": (0.3, 0.5), "paid": (2.0, 5.0)},
        value=None,
        expected=shift_in_a_run_star,
        obtained=shift_in_a_run,
    ),
)
