"""Capital in layers through a whole run: who bears a loss first, what a guarantee makes good, what managers get, where the rest goes."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.model.build import case, lived, money, price, record
from utfall.base.quantities import Rate, Return, Share, ShareOfCapital
from utfall.contract.contract import Capital, Fee, Tranche
from utfall.contract.parties import Investor
from utfall.contract.terms.declarations import Block
from utfall.contract.terms.threshold import CohortThreshold
from utfall.indicators.pool_risk import with_layers
from utfall.indicators.run import run_values

NEED = 200_000
FEE = Block(id="service_fee", payee="providers", fee=price(10_000, "month"), until_month=18)
INVESTORS = tuple(Investor(name, f"the {name}") for name in ("bank", "trust", "friend", "guarantor", "fund"))
SENIOR = Tranche(id="senior", investor="bank", amount=ShareOfCapital(0.5, "agreed"), interest=Rate(0.003))
MIDDLE = Tranche(id="middle", investor="trust", amount=money(60_000))
FIRST_LOSS = Tranche(id="junior", investor="friend", kind="first_loss")


def layered(amount, tranches=(SENIOR, MIDDLE, FIRST_LOSS), **changes):
    """A case whose holder pays the service out of layers of capital, and gets `amount` for each person in work on day 90."""
    capital = Capital(holder="the fund", need=money(NEED), tranches=tranches, **changes)
    made = case(capital=capital, amount=amount, payee="holder", pass_through=0.0, fee=(FEE,), rule="equal_effort", offered=200)
    return replace(made, contract=replace(made.contract, investors=INVESTORS))


def net(run):
    """Net cash of each party over the run, minor units."""
    return {name: int(flow.sum()) for name, flow in run.flows.items()}


def losses(run):
    """What each investor did not get back, minor units (0: no loss)."""
    return {party.id: max(-net(run)[party.id], 0) for party in INVESTORS}


def of_clause(run, clause):
    """Minor units booked under a clause."""
    ledger = run.ledger
    return int(ledger.amount[ledger.clause == ledger.clauses.index(clause)].sum())


@pytest.mark.parametrize("amount", [0, 3000, 7000, 20000])
def test_no_money_is_made_or_lost_between_the_layers(amount):
    run = record(layered(amount))
    assert sum(net(run).values()) == 0
    assert all(int(sum(flow[month] for flow in run.flows.values())) == 0 for month in range(run.months))
    assert net(run)["holder"] >= 0
    assert run.capital_drawn <= 100 * NEED


def test_the_first_loss_bears_first_and_the_senior_last():
    earned = {amount: record(layered(amount)) for amount in (0, 1000, 3000, 4500, 7000, 15000)}
    size = {"friend": 40_000_00, "trust": 60_000_00, "bank": 100_000_00}
    drawn = {amount: run.capital_drawn for amount, run in earned.items()}
    assert len(set(drawn.values())) == 1  # what is paid for outcomes does not change what the service costs
    share = {name: drawn[0] * part / sum(size.values()) for name, part in size.items()}
    for run in earned.values():
        lost = losses(run)
        if lost["trust"] > 0:
            assert lost["friend"] == pytest.approx(share["friend"], abs=20)
        if lost["bank"] > 0:
            assert lost["trust"] == pytest.approx(share["trust"], abs=20)
    seen = [tuple(losses(run)[name] > 0 for name in ("friend", "trust", "bank")) for run in earned.values()]
    assert seen[0] == (True, True, True)
    assert {(True, True, False), (True, False, False), (False, False, False)} <= set(seen)
    assert losses(earned[15000])["bank"] == 0


def test_nothing_comes_back_where_nothing_is_paid_and_the_losses_are_the_capital():
    run = record(layered(0))
    assert sum(losses(run).values()) == run.capital_drawn - int(net(run)["holder"])
    assert net(run)["town"] == 0


def test_a_guarantee_pays_only_on_loss_and_only_whom_it_covers():
    promise = Tranche(id="promise", investor="guarantor", kind="guarantee", amount=money(30_000), guarantees=("middle",))
    lost, won = (record(layered(amount, (SENIOR, MIDDLE, FIRST_LOSS, promise))) for amount in (0, 20000))
    without = record(layered(0))
    assert net(lost)["guarantor"] == -30_000_00
    assert net(lost)["trust"] == net(without)["trust"] + 30_000_00
    assert net(lost)["friend"] == net(without)["friend"]
    assert net(won)["guarantor"] == 0
    assert lost.capital_drawn == without.capital_drawn  # a promise is no money


def test_a_grant_is_never_repaid_and_what_is_left_goes_where_the_contract_says():
    grant = replace(FIRST_LOSS, kind="grant")
    tranches = (replace(SENIOR, interest=None), MIDDLE, grant)
    cap = Return(0.1, per_year=False)
    payers, providers = (record(layered(15000, tranches, return_cap=cap, surplus_to=to)) for to in ("payers", "providers"))
    for run in (payers, providers):
        assert losses(run)["friend"] == pytest.approx(run.capital_drawn / 5, abs=20)
        assert net(run)["bank"] == pytest.approx(0.1 * run.capital_drawn / 2, abs=20)
        assert net(run)["trust"] == pytest.approx(0.1 * run.capital_drawn * 0.3, abs=20)
    left = of_clause(payers, "capital.surplus")
    assert left > 0
    assert of_clause(providers, "capital.surplus") == left
    assert net(payers)["town"] - net(providers)["town"] == left
    assert net(providers)["provider_1"] - net(payers)["provider_1"] == left


def test_equity_gets_what_is_left_where_the_surplus_is_the_investors():
    loan = replace(SENIOR, return_cap=Return(0.05, per_year=False), interest=None)
    equity = Tranche(id="equity", investor="fund", kind="equity")
    run = record(layered(15000, (loan, equity)))
    assert net(run)["bank"] == pytest.approx(0.05 * run.capital_drawn / 2, abs=20)
    assert net(run)["fund"] > 10 * net(run)["bank"]
    assert net(run)["holder"] == 0


def test_interest_is_owed_on_what_is_not_yet_given_back():
    with_, without = (record(layered(5500, (replace(SENIOR, interest=rate), MIDDLE, FIRST_LOSS))) for rate in (Rate(0.003), None))
    assert losses(with_)["bank"] == 0
    assert net(with_)["bank"] > 0
    assert net(with_)["friend"] - net(without)["friend"] <= 0


def test_recycled_receipts_are_spent_before_new_capital():
    plain, recycled = (record(layered(1500, recycled=flag)) for flag in (False, True))
    assert 0 < recycled.capital_drawn < plain.capital_drawn
    assert net(recycled)["provider_1"] == net(plain)["provider_1"]


def test_fees_are_paid_at_the_start_month_by_month_and_on_success():
    fees = (
        Fee(id="setting_up", to="adviser", set_up=money(5_000)),
        Fee(id="running", to="manager", running=price(6_000, "year")),
        Fee(id="success", to="manager", of_success=Share(0.04)),
    )
    made = layered(1500, fees=fees)
    run = record(made)
    assert of_clause(run, "capital.fees.setting_up") == 5_000_00
    assert int(run.flows["adviser"][0]) == 5_000_00
    assert of_clause(run, "capital.fees.running") == made.contract.length * 500_00
    earned = of_clause(run, "pay_day_90")
    assert earned > 0
    assert of_clause(run, "capital.fees.success") == pytest.approx(0.04 * earned, abs=made.months)
    assert run.party_kinds["manager"] == "staff"
    assert sum(net(run).values()) == 0
    without = record(layered(1500))
    work = of_clause(run, "capital.fees.setting_up") + of_clause(run, "capital.fees.running") + of_clause(run, "capital.fees.success")
    assert run.series["cost"].sum() - without.series["cost"].sum() == work  # their work is a resource used


def test_a_fee_to_a_party_is_money_that_changes_hands_and_costs_no_resource():
    run, without = record(layered(1500, fees=(Fee(id="own", to="fund", set_up=money(5_000)),))), record(layered(1500))
    assert net(run)["fund"] == 5_000_00
    assert run.series["cost"].sum() == without.series["cost"].sum()


def test_what_the_holder_does_not_have_is_not_paid():
    model = lived(layered(0, (replace(SENIOR, amount=money(1_000)),), fees=(Fee(id="dear", to="manager", running=price(120_000, "year")),)))
    assert model.settlement.unpaid > 0
    assert model.accounts.ledger.balance[model.accounts.holder] == 0
    assert int(np.sum(model.accounts.ledger.balance)) == 0


def each_its_own(amount, **changes):
    """Two providers, one of which works far better, each with a structure of capital of its own."""
    fee = replace(FEE, fee=price(12_000, "month"))
    capital = Capital(holder="the fund", need=money(120_000), tranches=(Tranche(id="loan", investor="bank"),), **changes)
    made = case(capital=capital, amount=amount, payee="holder", pass_through=0.1, fee=(fee,), rule="equal_effort", offered=200, providers=2)
    good, poor = made.contract.providers
    unlike = (replace(good, productivity=3.0), replace(poor, productivity=0.0))
    return replace(made, contract=replace(made.contract, investors=INVESTORS, providers=unlike))


def test_each_provider_has_its_own_capital_and_what_one_gains_does_not_make_good_what_the_other_loses():
    shared, apart = (lived(each_its_own(5_000, per_provider=flag)) for flag in (False, True))
    for model in (shared, apart):
        assert int(model.accounts.ledger.balance.sum()) == 0
        for treasury in model.settlement.treasuries:
            assert model.accounts.ledger.balance[treasury.account] == treasury.state.cash == 0
    assert [len(model.settlement.treasuries) for model in (shared, apart)] == [1, 2]
    assert sum(apart.settlement.treasuries[0].waterfall.amounts) == sum(apart.settlement.treasuries[1].waterfall.amounts) == 12_000_000
    good, poor = (sum(t.state.repaid) + sum(t.state.gained) - sum(t.state.drawn) for t in apart.settlement.treasuries)
    assert poor < min(good, 0)
    ledger = apart.accounts.ledger.columns()
    assert {"holder.provider_1", "holder.provider_2"} <= set(ledger.accounts)
    passed = ledger.clause == ledger.clauses.index("subcontract.pass_through")
    for number, provider in enumerate(apart.accounts.providers):
        mine = passed & (ledger.target == provider)
        assert set(ledger.source[mine]) == {apart.settlement.treasuries[number].account}


@pytest.mark.parametrize("to", ["payers", "providers", "investors", "next_cohort"])
def test_what_is_left_of_each_structure_goes_where_the_contract_says(to):
    run = record(each_its_own(9_000, per_provider=True, return_cap=Return(0.1, per_year=False), surplus_to=to))
    left = of_clause(run, "capital.surplus")
    assert left > 0
    assert sum(net(run).values()) == 0
    ledger = run.ledger
    ours = ledger.clause == ledger.clauses.index("capital.surplus")
    assert {ledger.account_kinds[number] for number in ledger.target[ours]} == {"provider" if to == "providers" else "payer"}
    if to == "providers":
        assert all(ledger.accounts[s] == f"holder.{ledger.accounts[t]}" for s, t in zip(ledger.source[ours], ledger.target[ours], strict=True))


def test_a_cohorts_pay_to_the_holders_is_split_by_whom_their_providers_served():
    made = each_its_own(0, per_provider=True)
    bonus = CohortThreshold(id="bonus", metric="day_90", payers=(("town", 1.0),), payee="holder", level=Share(0.01), pays=money(50_000))
    model = lived(replace(made, contract=replace(made.contract, terms=(*made.contract.terms, bonus))))
    ledger = model.accounts.ledger.columns()
    ours = ledger.clause == ledger.clauses.index("bonus")
    assert ledger.amount[ours].sum() == 5_000_000
    assert sorted(ledger.accounts[number] for number in ledger.target[ours]) == ["holder.provider_1", "holder.provider_2"]


def test_the_risk_of_each_layer_stands_beside_that_of_its_investor():
    """Layers before guarantees: the first loss loses most often, the senior least; a guarantor loses what it made good."""
    promise = Tranche(id="promise", investor="guarantor", kind="guarantee", amount=money(30_000), guarantees=("junior",))
    rows = [SimpleNamespace(values=run_values(record(layered(3_500, (SENIOR, MIDDLE, FIRST_LOSS, promise)), seed))) for seed in range(1, 9)]
    lost = {name: int((result < 0).sum()) for name, result in with_layers(rows).items()}
    assert lost["capital.senior"] <= lost["capital.middle"] <= lost["capital.junior"]
    assert lost["capital.junior"] > 0
    sums = with_layers(rows)
    assert sums["capital.promise"] == pytest.approx(sums["guarantor"])
    assert sums["capital.junior"] - sums["capital.promise"] == pytest.approx(sums["friend"])
