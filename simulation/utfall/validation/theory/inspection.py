"""T4c, inspection game: the share of false claims at which one more audit costs what it brings, by the payer's account of whole runs.

Everybody who is not in the outcome on the day is claimed for falsely: the share of false claims is the share of failures. Nobody here
plays best replies; what stands in the mixed equilibrium is where the payer's balance does not move with the share of audits.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Share
from utfall.contract.contract import Assurance
from utfall.contract.metrics.declarations import StateAt
from utfall.contract.terms.declarations import Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, UNIT, contract, money, months, price
from utfall.validation.settings.world import World, case, lived

Floats = NDArray[np.float64]
GAME = {"w": 100.0, "d": 0.8, "kappa": 10.0, "R": 50.0}
RANGES = {"w": (80.0, 150.0), "d": (0.6, 0.9), "kappa": (5.0, 15.0), "R": (20.0, 60.0)}
#: Share of claims that are audited, or none: claims must pay all the same, or they would not be made.
AUDIT = 0.5
#: Shares of failures between which the balance changes its sign.
FEW, MANY = 0.02, 0.3
PEOPLE, RUNS = 2000, 40


def balance(at: Point, failing: float, audit: float, seed: int) -> tuple[float, float]:
    """(payer's account, false claims), a claim each, where so many fail and so many claims are audited."""
    day = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),), data_source="provider_report")
    pays = Outcome(id="pay", metric="day", price=(price(at["w"]),), payers=(("town", 1.0),), payee="providers")
    rules = Assurance(audit=Share(audit), detection=Share(at["d"]), penalty=money(at["R"]), audit_cost=money(at["kappa"]))
    made = case(World(people=PEOPLE, chance=1.0 - failing, helped=1.0 - failing), replace(contract((day,), (pays,)), assurance=rules))
    claims = replace(made.profile, providers=(("*", "imitator"),))  # one provider has nobody to copy: agreed hours, and claims that pay
    run = lived(replace(made, mechanisms=replace(made.mechanisms, claims=True), profile=claims), seed)
    (metric,) = run.metrics
    return float(run.flows["town"].sum()) / UNIT / PEOPLE, metric.false_claims / PEOPLE


def indifferent(at: Point, effort: Effort) -> Found:
    """The share of false claims at which audits leave the payer's account as it is without them."""
    found = np.array([[_moved(at, failing, seed) for failing in (FEW, MANY)] for seed in range(1, effort.runs(RUNS) + 1)])
    (few, low), (many, high) = found.mean(axis=0)
    share = few - low * (many - few) / (high - low)
    at_share: Floats = (found[:, 0, 1] * (many - share) + found[:, 1, 1] * (share - few)) / (many - few)
    return Found(float(share), float(at_share.std(ddof=1)) / float(np.sqrt(len(found))) * (many - few) / (high - low))


def _moved(at: Point, failing: float, seed: int) -> tuple[float, float]:
    """(share of false claims, what audits add to the payer's account) of one run and the same without audits."""
    (audited, false), (alone, _) = (balance(at, failing, audit, seed) for audit in (AUDIT, 0.0))
    return false, audited - alone


ENTRIES = (
    Entry(
        id="T4c.pays",
        title="share of false claims at which one more audit pays for itself",
        source="becker-1968",
        grade="statistical",
        through="model.run.run_case (verify: claims, audits; settle: penalties, cost of audits)",
        printed=GAME,
        ranges=RANGES,
        value=0.083333,
        expected=lambda at: at["kappa"] / (at["d"] * (at["w"] + at["R"])),
        obtained=indifferent,
    ),
)
