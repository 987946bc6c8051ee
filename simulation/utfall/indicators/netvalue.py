"""Net value to society and by sector, month by month: D_t [dR - C - v dW + lambda dG - rho].

What is simplified, and why:

- dR, real resources: value lines of kind `resource`, of which only the cashable part counts as freed. Transfers move between sectors and cancel.
- C, programme cost: `series["cost"]`, the resources that the contract used; where it is not kept, what left the parties' accounts.
- v dW, time given up: .3 of the change in net wage (what work brings to the individual less transfers that are levied on it); 0 where no
  value falls on the individual. It stands in the individual's line.
- lambda dG: .2 of the change in net public cash flow; it stands in society's line.
- rho, the cost of risk to the risk-averse, is 0: the record of one run does not hold a spread.
- Month t counts 1 / (1 + r)^(t - 1), one social rate for all. A value kept after equalisation stays; the rest falls on the state.
"""

import numpy as np

from utfall.base.records import RunRecord, ValueFacts
from utfall.indicators.values import Floats

TIME_VALUE = 0.3
COST_OF_PUBLIC_FUNDS = 0.2
PUBLIC = ("municipality", "region", "state", "insurance")
PRIVATE = ("individual", "employer", "society")
ORGANISATIONS = {"provider": "providers", "investor": "investors", "holder": "holder"}


def discounts(record: RunRecord) -> Floats:
    """Social discount factor of contract months 1 ... months, (months,)."""
    steps = np.full(record.months, 1.0 / (1.0 + record.discount_monthly))
    steps[:1] = 1.0
    return np.cumprod(steps)


def sector(record: RunRecord, party: str) -> str:
    """The sector whose purse a payer's is; other ids stand for themselves."""
    return record.purses.get(party, party)


def is_public(record: RunRecord, name: str) -> bool:
    """Whether a sector is a public purse: a public sector, or a payer's own."""
    return name in PUBLIC or (name in record.purses.values() and name not in PRIVATE)


def counted(line: ValueFacts, cashable: bool = True) -> Floats:
    """A value line by month as it counts: resources by their cashable part, transfers in full; all in full in the notional view."""
    return line.freed if cashable else line.difference


def value_by_sector(record: RunRecord, cashable: bool = True) -> dict[str, Floats]:
    """Value lines by the sector they fall on, (months,) each, minor units: equalised, transfers with both ends."""
    found: dict[str, Floats] = {}
    for line in record.values:
        amount, owner = counted(line, cashable), sector(record, line.falls_on)
        _add(found, owner, amount * line.kept)
        if line.kept != 1.0:
            _add(found, "state", amount * (1.0 - line.kept))
        if line.kind == "transfer" and line.to:
            _add(found, sector(record, line.to), -amount)
    return found


def time_given_up(record: RunRecord) -> Floats:
    """Value of the time that people give up, (months,), minor units."""
    wage = np.zeros(record.months)
    for line in record.values:
        if line.kind == "resource" and line.sign > 0 and line.falls_on == "individual":
            wage = wage + line.difference
        if line.kind == "transfer" and line.sign > 0 and line.to == "individual":
            wage = wage - line.difference
    return TIME_VALUE * wage if any(line.falls_on == "individual" for line in record.values) else np.zeros(record.months)


def cost_by_month(record: RunRecord) -> Floats:
    """Resources that the contract used, (months,), minor units."""
    if "cost" in record.series:
        return record.series["cost"]
    spent = np.zeros(record.months)
    for party, flow in record.flows.items():
        if record.party_kinds.get(party, "") in ("payer", *ORGANISATIONS):
            spent = spent - flow.astype(np.float64)
    return spent


def public_cash(record: RunRecord) -> Floats:
    """Change in net public cash flow, payments of the payers included, (months,), minor units."""
    return _public(record, value_by_sector(record), _cash_by_sector(record))


def net_value_by_sector(record: RunRecord) -> dict[str, Floats]:
    """Net value of each sector, discounted, (months,), minor units."""
    found, cash = value_by_sector(record), _cash_by_sector(record)
    public = _public(record, found, cash)
    for name, flow in cash.items():
        _add(found, name, flow)
    if any(line.falls_on == "individual" for line in record.values):
        _add(found, "individual", -time_given_up(record))
    _add(found, "society", COST_OF_PUBLIC_FUNDS * public)
    weights = discounts(record)
    return {name: found[name] * weights for name in sorted(found)}


def net_value(record: RunRecord) -> Floats:
    """Net value to society, discounted, (months,), minor units; equal to the sum of the sectors when all cash is accounted for."""
    resources = np.zeros(record.months)
    for line in record.values:
        if line.kind == "resource":
            resources = resources + counted(line)
    total = resources - cost_by_month(record) - time_given_up(record) + COST_OF_PUBLIC_FUNDS * public_cash(record)
    return total * discounts(record)


def _cash_by_sector(record: RunRecord) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for party, flow in record.flows.items():
        kind = record.party_kinds.get(party, "")
        if kind == "payer":
            _add(found, sector(record, party), flow.astype(np.float64))
        elif kind in ORGANISATIONS:
            _add(found, ORGANISATIONS[kind], flow.astype(np.float64))
    return found


def _public(record: RunRecord, values: dict[str, Floats], cash: dict[str, Floats]) -> Floats:
    total = np.zeros(record.months)
    for part in (values, cash):
        for name in sorted(part):
            if is_public(record, name):
                total = total + part[name]
    return total


def _add(found: dict[str, Floats], name: str, amount: Floats) -> None:
    found[name] = found[name] + amount if name in found else amount
