"""The holder's account: capital drawn, outcome pay received, costs and fees paid, what is left given back. One for each structure of capital."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.base.ledger import Ledger
from utfall.contract.contract import Contract
from utfall.contract.finance.fees import FeeLine, fees_due
from utfall.contract.finance.structures import structures
from utfall.contract.waterfall import HOLDER, CapitalState, Waterfall
from utfall.contract.waterfall import Outcome as CapitalOutcome

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Surplus = tuple[tuple[str, int], ...]


@dataclass(slots=True, eq=False)
class Treasury:
    """One structure of capital.

    account    of its holder in the ledger; providers: numbers of those whose structure it is
    state      where the capital stands
    received   outcome pay that reached the holder this month; unpaid: what it owed and could not pay (minor units)
    charged, accrues   whether anybody takes fees, and whether anything bears interest or has a cap per year
    """

    contract: Contract
    ledger: Ledger
    waterfall: Waterfall
    account: int
    providers: Ids
    state: CapitalState = field(init=False)
    received: int = 0
    unpaid: int = 0
    charged: bool = field(init=False)
    accrues: bool = field(init=False)

    def __post_init__(self) -> None:
        self.state, capital = self.waterfall.start(), self.waterfall.capital
        caps = [capital.return_cap, *(tranche.return_cap for tranche in capital.tranches)]
        counts_months = any(cap is not None and cap.per_year for cap in caps)
        self.charged = bool(capital.fees)
        self.accrues = counts_months or any(tranche.interest is not None for tranche in capital.tranches)

    def open(self, month: int) -> None:
        """First month: capital that is drawn at the start."""
        self._book(month, self.waterfall.open(self.state))

    def fees(self, month: int) -> None:
        """Set-up and running fees of who manages the capital, before other costs: out of capital, then receipts."""
        if self.charged:
            self._pay_fees(month, [line for line in fees_due(self.waterfall.capital, month, self.contract.length) if not line.of_success])

    def receive(self, amount: int, *, outcome: bool) -> None:
        """Money came in (below 0: it went back); `outcome`: pay for outcomes, on which fees of success are due."""
        self.state = self.waterfall.receive(self.state, amount)
        self.received += amount if outcome else 0

    def costs(self, month: int, amounts: Ints) -> Ints:
        """What the holder can pay of amounts (n,) it owes, out of capital and receipts; what these do not cover is not paid, last come first."""
        total = int(amounts.sum())
        outcome = self.waterfall.pay_costs(self.state, total)
        self._book(month, outcome)
        self.unpaid += outcome.shortfall
        if not outcome.shortfall:
            return amounts
        return np.minimum(amounts, np.maximum(total - outcome.shortfall - (np.cumsum(amounts) - amounts), 0))

    def pass_on(self, amount: int) -> bool:
        """Whether receipts cover what goes on to providers; then it has left the holder."""
        outcome = self.waterfall.pay_on(self.state, amount)
        self.state = outcome.state
        return outcome.shortfall == 0

    def close(self, month: int, surplus: Surplus, *, final: bool, costs_to_come: bool) -> None:
        """Fees of success, a month's interest, then the waterfall."""
        if self.received > 0 and self.charged:
            self._pay_fees(month, [line for line in fees_due(self.waterfall.capital, month, 0, self.received) if line.of_success])
        self.received = 0
        if self.accrues:
            self.state = self.waterfall.accrue(self.state)
        if self.state.cash == 0 and not final:
            return
        self._book(month, self.waterfall.distribute(self.state, final=final, costs_to_come=costs_to_come, surplus=surplus))

    def _pay_fees(self, month: int, lines: list[FeeLine]) -> None:
        """Each fee as far as the holder has the money: fees of success out of receipts, the others as costs."""
        for line in lines:
            pay = self.waterfall.pay_on if line.of_success else self.waterfall.pay_costs
            outcome = pay(self.state, line.amount)
            self._book(month, outcome)
            self.unpaid += outcome.shortfall
            paid = line.amount - outcome.shortfall
            if paid:
                self.ledger.transfer(month, self.account, self.ledger.account(line.to), paid, self.ledger.clause(line.clause))

    def _book(self, month: int, outcome: CapitalOutcome) -> None:
        for source, target, amount, clause in outcome.transfers:
            self.ledger.transfer(month, self._number(source), self._number(target), amount, self.ledger.clause(clause))
        self.state = outcome.state

    def _number(self, party: str) -> int:
        return self.account if party == HOLDER else self.ledger.account(party)


def holders(contract: Contract) -> tuple[str, ...]:
    """Accounts of the holders of capital: one, or one for each provider where each has a structure of its own."""
    if contract.capital is None or not contract.capital.per_provider:
        return (HOLDER,)
    return tuple(f"{HOLDER}.{provider.id}" for provider in contract.providers)


def treasuries(contract: Contract, ledger: Ledger) -> tuple[Treasury, ...]:
    """One for each structure of capital; none without capital."""
    if contract.capital is None:
        return ()
    made = structures(contract.capital, [provider.id for provider in contract.providers])
    everyone = np.arange(len(contract.providers), dtype=np.int32)
    whose = [everyone] if len(made) == 1 and not contract.capital.per_provider else [everyone[i : i + 1] for i in range(everyone.size)]
    return tuple(
        Treasury(contract, ledger, waterfall, ledger.account(name), providers)
        for waterfall, name, providers in zip(made.values(), holders(contract), whose, strict=True)
    )
