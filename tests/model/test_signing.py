"""Who signs: payers from their own purse or a pool, as far as they look; investors by kind; providers with and without a rescue."""

from dataclasses import replace

import pytest

from tests.model.build import case, loan, months, record
from utfall.base.quantities import Money, Price, Rate, Return, Share
from utfall.behaviour.catalogue import COMMISSIONERS, INVESTORS
from utfall.behaviour.commissioners.views import PurseView, ReviewView
from utfall.behaviour.investors.views import FundingView
from utfall.contract.review.declarations import Review
from utfall.contract.terms.declarations import Block
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.plan import Plan

LENGTH = 60


def series(**months_):
    return tuple(float(months_.get(f"m{month}", 0.0)) for month in range(1, LENGTH + 1))


def expected(saved=(), town=(), investors=(("fund", 0.0, 0.0),), worth=0.0, net=1.0, variance=0.0):
    """A forecast made by hand: what the town saves and pays by month, minor units."""
    return Expectations(
        by_clause=(), variable=0.0, payers=0.0, outcome_time=0.0,
        providers=(ProviderExpectation(0.0, 0.0, 1.0, net, variance),),
        plan=Plan(
            flows=(("town", series(**dict(town))), ("state", series()), ("fund", series()), ("trust", series())),
            saved=(("town", series(**dict(saved))), ("state", series(m40=5_000.0))),
            worth=series(m40=worth), investors=investors, result=0.1, units=10.0,
        ),
    )  # fmt: skip


def decided(made):
    return replace(made, contract=replace(made.contract, signing="decided"))


def of_town(made, **changes):
    town, *rest = made.contract.payers
    return replace(made, contract=replace(made.contract, payers=(replace(town, **changes), *rest)))


LATE = {"saved": {"m40": 1_000.0}, "town": {"m6": -800.0}}


def test_a_payer_that_looks_two_years_ahead_does_not_sign_what_saves_later():
    made = decided(case(eligible=30))
    assert record(made, expectations=expected(**LATE)).signed
    short = record(of_town(made, horizon=months(24)), expectations=expected(**LATE))
    assert not short.signed
    assert [(n.kind, n.party) for n in short.notices] == [("declines", "town")]


def test_a_board_counts_what_it_is_paid_and_pays_as_long_as_it_sits_and_its_savings_in_the_year_alone():
    made = of_town(decided(case(eligible=30)), horizon=months(12))
    board = of_town(made, signed_horizon=months(24))
    promised = {"saved": {"m40": 5_000.0}, "town": {"m6": -800.0, "m20": 1_000.0}}
    owed = {"saved": {"m6": 900.0}, "town": {"m6": -800.0, "m20": -1_000.0}}
    assert [record(one, expectations=expected(**promised)).signed for one in (made, board)] == [False, True]
    assert [record(one, expectations=expected(**owed)).signed for one in (made, board)] == [True, False]
    late = {"saved": {"m20": 5_000.0}, "town": {"m6": -800.0, "m30": 1_000.0}}
    assert not record(board, expectations=expected(**late)).signed


def test_where_nobody_signs_no_money_moves():
    fee = (Block(id="fee", fee=Price(100_000, "EUR", "month")),)
    made = decided(of_town(case(fee=fee, capital=loan(200_000)), horizon=months(24)))
    unsigned, signed = record(made, expectations=expected(**LATE)), record(made, expectations=expected(saved={"m20": 9_000.0}))
    assert signed.signed
    assert signed.ledger.amount.sum() > 0
    assert not unsigned.signed
    assert unsigned.ledger.amount.size == 0


def test_an_impatient_payer_counts_late_savings_less():
    made = of_town(decided(case(eligible=30)), discount=Rate(0.02))
    assert not record(made, expectations=expected(**LATE)).signed


def test_a_pool_signs_what_one_of_its_members_loses_by():
    made = decided(case(eligible=30))
    loses = expected(town={"m6": -800.0})
    assert not record(made, expectations=loses).signed
    pooled = tuple(replace(payer, pool="both") for payer in made.contract.payers)
    assert record(replace(made, contract=replace(made.contract, payers=pooled)), expectations=loses).signed


VIEW = FundingView(
    mean=-100.0, variance=0.0, stake=1000.0, least_wealth=0.0, worth=500.0, risk_aversion=1.0, impact_weight=0.3, contracts=5.0, common=0.2
)


