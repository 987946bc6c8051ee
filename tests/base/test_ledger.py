import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utfall.base.errors import SimulationError
from utfall.base.ledger import Ledger

ACCOUNTS = (("town", "payer"), ("holder", "holder"), ("bridge", "provider"), ("friend", "investor"))
CLAUSES = (("job", "outcome"), ("capital.loan", "capital"))

entries = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=6), st.booleans()), max_size=30
)


def booked(rows: list[tuple[int, int, list[int], bool]]) -> Ledger:
    ledger = Ledger(ACCOUNTS, CLAUSES)
    for month, (source, target, amounts, many) in enumerate(rows, start=1):
        if many:
            ledger.transfer_many(month, source, target, np.array(amounts, dtype=np.int64), 0, np.arange(len(amounts), dtype=np.int32))
        else:
            for amount in amounts:
                ledger.transfer(month, source, target, amount, 1)
        ledger.check(month)
    return ledger


@settings(max_examples=60, deadline=None, derandomize=True)
@given(entries)
def test_balances_sum_to_zero_and_equal_the_entries_whatever_is_booked(rows: list[tuple[int, int, list[int], bool]]):
    ledger = booked(rows)
    columns = ledger.columns()
    expected = [0, 0, 0, 0]
    for source, target, amount in zip(columns.source, columns.target, columns.amount, strict=True):
        expected[source] -= int(amount)
        expected[target] += int(amount)
    assert ledger.balance.tolist() == expected
    assert ledger.balance.sum() == 0
    assert (columns.amount > 0).all()
    assert columns.amount.size == len(ledger) == sum(sum(a != 0 for a in amounts) for source, target, amounts, _ in rows if source != target)


def test_money_back_is_booked_the_other_way_round():
    ledger = Ledger(ACCOUNTS, CLAUSES)
    ledger.transfer(1, 0, 1, -500, 0, 7)
    columns = ledger.columns()
    assert (columns.source[0], columns.target[0], columns.amount[0], columns.person[0]) == (1, 0, 500, 7)
    assert (columns.accounts[1], columns.account_kinds[1], columns.clauses[1], columns.clause_kinds[1]) == (
        "holder",
        "holder",
        "capital.loan",
        "capital",
    )


def test_one_payee_each_is_booked_each():
    ledger = Ledger(ACCOUNTS, CLAUSES)
    ledger.transfer_many(3, 0, np.array([1, 2, 2], dtype=np.int32), np.array([10, 0, 30]), 0, np.array([5, 6, 7], dtype=np.int32))
    assert ledger.balance.tolist() == [-40, 10, 30, 0]
    assert ledger.columns().person.tolist() == [5, 7]


def test_a_balance_changed_by_hand_is_found():
    ledger = Ledger(ACCOUNTS, CLAUSES)
    ledger.transfer(1, 0, 1, 100, 0)
    ledger.balance[2] += 1
    with pytest.raises(SimulationError, match="made or lost"):
        ledger.check(1)
    ledger.balance[2] -= 1
    ledger.balance[0] += 5
    ledger.balance[1] -= 5
    with pytest.raises(SimulationError, match="made or lost"):
        ledger.check(1)


def test_an_entry_of_a_later_month_is_found():
    ledger = Ledger(ACCOUNTS, CLAUSES)
    ledger.transfer(4, 0, 1, 100, 0)
    with pytest.raises(SimulationError, match="month 4"):
        ledger.check(3)
