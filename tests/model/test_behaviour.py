"""What behaviour must do at its corners: where nothing pays nobody games, a blind signal chooses nobody, audits deter, prices cream.

Statistical tests compare with the sampling error of the seeds used and fail by chance in at most 1 of 1,000 (3.3 standard errors).
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, DRILL, WORK, case, hours_of, price, record, shared
from utfall.contract.terms.declarations import Block
from utfall.indicators.behaviour import gaming_share, placement_share
from utfall.indicators.reached import creaming, parking
from utfall.model.model import ContractModel

SEEDS = range(1, 13)
CHOOSING = replace(ALL_OFF, selection=True)
CLAIMING = replace(ALL_OFF, claims=True)
BLOCK = (Block(id="block", fee=price(16_000, "month"), payers=(("town", 1.0),)),)
REPORTED = {"day_90": {"data_source": "provider_report"}}
SIGMAS = 3.3


def means(made, indicator):
    """Mean and standard error over the seeds."""
    values = np.array([indicator(record(made, seed)).value for seed in SEEDS], dtype=np.float64)
    return values.mean(), values.std(ddof=1) / np.sqrt(values.size)


def test_equal_effort_without_outcome_pay_neither_creams_nor_parks_nor_games():
    made = case(rule="equal_effort", who="provider", places=80, terms=BLOCK, paid=(), mechanisms=CHOOSING, drop_out=0.0)
    mean, error = means(made, creaming)
    assert abs(mean) <= SIGMAS * error
    for seed in SEEDS:
        run = record(made, seed)
        assert 0 < run.persons.enrolled.sum() < run.persons.choice.sum()  # a choice was made
        assert (parking(run).value, gaming_share(run).value, placement_share(run).value) == (0.0, 0.0, 0.0)
        assert run.metrics[0].false_claims == 0


def choosing(**changes):
    """A provider with 25 places chooses among 60; nobody is in work when referred, for whom a provider sees in work it knows to be near it."""
    made = {"who": "provider", "places": 25, "paid": ("all_hours",), "amount": 6.0, "mechanisms": CHOOSING, "outcome": replace(WORK, start=(0.0,))}
    return case(**(made | changes))


def test_a_blind_signal_creams_nobody_and_a_sharp_one_does():
    mean, error = means(choosing(accuracy=0.0), creaming)
    assert abs(mean) <= SIGMAS * error
    mean, error = means(choosing(accuracy=0.9), creaming)
    assert mean > 0.3 + SIGMAS * error


def test_a_blind_provider_still_creams_on_who_is_in_work_already():
    mean, error = means(choosing(accuracy=0.0, outcome=replace(WORK, start=(0.25,))), creaming)
    assert mean > SIGMAS * error


def test_a_higher_price_creams_more_where_selection_is_noisy_in_money():
    noisy = {"selection_noise": 0.6, "mechanisms": replace(CHOOSING, noise=True), "accuracy": 0.9}
    (low, low_error), (high, high_error) = (means(choosing(amount=amount, **noisy), creaming) for amount in (1.0, 9.0))
    assert high - low > SIGMAS * np.hypot(low_error, high_error)


def test_without_a_price_there_is_no_false_claim_and_without_mission_no_push():
    for seed in SEEDS:
        run = record(case(amount=0.0, metrics=REPORTED, integrity=1e-6, mechanisms=CLAIMING), seed)
        assert run.metrics[0].false_claims == 0
        assert placement_share(run).value is None or placement_share(run).value == 0.0
        assert hours_of(run, "placing") == 0.0


def test_a_price_brings_false_claims_and_audits_take_them_away():
    filed = [
        sum(
            record(case(metrics=REPORTED, integrity=0.05, audit=audit, penalty=3000.0, mechanisms=CLAIMING), seed).metrics[0].false_claims
            for seed in SEEDS
        )
        for audit in (0.0, 0.3, 1.0)
    ]
    assert filed[0] > filed[1] > filed[2] == 0


def test_who_reports_from_a_register_files_nothing():
    assert sum(record(case(integrity=1e-6, mechanisms=CLAIMING), seed).metrics[0].false_claims for seed in SEEDS) == 0


def test_paid_for_every_hour_in_work_no_hour_goes_to_what_neither_builds_nor_pushes():
    for seed in (1, 2, 3):
        run = record(case(paid=("all_hours",), amount=6.0), seed)
        assert hours_of(run, "drill") == 0.0
        assert hours_of(run, "coaching") > 100.0


def test_paid_for_passing_the_exam_hours_go_to_drill():
    run = record(case(paid=("exam_passed",), amount=3000.0))
    assert hours_of(run, "drill") > 100.0
    assert hours_of(run, "coaching") == 0.0
    assert hours_of(record(case(paid=("day_90",), amount=3000.0)), "drill") == 0.0


def test_with_placement_shut_no_hour_is_a_push():
    made = case(amount=8000.0)
    assert hours_of(record(made), "placing") > 0.0
    assert hours_of(record(replace(made, mechanisms=replace(made.mechanisms, placement=False))), "placing") == 0.0


def test_paid_on_one_day_more_hours_are_pushes_than_paid_by_the_hour():
    day = [placement_share(record(case(paid=("day_90",), amount=3000.0), seed)).value for seed in SEEDS]
    hour = [placement_share(record(case(paid=("all_hours",), amount=4.0), seed)).value for seed in SEEDS]
    assert min(day) > max(hour)


def test_hours_never_exceed_the_budget_and_a_thin_price_buys_few():
    rich, thin = (record(case(paid=("all_hours",), amount=amount, hours=200.0)) for amount in (20.0, 1.5))
    assert rich.hours_by_task.sum() > 3 * thin.hours_by_task.sum()
    assert rich.series["hours.coaching"].max() <= 200.0 + 1e-6


def test_mission_moves_hours_without_any_price():
    none, some = (record(case(amount=0.0, theta=theta)) for theta in (0.0, 0.5))
    assert none.hours_by_task.sum() == 0.0
    assert hours_of(some, "coaching") > 100.0


def test_a_drill_that_builds_counts_as_help():
    useful = replace(DRILL, builds=(0.1, 0.0))
    run = record(case(paid=("all_hours",), amount=6.0, tasks=(useful,)))
    assert hours_of(run, "drill") > 100.0
    assert gaming_share(run).value == 0.0


def test_a_share_that_reaches_nobody_moves_nobody():
    held = case(payee="holder", capital=None, pass_through=0.0, theta=0.0)
    assert record(held).hours_by_task.sum() == 0.0
    assert hours_of(record(case(payee="providers")), "placing") > 0.0


@pytest.mark.parametrize("metric", ["exam_points", "exam_passed", "day_90"])
def test_what_a_provider_counts_of_pay_moves_its_hours_whatever_is_paid_for(metric):
    """Hours rise with the share of pay that counts, and none are given for pay that does not count."""
    hours = []
    for share in (0.0, 0.3, 1.0):
        model = ContractModel(case(paid=(metric,), amount=300.0 if metric == "exam_points" else 8000.0), 1, outlooks=shared())
        for provider in model.providers:
            provider.pay = share
        hours.append(float(model.run().hours_by_task.sum()))
    assert hours[0] == 0.0
    assert hours[0] < hours[1] < hours[2]
