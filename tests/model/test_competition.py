"""Tenders, whose winner is the one who hopes for most, and newcomers in the place of providers that have stopped."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, months, record, shared
from utfall.base.quantities import Share, Time
from utfall.behaviour.bidding import BidView, believed, bid, curses, expected_highest, reckoned
from utfall.contract.competition import Competition, Retender, works_like
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel
from utfall.model.parties.tender import award

from .test_signing import expected

VIEW = BidView(
    signal=0.0, spread=0.3, bidders=5, shading=0.0, pay=1000.0, base=0.4, variance=0.0, other=0.0, cost=800.0,
    wealth=0.0, least_wealth=1000.0, risk_aversion=1.0,
)  # fmt: skip


def on_offer(bidders, shading=0.0):
    made = case(eligible=60)
    others = replace(made.profile.others, bid_shading=shading, bid_spread=0.3)
    return replace(made, contract=replace(made.contract, competition=Competition(tender=bidders)), profile=replace(made.profile, others=others))


def forecast_(cost=800_00.0, by_base=0.0):
    made = expected()
    own = ProviderExpectation(1000_00.0, 0.0, 1000_00.0, 1000_00.0 - cost, 0.0)
    return replace(made, providers=(own,), plan=replace(made.plan, base=0.4, by_base=by_base, in_without=0.4))


def test_the_highest_of_five_signals_is_known():
    assert [expected_highest(n) for n in (1, 2, 5, 20)] == pytest.approx([0.0, 1 / np.sqrt(np.pi), 1.16296, 1.86748], abs=2e-3)


def test_a_bid_covers_the_cost_at_the_effect_that_is_believed_in():
    assert bid(VIEW) == pytest.approx(0.8, abs=1e-5)
    hopeful = replace(VIEW, signal=float(np.log(1.5)))
    assert bid(hopeful) == pytest.approx(800 / (1000 * (0.4 + 1.5 * 0.6)), abs=1e-5)
    assert bid(replace(VIEW, variance=1e5)) > bid(VIEW)  # risk costs
    assert bid(replace(VIEW, cost=1200.0)) == np.inf  # nobody bids above the prices written
    assert believed(replace(VIEW, shading=1.0)).effect == pytest.approx(np.exp(-0.3 * expected_highest(5)), rel=1e-6)


def test_the_winner_hopes_for_too_much_unless_bidders_reckon_with_it():
    made, ahead = on_offer(5), forecast_()
    won = [award(made, seed, ahead) for seed in range(1, 401)]
    over = np.array([one.signal for one in won]) / 0.3
    # the highest of five: sd .669 a tender; 4 standard errors of 400
    assert over.mean() == pytest.approx(expected_highest(5), abs=4 * 0.669 / np.sqrt(400))
    wise = [np.log(award(on_offer(5, shading=1.0), seed, ahead).belief) for seed in range(1, 401)]
    assert abs(np.mean(wise)) < 4 * 0.3 * 0.669 / np.sqrt(400) + 0.01  # and what the grid rounds


def test_a_base_rate_that_looks_higher_lowers_the_bid():
    sees_more = replace(VIEW, base_signal=0.1, base_spread=0.1, by_base=2.0, in_without=0.3)
    assert reckoned(sees_more) == pytest.approx(1.2)
    assert bid(sees_more) == pytest.approx(0.8 / 1.2, abs=1e-5)
    assert believed(replace(sees_more, base_signal=0.9)).base == pytest.approx(0.7)  # a share is at most 1
    assert reckoned(replace(sees_more, base_signal=-0.9)) == pytest.approx(0.4)  # and at least 0


def test_the_curse_falls_on_each_signal_by_its_part_in_the_variance():
    view = replace(VIEW, base_spread=0.1, by_base=1.8)  # (1 - .4) x .3 = .18 = 1.8 x .1: half each
    effect, base = curses(view)
    assert 0.6 * effect == pytest.approx(1.8 * base) == pytest.approx(0.18 * np.sqrt(0.5) * expected_highest(5))
    assert curses(replace(view, base=1.0, by_base=0.0)) == (0.0, 0.0)  # nobody sees anything that moves a bid
    assert curses(replace(view, by_base=0.0)) == pytest.approx((0.3 * expected_highest(5), 0.0))


def test_reckoning_with_the_curse_removes_it_on_average_from_both_beliefs_and_without_it_both_are_too_high():
    ahead, seeds = forecast_(by_base=1.8), range(1, 401)
    naive, wise = ([award(on_offer(5, shading=share), seed, ahead) for seed in seeds] for share in (0.0, 1.0))
    each = np.sqrt(0.5) * expected_highest(5)
    for spread, signal, of in ((0.3, "signal", lambda one: np.log(one.belief)), (0.1, "base_signal", lambda one: one.base)):
        won = np.array([getattr(one, signal) for one in naive])
        error = 4 * float(won.std()) / np.sqrt(400)  # four standard errors; the effect is in logs, where the sum is not quite normal
        assert won.mean() == pytest.approx(spread * each, abs=error + 0.05 * spread)
        assert abs(np.mean([of(one) for one in wise])) < error + 0.05 * spread
        assert np.mean([of(one) for one in naive]) > 0.5 * spread
    assert np.mean([one.reckoned for one in naive]) > 1.2


def test_a_signal_of_the_base_rate_that_nothing_hangs_on_changes_no_bid():
    sure = on_offer(5)
    sure = replace(sure, profile=replace(sure.profile, character=replace(sure.profile.character, base_spread=0.0)))
    for seed in range(1, 21):
        one, other = award(on_offer(5), seed, forecast_()), award(sure, seed, forecast_())
        assert (one.price, one.belief, one.signal) == (other.price, other.belief, other.signal)
        assert (one.base != 0.0, other.base) == (True, 0.0)


def test_who_won_learns_from_the_base_rate_that_it_bid_on():
    learning = replace(ALL_OFF, learning=True)
    won, plain = (
        ContractModel(replace(made, mechanisms=learning), 2, outlooks=shared(), expectations=forecast_(by_base=1.8))
        for made in (on_offer(5), case(eligible=60))
    )
    assert won.believing.beliefs[0].base == won.award.base != 0.0
    assert won.believing.beliefs[0].effect == won.award.belief
    assert won.believing.beliefs[0].var_base == pytest.approx(plain.believing.beliefs[0].var_base)
    assert plain.believing.beliefs[0].base == 0.0


def test_what_pay_makes_of_the_base_rate_is_found_by_moving_it():
    """Paid for who is in the outcome at the end of service, with no help to speak of: pay is in proportion to the base rate."""
    in_the_end = {"day_90": {"after_enrolment": (months(6),)}}
    made = case(eligible=300, rule="equal_effort", hours=1e-6, metrics=in_the_end, drop_out=0.0)
    on_tender = replace(made, contract=replace(made.contract, competition=Competition(tender=3)))
    plan = forecast(on_tender, 4).plan
    assert 0.1 < plan.in_without < 0.6
    assert plan.by_base == pytest.approx(1.0 / plan.in_without, rel=1e-9)
    assert plan.units == pytest.approx(300 * plan.in_without)
    assert (forecast(made, 4).plan.by_base, forecast(made, 4).plan.in_without) == (0.0, 0.0)


def test_more_bidders_a_lower_price_and_a_bigger_surprise():
    ahead = forecast_()
    few, many = ([award(on_offer(n), seed, ahead) for seed in range(1, 101)] for n in (2, 10))
    assert np.mean([one.price for one in many]) < np.mean([one.price for one in few])
    assert np.mean([one.belief for one in many]) > np.mean([one.belief for one in few])


def test_the_price_that_wins_is_paid_and_an_offer_that_nobody_makes_is_a_result():
    ahead = forecast_()
    run, plain = lived(on_offer(5), expectations=ahead), lived(case(eligible=60), expectations=ahead)
    price = run.award.price
    assert price < 0.8
    paid = run.settlement.paid["pay_day_90"]
    assert set(paid.tolist()) == {0, round(2000_00 * price)}
    assert set(plain.settlement.paid["pay_day_90"].tolist()) == {0, 2000_00}
    dear = record(on_offer(2), expectations=forecast_(cost=5000_00.0))
    assert not dear.signed
    assert dear.hours_by_task.sum() == 0.0


def test_the_forecast_tells_what_would_be_paid_anyway():
    agreed: Expectations = forecast(case(eligible=120, rule="equal_effort"), 4)
    assert 0.5 < agreed.plan.base < 1.0
    assert agreed.plan.at_stake == pytest.approx(1.0)
    assert sum(agreed.plan.flow_of["town"]) == pytest.approx(-agreed.payers)


def test_a_newcomer_takes_the_place_of_a_provider_that_failed():
    failing = case(enrolment=24, length=36, amount=1.0, reserves=30_000, rule="equal_effort", mechanisms=replace(ALL_OFF, insolvency=True))
    open_ = replace(failing, contract=replace(failing.contract, competition=Competition(entry=True)))
    alone, replaced = record(failing), record(open_)
    assert alone.persons.enrol_month.max() < 12
    kinds = [(notice.kind, notice.month) for notice in replaced.notices]
    assert kinds[0][0] == "exits"
    assert kinds[1] == ("enters", kinds[0][1] + 6)
    assert replaced.persons.enrol_month.max() > kinds[1][1]
    assert sum(int(flow.sum()) for flow in replaced.flows.values()) == 0


def test_a_newcomer_starts_afresh_in_all_that_its_forerunner_had_learned_and_was_like():
    turning = replace(ALL_OFF, learning=True, staffing=True, turnover=True, motivation=True, trust=True)
    made = case(eligible=300, enrolment=30, length=40, paid=("all_hours",), amount=5.0, belief=2.5, control=60, providers=2, hours=150.0,
                productivity_spread=0.3, drop_out=0.0, mechanisms=turning)  # fmt: skip
    model = ContractModel(replace(made, contract=replace(made.contract, competition=Competition(entry=True))), 3, outlooks=shared())

    def has():
        tables = model.providers[0].outlook.stack.cells
        return model.believing.beliefs[0].effect, model.books.staff[0], tables, model.integrity_luck[0], model.productivity[0]

    first, stays = has(), model.integrity_luck[1]
    while model.month < 13:
        model.step()
    learned = has()
    assert learned[0] != first[0] == 2.5
    assert learned[1] != first[1]
    assert not np.array_equal(learned[2], first[2])
    model.works[0] = False
    while not model.works[0]:
        model.step()
    new = has()
    assert new[:2] == first[:2]
    assert model.around.trust.level[0] == made.profile.trust != model.around.trust.level[1]
    assert np.array_equal(new[2], first[2])
    assert new[3] not in {first[3], learned[3]}
    assert new[4] not in {first[4], learned[4]}
    while model.month < 36:
        model.step()
    assert new[4] < model.productivity[0] < 1.4 * new[4]  # it grows from its own
    assert model.integrity_luck[1] == stays


AGAIN = Retender(every=Time(6, "months", 6), at_risk=Share(0.5), replaced=Share(1.0))


def test_only_the_worst_paid_are_at_risk_and_only_the_others_are_copied():
    paid, alike = np.array([3.0, 1.0, np.nan, 2.0, 4.0]), np.array([1.0, 1.0, 1.0, 1.0])
    luck = np.array([[0.9, 0.2, 0.1, 0.7, 0.5], [0.9, 0.2, 0.0, 0.7, 0.1], [0.0, 0.99, 0.0, 0.0, 0.0]])
    assert works_like(paid, AGAIN, luck).tolist() == [0, 4, 2, 0, 4]
    assert works_like(paid, replace(AGAIN, replaced=Share(0.5)), luck).tolist() == [0, 4, 2, 3, 4]
    assert works_like(alike, AGAIN, luck[:, :4]).tolist() == [0, 0, 3, 3]  # among those paid alike the lot decides
    assert works_like(alike, replace(AGAIN, at_risk=Share(0.0)), luck[:, :4]).tolist() == [0, 1, 2, 3]


def test_who_wins_a_place_works_as_another_does_with_money_of_its_own():
    made = case(eligible=240, enrolment=12, length=24, providers=4, hours=200.0, productivity_spread=0.3, rule="imitator", reserves=5_000.0)
    plans = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.5, 0.5, 0.0, 0.0))
    unlike = tuple(replace(one, plan=plan) for one, plan in zip(made.contract.providers, plans, strict=True))
    made = replace(made, contract=replace(made.contract, providers=unlike))
    still = lived(made)
    assert still.retenders is None
    model = ContractModel(replace(made, contract=replace(made.contract, competition=Competition(retender=AGAIN))), 1, outlooks=shared())
    before = [(tuple(p.plan.tolist()), p.productivity, float(model.integrity_luck[p.number])) for p in model.providers]
    while model.month < 6:
        model.step()
    new = {notice.party for notice in model.retenders.notices if notice.kind == "enters"}
    after = [(tuple(p.plan.tolist()), p.productivity, float(model.integrity_luck[p.number])) for p in model.providers]
    assert len(new) == 2
    kept = [old for old, provider in zip(before, model.providers, strict=True) if provider.declared.id not in new]
    for old, now, provider in zip(before, after, model.providers, strict=True):
        if provider.declared.id in new:
            assert now in kept
            assert provider.cash == provider.declared.reserves.minor
            assert provider.memory in [other.memory for other in model.providers if other.declared.id not in new]
        else:
            assert now == old
    mixed = replace(made.profile, providers=(("provider_1", "adaptive"), ("*", "imitator")))
    other = ContractModel(
        replace(made, profile=mixed, contract=replace(made.contract, competition=Competition(retender=AGAIN))), 1, outlooks=shared()
    )
    rules = [type(provider.rule) for provider in other.providers]
    other.run()
    assert [type(provider.rule) for provider in other.providers] == rules
    run = record(replace(made, contract=replace(made.contract, competition=Competition(retender=AGAIN))))
    assert sum(int(flow.sum()) for flow in run.flows.values()) == 0
    assert {notice.month for notice in run.notices} == {6, 12, 18}
