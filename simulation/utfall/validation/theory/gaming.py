"""T4: a measure that can be moved without the outcome, and audits of what is claimed.

Real effort builds a capability, drill only shows in the score: both are hours of the production rule. A false claim is the provider's own
choice under an audit [becker-1968].
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Share
from utfall.behaviour.claims import false_claims
from utfall.behaviour.views import ClaimView
from utfall.contract.assurance.audits import chance_of_audit
from utfall.contract.assurance.collecting import collected
from utfall.contract.contract import Assurance
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import UNIT
from utfall.validation.settings.effort import Tasks, hours, linear, private_cost
from utfall.validation.settings.search import best, switch
from utfall.validation.theory.linear import averse

GAMED = {"c": 0.8, "k": 0.5, "r": 1.0, "s2": 0.6}
RANGES = {"c": (0.3, 2.0), "k": (0.2, 2.0), "r": (0.0, 2.0), "s2": (0.1, 1.5)}
NEUTRAL = {"c": (0.3, 2.0), "k": (0.2, 2.0)}
CLAIM = {"w": 100.0, "d": 0.8, "F": 300.0, "means": 1e12}
CLAIM_RANGES = {"w": (50.0, 500.0), "d": (0.4, 1.0), "F": (200.0, 900.0)}
MORAL = {**CLAIM, "q": 0.15, "M": 120.0}
Floats = NDArray[np.float64]
_PEOPLE = 100_000


def split_hours(at: Point, price: float) -> tuple[float, float, float]:
    """Real effort, drill, and what they cost, at a price a point of the score."""
    tasks = Tasks(np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]), np.array([at["c"], at["k"]]))
    given = hours(tasks, (linear(0, price),))
    return float(given[0]), float(given[1]), private_cost(tasks, given)


def surplus(at: Point, price: float) -> float:
    """Real effort less both costs and the premium for the variance of pay."""
    real, _drill, cost = split_hours(at, price)
    return averse(real, price**2 * at["s2"], at["r"]) - cost


def best_price(at: Point, _: Effort) -> Found:
    """The price at which the surplus is greatest."""
    return Found(best(lambda price: surplus(at, price), 0.0, 1.5))


def surplus_at_best(at: Point, _: Effort) -> Found:
    """The surplus there."""
    return Found(surplus(at, best(lambda price: surplus(at, price), 0.0, 1.5)))


def false_share(at: Point, _: Effort) -> Found:
    """Share of what the score gained that is drill."""
    real, drill, _cost = split_hours(at, 0.7)
    return Found(drill / (real + drill))


def b_star(at: Point) -> float:
    """k / (k + c + r c k s2)."""
    return at["k"] / (at["k"] + at["c"] + at["r"] * at["c"] * at["k"] * at["s2"])


def claims(at: Point, audit: float, integrity: Floats) -> NDArray[np.bool_]:
    """(n,) who files a false claim; a penalty can be collected only from what there is."""
    view = ClaimView(
        price=np.full(integrity.size, UNIT * at["w"]),
        integrity=UNIT * integrity,
        distance=np.ones(integrity.size),
        audit=chance_of_audit(Assurance(audit=Share(audit)), 1),
        detection=at["d"],
        penalty=float(collected(round(UNIT * at["F"]), round(UNIT * at["means"]))),
    )
    return false_claims(view)


def deterring(at: Point, _: Effort) -> Found:
    """The least chance of an audit at which nobody without scruples files."""
    return Found(switch(lambda audit: bool(claims(at, audit, np.zeros(1))[0]), 0.0, 1.0))


def share_of_moral(at: Point, _: Effort) -> Found:
    """Share of people of evenly spread moral cost who file."""
    cost = (np.arange(_PEOPLE) + 0.5) / _PEOPLE * at["M"]
    return Found(float(claims(at, at["q"], cost).mean()))


def share_star(at: Point) -> float:
    """(w - q d (w + F)) / M."""
    return (at["w"] - at["q"] * at["d"] * (at["w"] + at["F"])) / at["M"]


_GAMED = Entry(
    id="T4.price",
    title="best price a point of a score that drill moves too",
    source="baker-1992",
    path="test",
    through="valuation.table.solve > behaviour.hours (builds, shows) > signing.certainty_equivalent",
    printed=GAMED,
    ranges=RANGES,
    value=0.324675,
    expected=b_star,
    obtained=best_price,
)
_DETERS = Entry(
    id="T4c.audit",
    title="chance of an audit that deters",
    source="becker-1968",
    path="formula",
    through="assurance.chance_of_audit > assurance.collected > behaviour.claims.false_claims",
    printed=CLAIM,
    ranges=CLAIM_RANGES,
    value=0.3125,
    expected=lambda at: at["w"] / (at["d"] * (at["w"] + at["F"])),
    obtained=deterring,
)
ENTRIES = (
    _GAMED,
    replace(
        _GAMED, id="T4.surplus", title="surplus at it", value=0.202922, expected=lambda at: b_star(at) / (2.0 * at["c"]), obtained=surplus_at_best
    ),
    replace(_GAMED, id="T4.neutral", title="best price where nobody minds risk", printed={**GAMED, "r": 0.0}, value=0.384615, ranges=NEUTRAL),
    replace(
        _GAMED,
        id="T4.false",
        title="share of the measured gain that is drill",
        value=0.615385,
        expected=lambda at: at["c"] / (at["c"] + at["k"]),
        obtained=false_share,
    ),
    _DETERS,
    replace(
        _DETERS,
        id="T4c.floor",
        title="the same where little can be collected",
        printed={**CLAIM, "means": 150.0},
        ranges={"w": (50.0, 500.0), "d": (0.85, 1.0), "means": (110.0, 250.0)},
        value=0.5,
        expected=lambda at: at["w"] / (at["d"] * (at["w"] + min(at["means"], at["F"]))),
    ),
    replace(
        _DETERS,
        id="T4c.share",
        title="share who file where scruples are spread evenly",
        printed=MORAL,
        ranges={"q": (0.02, 0.2), "M": (100.0, 300.0)},
        value=0.433333,
        expected=share_star,
        obtained=share_of_moral,
        tolerance=1.0 / _PEOPLE,
        scale=1.0,
    ),
)
