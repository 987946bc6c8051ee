"""Who measures: an evaluator chosen by the payee reads doubt its way, and the payer pays for it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import lived, money, record
from tests.model.test_comparisons import DESIGNS, null
from utfall.base.quantities import Change
from utfall.behaviour.catalogue import EVALUATORS
from utfall.behaviour.evaluators.views import EvaluationView
from utfall.contract.contract import Comparison
from utfall.contract.terms.threshold import CohortThreshold
from utfall.indicators.run import run_values

CHOSEN = "chosen_by_payee"


def by(made, evaluator, leaning=0.5):
    contract = replace(made.contract, assurance=replace(made.contract.assurance, evaluator=evaluator))
    others = replace(made.profile.others, evaluator_leaning=leaning)
    return replace(made, contract=contract, profile=replace(made.profile, others=others))


@pytest.mark.parametrize("name", EVALUATORS)
def test_the_same_view_is_reported_alike_and_without_doubt_all_report_what_was_measured(name):
    rule = EVALUATORS[name]
    view = EvaluationView(measured=0.4, error=0.1, leaning=0.5)
    assert rule.report(view) == rule.report(view)
    assert rule.report(replace(view, error=0.0)) == 0.4


@pytest.mark.parametrize("design", DESIGNS)
def test_the_payee_s_evaluator_reads_every_design_too_high_by_so_many_standard_errors(design):
    fair, leaning = (lived(by(null(DESIGNS[design]), name, 0.8), 2).settlement.cohorts[0].estimate for name in EVALUATORS)
    assert leaning.measured == pytest.approx(fair.measured + 0.8 * fair.error, rel=1e-12)
    assert leaning.value == fair.value
    assert fair.error > 0


def test_over_payment_is_the_leaning_where_nothing_was_done():
    """Linear pay without a floor: 100 a month of gain for each of 120 people; the mean over-payment is leaning x error x 120 x price."""
    seeds = range(1, 61)
    fair = [record(by(null(DESIGNS["matched"]), "independent"), seed).cohort_payments[0] for seed in seeds]
    leaning = [record(by(null(DESIGNS["matched"]), CHOSEN), seed).cohort_payments[0] for seed in seeds]
    errors = [lived(null(DESIGNS["matched"]), seed).settlement.cohorts[0].estimate.error for seed in seeds]
    more = np.array([one.due_measured - other.due_measured for one, other in zip(leaning, fair, strict=True)])
    assert more == pytest.approx(0.5 * np.array(errors) * 120 * 10_000, abs=1)
    assert all(payment.due_true == 0 for payment in (*fair, *leaning))


def test_the_indicator_of_over_payment_takes_it_for_what_it_is():
    rows = {name: [run_values(record(by(null(DESIGNS["matched"]), name), seed))["_over_payment"] for seed in range(1, 21)] for name in EVALUATORS}
    over = {name: sum(row.top for row in found) for name, found in rows.items()}
    errors = [lived(null(DESIGNS["matched"]), seed).settlement.cohorts[0].estimate.error for seed in range(1, 21)]
    assert over[CHOSEN] - over["independent"] == pytest.approx(0.5 * sum(errors) * 120 * 10_000, rel=1e-6)


def test_a_line_is_reached_by_doubt_more_often_when_the_payee_chooses_who_measures():
    """Nothing is done, and a gain of 2 % is asked for; more doubt, more payments: paired by seed, never fewer."""
    term = CohortThreshold(id="gain", metric="time", payers=(("town", 1.0),), pays=money(50_000), change=Change(0.02, "share"))
    paid = {}
    for name in EVALUATORS:
        made = by(null(DESIGNS["matched"], terms=(term,)), name)
        paid[name] = np.array([record(made, seed).cohort_payments[0].due_measured > 0 for seed in range(1, 41)])
    assert (paid[CHOSEN] >= paid["independent"]).all()
    assert paid[CHOSEN].sum() > paid["independent"].sum()


def test_what_was_agreed_leaves_doubt_only_about_those_counted():
    deal = Comparison(id="other", design="agreed", expected=(2.0,))
    fair, leaning = (lived(by(null(deal), name), 2).settlement.cohorts[0].estimate for name in EVALUATORS)
    assert leaning.measured - fair.measured == pytest.approx(0.5 * fair.error)
