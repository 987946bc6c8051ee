"""Baskets through a whole run: what they record, when a draw is made, what providers foresee of it, and against what they are compared."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import case, hours_of, lived, price, record
from utfall.base.quantities import Share
from utfall.contract.comparisons.declarations import Matched, PrePost
from utfall.contract.contract import Comparison
from utfall.contract.metrics.declarations import Basket
from utfall.contract.terms.declarations import CohortLinear, Outcome
from utfall.model.foresight.outlook import streams_of

TOWN = (("town", 1.0),)
WEIGHTS = (("time", 0.5), ("sustained", 0.3), ("day_90", 0.2))


def basket(weights=WEIGHTS, **changes):
    return Basket(**{"id": "all_of_it", "weights": tuple((id_, Share(weight)) for id_, weight in weights)} | changes)


def of(metric, terms=None, comparisons=(), **changes):
    """A case that pays 100 a point of a basket."""
    term = Outcome(id="points", metric=metric.id, payers=TOWN, price=(price(100, "point"),))
    made = case(**{"terms": terms or (term,), "paid": (metric.id,), "eligible": 120, "rule": "equal_effort"} | changes)
    contract = made.contract
    return replace(made, contract=replace(contract, metrics=(*contract.metrics, metric), comparisons=(*contract.comparisons, *comparisons)))


def column(model, metric):
    return model.meters[model.by_metric[metric]].recorded


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_basket_records_the_weighted_sum_of_its_components_and_is_paid_for_it(seed):
    model = lived(of(basket()), seed)
    wanted = sum(weight * column(model, metric) for metric, weight in WEIGHTS)
    assert column(model, "all_of_it") == pytest.approx(wanted, abs=1e-12)
    paid = model.settlement.paid["points"]
    assert paid.sum() == pytest.approx(10_000 * wanted.sum(), abs=model.case.months * 60)
    assert model.accounts.ledger.balance.sum() == 0


def test_which_components_count_is_drawn_after_the_last_of_a_person_is_known_and_changes_nothing_on_average():
    """Mean over 120 draws against the whole basket, on the same histories: two-sided at 4 standard errors."""
    drawn, whole, sets = [], [], set()
    for seed in range(1, 121):
        model = lived(of(basket(drawn=1)), seed)
        meter = model.meters[model.by_metric["all_of_it"]]
        sets.add(tuple(meter.weights > 0))
        drawn.append(column(model, "all_of_it").sum())
        whole.append(sum(weight * column(model, metric) for metric, weight in WEIGHTS).sum())
        ledger = model.accounts.ledger.columns()
        months = ledger.month[ledger.clause == ledger.clauses.index("points")]
        assert months.size == 0 or months.min() >= 18  # the longest window of the components
    assert len(sets) == 3
    gap = np.array(drawn) - np.array(whole)
    assert abs(gap.mean()) < 4 * gap.std(ddof=1) / np.sqrt(gap.size)


def test_providers_foresee_the_agreed_weights_whether_or_not_components_are_drawn():
    for one in (basket(), basket(drawn=2)):
        made = of(one)
        prices = [stream.price for stream in streams_of(made, made.contract.providers[0], 0)]
        assert prices == pytest.approx([5000.0, 3000.0, 2000.0])
    hidden = of(basket(hidden_from_providers=True))
    assert [stream.price for stream in streams_of(hidden, hidden.contract.providers[0], 0)] == pytest.approx([10_000 / 3] * 3)


def test_a_component_that_providers_do_not_know_of_moves_pay_and_nothing_that_they_do():
    """A basket of a test and of work: with the test hidden nobody teaches for it, and the same run without a test is the same in hours."""
    weights = (("time", 0.5), ("exam_passed", 0.5))
    amount = Outcome(id="points", metric="all_of_it", payers=TOWN, price=(price(20_000, "point"),))
    shown = record(of(basket(weights), terms=(amount,), rule="optimiser"))
    secret = {"exam_passed": {"hidden_from_providers": True}}
    blind = lived(of(basket(weights), terms=(amount,), rule="optimiser", metrics=secret))
    without = basket((("time", 1.0),))
    alone = replace(amount, price=(price(10_000, "point"),))
    other = lived(of(without, terms=(alone,), rule="optimiser"))
    assert np.array_equal(blind.hours_by_task, other.hours_by_task)
    assert hours_of(shown, "teaching", "drill") > 1.2 * blind.hours_by_task[2:].sum()
    assert blind.settlement.paid["points"].sum() != other.settlement.paid["points"].sum()


@pytest.mark.parametrize(
    "against",
    [Comparison(id="other", design="randomised", people=60), Matched(id="other", people=120), PrePost(id="other")],
    ids=lambda comparison: comparison.design,
)
def test_a_basket_is_compared_component_by_component(against):
    control = {"control": 60} if against.design == "randomised" else {}
    whole = CohortLinear(id="gain", metric="all_of_it", payers=TOWN, price=price(100, "point"))
    compared = basket(among="offered", compared_with="other")
    found = lived(of(compared, terms=(whole,), comparisons=(against,), **control), 2).settlement.cohorts[0].estimate
    parts = []
    for metric, _ in WEIGHTS:
        term = replace(whole, metric=metric, price=price(100))
        changed = {metric: {"among": "offered", "compared_with": "other"}}
        made = of(basket(), terms=(term,), comparisons=(against,), metrics=changed, **control)
        made = replace(made, contract=replace(made.contract, paid=(metric,)))
        parts.append(lived(made, 2).settlement.cohorts[0].estimate)
    weights = np.array([weight for _, weight in WEIGHTS])
    assert found.value == pytest.approx(weights @ [part.value for part in parts])
    assert found.level == pytest.approx(weights @ [part.level for part in parts], rel=1e-9)


def test_truth_and_record_of_a_basket_agree_where_nothing_goes_wrong():
    run = record(of(basket()), 4)
    payment = next(payment for payment in run.person_payments if payment.clause == "points")
    assert payment.due_true.sum() == pytest.approx(payment.paid.sum(), abs=1000)
    assert payment.due_without.sum() > 0
    facts = next(metric for metric in run.metrics if metric.id == "all_of_it")
    assert facts.recorded == pytest.approx(facts.true)
    assert facts.whole[0] == pytest.approx(0.5 * 18 + 0.3 + 0.2)


@pytest.mark.parametrize("audit", [0.0, 1.0])
def test_a_component_that_providers_report_is_worth_a_false_claim_in_its_basket(audit):
    reported = {"sustained": {"data_source": "provider_report"}}
    mechanisms = replace(case().mechanisms, claims=True)
    amount = Outcome(id="points", metric="all_of_it", payers=TOWN, price=(price(400_000, "point"),))
    given = {"terms": (amount,), "metrics": reported, "mechanisms": mechanisms, "audit": audit, "rule": "optimiser"}
    model = lived(of(basket(), **given), 1)
    component = next(meter for meter in model.meters if meter.metric.id == "all_of_it.sustained")
    assert (component.false_claims > 0) == (audit == 0.0)


@pytest.mark.parametrize("changes", [{}, {"drawn": 1}])
def test_a_term_with_dates_counts_of_a_basket_only_what_falls_in_them(changes):
    term = Outcome(id="points", metric="all_of_it", payers=TOWN, price=(price(100, "point"),))
    late = replace(term, from_month=19)
    (whole,), (run,) = (record(of(basket(**changes), terms=(one,)), 4).person_payments for one in (term, late))
    assert 0 < run.paid.sum() < whole.paid.sum()
    assert run.due_true.sum() == pytest.approx(run.paid.sum(), abs=1000)
    assert 0 < run.due_without.sum() < whole.due_without.sum()