@pytest.mark.parametrize("name", INVESTORS)
def test_an_investor_decides_alike_on_one_view_and_a_better_one_never_puts_it_off(name):
    rule = INVESTORS[name]
    signed = [rule.sign(replace(VIEW, mean=float(mean))) for mean in range(-400, 401, 100)]
    assert signed == sorted(signed)
    assert signed == [rule.sign(replace(VIEW, mean=float(mean))) for mean in range(-400, 401, 100)]


def test_investors_differ_in_what_they_want():
    loses, risky = VIEW, replace(VIEW, mean=100.0, variance=500_000.0)
    assert [INVESTORS[name].sign(loses) for name in ("commercial", "impact_first", "guarantor", "fund")] == [False, True, True, False]
    # risk premium 250; one in five of it common, the rest shared by five: 90
    assert [INVESTORS[name].sign(replace(risky, worth=0.0)) for name in ("commercial", "impact_first", "guarantor", "fund")] == [
        False,
        False,
        True,
        True,
    ]


def test_who_promises_a_guarantee_decides_as_a_guarantor():
    made = decided(case(eligible=30, capital=loan(1_000)))
    made = replace(made, profile=replace(made.profile, investor_risk_aversion=1.0))
    loses = expected(investors=(("fund", -100.0, 1e12),), worth=100_000.0)
    assert not record(made, expectations=loses).signed  # the risk premium of a loan is out of reach
    tranche = replace(made.contract.capital.tranches[0], kind="guarantee", amount=Money(100_000, "EUR"))
    promise = replace(made, contract=replace(made.contract, capital=replace(made.contract.capital, tranches=(tranche,))))
    assert record(promise, expectations=loses).signed


def test_a_promised_rescue_makes_a_risky_contract_worth_signing():
    made = decided(case(eligible=30, reserves=100.0, risk=1.0))
    made = replace(made, profile=replace(made.profile, least_wealth=0.0))
    risky = expected(net=6_000.0, variance=1.5e8)
    assert not record(made, expectations=risky).signed
    soft = replace(made, contract=replace(made.contract, review=Review(rescue=Share(1.0))))
    assert record(soft, expectations=risky).signed
    off = replace(soft, mechanisms=replace(soft.mechanisms, review=False))
    assert not record(off, expectations=risky).signed


REVIEW = ReviewView(spent=120.0, planned=100.0, income=100.0, cost=90.0, results=1.0, pull=0.4)


@pytest.mark.parametrize("name", COMMISSIONERS)
def test_a_commissioner_decides_alike_on_one_view(name):
    rule = COMMISSIONERS[name]
    assert rule.review(REVIEW) == rule.review(REVIEW)
    assert 0.0 <= rule.renewal(1.5, 4.0) <= 1.0
    assert rule.renewal(1.5, 4.0) >= rule.renewal(0.5, 4.0)
    assert rule.sign(PurseView(saved=2.0, pays=1.0, members=((2.0, 1.0),)))


def test_commissioners_ask_for_different_things_at_a_review():
    asked = {name: rule.review(REVIEW) for name, rule in COMMISSIONERS.items()}
    assert asked["adaptive_review"].price == pytest.approx(100 / 120)
    assert asked["ratchet"].pull == 0.4
    assert not asked["ratchet"].only_down
    assert asked["easy_target"].only_down
    assert asked["fixed"] == asked["relational"] == asked["pooled_budget"]


def test_an_investor_that_hopes_for_a_return_signs_for_no_less():
    """It lends 1 000 in month 12 and gets 1 210 back two years later: 10 % a year, 21 % in total."""
    flows = (("town", series()), ("state", series()), ("fund", series(m12=-1_000.0, m36=1_210.0)), ("trust", series()))
    made = expected(saved={"m20": 9_000.0}, investors=(("fund", 150.0, 0.0),))
    plan = replace(made.plan, flows=flows)
    for target, signs in (
        (None, True),
        (Return(0.09, per_year=True), True),
        (Return(0.11, per_year=True), False),
        (Return(0.20, per_year=False), True),
        (Return(0.22, per_year=False), False),
    ):
        capital = loan(1_000)
        capital = replace(capital, tranches=tuple(replace(tranche, return_target=target) for tranche in capital.tranches))
        run = record(decided(case(eligible=30, capital=capital)), expectations=replace(made, plan=plan))
        assert ("fund" not in [n.party for n in run.notices if n.kind == "declines"]) == signs, target
