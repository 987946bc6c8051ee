"""Weights that reviews move: planned pay is kept, both sides are asked, providers answer, and the same rule holds in both worlds."""

from dataclasses import replace

import pytest

from tests.model.build import ALL_OFF, case, lived, months, record, same
from utfall.base.quantities import Share
from utfall.contract.review.declarations import Review
from utfall.contract.review.weights import Proof, agreed, least_true, reweighed
from utfall.contract.warnings import contract_warnings
from utfall.indicators.run import run_values
from utfall.model.foresight.forecast import forecast

TWO = ("day_90", "sustained")
REVIEW = Review(every=months(6), rule="reweigh", step=Share(0.5), held_against="sustained", agreed_by="payers")


def weighing(review=REVIEW, paid=TWO, **changes):
    made = case(paid=paid, eligible=400, enrolment=24, length=36, **changes)
    return replace(made, contract=replace(made.contract, review=review))


def start(**weights):
    return replace(REVIEW, every=None, rule="none", weights=tuple((metric, Share(weight)) for metric, weight in weights.items()))


def paid_by(model):
    return {clause: int(amounts.sum()) for clause, amounts in model.settlement.paid.items()}


def test_what_one_metric_is_planned_to_lose_the_others_are_planned_to_gain():
    planned = {"a": 900.0, "b": 400.0, "c": 50.0}
    before = {"a": 1.0, "b": 0.25, "c": 1.0}
    after = reweighed(before, planned, "a", 0.4)
    assert after["a"] == pytest.approx(0.6)
    assert after["b"] - before["b"] == pytest.approx(after["c"] - before["c"])
    assert sum(after[m] * planned[m] for m in planned) == pytest.approx(sum(before[m] * planned[m] for m in planned))
    assert reweighed(before, {"a": 900.0}, "a", 0.4) == before, "nobody is planned to gain it"
    assert reweighed({**before, "b": 0.1}, planned, "b", 0.4)["b"] == 0.0, "no weight falls below nothing"


def test_a_metric_is_less_true_only_beyond_chance_and_only_where_enough_is_known():
    assert least_true({"a": Proof(100, 50), "b": Proof(100, 70)}) == "a"
    assert least_true({"a": Proof(100, 62), "b": Proof(100, 70)}) is None
    assert least_true({"a": Proof(9, 0), "b": Proof(100, 100)}) is None
    assert least_true({"a": Proof(50, 50), "b": Proof(50, 50)}) is None
    assert least_true({"a": Proof(40, 40), "b": Proof(40, 20), "c": Proof(40, 38)}) == "b"


def test_providers_agree_to_what_would_have_paid_them_no_less():
    both, before, after = replace(REVIEW, agreed_by="both"), {"a": 1.0, "b": 0.0}, {"a": 0.5, "b": 0.5}
    assert agreed(both, before, after, {"a": 100.0, "b": 100.0})
    assert not agreed(both, before, after, {"a": 101.0, "b": 99.0})
    assert agreed(REVIEW, before, after, {"a": 101.0, "b": 0.0})


def test_a_metric_that_weighs_nothing_is_a_metric_that_is_not_paid_and_a_weight_is_a_price():
    """Same people, same luck: hours, states and money agree to the bit."""
    asleep, alone = record(weighing(start(day_90=0.0, sustained=1.0))), record(weighing(None, paid=("sustained",)))
    half, cheap = record(weighing(start(day_90=0.5, sustained=0.5))), record(weighing(None, amount=1000.0))
    for one, other in ((asleep, alone), (half, cheap)):
        assert same(one.hours_by_task, other.hours_by_task)
        assert same(one.persons.outcome_time, other.persons.outcome_time)
        assert one.flows["town"].tolist() == other.flows["town"].tolist()
    assert asleep.hours_by_task[0] != record(weighing(None)).hours_by_task[0]


@pytest.fixture(scope="module")
def moved():
    made = weighing(
        replace(REVIEW, weights=(("day_90", Share(1.0)), ("sustained", Share(0.0)))), amount=6000.0, metrics={"sustained": {"lasts": (months(6),)}}
    )
    return made, forecast(made, seeds=4)


def test_weight_leaves_the_day_that_does_not_last_and_hours_follow_it(moved):
    made, expected = moved
    still = replace(made, contract=replace(made.contract, review=replace(made.contract.review, rule="none")))
    model, fixed = lived(made, expectations=expected), lived(still, expectations=expected)
    weights = model.reviews.weights.now
    assert weights["day_90"] < 0.6
    assert weights["sustained"] > 0.1
    listed = {clause.removeprefix("pay_"): amount for clause, amount in expected.listed}
    assert sum(weights[m] * listed[m] for m in TWO) == pytest.approx(listed["day_90"], rel=1e-6)
    assert model.hours_by_task[1] < 0.9 * fixed.hours_by_task[1], "fewer pushes for a day that no longer pays"
    assert paid_by(fixed)["pay_sustained"] == 0
    assert paid_by(model)["pay_sustained"] > 0


def test_what_is_paid_is_held_against_the_same_weights_in_both_worlds(moved):
    """Agreed hours, nobody games: nothing is false, and the shares of pay are a whole."""
    made, expected = moved
    honest = replace(made, profile=replace(made.profile, providers=(("*", "equal_effort"),)), mechanisms=ALL_OFF)
    found = record(honest, expectations=expected)
    assert any(notice.kind == "weight" for notice in found.notices)
    values = run_values(found)
    shares = [values[name].value for name in ("false_share", "deadweight_share", "attributable_share", "hollow_share")]
    assert shares[0] == pytest.approx(0.0, abs=1e-12)
    assert sum(shares) == pytest.approx(1.0)
    for payment in found.person_payments:
        assert payment.paid.sum() == pytest.approx(payment.due_true.sum(), rel=1e-9)


def test_who_learns_goes_on_believing_what_it_has_learned_when_weights_move(moved):
    """Tables blended of several beliefs, solved at the new weights: nobody is pushed for a day that weighs nothing by then."""
    made, expected = moved
    learning = replace(made, mechanisms=replace(ALL_OFF, learning=True))
    model = lived(learning, expectations=expected)
    assert model.believing.learns
    assert model.reviews.weights.now["day_90"] < 1.0
    outlook = model.providers[0].outlook
    assert outlook is not model.outlooks.of(model.looked_ahead, model.providers[0].declared, model.foreseen, weights=model.settlement.by_weight), (
        "its own belief"
    )
    prices = [{stream.clause: stream.price for stream in table.problem.streams} for table in outlook.tables]
    listed = made.contract.terms[0].price[0].minor
    assert all(own["pay_day_90"] == pytest.approx(listed * model.reviews.weights.now["day_90"]) for own in prices)


def test_what_is_odd_about_weights_is_told():
    said = {key for key, _ in contract_warnings(weighing(REVIEW).contract, 400)}
    assert {"contract.review.agreed_by"} <= said
    assert "contract.review.rule" not in said
    assert "contract.review.rule" in {key for key, _ in contract_warnings(weighing(REVIEW, paid=("day_90",)).contract, 400)}
