"""T29 and T30: parts of a sum come to the whole, and what is taken back is what was lost, from the ledger of whole runs."""

from dataclasses import replace

import numpy as np

from utfall.base.quantities import Flow, Price, Share
from utfall.base.records import RunRecord
from utfall.contract.contract import Contract
from utfall.contract.parties import Payer
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import Block, Outcome
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import CURRENCY, UNIT, contract, months, price
from utfall.validation.settings.world import World, case, lived, mean
from utfall.validation.theory.measurement import day

PARTS = {"fee": 100.0, "payers": 3.0, "providers": 7.0, "length": 12.0}
LOST = {"p": 0.4, "q": 0.1, "share": 0.5, "within": 4.0, "price": 1000.0}
LOST_RANGES = {"p": (0.3, 0.7), "q": (0.02, 0.2), "share": (0.2, 0.8)}
PEOPLE = 60_000


def shared(at: Point) -> Contract:
    """A monthly fee of so many minor units, which payers bear in equal parts and providers of unlike size receive."""
    count = round(at["payers"])
    payers = tuple(Payer(f"payer_{n}", f"payer {n}", f"payer_{n}") for n in range(count))
    made = contract((day(),), length=round(at["length"]))
    one = made.providers[0]
    many = tuple(replace(one, id=f"provider_{n}", hours=Flow(10.0 * (n + 1), "hours")) for n in range(round(at["providers"])))
    fee = Block(
        id="fee",
        fee=Price(round(at["fee"]), CURRENCY, "month"),
        payers=tuple((payer.id, 1.0 / count) for payer in payers),
        payee="providers",
    )
    values = tuple(replace(value, falls_on=payers[0].id) for value in made.values)
    return replace(made, payers=payers, providers=many, values=values, terms=(fee,))


def received(at: Point, _: Effort) -> Found:
    """Minor units that all providers got of all payers, from the ledger."""
    ledger = lived(case(World(people=2), shared(at)), 1).ledger
    return Found(float(ledger.amount[ledger.clause == ledger.clauses.index("fee")].sum()))


def taken_back(at: Point, effort: Effort) -> RunRecord:
    """One run of a contract that pays who is in after a month, and takes a share back of who is out again too soon."""
    pays = Outcome(id="pay", metric="day", price=(price(at["price"]),), payers=(("town", 1.0),), payee="providers")
    back = Clawback(
        id="back", of=("pay",), if_lost_within=(months(round(at["within"])),), share=Share(at["share"]), payers=(("town", 1.0),), payee="providers"
    )
    world = World(people=effort.runs(PEOPLE), chance=at["p"], helped=at["p"], leaves=at["q"])
    return lived(case(world, contract((day(),), (pays, back), length=round(at["within"]) + 2)), 1)


def kept(at: Point, effort: Effort) -> Found:
    """Pay a head that is left once what is taken back is gone, from the ledger."""
    run = taken_back(at, effort)
    left = np.zeros(run.persons.need.size)
    for clause, sign in (("pay", 1.0), ("back.pay", -1.0)):
        if clause in run.ledger.clauses:
            mine = run.ledger.clause == run.ledger.clauses.index(clause)
            left += sign * np.bincount(run.ledger.person[mine], np.abs(run.ledger.amount[mine]), left.size)
    return Found(*mean(left / UNIT))


def kept_star(at: Point) -> float:
    """Price p (1 - share (1 - (1 - q)^k)): a success lasts k more months with chance (1 - q)^k."""
    return at["price"] * at["p"] * (1.0 - at["share"] * (1.0 - (1.0 - at["q"]) ** round(at["within"])))


ENTRIES = (
    Entry(
        id="T29.fee",
        title="what seven providers receive of three payers who share a fee: all of it",
        source="balinski-young-1982",
        through="model.run.run_case > base.money.split > base.ledger",
        printed=PARTS,
        ranges={"fee": (50.0, 5000.0)},
        value=1200.0,
        expected=lambda at: round(at["fee"]) * at["length"],
        obtained=received,
        tolerance=1e-12,
    ),
    Entry(
        id="T30.kept",
        title="pay a head where half goes back for who is out again within four months",
        source="feller-1968",
        grade="statistical",
        through="model.run.run_case > paying.recourse > terms.clawback.clawback_due",
        printed=LOST,
        ranges=LOST_RANGES,
        value=331.22,
        expected=kept_star,
        obtained=kept,
    ),
)
