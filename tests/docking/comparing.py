"""Holds a run of the production model against a run of the twin: what differs, in words, nothing if nothing does."""

from collections import Counter

import numpy as np

from tests.docking.plain_contract.paying import Payment
from tests.docking.plain_contract.run import TwinRecord
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel
from utfall.model.phases.adapt import felt_control
from utfall.scenario.case import Case

#: Relative: both add and take exponentials in an order of their own, and a month's rounding is carried on to the next.
ALIKE = 1e-9


class Watched:
    """A run of production, with what changes from month to month written down; `tables` that were solved already."""

    def __init__(self, case: Case, seed: int, stakes: list[float], tables: Outlooks | None = None) -> None:
        self.model = model = ContractModel(case, seed, outlooks=tables)
        model.stakes = list(stakes)
        model.felt_control = felt_control(model)
        motivation, prices = [], []
        while model.running and model.month < case.months:
            model.step()
            motivation.append([provider.motivation for provider in model.providers])
            prices.append([provider.price for provider in model.providers])
        self.motivation, self.prices = np.array(motivation), np.array(prices)

    @property
    def payments(self) -> list[Payment]:
        """Every entry of the ledger."""
        found = self.model.accounts.ledger.columns()
        rows = zip(*(column.tolist() for column in (found.month, found.source, found.target, found.amount, found.clause, found.person)), strict=True)
        return [Payment(m, found.accounts[s], found.accounts[t], a, found.clauses[c], p) for m, s, t, a, c, p in rows]

    @property
    def cash(self) -> dict[str, int]:
        """Net cash of every party that paid or was paid."""
        ledger = self.model.accounts.ledger
        return {name: int(amount) for name, amount in zip(ledger.columns().accounts, ledger.balance, strict=True) if amount}


def differences(found: Watched, twin: TwinRecord) -> list[str]:
    """What differs, the first of each kind."""
    people, told = found.model.people, []
    own = np.arange(people.history.shape[1])[:, None] >= people.start_month - 1  # before its own month 0 nobody is compared
    for name, ours, theirs in (("with", people.history[0], twin.states), ("without", people.history_without[0], twin.without)):
        told += _first(f"state {name} the contract", "month, person", (ours != np.array(theirs)) & own)
    told += _first("who is accepted, and when", "person", people.enrol_month != np.array(twin.enrolled))
    told += _first("by whom", "person", people.provider != np.array(twin.provider))
    told += _far("hours", "task, person", people.columns.hours, np.array(twin.hours))
    told += _far("capability", "capability, person", people.capability, np.array(twin.capability))
    for meter in found.model.meters[: len(twin.recorded)]:
        told += _far(f"recorded of {meter.metric.id}", "person", meter.recorded, np.array(twin.recorded[meter.metric.id]))
    told += _far("motivation", "month, provider", found.motivation, np.array(twin.motivation))
    told += _far("price of an hour", "month, provider", found.prices, np.array(twin.prices))
    ours, theirs = Counter(found.payments), Counter(twin.payments)
    told += [f"payment in production alone: {payment}" for payment in sorted((ours - theirs).elements())[:3]]
    told += [f"payment in the twin alone: {payment}" for payment in sorted((theirs - ours).elements())[:3]]
    filed = {meter.metric.id: meter.false_claims for meter in found.model.meters if meter.false_claims}
    if filed != Counter(metric for _, metric, _ in twin.false_claims):
        told.append(f"false claims: {filed} beside {Counter(metric for _, metric, _ in twin.false_claims)}")
    if found.cash != {party: amount for party, amount in twin.cash.items() if amount}:
        told.append(f"cash: {found.cash} beside {twin.cash}")
    return told


def _first(what: str, where: str, differs: np.ndarray) -> list[str]:
    places = np.argwhere(differs)
    return [f"{what}: {len(places)} differ, first at {where} {places[0].tolist()}"] if places.size else []


def _far(what: str, where: str, ours: np.ndarray, theirs: np.ndarray) -> list[str]:
    return _first(what, where, np.abs(ours - theirs) > ALIKE * np.maximum(np.abs(ours), 1.0))
