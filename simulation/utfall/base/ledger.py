"""An append-only double-entry ledger in columns: every payment once, from one account to another, nothing made or lost."""

from collections.abc import Sequence

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import SimulationError
from utfall.base.records import LedgerColumns

Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]
ROOM = 1024


class Ledger:
    """Entries (month, source, target, amount, clause, person) and the balances they add up to.

    balance   (accounts,) int64 minor units, kept up to date
    A negative amount is booked the other way round; an amount of 0 is not booked.
    """

    __slots__ = ("_accounts", "_amount", "_checked", "_checked_balance", "_clauses", "_columns", "_count", "_numbers", "_read", "_singles", "balance")

    def __init__(self, accounts: Sequence[tuple[str, str]], clauses: Sequence[tuple[str, str]]) -> None:
        """`accounts` (name, kind) and `clauses` (id, kind), numbered in their order."""
        self._accounts = tuple(accounts)
        self._clauses = tuple(clauses)
        self._numbers = ({name: i for i, (name, _) in enumerate(accounts)}, {id_: i for i, (id_, _) in enumerate(clauses)})
        self._columns = np.zeros((5, ROOM), dtype=np.int32)
        self._amount = np.zeros(ROOM, dtype=np.int64)
        self._count = 0
        self._read: LedgerColumns | None = None
        self.balance = np.zeros(len(self._accounts), dtype=np.int64)
        self._singles = [np.array([i], dtype=np.int32) for i in range(len(self._accounts))]
        self._checked = 0
        self._checked_balance = np.zeros(len(self._accounts), dtype=np.int64)

    def account(self, name: str) -> int:
        """Number of an account."""
        return self._numbers[0][name]

    def clause(self, id_: str) -> int:
        """Number of a clause."""
        return self._numbers[1][id_]

    def __len__(self) -> int:
        return self._count

    def transfer(self, month: int, source: int, target: int, amount: int, clause: int, person: int = -1) -> None:
        """Book one payment of `amount` minor units."""
        if amount == 0 or source == target:
            return
        if amount < 0:
            source, target, amount = target, source, -amount
        self._make_room(1)
        i = self._count
        self._columns[:, i] = (month, source, target, clause, person)
        self._amount[i] = amount
        self._count = i + 1
        self.balance[source] -= amount
        self.balance[target] += amount

    def transfer_many(self, month: int, source: int | Int32s, target: int | Int32s, amounts: Ints, clause: int, persons: Int32s) -> None:
        """Book one payment for each of `persons`, shape (n,) int32; `source` and `target` are one account or one each (int32)."""
        self._make_room(amounts.size)
        sources = self._singles[source] if isinstance(source, int) else source
        targets = self._singles[target] if isinstance(target, int) else target
        self._count = _append(self._columns, self._amount, self.balance, self._count, month, clause, sources, targets, amounts, persons)

    def check(self, month: int) -> None:
        """Raise unless balances sum to 0, equal the entries added up, and no entry since the last check is of a later month."""
        latest = _recompute(self._columns, self._amount, self.balance, self._checked_balance, self._checked, self._count)
        self._checked = self._count
        if latest < 0:
            raise SimulationError(f"money was made or lost in month {month}: balances sum to {int(self.balance.sum())}")
        if latest > month:
            raise SimulationError(f"an entry of month {latest} was booked in month {month}")

    def columns(self) -> LedgerColumns:
        """Every entry so far, in the order of booking. Entries are never changed, so that these columns stand still whatever is booked later."""
        if self._read is not None and self._read.amount.size == self._count:
            return self._read
        month, source, target, clause, person = (column[: self._count] for column in self._columns)
        self._read = LedgerColumns(
            month=month,
            source=source,
            target=target,
            amount=self._amount[: self._count],
            clause=clause,
            person=person,
            accounts=tuple(name for name, _ in self._accounts),
            account_kinds=tuple(kind for _, kind in self._accounts),
            clauses=tuple(id_ for id_, _ in self._clauses),
            clause_kinds=tuple(kind for _, kind in self._clauses),
        )
        return self._read

    def _make_room(self, more: int) -> None:
        room = self._amount.size
        if self._count + more <= room:
            return
        while room < self._count + more:
            room *= 2
        columns, amount = np.empty((5, room), dtype=np.int32), np.empty(room, dtype=np.int64)
        columns[:, : self._count] = self._columns[:, : self._count]
        amount[: self._count] = self._amount[: self._count]
        self._columns, self._amount = columns, amount


@nb.njit(cache=True)
def _append(  # noqa: PLR0913, PLR0917
    columns: Int32s,
    kept: Ints,
    balance: Ints,
    count: int,
    month: int,
    clause: int,
    sources: Int32s,
    targets: Int32s,
    amounts: Ints,
    persons: Int32s,
) -> int:
    """Append one entry for each amount that is not 0 to the `count` there are; sources and targets are one or one each; returns the new count."""
    for i in range(amounts.size):
        amount = amounts[i]
        source = sources[i if sources.size > 1 else 0]
        target = targets[i if targets.size > 1 else 0]
        if amount == 0 or source == target:
            continue
        if amount < 0:
            source, target, amount = target, source, -amount
        columns[0, count] = month
        columns[1, count] = source
        columns[2, count] = target
        columns[3, count] = clause
        columns[4, count] = persons[i]
        kept[count] = amount
        balance[source] -= amount
        balance[target] += amount
        count += 1
    return count


@nb.njit(cache=True)
def _recompute(columns: Int32s, amounts: Ints, balance: Ints, added_up: Ints, start: int, end: int) -> int:
    """Add entries start .. end to `added_up`; returns the latest month among them (0: none), -1 where balances differ or do not sum to 0."""
    latest, total = 0, 0
    for i in range(start, end):
        added_up[columns[1, i]] -= amounts[i]
        added_up[columns[2, i]] += amounts[i]
        latest = max(latest, columns[0, i])
    for i in range(balance.size):
        total += balance[i]
        if balance[i] != added_up[i]:
            return -1
    return latest if total == 0 else -1
