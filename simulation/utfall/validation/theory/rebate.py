"""T20h: who sells a treatment with a rebate for each failure sells it, on average, at a discount of the rebate times the failure rate."""

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Attachment
from utfall.contract.terms.penalty import Penalty
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, UNIT, contract, months, price
from utfall.validation.settings.world import World, case, lived, mean

Floats = NDArray[np.float64]
REBATE = {"q": 0.25, "rebate": 0.6, "n": 100.0}
RANGES = {"q": (0.15, 0.5), "rebate": (0.2, 0.9)}
RUNS = 1400


def discounts(at: Point, runs: int) -> Floats:
    """(runs,) share of a fee of 1 a start that the payer gets back, where each failure costs the provider so much: the state is the failure."""
    n = round(at["n"])
    day = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),))
    fee = Attachment(id="fee", fee=(price(1.0, "start"),), payers=(("town", 1.0),), payee="providers")
    back = Penalty(id="back", metric="day", price=price(at["rebate"]), payers=(("town", 1.0),), payee="providers")
    made = case(World(people=n, chance=at["q"], helped=at["q"]), contract((day,), (fee, back), length=3))
    return np.array([1.0 + float(lived(made, seed).flows["town"].sum()) / UNIT / n for seed in range(1, runs + 1)])


def discount(at: Point, effort: Effort) -> Found:
    """Mean of that."""
    return Found(*mean(discounts(at, effort.runs(RUNS // 4))))


def spread(at: Point, effort: Effort) -> Found:
    """Its sd over cohorts."""
    found = discounts(at, effort.runs(RUNS))
    return Found(float(found.std(ddof=1)), float(found.std(ddof=1)) / sqrt(2.0 * found.size))


_MEAN = Entry(
    id="T20h.mean",
    title="discount that a rebate for failures comes to",
    source="feller-1968",
    grade="statistical",
    through="model.run.run_case (settle: fees, terms.penalty)",
    printed=REBATE,
    ranges=RANGES,
    value=0.15,
    expected=lambda at: at["rebate"] * at["q"],
    obtained=discount,
)
ENTRIES = (
    _MEAN,
    replace(
        _MEAN,
        id="T20h.spread",
        title="... and its sd over cohorts of a hundred",
        ranges={},
        value=0.025981,
        expected=lambda at: at["rebate"] * sqrt(at["q"] * (1.0 - at["q"]) / at["n"]),
        obtained=spread,
    ),
)
