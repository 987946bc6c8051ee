"""Signing, stakes, insolvency, places: what parties do when they cannot or will not go on."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, loan, money, price, record
from utfall.contract.terms.declarations import Attachment, Block, CohortLinear
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.forecast import block_fee, forecast
from utfall.model.foresight.plan import Plan

FAILING = replace(ALL_OFF, insolvency=True)


def expected(net=1.0, outcome=0.0, income=1.0, town=1.0, variance=0.0, investors=0.0, providers=1):
    """A forecast made by hand; money in minor units."""
    one = ProviderExpectation(outcome, variance, income, net, variance)
    return Expectations(
        by_clause=(), variable=0.0, payers=0.0, providers=(one,) * providers, outcome_time=0.0,
        plan=Plan(
            flows=(("town", (0.0,) * 60), ("state", (0.0,) * 60), ("fund", (0.0,) * 60), ("trust", (0.0,) * 60)),
            saved=(("town", (town, *(0.0,) * 59)), ("state", (0.0,) * 60)), worth=(0.0,) * 60, investors=(("fund", investors, 0.0),),
            result=0.0, units=0.0,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("forecast_", [expected(net=-1.0), expected(town=-1.0), expected(investors=-1.0)])
def test_an_unsigned_contract_is_a_result_without_service_or_money(forecast_):
    run = record(case(signing="decided", capital=loan(10_000)), expectations=forecast_)
    assert not run.signed
    assert run.persons.enrolled.sum() == 0
    assert run.hours_by_task.sum() == 0.0
    assert run.ledger.amount.sum() == 0
    assert (run.persons.outcome_time == run.persons.outcome_time_without).all()


def test_who_expects_to_gain_signs_and_works():
    run = record(case(signing="decided", capital=loan(10_000)), expectations=expected())
    assert run.signed
    assert run.persons.enrolled.sum() > 0


def test_a_given_signature_is_not_asked_for():
    assert record(case(), expectations=expected(net=-1e12, town=-1e12)).signed


def test_of_two_providers_the_one_that_declines_serves_nobody():
    made = case(signing="decided", providers=2)
    gains = expected(providers=2)
    run = record(made, expectations=replace(gains, providers=(replace(gains.providers[0], net_mean=-1.0), gains.providers[1])))
    assert [provider.signed for provider in run.providers] == [False, True]
    assert run.signed
    assert run.providers[0].enrolled == 0 < run.providers[1].enrolled


def test_a_stake_wears_motivation_down_and_none_leaves_it():
    made = case(theta=0.3, mechanisms=replace(ALL_OFF, motivation=True))
    assert lived(made, expectations=expected(outcome=0.0)).providers[0].motivation == 1.0
    half, whole = (lived(made, expectations=expected(outcome=share)).providers[0].motivation for share in (0.05, 1.0))
    assert 1.0 > half > whole > 0.5
    assert lived(case(theta=0.3), expectations=expected(outcome=1.0)).providers[0].motivation == 1.0


def test_risk_makes_a_unit_of_outcome_pay_count_for_less():
    made = case(risk=2.0, reserves=1000.0)
    sure, unsure = (lived(made, expectations=expected(outcome=1e7, income=2e7, variance=v)) for v in (0.0, 2e12))
    assert sure.providers[0].pay == 1.0
    assert 0.0 < unsure.providers[0].pay < 1.0
    assert unsure.hours_by_task.sum() < sure.hours_by_task.sum()


def test_a_block_fee_gives_providers_their_outside_option():
    made = case(rule="equal_effort", eligible=120)
    agreed = forecast(made, 3)
    assert agreed.providers[0].net_mean != 0.0
    fee = block_fee(made, agreed, 1.0)
    term = Block(id="fee", fee=replace(price(0, "month"), minor=fee), payers=(("town", 1.0),))
    with_fee = forecast(replace(made, contract=replace(made.contract, terms=(*made.contract.terms, term))), 3)
    assert abs(with_fee.providers[0].net_mean) <= made.contract.length


def test_an_insolvent_provider_stops_and_its_clients_leave():
    made = case(rule="equal_effort", providers=2, enrolment=6, mechanisms=FAILING, amount=5000.0)
    poor = replace(made.contract.providers[0], reserves=money(10))
    model = lived(replace(made, contract=replace(made.contract, providers=(poor, made.contract.providers[1]))))
    failed, other = model.providers
    people = model.people
    assert (failed.insolvent, other.insolvent) == (True, False)
    ledger = model.accounts.ledger.columns()
    wages = ledger.month[(ledger.source == failed.account) & (ledger.target == model.accounts.staff)]
    assert set(wages) == {1}  # nothing came in during the first month: it stops before the second
    clients = people.provider == failed.number
    assert clients.any()
    assert (people.enrol_month[clients] == 1).all()
    assert (people.columns.served_months[clients] == 1).all()
    assert not people.in_service[clients].any()
    assert people.columns.served_months[people.provider == other.number].max() == 6
    assert (people.enrol_month[people.provider == other.number] > 1).any()


def test_with_insolvency_shut_or_reserves_nobody_stops():
    made = case(rule="equal_effort", reserves=10.0)
    assert not lived(made).providers[0].insolvent
    assert not lived(case(rule="equal_effort", mechanisms=FAILING)).providers[0].insolvent


@pytest.mark.parametrize("limit", ["places", "places_each"])
def test_places_are_free_again_in_the_month_after_service(limit):
    model = lived(case(rule="equal_effort", enrolment=12, service=3, drop_out=0.0, eligible=600, **{limit: 30}))
    assert (model.rows["served"][:12] == 30).all()
    assert np.count_nonzero(model.people.enrol_month) == 4 * 30


def test_who_is_refused_waits_and_goes_to_another():
    model = lived(
        case(providers=2, who="provider", paid=("all_hours",), amount=4.0, places_each=12, enrolment=8, mechanisms=replace(ALL_OFF, selection=True))
    )
    late = (model.people.enrol_month > 0) & (model.people.enrol_month > model.people.start_month)
    assert late.any()
    assert set((model.people.enrol_month - model.people.start_month)[late]) <= {3}
    assert (model.people.provider[late] != model.referrals.first[late]).all()


def test_pass_through_hands_on_its_share_of_outcome_pay():
    fee = (Attachment(id="start_fee", fee=(price(500, "start"),)),)
    run = record(case(rule="equal_effort", capital=loan(200_000), payee="holder", pass_through=0.25, fee=fee))
    paid = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("pay_day_90")]
    passed = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("subcontract.pass_through")]
    assert paid.size == passed.size > 0
    assert (passed == 50_000).all()
    fees = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("subcontract.start_fee")]
    assert fees.size == run.persons.enrolled.sum()


def test_the_holder_keeps_nothing_of_what_its_capital_earned():
    fee = (Attachment(id="start_fee", fee=(price(500, "start"),)),)
    run = record(case(rule="equal_effort", capital=loan(200_000), payee="holder", pass_through=0.0, fee=fee))
    paid = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("pay_day_90")].sum()
    fees = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("subcontract.start_fee")].sum()
    assert run.flows["holder"].sum() == 0
    assert int(run.flows["fund"].sum()) == paid - fees != 0
    assert run.capital_drawn > 0


def test_a_forecast_counts_what_is_paid_back():
    line = CohortLinear(id="line", metric="exam_points", payers=(("town", 1.0),), price=price(40.0, "point"))
    made = case(rule="equal_effort", eligible=100, paid=("exam_points",), terms=(line,), plan=(1.0, 0.0, 0.0, 0.0))
    agreed, runs = forecast(made, 6), [record(made, 2**31 + number) for number in range(6)]
    paid = np.mean([-run.flows["town"].sum() for run in runs])
    assert {np.sign(run.cohort_payments[0].due_measured) for run in runs} == {-1.0, 1.0}  # nothing was taught: half of the cohorts lose
    assert agreed.variable == agreed.payers == pytest.approx(paid) == dict(agreed.by_clause)["line"]
    assert agreed.providers[0].outcome_mean == agreed.providers[0].income == pytest.approx(paid)


def test_penalties_are_taken_off_income():
    reported = {"day_90": {"data_source": "provider_report"}}
    run = record(case(metrics=reported, integrity=1e-6, audit=0.5, penalty=50.0, mechanisms=replace(ALL_OFF, claims=True)))
    fined = run.ledger.amount[run.ledger.clause == run.ledger.clauses.index("penalty")].sum()
    assert fined > 0
    assert run.providers[0].income == run.flows["provider_1"].sum() + run.providers[0].cost
    assert run.providers[0].income == -run.flows["town"].sum()


def test_who_has_stopped_gets_no_fee_and_leaves_none_to_the_others():
    fee = Block(id="fee", payers=(("town", 1.0),), payee="providers", fee=price(2_000, "month"))
    made = case(terms=(fee,), paid=(), providers=2, mechanisms=replace(ALL_OFF, insolvency=True), rule="equal_effort")
    poor = replace(made.contract.providers[1], reserves=money(0), cost=price(400, "hour"))
    model = lived(replace(made, contract=replace(made.contract, providers=(made.contract.providers[0], poor))))
    ledger = model.accounts.ledger.columns()
    paid = [ledger.month[(ledger.clause == ledger.clauses.index("fee")) & (ledger.target == account)] for account in model.accounts.providers]
    assert model.providers[1].insolvent
    assert paid[0].max() == made.contract.length
    assert 1 <= paid[1].max() < made.contract.length
    assert set(ledger.amount[ledger.clause == ledger.clauses.index("fee")].tolist()) == {100_000}
