"""The provider picks the day: the best of several readings is paid, and the truth stays that of the day agreed."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import Options as Opt
from tests.model.build import both, case, lived, months, record
from utfall.base.quantities import Mark
from utfall.contract.metrics.chosen_date import largest_of

NOISE, SD = 0.4, 10.0


def picked(metric, **changes):
    """Nothing is done; the provider may report on any of so many days."""
    return case(eligible=300, rule="equal_effort", hours=0.0, paid=(metric,), metrics={metric: {"reported": "when_provider_chooses"} | changes})


@pytest.mark.parametrize(("until", "dates"), [(2, 3), (None, 6)])
def test_points_are_those_of_the_best_day_and_the_day_agreed_tells_the_truth(until, dates):
    """A gain of nothing read `dates` times with error: mean of the largest of so many; two-sided at 4 standard errors over 20 runs."""
    said, true = [], []
    for seed in range(1, 21):
        model = lived(picked("exam_points", until=None if until is None else months(until)), seed)
        meter = model.meters[model.by_metric["exam_points"]]
        here = model.people.enrol_month > 0
        said.append(meter.recorded[here].mean())
        true.append(meter.true_so_far[here].mean())
    wanted = SD * NOISE * np.sqrt(2.0) * largest_of(dates)[0]
    assert abs(np.mean(said) - wanted) < 4 * np.std(said, ddof=1) / np.sqrt(20)
    assert abs(np.mean(true)) < 4 * np.std(true, ddof=1) / np.sqrt(20)


def test_what_the_best_day_adds_is_paid_for_nothing():
    run = record(picked("exam_points"), 3)
    payment = run.person_payments[0]
    assert payment.paid.sum() > 1.5 * abs(payment.due_true.sum())


def test_a_mark_is_passed_on_the_first_day_that_it_is_reached_and_once():
    mark = {"at_least": both(Opt(), Mark(0.5, "sd"))}
    chosen, agreed = (lived(picked("exam_passed", **mark, **own), 2) for own in ({}, {"reported": "on_the_day"}))
    passed, once = (model.meters[model.by_metric["exam_passed"]].recorded for model in (chosen, agreed))
    assert set(np.unique(passed)) <= {0.0, 1.0}
    assert (passed >= once).all()
    assert passed.sum() > once.sum()


def test_who_is_in_the_outcome_on_any_day_counts_and_later_days_count_with_until():
    counted = {}
    for until in (None, 2):
        model = lived(picked("day_90", until=None if until is None else months(until)), 5)
        meter, people = model.meters[model.by_metric["day_90"]], model.people
        first, last = (1, 3) if until is None else (3, 5)
        months_in = np.array([people.history[0, people.enrol_month + number - 1, np.arange(len(people))] > 0 for number in range(first, last + 1)])
        assert np.array_equal(meter.recorded > 0, months_in.any(axis=0) & (people.enrol_month > 0))
        counted[until] = meter.recorded.sum()
    assert counted[2] > counted[None]


def test_an_untrue_date_is_nearer_the_truth_than_an_invention():
    """With an integrity cost between the two distances false claims are filed for those who have been in the outcome, and for no others."""
    reported = {"day_90": {"reported": "when_provider_chooses", "until": months(2), "data_source": "provider_report"}}
    made = case(
        eligible=300,
        paid=("day_90",),
        metrics=reported,
        hours=300.0,
        integrity=1.0,
        amount=2000.0,
        mechanisms=replace(case().mechanisms, claims=True),
    )
    profile = replace(made.profile, integrity_person_spread=0.0, integrity_provider_spread=0.0)
    model = lived(replace(made, profile=profile), 1)
    meter, people = model.meters[model.by_metric["day_90"]], model.people
    false = (meter.recorded > 0) & (meter.true_so_far == 0)
    before = np.array([people.history[0, people.enrol_month + number - 1, np.arange(len(people))] > 0 for number in (1, 2)]).any(axis=0)
    assert meter.false_claims == false.sum() > 0
    assert (before | ~false).all()
