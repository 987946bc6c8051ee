"""From a case through the model to the indicators: identities that must hold whatever was agreed."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, loan, price, record
from utfall.base.mechanisms import Mechanisms
from utfall.contract.terms.declarations import Attachment
from utfall.indicators.run import run_series, run_values

SHARES = ("false_share", "deadweight_share", "attributable_share", "hollow_share")


def contracts():
    fee = (Attachment(id="start_fee", fee=(price(900, "start"),)),)
    held = {"capital": loan(200_000), "payee": "holder", "pass_through": 0.5, "fee": fee}
    control = {"eligible": 300, "control": 80, "mechanisms": Mechanisms()}
    return {
        "paid on day 90": case(),
        "paid by the hour, half served": case(
            paid=("all_hours",), amount=6.0, who="provider", places=60, mechanisms=replace(ALL_OFF, selection=True)
        ),
        "reported, everything on": case(metrics={"day_90": {"data_source": "provider_report"}}, theta=0.2, **control),
        "held by a fund": case(paid=("sustained",), rule="equal_effort", **held),
        "a course": case(paid=("course",), amount=2500.0, theta=0.1, joining="voluntary", take_up=0.7, **control),
    }


@pytest.fixture(params=list(contracts()), scope="module")
def run(request):
    return record(contracts()[request.param], 7)


def test_the_effect_on_all_is_that_on_the_served_and_on_the_others(run):
    values = run_values(run)
    served = run.persons.enrolled.mean()
    assert 0.0 < served <= 1.0
    others = values["effect_on_others"].value if served < 1.0 else 0.0
    assert served * values["true_effect"].value + (1.0 - served) * others == pytest.approx(values["true_effect_eligible"].value, abs=1e-12)


def test_nobody_outside_is_touched_while_there_is_no_displacement(run):
    outside = ~run.persons.enrolled
    assert (run.persons.outcome_time == run.persons.outcome_time_without)[outside].all()


def test_shares_of_outcome_payments_sum_to_one(run):
    values = run_values(run)
    found = [values[name] for name in SHARES]
    if found[0].value is None:
        assert not any(payment.is_outcome for payment in run.person_payments)
        assert all(value.reason for value in found)
    else:
        assert sum(value.value for value in found) == pytest.approx(1.0, abs=1e-9)


def test_series_add_up_to_the_totals(run):
    ledger, persons = run.ledger, run.persons
    payers = np.array([kind == "payer" for kind in ledger.account_kinds])
    out, back = ledger.amount[payers[ledger.source]].sum(), ledger.amount[payers[ledger.target]].sum()
    assert run.series["paid"].sum() == out - back == -sum(run.flows[payer].sum() for payer in run.purses)
    assert sum(run.series[f"hours.{task}"].sum() for task in run.tasks) == pytest.approx(run.hours_by_task.sum())
    assert persons.hours.sum() == pytest.approx(run.hours_by_task.sum())
    assert run.series["served"].sum() == persons.served_months.sum()
    assert run.series["enrolled"][-1] == persons.enrolled.sum()
    assert sum(flow.sum() for flow in run.flows.values()) == 0
    assert run_series(run)["paid"].shape == (run.months,)


def test_recorded_successes_explain_what_was_paid(run):
    for payment in run.person_payments:
        metric = next(m for m in run.metrics if payment.clause == f"pay_{m.id}")
        booked = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index(payment.clause)].sum()
        assert payment.paid.sum() + payment.left_out == pytest.approx(booked)
        assert (metric.recorded[run.persons.enrolled] > 0).sum() >= np.count_nonzero(payment.paid)


def test_gaming_and_unserved_are_parts_of_hours_and_of_people(run):
    assert 0.0 <= run.hours_gaming <= run.hours_by_task.sum() * (1 + 1e-9)
    assert not (run.unserved_worth & ~run.persons.enrolled).any()
