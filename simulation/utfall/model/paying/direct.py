"""A clause with nothing between price and payment: no limit, one payer, no holder. A month's persons are then paid in one compiled call."""

from typing import NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.ledger import Ledger
from utfall.contract.contract import Contract
from utfall.contract.limits import NONE
from utfall.contract.terms.clauses import PersonClause
from utfall.model.measuring.metering import Emission
from utfall.model.paying.accounts import Accounts

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Direct(NamedTuple):
    """One such clause, by numbers.

    prices   (groups,) minor units a unit, 0 where it is not in force; caps (groups,) minor units a person; once: a person is paid one time
    payees   (P,) accounts of the providers, or one account of a payee for all; payer, clause: numbers in the ledger
    paid     (N,) minor units paid for each person so far
    """

    prices: Floats
    caps: Floats
    once: bool
    payees: Ids
    payer: int
    clause: int
    paid: Ints

    def pay(self, ledger: Ledger, month: int, emission: Emission, group: NDArray[np.int16], provider: Ids) -> int:
        """Pay for the units of a month; `group`, `provider` (N,). Returns the sum in minor units."""
        persons, units = emission
        amounts, targets, sum_ = _due(persons, units, group, provider, self.prices, self.caps, self.once, self.payees, self.paid)
        ledger.transfer_many(month, self.payer, targets, amounts, self.clause, persons)
        return int(sum_)


def direct(contract: Contract, clause: PersonClause, accounts: Accounts, paid: Ints) -> Direct | None:
    """The clause as it is paid directly; None where a limit, a second payer, the holder or the subcontract stands between."""
    if clause.to_holder or clause.subcontract or len(clause.payers) != 1 or contract.limits != NONE or moves(contract):
        return None
    ledger = accounts.ledger
    payees = accounts.providers if clause.payee == "providers" else np.array([ledger.account(clause.payee)], dtype=np.int32)
    prices = np.where(clause.groups, clause.price_minor, 0.0)
    return Direct(prices, clause.cap_minor, clause.once, payees, ledger.account(clause.payers[0][0]), ledger.clause(clause.id), paid)


def moves(contract: Contract) -> bool:
    """Whether a purse may run dry, or a price may move."""
    return contract.review is not None or contract.competition.tender is not None or any(payer.budget is not None for payer in contract.payers)


@nb.njit(cache=True, error_model="numpy")
def _due(  # noqa: PLR0913
    persons: Ids,
    units: Floats,
    group: NDArray[np.int16],
    provider: Ids,
    prices: Floats,
    caps: Floats,
    once: bool,
    payees: Ids,
    paid: Ints,
) -> tuple[Ints, Ids, np.int64]:
    """Amounts and payees (n,), and their sum; what `contract.terms.clauses.due` says, person by person. Adds the amounts to `paid`."""
    amounts, targets, total = np.empty(persons.size, np.int64), np.empty(persons.size, np.int32), np.int64(0)
    for i in range(persons.size):
        person = persons[i]
        amount = max(np.int64(np.rint(prices[group[person]] * units[i])), np.int64(0))
        if once and paid[person] != 0:
            amount = np.int64(0)
        if caps[group[person]] < np.inf:
            amount = np.int64(min(np.float64(amount), max(caps[group[person]] - paid[person], 0.0)))
        paid[person] += amount
        total += amount
        amounts[i] = amount
        targets[i] = payees[provider[person] if payees.size > 1 else 0]
    return amounts, targets, total
