"""What lies around a contract, each mechanism in whole runs and with its cause removed; off, or of size 0, it changes nothing."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, case, lived, loan, money, months, record, same
from utfall.behaviour.surroundings import Surroundings
from utfall.contract.preparation import Preparation
from utfall.contract.review.declarations import Review
from utfall.indicators.run import run_values
from utfall.model.around.legitimacy import Legitimacy
from utfall.model.foresight.expectations import Expectations, ProviderExpectation

from .test_signing import expected

COLUMNS = ("hours", "outcome_time", "at_end", "provider", "enrol_month")
#: nobody is still in service when a contract of 24 months ends; here the end cuts off everybody's.
CUT = {"length": 6, "service": 12, "enrolment": 1, "rule": "equal_effort"}
CLAIMING = {"metrics": {"day_90": {"data_source": "provider_report"}}, "integrity": 0.0005, "audit": 0.5, "penalty": 10.0, "providers": 2}


def made(on=(), law=None, **changes):
    off = changes.pop("mechanisms", ALL_OFF)
    found = case(mechanisms=replace(off, **dict.fromkeys(on, True)), **changes)
    return replace(found, profile=replace(found.profile, around=law or Surroundings()))


def equal(a, b):
    return all(same(getattr(a.persons, name), getattr(b.persons, name)) for name in COLUMNS)


def test_mechanisms_of_size_zero_change_no_bit():
    none = Surroundings(
        lost_to_secrecy=0.0, lost_to_profit=0.0, won_by_results=0.0, trust_by_results=0.0, trust_by_detection=0.0, trust_pull=0.0, taken_over=0.0
    )
    on = ("legitimacy", "trust", "clients_view", "aftermath")
    claiming = {**CLAIMING, "mechanisms": replace(ALL_OFF, claims=True, motivation=True)}
    for changes in (CUT, claiming):
        with_, without = record(made(on, none, **changes)), record(made((), none, **changes))
        assert equal(with_, without)
        assert with_.flows["town"].tolist() == without.flows["town"].tolist()
        assert without.around == {}


def test_the_practice_that_is_taken_over_lasts_beyond_the_money_and_costs_the_contract_nothing():
    """On the same luck: help only adds, so that with the aftermath nobody gains less than without it."""
    with_, without = record(made(("aftermath",), Surroundings(taken_over=0.6), **CUT)), record(made((), **CUT))
    assert with_.persons.outcome_time.sum() > without.persons.outcome_time.sum()
    assert with_.providers[0].cost == without.providers[0].cost
    assert same(with_.persons.outcome_time_without, without.persons.outcome_time_without)
    expected = 0.6 * 6 * without.hours_by_task.sum() / 6
    assert with_.around["hours_taken_over"] == pytest.approx(expected, rel=0.1)
    whole = record(made(("aftermath",), **{**CUT, "length": 24}))
    assert whole.around["hours_taken_over"] == 0.0


def test_trust_falls_where_audits_find_false_claims_and_grows_where_nothing_is_found():
    claims = {**CLAIMING, "mechanisms": replace(ALL_OFF, claims=True)}
    strict = Surroundings(trust_by_results=0.0)
    caught, blind = (record(made(("trust",), strict, **{**claims, "detection": chance})).around["trust_end"] for chance in (1.0, 0.0))
    assert caught < 0.15
    assert blind == pytest.approx(0.2)
    assert record(made(("trust",), Surroundings(trust_by_detection=0.0), **claims)).around["trust_end"] > 0.2


def test_referrals_go_where_trust_is_and_trust_takes_away_felt_control():
    law = Surroundings(trust_pull=4.0, trust_by_results=0.0)
    found = made(("trust",), law, providers=2, enrolment=12)
    model = lived(found)
    assert model.around.trust.weights(np.ones(2)).tolist() == pytest.approx([np.exp(0.8)] * 2)
    model.around.trust.level = np.array([0.9, 0.1])
    assert model.around.trust.weights(np.ones(2))[0] > 20.0 * model.around.trust.weights(np.ones(2))[1]
    moved = {"mechanisms": replace(ALL_OFF, motivation=True), "paid": ("day_90",)}
    grows = made(("trust",), Surroundings(trust_by_results=5.0), **moved)
    stays = made((), **moved)
    ends = []
    for one in (grows, stays):
        model = lived_with_stake(one)
        ends.append(float(model.books.motivation[0]))
    assert ends[0] > ends[1] + 0.01


def lived_with_stake(found):
    """Lived by a provider all of whose income is expected to hang on outcomes."""
    one = ProviderExpectation(outcome_mean=1.0, outcome_variance=0.0, income=1.0, net_mean=0.0, net_variance=0.0)
    return lived(found, expectations=Expectations(by_clause=(), variable=0.0, payers=0.0, providers=(one,), outcome_time=0.0))


def test_secrecy_and_profit_draw_legitimacy_down_and_visible_results_build_it_up():
    secret = made(("legitimacy",))
    secret = replace(secret, contract=replace(secret.contract, open=False))
    level = {name: record(one).around["legitimacy_end"] for name, one in (("open", made(("legitimacy",))), ("secret", secret))}
    assert level["secret"] == pytest.approx(0.6 * 0.7)
    assert level["open"] > 0.6
    rich = {"capital": loan(10_000.0, drawdown="at_start", surplus_to="investors"), "pass_through": 0.2, "payee": "holder", "amount": 8000.0}
    drawn, spared = (record(made(("legitimacy",), Surroundings(won_by_results=0.0, lost_to_profit=p), **rich)) for p in (0.5, 0.0))
    assert spared.around["legitimacy_end"] == pytest.approx(0.6)
    gained = max(spared.flows["fund"][:24].cumsum()) / spared.capital_drawn
    assert gained > 0.1
    assert drawn.around["legitimacy_end"] == pytest.approx(max(0.6 - 0.5 * gained, 0.0))


def test_where_legitimacy_is_lacking_payers_ask_for_more_renew_less_and_break_more():
    plain = made(("legitimacy",))
    secret = replace(plain, contract=replace(plain.contract, open=False))
    even, low = Legitimacy(plain), Legitimacy(secret)
    assert (even.asked, even.renews(0.5), even.breaks(0.1)) == pytest.approx((1.0, 0.5, 0.1))
    assert low.asked == pytest.approx(1.0 + 0.25 * 0.3)
    assert low.renews(0.5) < 0.5
    assert low.breaks(0.1) == pytest.approx(0.1 * 0.58 / 0.4)


def test_people_find_a_service_better_that_gives_them_more_time_and_nothing_hangs_on_it():
    few, many = (made(("clients_view",), rule="equal_effort", hours=hours) for hours in (200.0, 800.0))
    views = [run_values(record(one))["satisfaction"].value for one in (few, many)]
    assert 0.0 < views[0] < views[1] - 0.1 < 1.0
    off = record(made((), rule="equal_effort", hours=200.0))
    assert run_values(off)["satisfaction"].value is None
    assert equal(record(few), off)


def test_a_sanction_lowers_how_people_find_the_service():
    sanction = replace(COACHING, id="sanction", title="sanction", withholds=0.6)
    on = {"rule": "equal_effort", "plan": (0.5, 0.5)}
    gentle, hard = (record(made(("clients_view",), tasks=(COACHING, replace(sanction, withholds=w)), **on)) for w in (0.0, 0.6))
    assert hard.around["satisfaction"] < gentle.around["satisfaction"] - 0.02


def test_what_is_reported_and_not_paid_moves_hours_by_what_a_name_is_worth_and_no_money():
    """Paid is contact, reported that people enter work: the same hours go to those whom they help there. Contacts pay as much as before, to 1 %."""
    base = case(paid=("contacts",), amount=60.0)
    reported = replace(base, contract=replace(base.contract, steering=("entry",)), mechanisms=replace(ALL_OFF, steering=True))
    named, nameless = (replace(reported, profile=replace(base.profile, around=Surroundings(reputation=r))) for r in (0.1, 0.0))
    with_, without, off = record(named), record(nameless), record(base)
    assert equal(without, off)
    assert with_.persons.outcome_time.sum() > 1.05 * off.persons.outcome_time.sum()
    assert with_.providers[0].income == pytest.approx(off.providers[0].income, rel=0.01)
    assert {name.split(".")[0] for name in with_.ledger.clauses} == {name.split(".")[0] for name in off.ledger.clauses}


def test_the_first_payer_buys_the_preparation_once():
    plain = made(("preparation",))
    bought = replace(plain, contract=replace(plain.contract, preparation=Preparation(cost=money(5000.0))))
    with_, without = record(bought), record(plain)
    assert (without.flows["town"] - with_.flows["town"])[:2].tolist() == [500_000, 0]
    assert equal(with_, without)


def test_a_change_of_prices_costs_the_first_payer_the_work_of_agreeing_the_more_the_less_trust_there_is():
    """One change by -10 %: trust stays at 0.2, so that it costs 80 % of what it does without any."""
    base = case(enrolment=24, length=36, rule="equal_effort")
    review = Review(every=months(12), rule="adaptive", may_change=("price",))
    base = replace(base, contract=replace(base.contract, review=review))
    found = replace(base, mechanisms=replace(base.mechanisms, trust=True))
    costs = []
    for level in (0.2, 0.9):
        law = Surroundings(trust_by_results=0.0, renegotiation=1.0)
        trusted = replace(found, profile=replace(found.profile, trust=level, around=law))
        model = lived(trusted, expectations=expected(town={"m6": -100.0}))
        ledger = model.accounts.ledger.columns()
        costs.append(int(ledger.amount[ledger.clause == ledger.clauses.index("renegotiation")].sum()))
        assert model.reviews.prices == pytest.approx(0.9)
    assert costs == [round(160 * 4000 * 0.8), round(160 * 4000 * 0.1)]
