"""The split of payments: identities that hold whatever was paid, and the closed form of deadweight."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.build import N, Row, job_payment, persons, record
from utfall.indicators.ensemble import summarise
from utfall.indicators.run import run_values

SHARES = ("false_share", "deadweight_share", "attributable_share", "hollow_share")
MONEY = st.lists(st.integers(0, 5000), min_size=N, max_size=N).map(lambda numbers: np.array(numbers, dtype=np.float64))


@settings(max_examples=25, deadline=None)
@given(MONEY, MONEY, MONEY, MONEY, MONEY)
def test_the_four_shares_sum_to_1(paid, due, anyway, lasting, lasting_without):
    payment = job_payment(paid=paid + 1, due_true=due, due_without=anyway, lasting=lasting, lasting_without=lasting_without)
    found = run_values(record(person_payments=(payment, job_payment())))
    assert sum(found[name].value for name in SHARES) == pytest.approx(1.0)
    assert found["missed_share"].value <= 0
    assert found["deadweight_least"].value <= found["deadweight_most"].value


def test_pooled_shares_sum_to_1_too():
    made = [Row(seed, seed, run_values(record(person_payments=(job_payment(paid=np.full(N, 100.0 * seed)),)))) for seed in (1, 2, 3)]
    found = summarise(made)
    assert sum(found[name].mean for name in SHARES) == pytest.approx(1.0)


def test_deadweight_under_shared_luck_is_base_over_base_plus_effect():
    # Base .3, effect .08, price 2 000: a success without is a success with. Deadweight .789474, 9 500 for each added success.
    count, base, effect, price = 10_000, 0.3, 0.08, 2000.0
    luck = (np.arange(count) + 0.5) / count
    without, success = (luck < base).astype(np.float64), (luck < base + effect).astype(np.float64)
    nothing = np.zeros(count, dtype=np.bool_)
    payment = job_payment(
        paid=price * success, due_true=price * success, due_without=price * without, lasting=price * success, lasting_without=price * without,
        successes=success, successes_true=success, successes_without=without, brought_forward=nothing, months_gained=luck, set_back=nothing,
    )  # fmt: skip
    from utfall.indicators.split import deadweight_share, hollow_share, payments_per_added_outcome

    tiny = record(person_payments=(payment,))
    assert deadweight_share(tiny).value == pytest.approx(0.789474, abs=1e-6)
    assert payments_per_added_outcome(tiny).value == pytest.approx(9500.0)
    assert hollow_share(tiny).value == pytest.approx(0.0)


def test_two_clauses_add_up():
    one, two = (run_values(record(person_payments=(job_payment(),) * times))["hollow_share"] for times in (1, 2))
    assert two.value == one.value
    assert two.bottom == 2 * one.bottom


def test_an_anyway_success_made_to_last_is_a_negative_hollow_share():
    payment = job_payment(lasting=job_payment().due_true, lasting_without=np.zeros(N))
    assert run_values(record(person_payments=(payment,), persons=persons()))["hollow_share"].value == pytest.approx(-1000 / 4000)


def test_money_of_a_contract_that_ended_early_is_not_held_against_what_came_later():
    found = run_values(record(person_payments=(job_payment(),), ended=30))
    for name in (*SHARES, "missed_share"):
        assert found[name].value is None
        assert found[name].reason == "the contract ended early: successes that came later were not paid for"
    assert run_values(record(person_payments=(job_payment(),), ended=None))["deadweight_share"].value is not None


def test_whether_a_contract_ended_early_is_counted():
    assert run_values(record(ended=30))["ended_early"].value == 1.0
    assert run_values(record(ended=None))["ended_early"].value == 0.0
