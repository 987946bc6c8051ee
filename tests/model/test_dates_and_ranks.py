"""Sums for head-counts on agreed dates, and prizes by rank, through a whole run: what is due, for whom, and who works for it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from tests.model.build import case, lived, loan, money, months, record
from utfall.base.quantities import ShareOfCapital
from utfall.contract.metrics.declarations import Headcount
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.tournament import Tournament
from utfall.model.foresight.forecast import forecast

TOWN = (("town", 1.0),)
IN_WORK = Headcount(id="in_work", outcome="work", counts="in", among="eligible")
OUT = replace(IN_WORK, id="out", counts="not_in")


def step(id_, month, pays=10_000.0, **heads):
    return DatedStep(id=id_, at_month=month, pays=money(pays), **heads)


def dated(*steps, metric=IN_WORK, late="lost", **changes):
    """A case that pays for head-counts."""
    term = CohortMilestones(id="count", metric=metric.id, steps=steps, late=late, payers=TOWN)
    made = case(**{"terms": (term,), "paid": (metric.id,), "rule": "equal_effort", "eligible": 400} | changes)
    return replace(made, contract=replace(made.contract, metrics=(*made.contract.metrics, IN_WORK, OUT)))


def booked(model, clause):
    """(month, minor units) of every entry of a clause."""
    ledger = model.accounts.ledger.columns()
    ours = ledger.clause == ledger.clauses.index(clause)
    return list(zip(ledger.month[ours].tolist(), ledger.amount[ours].tolist(), strict=True))


def heads(model, month):
    return int((model.people.history[0, month] > 0).sum())


@pytest.mark.parametrize("seed", [1, 2])
def test_a_step_pays_on_its_date_if_so_many_are_in_the_outcome_and_not_otherwise(seed):
    there = heads(lived(dated(step("a", 12, at_least=1)), seed), 12)
    model = lived(dated(step("reached", 12, at_least=there), step("missed", 12, at_least=there + 1), step("few", 12, at_most=there)), seed)
    assert booked(model, "count.reached") == [(12, 1_000_000)]
    assert booked(model, "count.missed") == []
    assert booked(model, "count.few") == [(12, 1_000_000)]
    fewer = lived(dated(step("few", 12, at_most=400 - there), step("too_few", 12, at_most=399 - there), metric=OUT), seed)
    assert (booked(fewer, "count.few"), booked(fewer, "count.too_few")) == ([(12, 1_000_000)], [])


@pytest.mark.parametrize("late", ["lost", "pays_when_reached"])
def test_a_step_that_is_missed_is_lost_or_pays_in_the_month_in_which_it_is_reached(late):
    plain = lived(dated(step("a", 3, at_least=1)))
    counts = [heads(plain, month) for month in range(plain.month + 1)]
    asked = counts[3] + 5
    when = next(month for month in range(4, 25) if counts[month] >= asked)
    found = booked(lived(dated(step("a", 3, at_least=asked), late=late)), "count.a")
    assert found == ([] if late == "lost" else [(when, 1_000_000)])


def test_what_would_have_been_reached_anyway_is_not_due_on_the_effect():
    run = record(dated(step("easy", 18, at_least=1), step("fair", 18, at_least=135), step("never", 18, at_least=399)))
    easy, fair, never = run.cohort_payments
    assert (easy.due_measured, easy.due_true) == (1_000_000, 0)
    assert (never.due_measured, never.due_true) == (0, 0)
    assert fair.due_true == fair.due_measured
    assert fair.true > 0
    assert fair.measured == pytest.approx(heads(lived(dated(step("easy", 18, at_least=1))), 18) / 400)


def test_a_share_of_the_capital_goes_to_the_holder():
    share = replace(step("a", 12, at_least=1), pays=ShareOfCapital(0.4, "agreed"))
    made = dated(share, capital=loan(50_000))
    term = replace(made.contract.terms[0], payee="holder")
    model = lived(replace(made, contract=replace(made.contract, terms=(term,))))
    assert booked(model, "count.a") == [(12, 2_000_000)]


@lru_cache(maxsize=1)
def foreseen():
    """The forecast under agreed hours; a head-count of a date is the same whatever it pays."""
    return forecast(dated(step("a", 18, at_least=100)), 6)


@pytest.mark.parametrize("seed", [1, 2])
def test_providers_work_for_a_head_count_near_their_forecast_and_not_for_one_out_of_reach(seed):
    (found,) = foreseen().foreseen.dates
    near, far = round(400 * found.rates[0]) + 8, 380

    def hours(line):
        return float(record(dated(step("a", 18, 1_500_000, at_least=line), rule="optimiser"), seed, again(line)).hours_by_task.sum())

    assert hours(near) > 1000
    assert hours(far) < 0.1 * hours(near)


def again(line):
    """The forecast at another line and a larger sum: the same head-counts."""
    return forecast(dated(step("a", 18, 1_500_000, at_least=line)), 4)


# --- ranks


def contest(prizes=(50_000,), every=12, **changes):
    term = Tournament(id="league", metric="day_90", prizes=tuple(money(prize) for prize in prizes), every=months(every), payers=TOWN)
    return case(**{"terms": (term,), "paid": ("day_90",), "rule": "equal_effort", "providers": 3, "eligible": 300, "hours": 150} | changes)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_prizes_go_by_rank_of_recorded_results_each_round(seed):
    model = lived(contest(prizes=(30_000, 10_000), every=3, enrolment=6), seed)
    rounds = model.settlement.rounds
    assert [one.month for one in rounds] == [3, 6, 9] or [one.month for one in rounds] == [6, 9]
    recorded, people = model.meters[model.by_metric["day_90"]].recorded, model.people
    for one in rounds:
        ready = people.enrol_month + 2
        mine = (one.month - 3 < ready) & (ready <= one.month) & (people.enrol_month > 0)
        scores = [recorded[mine & (people.provider == p)].mean() for p in range(3)]
        assert one.scores == pytest.approx(scores)
        if len(set(scores)) == 3:
            assert one.due.tolist() == [{0: 3_000_000, 1: 1_000_000, 2: 0}[sorted(scores, reverse=True).index(score)] for score in scores]
    assert sum(amount for _, amount in booked(model, "league")) == 4_000_000 * len(rounds)


def test_prizes_by_true_effect_are_as_large_and_go_to_others():
    runs = [record(contest(), seed) for seed in range(1, 7)]
    for run in runs:
        assert sum(p.due_measured for p in run.cohort_payments) == sum(p.due_true for p in run.cohort_payments) == 5_000_000
    assert any(p.due_measured != p.due_true for run in runs for p in run.cohort_payments)


def test_a_prize_makes_providers_work_more_where_it_is_larger():
    def hours(prize, **changes):
        made = contest(prizes=(prize,), rule="optimiser", hours=3000, **changes)  # hours do not bind
        expected = forecast(made, 6)
        return float(np.mean([record(made, seed, expected).hours_by_task.sum() for seed in (1, 2)]))

    none, small, large = (hours(prize) for prize in (0, 300_000, 1_200_000))
    assert none == 0.0
    assert 0.0 < small < large
