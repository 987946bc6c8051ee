"""Cohorts that are paid by a line or by steps, through a whole run: what is measured, due and booked, and how hard providers work for it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from tests.model.build import case, lived, loan, money, price, record
from utfall.base.quantities import Change, Flow, Share, ShareOfCapital
from utfall.contract.contract import Comparison
from utfall.contract.terms.declarations import Block
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.model.finished.facts import true_units
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import streams_of

TOWN = (("town", 1.0),)
PEOPLE = 240
AGREED = Comparison(id="agreed", design="agreed", expected=(0.12,))


def bonus(**changes):
    """A threshold on work on day 90."""
    return CohortThreshold(**{"id": "bonus", "metric": "day_90", "payers": TOWN, "pays": money(50_000)} | changes)


def paid_by(term, against=None, **changes):
    """A case with one cohort term, compared with nothing, a control group, or what was agreed."""
    changed = {"among": "offered", "compared_with": against}
    made = case(terms=(term,), metrics={term.metric: changed} if against else None, rule="equal_effort", **changes)
    return replace(made, contract=replace(made.contract, comparisons=(*made.contract.comparisons, AGREED)))


def booked(run, clause="bonus"):
    """Minor units that a clause paid, less what came back."""
    ledger = run.ledger
    ours, payers = ledger.clause == ledger.clauses.index(clause), np.array([kind == "payer" for kind in ledger.account_kinds])
    return int(ledger.amount[ours & payers[ledger.source]].sum() - ledger.amount[ours & payers[ledger.target]].sum())


@pytest.mark.parametrize("against", [None, "control", "agreed"])
@pytest.mark.parametrize("cohorts", [1, 3])
def test_each_cohort_is_paid_for_by_what_was_recorded_of_it(against, cohorts):
    control = 120 if against == "control" else 0
    line = {"level": Share(0.17)} if against is None else {"change": Change(4.0, "point")}
    reached = []
    for seed in (1, 2, 3):
        model = lived(paid_by(bonus(**line), against, cohorts=cohorts, control=control, eligible=480), seed)
        meter = model.meters[model.by_metric["day_90"]]
        assert len(model.settlement.cohorts) == cohorts
        for number, found in enumerate(model.settlement.cohorts):
            people = model.people
            low, high = number * 4 // cohorts + 1, max((number + 1) * 4 // cohorts, number * 4 // cohorts + 1)
            here = (people.start_month >= low) & (people.start_month <= high)
            counted = people.offered if against else people.enrol_month > 0
            value = meter.recorded[here & counted].mean()
            level = {None: 0.0, "agreed": 0.12, "control": meter.recorded[here & people.control].mean() if control else 0.0}[against]
            assert found.due == (5_000_000 if value - level >= (0.17 if against is None else 0.04) - 1e-12 else 0)
            assert found.paid == found.due
            reached.append(found.due > 0)
    assert cohorts == 1 or len(set(reached)) == 2


def test_a_price_is_paid_for_the_whole_gain_and_only_above_the_line():
    term = bonus(pays=None, price=price(1000), change=Change(10.0, "share"))
    assert record(paid_by(term, "agreed")).cohort_payments[0].due_measured == 0
    run = record(paid_by(replace(term, change=Change(0.1, "share")), "agreed"))
    payment = run.cohort_payments[0]
    assert payment.due_measured == pytest.approx(100_000 * payment.measured * payment.quantity, abs=1)
    assert booked(run) == payment.due_measured > 0


def test_all_cohorts_together_may_reach_what_few_reach_alone():
    alone = paid_by(bonus(change=Change(7.0, "point"), pays=None, price=price(1000)), "agreed", cohorts=4, eligible=400)
    together = replace(
        alone,
        contract=replace(alone.contract, terms=(replace(alone.contract.terms[0], all_cohorts=Change(2.0, "point")),)),
    )
    one, all_ = record(alone, 2), record(together, 2)
    gains = [(payment.measured, payment.measured * payment.quantity) for payment in one.cohort_payments]
    reached = [gain >= 0.07 for gain, _ in gains]
    assert 0 < sum(reached) < 4
    assert booked(one) == pytest.approx(100_000 * sum(units for (_, units), done in zip(gains, reached, strict=True) if done), abs=4)
    assert booked(all_) == pytest.approx(100_000 * sum(units for _, units in gains), abs=4)
    assert all_.cohort_payments[-1].due_measured > one.cohort_payments[-1].due_measured


def test_the_highest_tier_reached_pays_and_one_below_nothing_is_paid_by_the_payee():
    steps = (("loss", -50.0, -10_000), ("some", 2.0, 10_000), ("more", 5.0, 30_000), ("most", 30.0, 90_000))
    tiers = tuple(Tier(id=name, at_least=Change(line, "point"), pays=money(amount)) for name, line, amount in steps)
    term = CohortTiers(id="bonus", metric="day_90", payers=TOWN, tiers=tiers)
    for expected in (0.0, 0.12, 0.5):
        made = paid_by(term, "agreed")
        run = record(replace(made, contract=replace(made.contract, comparisons=(replace(AGREED, expected=(expected,)),))))
        gain = run.cohort_payments[0].measured
        wanted = max((line, amount) for _, line, amount in steps if gain >= line / 100)[1]
        assert booked(run) == 100 * wanted
    assert booked(run) == -1_000_000
    assert run.flows["provider_1"].sum() < 0


def test_a_share_of_the_capital_is_a_share_of_what_was_drawn_or_agreed():
    def of(which):
        term = bonus(pays=ShareOfCapital(0.4, which), level=Share(0.01), payee="holder")
        return record(paid_by(term, capital=loan(300_000, drawdown="at_start"), pass_through=0.0))

    assert booked(of("agreed")) == 12_000_000
    assert booked(of("drawn")) == 12_000_000
    late = record(paid_by(bonus(pays=ShareOfCapital(0.4, "drawn"), level=Share(0.01), payee="holder"), capital=loan(300_000), pass_through=0.0))
    assert booked(late) == 0  # no cost fell due to the holder, so nothing was drawn


def test_a_level_on_an_activity_is_a_share_of_what_was_agreed():
    def of(agreed, level):
        made = paid_by(bonus(metric="contacts", level=Share(level)))
        wanted = (Flow(agreed, "contacts"),)
        metrics = tuple(replace(metric, agreed=wanted) if metric.id == "contacts" else metric for metric in made.contract.metrics)
        return lived(replace(made, contract=replace(made.contract, metrics=metrics, paid=("contacts",))))

    model = of(1.0, 0.5)
    (cohort,) = model.settlement.cohorts
    meter, served = model.meters[model.by_metric["contacts"]], model.people.columns.served_months
    counted = model.people.enrol_month > 0
    assert cohort.estimate.value == pytest.approx(meter.recorded[counted].sum() / served[counted].sum())
    assert (cohort.due > 0) == (cohort.estimate.value >= 0.5)
    few, many = of(0.01, 0.9), of(100.0, 0.9)
    assert few.settlement.cohorts[0].due == 5_000_000
    assert many.settlement.cohorts[0].due == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_due_on_the_truth_is_the_clause_on_the_true_effect(seed):
    made = paid_by(bonus(change=Change(0.5, "share")), "control", control=240, eligible=600)
    model = lived(made, seed)
    meter = model.meters[model.by_metric["day_90"]]
    members = model.cohort_members["bonus", 0]
    with_, without = (true_units(model, meter, world).units[members].mean() for world in ("with", "without"))
    payment = record(made, seed).cohort_payments[0]
    assert payment.true == pytest.approx(with_ - without)
    assert payment.due_true == (5_000_000 if with_ - without >= 0.5 * without else 0)
    assert np.isnan(payment.share)


def test_a_level_that_is_reached_without_the_programme_is_not_due_on_its_effect():
    easy, fair = (record(paid_by(bonus(level=Share(level)))).cohort_payments[0] for level in (0.02, 0.15))
    assert easy.due_measured == 5_000_000
    assert easy.due_true == 0
    assert fair.due_true in (0, 5_000_000)


# --- looking ahead


def headed(level, amount=4000.0):
    """A threshold that pays so much a head for reaching a level."""
    return case(terms=(bonus(level=Share(level), pays=money(amount * PEOPLE)),))


@lru_cache(maxsize=1)
def expected():
    """The forecast under agreed hours: the same for every level."""
    return forecast(headed(0.5), 8)


def hours(level, seed):
    return float(record(headed(level), seed, expected()).hours_by_task.sum())


def test_the_forecast_is_what_agreed_hours_reach():
    (found,) = expected().cohorts
    reached = [record(replace(headed(0.5), profile=replace(headed(0.5).profile, providers=(("*", "equal_effort"),))), s) for s in (1, 2, 3)]
    assert found.rate == pytest.approx(np.mean([run.cohort_payments[0].measured for run in reached]), abs=0.04)
    assert found.people == PEOPLE
    assert forecast(headed(0.2), 8).cohorts == expected().cohorts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_providers_work_hardest_near_the_line_give_up_far_below_it_and_coast_far_above(seed):
    rate = expected().cohorts[0].rate
    near, too_high, too_low = hours(rate + 0.03, seed), hours(rate + 0.3, seed), hours(0.01, seed)
    assert near > 1000
    assert too_high < 0.1 * near  # they give up
    assert too_low < 0.1 * near  # they coast
    between = hours(rate + 0.1, seed)
    assert too_high < between <= 1.05 * near


@pytest.mark.parametrize("seed", [1, 2])
def test_without_a_sum_or_a_forecast_the_line_moves_nobody(seed):
    rate = expected().cohorts[0].rate
    assert record(headed(rate, amount=0.0), seed, expected()).hours_by_task.sum() == 0
    assert record(headed(rate), seed).hours_by_task.sum() == 0


def test_steps_keep_providers_at_work_where_one_line_lets_them_rest():
    rate = expected().cohorts[0].rate
    far = (("low", 0.01, 2000.0), ("high", rate + 0.05, 4000.0))
    tiers = tuple(Tier(id=name, at_least=Change(line, "share"), pays=money(amount * PEOPLE)) for name, line, amount in far)
    made = case(terms=(CohortTiers(id="bonus", metric="day_90", payers=TOWN, tiers=tiers),))
    stepped = record(made, 1, forecast(made, 8)).hours_by_task.sum()
    assert stepped > 10 * hours(0.01, 1)
    assert stepped > 1000


def test_providers_split_what_a_cohort_is_paid_by_whom_they_served():
    model = lived(paid_by(bonus(level=Share(0.01)), providers=3, cohorts=2))
    ledger, people = model.accounts.ledger.columns(), model.people
    ours = ledger.clause == ledger.clauses.index("bonus")
    got = [int(ledger.amount[ours & (ledger.target == account)].sum()) for account in model.accounts.providers]
    assert sum(got) == 2 * 5_000_000
    wanted = np.zeros(3)
    for number in range(2):
        by = people.provider[model.cohort_members["bonus", number]]
        wanted += 5_000_000 * np.bincount(by, minlength=3) / by.size
    assert got == pytest.approx(wanted, abs=4)


def test_a_provider_that_shares_the_sum_works_less_for_it_than_one_that_gets_it_all():
    alone, shared = (case(terms=(bonus(level=Share(0.2), pays=money(1500 * PEOPLE)),), providers=n, hours=400 / n) for n in (1, 4))

    def prices(foreseen):
        return [streams_of(made, made.contract.providers[0], 0, foreseen)[0].price for made in (alone, shared)]

    standing, replying = prices(replace(expected().foreseen, replies=None)), prices(expected().foreseen)
    assert standing[1] == pytest.approx(standing[0] / 4)
    assert 0 < replying[1] < replying[0] / 4  # the others reach it anyway
    worked = [sum(float(record(made, seed, forecast(made, 4)).hours_by_task.sum()) for seed in (1, 2)) for made in (alone, shared)]
    assert 0 < worked[1] < 0.9 * worked[0] or worked[1] == 0 < worked[0]


def test_prices_are_tried_only_where_a_line_moves_somebody():
    assert expected().foreseen.replies is not None
    for made in (
        case(),
        paid_by(bonus(level=Share(0.2))),
        case(terms=(bonus(level=Share(0.2), payee="holder"),), capital=loan(300_000), pass_through=0.0),
    ):
        assert forecast(made, 2).foreseen.replies is None


def test_the_harder_the_price_the_more_a_cohort_reaches_and_the_more_it_costs():
    (target,) = expected().foreseen.replies.targets
    assert list(target.rates) == sorted(target.rates)
    assert target.rates[-1] > target.rates[0] + 0.05
    cost = expected().foreseen.replies.cost
    assert list(cost) == sorted(cost)
    assert cost[0] == 0.0 < cost[-1]
    assert max(np.abs(expected().foreseen.replies.rest)) < 1.0  # nothing else is paid


# --- penalties


def fine(**changes):
    """A penalty for too few in work on day 90."""
    return Penalty(**{"id": "fine", "metric": "day_90", "payers": TOWN, "below": (Share(0.9),), "pays": money(20_000)} | changes)


def fined(term, **changes):
    """A case with a service fee and a penalty."""
    fee = Block(id="fee", payers=TOWN, fee=price(1_000, "month"), until_month=24)
    return case(terms=(fee, term), rule="equal_effort", paid=("day_90",), **changes)


def test_who_falls_short_pays_and_who_does_not_pays_nothing():
    run = record(fined(fine()))
    assert booked(run, "fine") == -2_000_000
    assert run.cohort_payments[0].due_measured == run.cohort_payments[0].due_true == -2_000_000
    assert booked(record(fined(fine(below=(Share(0.01),)))), "fine") == 0
    assert sum(int(flow.sum()) for flow in run.flows.values()) == 0


def test_a_penalty_by_the_unit_is_for_each_unit_short():
    run = record(fined(fine(pays=None, price=price(100))))
    payment = run.cohort_payments[0]
    assert booked(run, "fine") == pytest.approx(-10_000 * (0.9 - payment.measured) * payment.quantity, abs=1)


def test_a_penalty_is_collected_from_what_there_is_and_no_more():
    dear = fine(pays=money(1_000_000))
    for reserves in (0.0, 150_000.0):
        model = lived(fined(dear, reserves=reserves, providers=2))
        ledger = model.accounts.ledger.columns()
        (found,) = model.settlement.cohorts
        month = int(ledger.month[ledger.clause == ledger.clauses.index("fine")].max(initial=0))
        assert -100_000_000 == found.due < found.paid <= 0
        for account in model.accounts.providers:
            before = ledger.month < month
            cash = (
                reserves * 100 + ledger.amount[before & (ledger.target == account)].sum() - ledger.amount[before & (ledger.source == account)].sum()
            )
            taken = ledger.amount[(ledger.clause == ledger.clauses.index("fine")) & (ledger.source == account)].sum()
            assert taken <= max(cash + 100_000, 0)  # the month's own fee comes first
    assert found.paid < 0


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fear_of_a_penalty_makes_providers_work_near_its_level_and_not_far_above_what_they_can_reach(seed):
    rate = expected().cohorts[0].rate

    def worked(level):
        made = case(terms=(fine(below=(Share(level),), pays=money(4000.0 * PEOPLE)),))
        return float(record(made, seed, forecast(made, 4)).hours_by_task.sum())

    assert worked(rate + 0.03) > 1000
    assert worked(rate + 0.4) < 0.1 * worked(rate + 0.03)


def test_a_penalty_that_cannot_be_collected_is_no_reason_to_work():
    rate = expected().cohorts[0].rate

    def worked(reserves):
        made = case(terms=(fine(below=(Share(rate + 0.03),), pays=money(4000.0 * PEOPLE)),), reserves=reserves)
        ahead = forecast(made, 4)
        return ahead.foreseen.had, float(record(made, 1, ahead).hours_by_task.sum())

    (rich, much), (poor, little) = worked(10.0**11), worked(10.0)
    assert rich == pytest.approx(1.0)
    assert poor < 0.05
    assert little < 0.1 * much
