"""T15d in whole runs: a contract that pays by the success, month after month, until the most that it may pay in all is paid."""

from dataclasses import replace

import numpy as np
from scipy.stats import binom

from utfall.contract.contract import Limits
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, UNIT, contract, money, months, price
from utfall.validation.settings.world import World, case, lived, mean

#: most: in all, over what is due on average, so that it binds in about half of the runs.
CAPPED = {"q": 0.25, "most": 1.0, "n": 100.0}
RANGES = {"q": (0.2, 0.35), "most": (0.95, 1.05)}
RUNS = 400


def most(at: Point) -> float:
    """What may be paid in all: each of n is due q after the first month, and q + (1 - q) q after the second."""
    return at["most"] * at["n"] * at["q"] * (3.0 - at["q"])


def paid_each(at: Point, effort: Effort) -> Found:
    """What is paid a head, at 1 for each month of two in which a person is in the outcome, which nobody leaves."""
    n = round(at["n"])
    days = tuple(StateAt(id=f"month_{k}", outcome=STATE.id, after_enrolment=(months(k),)) for k in (1, 2))
    pays = tuple(Outcome(id=f"pay_{day.id}", metric=day.id, price=(price(1.0),), payers=(("town", 1.0),), payee="providers") for day in days)
    agreed = replace(contract(days, pays, length=3), limits=Limits(total=money(most(at))))
    made = case(World(people=n, chance=at["q"], helped=at["q"]), agreed)
    paid = [-float(lived(made, seed).flows["town"].sum()) / UNIT / n for seed in range(1, effort.runs(RUNS) + 1)]
    return Found(*mean(np.array(paid)))


def paid_star(at: Point) -> float:
    """E min(B + B + C, most n) / n: B binomial of n, C binomial of the n - B who are still out."""
    n, total = round(at["n"]), 0.0
    for first in range(n + 1):
        later = np.arange(n - first + 1)
        total += binom.pmf(first, n, at["q"]) * float(binom.pmf(later, n - first, at["q"]) @ np.minimum(2.0 * first + later, most(at)))
    return total / n


ENTRIES = (
    Entry(
        id="T15d.total",
        title="... and of a contract with a most in all, in whole runs",
        source="feller-1968",
        grade="statistical",
        through="model.run.run_case (settle: contract.limits)",
        printed=CAPPED,
        ranges=RANGES,
        expected=paid_star,
        obtained=paid_each,
    ),
)
