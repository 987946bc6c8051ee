"""Misses, mistakes and lags move payments by what they say. Bounds are exact binomial, each passed by chance in all but 1 of 1,000 cases."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from tests.model.build import ALL_OFF, COACHING, case, lived, months, record, shared
from utfall.base.draws import Purpose, normals
from utfall.base.quantities import Share
from utfall.model.model import ContractModel

NOISY = replace(ALL_OFF, noise=True)
SEEDS = (1, 2, 3, 4)


def agreed(**metric):
    return case(rule="equal_effort", eligible=400, metrics={"day_90": metric}, mechanisms=NOISY)


def models(**metric):
    return [lived(agreed(**metric), seed) for seed in SEEDS]


def inside(found, tries, chance):
    low, high = binom.ppf([0.0005, 0.9995], tries, chance)
    return low <= found <= high


def day_90(model):
    return model.meters[model.by_metric["day_90"]]


def pays_for(model):
    """Persons paid for, and the price."""
    paid = model.settlement.paid["pay_day_90"]
    return np.count_nonzero(paid), paid.sum() / 200_000


def test_missed_successes_are_not_paid():
    true, found = 0, 0
    for model in models(missed=Share(0.3)):
        meter = day_90(model)
        assert (meter.recorded <= meter.true_so_far).all()
        true, found = true + meter.true_so_far.sum(), found + meter.recorded.sum()
        assert pays_for(model) == (meter.recorded.sum(), meter.recorded.sum())
    assert true > 100
    assert inside(found, true, 0.7)


def test_mistaken_successes_are_paid_once_each():
    failures, wrong = 0, 0
    for model in models(mistaken=Share(0.1)):
        meter = day_90(model)
        assert (meter.recorded >= meter.true_so_far).all()
        counted = model.people.enrol_month > 0
        failures += np.count_nonzero(counted & (meter.true_so_far == 0))
        wrong += np.count_nonzero((meter.recorded > 0) & (meter.true_so_far == 0))
        assert meter.recorded.max() == 1.0
        assert pays_for(model)[0] == meter.recorded.sum()
    assert inside(wrong, failures, 0.1)


def test_misses_and_mistakes_together_keep_their_rates_apart():
    tries, found = np.zeros(2), np.zeros(2)
    for model in models(missed=Share(0.25), mistaken=Share(0.05)):
        meter, counted = day_90(model), model.people.enrol_month > 0
        true = meter.true_so_far > 0
        tries += np.count_nonzero(true), np.count_nonzero(counted & ~true)
        found += np.count_nonzero(true & (meter.recorded == 0)), np.count_nonzero(counted & ~true & (meter.recorded > 0))
    assert inside(found[0], tries[0], 0.25)
    assert inside(found[1], tries[1], 0.05)


def test_with_noise_off_the_register_makes_no_error():
    made = replace(agreed(missed=Share(0.3), mistaken=Share(0.1)), mechanisms=ALL_OFF)
    meter = day_90(lived(made))
    assert (meter.recorded == meter.true_so_far).all()


@pytest.mark.parametrize("lag", [1, 4])
def test_a_lag_delays_payments_by_exactly_its_months(lag):
    flows = [lived(agreed(**metric)).accounts.ledger.columns() for metric in ({}, {"lag": months(lag)})]
    paid = [np.bincount(f.month, weights=f.amount * (f.clause == f.clauses.index("pay_day_90")), minlength=40) for f in flows]
    assert paid[0].sum() > 0
    assert (paid[1][lag:] == paid[0][:-lag]).all()


def test_an_intensity_misses_months_at_its_rate():
    true = found = 0.0
    for seed in SEEDS:
        made = case(rule="equal_effort", eligible=400, paid=("time",), amount=100.0, metrics={"time": {"missed": Share(0.2)}}, mechanisms=NOISY)
        meter = lived(made, seed).meters[3]
        assert meter.metric.id == "time"
        true, found = true + meter.true_so_far.sum(), found + meter.recorded.sum()
    assert inside(found, true, 0.8)


def test_a_false_claim_that_is_caught_is_not_paid_and_costs_the_penalty():
    made = case(
        metrics={"day_90": {"data_source": "provider_report"}},
        integrity=1e-6,
        audit=1.0,
        detection=0.5,
        penalty=1.0,
        mechanisms=replace(ALL_OFF, claims=True),
    )
    claims = caught = 0
    for seed in SEEDS:
        model = lived(made, seed)
        ledger = model.accounts.ledger.columns()
        meter = day_90(model)
        fined = np.count_nonzero(ledger.clause == ledger.clauses.index("penalty"))
        assert pays_for(model)[0] == np.count_nonzero(meter.recorded)
        assert np.count_nonzero((meter.recorded > 0) & (meter.true_so_far == 0)) <= meter.false_claims - fined
        claims, caught = claims + meter.false_claims, caught + fined
    assert claims > 100
    assert inside(caught, claims, 0.5)


def test_a_test_shows_capability_drill_and_an_error_of_its_own():
    made = case(rule="equal_effort", paid=("exam_points",), metrics={"exam_points": {"gain": False}}, plan=(0.0, 0.0, 0.5, 0.5))
    model = ContractModel(made, 1, outlooks=shared())
    meter, people, seen = model.meters[model.by_metric["exam_points"]], model.people, 0
    for month in range(1, 13):
        model.step()
        due = month - meter.start + 1 == 6
        error = normals(1, Purpose.SCORE_NOISE, month, meter.number, len(people))
        expected = 50.0 + 10.0 * (people.capability[1] + people.columns.shown[0] + 0.4 * error)
        assert np.allclose(meter.true_so_far[due], expected[due], rtol=1e-12)
        assert np.allclose(meter.lasting[due], (expected - 10.0 * people.columns.shown[0])[due], rtol=1e-12)
        assert np.allclose(meter.without[due], (50.0 + 4.0 * error)[due], rtol=1e-12)
        seen += int((people.columns.shown[0][due] > 0.0).sum())
    assert seen > 20


@pytest.mark.parametrize("metric", ["exam_points", "exam_passed"])
def test_what_was_only_drilled_for_a_test_does_not_last_and_its_error_is_nobodys_doing(metric):
    drilled, taught, idle = (
        record(case(rule="equal_effort", paid=(metric,), hours=hours, plan=plan), 3).person_payments[0]
        for hours, plan in ((400.0, (0.0, 0.0, 0.0, 1.0)), (400.0, (0.0, 0.0, 1.0, 0.0)), (1e-6, (0.0, 0.0, 1.0, 0.0)))
    )
    assert drilled.due_true.sum() > 1.2 * drilled.due_without.sum()
    assert np.array_equal(drilled.lasting, drilled.due_without)
    assert taught.lasting.sum() > 1.2 * taught.due_without.sum()
    assert np.array_equal(taught.lasting, taught.due_true)
    assert idle.due_true == pytest.approx(idle.due_without, rel=1e-6)
    assert idle.due_true.sum() > 0  # luck reaches the mark


def test_heavy_tailed_errors_leave_people_and_the_order_of_results_as_they_were():
    plain, heavy = (
        lived(case(rule="equal_effort", eligible=400, tasks=(COACHING,), metrics={"exam_points": {"noise_shape": shape}}), 1)
        for shape in ("normal", "laplace")
    )
    assert np.array_equal(plain.people.history, heavy.people.history)
    for name in ("exam_passed", "day_90"):
        assert np.array_equal(plain.meters[plain.by_metric[name]].recorded, heavy.meters[heavy.by_metric[name]].recorded)
    thin, fat = (model.meters[model.by_metric["exam_points"]].recorded for model in (plain, heavy))
    read = thin != 0.0
    assert np.array_equal(np.argsort(thin[read]), np.argsort(fat[read]))
    assert np.abs(fat).max() > 1.2 * np.abs(thin).max()
