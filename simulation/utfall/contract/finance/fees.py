"""Fees of managers, advisers and evaluators: at the start, month by month, and of success."""

from dataclasses import dataclass

from utfall.base.money import exact, round_half_even
from utfall.contract.contract import Capital, Fee
from utfall.contract.metrics.units import IN_A_MONTH


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee that falls due: to whom, minor units, ledger clause `capital.fees.ID`, and whether only receipts may pay it."""

    to: str
    amount: int
    clause: str
    of_success: bool


def fees_due(capital: Capital, month: int, length: int, received: int = 0) -> tuple[FeeLine, ...]:
    """Fees of one contract month, in the order of the file; rounded per month.

    length    months of the contract, after which nothing runs
    received  outcome pay that reached the holder this month, minor units (money back lowers no fee)
    """
    return tuple(line for fee in capital.fees for line in _of_one(fee, month, length, received) if line.amount)


def _of_one(fee: Fee, month: int, length: int, received: int) -> tuple[FeeLine, FeeLine]:
    fixed = fee.set_up.minor if fee.set_up is not None and month == 1 else 0
    if fee.running is not None and month <= length:
        fixed += round_half_even(fee.running.minor * IN_A_MONTH[fee.running.per])
    share = 0 if fee.of_success is None else round_half_even(exact(fee.of_success.fraction) * max(received, 0))
    clause = f"capital.fees.{fee.id}"
    return FeeLine(fee.to, fixed, clause, False), FeeLine(fee.to, share, clause, True)
