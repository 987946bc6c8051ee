"""Limits over all terms together: they shorten what is due, in the order in which it falls due, and count what each cut."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import split_minor
from utfall.contract.contract import Contract, Limits
from utfall.contract.metrics.units import yearly_rate
from utfall.contract.parties import Payer
from utfall.contract.terms.heads import Headed

Ints = NDArray[np.int64]
Numbers = NDArray[np.integer]
NONE = Limits()
NO_LIMIT = np.iinfo(np.int64).max // 4


def price_factor(limits: Limits, month: int) -> float:
    """Growth of prices at a contract month: (1 + yearly rate) to the number of full contract years; prices are rounded after it."""
    if limits.indexation is None:
        return 1.0
    return float((1.0 + yearly_rate(limits.indexation)) ** ((month - 1) // 12))


def budgets(payers: tuple[Payer, ...]) -> dict[str, tuple[str, int]]:
    """Payer -> (its purse, minor units that it holds each contract year), of those that have a budget; a pool holds what its members bring."""
    yearly = {p.id: round(p.budget.minor * (12 if p.budget.per == "month" else 1)) for p in payers if p.budget is not None}
    pools = {p.pool: sum(yearly[one.id] for one in payers if one.pool == p.pool and one.id in yearly) for p in payers if p.pool is not None}
    return {p.id: (p.id, yearly[p.id]) if p.pool is None else (f"pool {p.pool}", pools[p.pool]) for p in payers if p.id in yearly}


class Limiter:
    """What has been paid under each limit of a contract, and what each limit has cut (minor units).

    cut   limit -> minor units not paid because of it: last_payment_month, per_person, by_term, per_year, total, by_payer, budget
    What a limit by payer, or a payer's budget, cuts has already been counted against the other limits.
    """

    def __init__(self, contract: Contract, people: int = 0) -> None:
        """`people`: persons are numbered below this (more are taken in as they come)."""
        limits = contract.limits
        self._limits = limits
        self._per_person = None if limits.per_person is None else np.array([limit.minor for limit in limits.per_person], dtype=np.int64)
        self._person = np.zeros(people, dtype=np.int64)
        self._room: dict[tuple[str, str], int] = {("by_term", id_): limit.minor for id_, limit in limits.by_term}
        self._room |= {("by_payer", id_): limit.minor for id_, limit in limits.by_payer}
        if limits.total is not None:
            self._room["total", ""] = limits.total.minor
        self._budgets = budgets(contract.payers)
        self.cut = dict.fromkeys(("last_payment_month", "per_person", "by_term", "per_year", "total", "by_payer", "budget"), 0)

    def lines(self, month: int, clause: Headed, persons: Numbers, groups: Numbers, amounts: Ints) -> list[tuple[str, Ints]]:
        """(payer, minor units a person) of one clause: limits on the whole line, then the split among payers, then limits by payer.

        Terms of the subcontract are split only. Arguments as for `apply`.
        """
        kept = amounts if clause.subcontract else self.apply(month, clause.id, "", persons, groups, amounts)
        parts = split_minor(kept, [share for _, share in clause.payers])
        return [
            (payer, part if clause.subcontract else self.of_payer(payer, part, month)) for (payer, _), part in zip(clause.payers, parts, strict=True)
        ]

    def apply(self, month: int, clause: str, payer: str, persons: Numbers, groups: Numbers, amounts: Ints) -> Ints:
        """What may be paid of `amounts` (n,) of one clause for n different persons (-1: a cohort or none) in one contract month.

        payer   whose part it is; empty for the whole line, before it is split among payers
        A negative amount (money back) is never cut and makes room again.
        """
        if self._limits == NONE:
            return amounts
        last = self._limits.last_payment_month
        if last is not None and month > last:
            return self._cut("last_payment_month", amounts, np.minimum(amounts, 0))
        if self._per_person is not None:
            amounts = self._of_persons(persons, groups, amounts)
        amounts = self._shared("by_term", clause.partition(".")[0], amounts)
        amounts = self._shared("per_year", self._year(month), amounts)
        kept = self._shared("total", "", amounts)
        self._book(persons, month, clause, kept)
        return self.of_payer(payer, kept, month) if payer else kept

    def of_payer(self, payer: str, amounts: Ints, month: int) -> Ints:
        """What one payer may still pay of its part of `amounts` in a contract month; what it may not is not paid by the others."""
        kept = self._shared("by_payer", payer, amounts)
        if ("by_payer", payer) in self._room:
            self._room["by_payer", payer] -= int(kept.sum())
        return self._of_budget(payer, kept, month) if payer in self._budgets else kept

    def _of_budget(self, payer: str, amounts: Ints, month: int) -> Ints:
        """What the year's purse still holds; payers of one pool draw on one purse."""
        purse, yearly = self._budgets[payer]
        key = "budget", f"{purse} {(month - 1) // 12}"
        self._room.setdefault(key, yearly)
        kept = self._shared(*key, amounts)
        self._room[key] -= int(kept.sum())
        return kept

    def _year(self, month: int) -> str:
        year = str((month - 1) // 12)
        if self._limits.per_year is not None:
            self._room.setdefault(("per_year", year), self._limits.per_year.minor)
        return year

    def _of_persons(self, persons: Numbers, groups: Numbers, amounts: Ints) -> Ints:
        if self._per_person is None:
            return amounts
        highest = int(persons.max(initial=-1))
        if highest >= self._person.size:
            self._person = np.concatenate([self._person, np.zeros(highest + 1 - self._person.size, dtype=np.int64)])
        of_one = persons >= 0
        room = np.full(amounts.size, NO_LIMIT, dtype=np.int64)
        room[of_one] = np.maximum(self._per_person[groups[of_one]] - self._person[persons[of_one]], 0)
        return self._cut("per_person", amounts, np.minimum(amounts, room))

    def _shared(self, limit: str, key: str, amounts: Ints) -> Ints:
        """Cut a line of amounts by what is left under a limit that all share: the first come are paid in full."""
        room = self._room.get((limit, key))
        if room is None:
            return amounts
        before = np.cumsum(amounts) - amounts
        if int(np.maximum(amounts, 0).sum()) <= max(room, 0):
            return amounts
        if (amounts >= 0).all():
            return self._cut(limit, amounts, np.minimum(amounts, np.maximum(room - before, 0)))
        kept = amounts.copy()
        for i, amount in enumerate(amounts):
            kept[i] = min(int(amount), max(room, 0)) if amount > 0 else amount
            room -= int(kept[i])
        return self._cut(limit, amounts, kept)

    def _cut(self, limit: str, due: Ints, kept: Ints) -> Ints:
        self.cut[limit] += int((due - kept).sum())
        return kept

    def _book(self, persons: Numbers, month: int, clause: str, kept: Ints) -> None:
        if self._per_person is not None:
            of_one = persons >= 0
            self._person[persons[of_one]] += kept[of_one]
        paid = int(kept.sum())
        for key in (("by_term", clause.partition(".")[0]), ("per_year", self._year(month)), ("total", "")):
            if key in self._room:
                self._room[key] -= paid
