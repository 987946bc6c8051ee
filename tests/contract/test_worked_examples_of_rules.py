"""Worked examples of what is held and taken back, layers of capital, funds, audits and reviews."""

from typing import Any

import numpy as np
import pytest

from tests.contract.contract_samples import GROUPS, TOWN, WORK, both, contract, price
from tests.contract.reading_examples import examples, minor, money, share, time
from utfall.base import parse
from utfall.base.automata import Automaton
from utfall.behaviour.catalogue import COMMISSIONERS
from utfall.behaviour.commissioners.views import ReviewView
from utfall.contract.assurance.audits import audited
from utfall.contract.assurance.collecting import collected
from utfall.contract.contract import Assurance, Capital, Fee, Tranche
from utfall.contract.finance.fees import fees_due
from utfall.contract.finance.fund import Fund, pool
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import METRICS, Metric
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.review.falling_short import consequence, rescue
from utfall.contract.review.prices import bounded, repriced
from utfall.contract.review.targets import next_target
from utfall.contract.terms.clauses import due, person_clauses
from utfall.contract.terms.clawback import Clawback, at_risk, clawback_clauses, clawback_due
from utfall.contract.terms.declarations import Outcome
from utfall.contract.terms.retention import Retention, released_with, retention_clauses, withheld
from utfall.contract.waterfall import HOLDER, Waterfall
from utfall.model.parties.signing import BY_REVIEW

MARKS = {".": 0, "w": 1, "s": 2}


def metric(given: dict[str, Any], id_: str) -> Metric:
    fields = {key: both(time(value)) for key, value in given.items() if key != "kind"}
    return METRICS[given["kind"]](id=id_, outcome="work", **fields)  # type: ignore[call-arg]


def emissions(automaton: Automaton, marks: str) -> list[float]:
    """Units by person-month of someone who was out of work at enrolment."""
    progress, found = int(automaton.start[0]), []
    for month, mark in enumerate(marks, start=1):
        units = 0.0
        if automaton.first <= month <= automaton.last:
            units, progress = float(automaton.emits[progress, MARKS[mark]]), int(automaton.step[progress, MARKS[mark]])
        found.append(units)
    return found


def compiled(whole: Any, one: Metric) -> Automaton:
    automaton = compile_metric(one, 0, whole, (WORK,), ())
    assert isinstance(automaton, Automaton)
    return automaton


@examples("recourse")
def test_held_or_taken_back(example: dict[str, Any]) -> None:
    metrics: tuple[Metric, ...] = (metric(example["metric"], "won"),)
    terms: tuple[Any, ...] = (Outcome(id="job", payers=((TOWN.id, 1.0),), metric="won", price=both(price(900))),)
    if "clawback" in example:
        rules = example["clawback"]
        terms += (Clawback(id="back", of=("job",), if_lost_within=both(time(rules["if_lost_within"])), share=share(rules["share"])),)
    if "retention" in example:
        rules = example["retention"]
        metrics += (metric(rules["released_if"], "later"),)
        terms += (Retention(id="hold", of=("job",), share=share(rules["share"]), released_if="later"),)
    whole = contract(metrics, terms)
    (clause,) = person_clauses(whole)
    success, marks = compiled(whole, metrics[0]), example["months"]
    wins = [int(due(clause, np.array([u]), np.array([0]), np.array([0]))[0]) for u in emissions(success, marks)]
    found: dict[str, dict[str, int]] = {"pays": {str(t): amount for t, amount in enumerate(wins, start=1) if amount}}
    for own in clawback_clauses(whole):
        assert own.id == "back.job"
        lost = emissions(at_risk(own, success, GROUPS.index("near")), marks)
        back = [int(clawback_due(own, np.array([u]), np.array([sum(wins[: t + 1])]))[0]) for t, u in enumerate(lost)]
        found["back"] = {str(t): amount for t, amount in enumerate(back, start=1) if amount}
    for hold in retention_clauses(whole):
        later = compiled(whole, metrics[1])
        both_won = emissions(released_with(success, later), marks)
        kept = int(withheld(hold, np.array([90_000]))[0])
        found["pays"] = {t: amount - int(withheld(hold, np.array([amount]))[0]) for t, amount in found["pays"].items()}
        found["released"] = {str(t): kept for t, units in enumerate(both_won, start=1) if units}
    for key, value in found.items():
        assert value == {month: minor(text) for month, text in example[key].items()}


def structure(example: dict[str, Any]) -> Capital:
    covers = example.get("covers", {})
    tranches = tuple(
        Tranche(id=id_, investor=id_, kind=kind, amount=money(text), guarantees=tuple(covers[id_]) if id_ in covers else None)
        for id_, kind, text in example["layers"]
    )
    need = sum(minor(text) for _, kind, text in example["layers"] if kind != "guarantee")
    fees = ()
    if "fees" in example:
        given = example["fees"]
        running = parse.price(given["running"], parse.Hint())
        fees = (Fee(id="manager", to="friend", set_up=money(given["set_up"]), running=running, of_success=share(given["of_success"])),)
    cap = parse.return_(example["return_cap"], parse.Hint()) if "return_cap" in example else None
    return Capital(
        holder="the fund",
        need=type(money("EUR 1"))(need, "EUR"),
        tranches=tranches,
        fees=fees,
        surplus_to=example.get("surplus_to", "investors"),
        return_cap=cap,
    )


@examples("layers")
def test_layers(example: dict[str, Any]) -> None:
    capital = structure(example)
    if "gets" in example:
        got = {month: fees_due(capital, int(month), example["length"], minor(text)) for month, text in example["received"].items()}
        assert {month: sum(line.amount for line in lines) for month, lines in got.items() if lines} == {
            month: minor(text) for month, text in example["gets"].items()
        }
        assert {line.clause for lines in got.values() for line in lines} == {"capital.fees.manager"}
        return
    rules = Waterfall.of(capital)
    state, booked = rules.start(), []
    for kind, *step in example["steps"]:
        if kind == "costs":
            state, more, short = rules.pay_costs(state, minor(step[0]))
            assert short == 0
        elif kind == "receives":
            state, more = rules.receive(state, minor(step[0])), []
        else:
            state, more, _ = rules.distribute(state, final=kind == "ends", costs_to_come=kind != "ends", surplus=(("town", 1),))
        booked += more
    lost: dict[str, int] = {}
    for transfer in booked:
        if transfer.source != HOLDER:
            lost[transfer.source] = lost.get(transfer.source, 0) + transfer.amount
        if transfer.target != HOLDER:
            lost[transfer.target] = lost.get(transfer.target, 0) - transfer.amount
    assert {party: amount for party, amount in lost.items() if party != "town"} == {party: minor(text) for party, text in example["lost"].items()}
    assert state.cash == 0


@examples("layers", "fund")
def test_fund(example: dict[str, Any]) -> None:
    asked, back = (np.array([[minor(text) for text in row] for row in example[key]], dtype=np.int64) for key in ("asked", "back"))
    flows = pool(Fund(minor(example["size"]), example.get("recycled", False)), asked, back)
    assert flows.called.tolist() == [minor(text) for text in example["called"]]
    assert flows.returned.tolist() == [minor(text) for text in example["returned"]]
    if "unmet" in example:
        assert flows.unmet[:, 0].tolist() == [minor(text) for text in example["unmet"]]
    assert (flows.lent + flows.unmet == asked).all()


@examples("rules", "audit")
def test_audit(example: dict[str, Any]) -> None:
    given = example["rules"]
    most = parse.flow(given["audit_capacity"], parse.Hint()) if "audit_capacity" in given else None
    rules = Assurance(audit=share(given["audit"]), chosen=given.get("chosen", "at_random"), audit_capacity=most)
    assert np.flatnonzero(audited(rules, np.array(example["luck"]), np.array(example["risk"]))).tolist() == example["audited"]


@examples("rules", "penalty")
def test_what_can_be_collected(example: dict[str, Any]) -> None:
    assert [collected(minor(example["owed"]), minor(means)) for means in example["means"]] == [minor(text) for text in example["got"]]


@examples("rules", "target")
def test_target(example: dict[str, Any]) -> None:
    for result, following in example["next"]:
        assert next_target(example["target"], result, example["ratchet"]) == pytest.approx(following)


def review(given: dict[str, Any]) -> Review:
    read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    read |= {"every": time(given["every"])} if "every" in given else {}
    read |= {"most_margin": share(given["most_margin"])} if "most_margin" in given else {}
    return Review(**read)


@examples("rules", "price")
def test_price(example: dict[str, Any]) -> None:
    rules = review(example["review"])
    view = ReviewView(spent=minor(example["spent"]), planned=minor(example["planned"]), income=0.0, cost=0.0, results=1.0, pull=0.0)
    asked = COMMISSIONERS[BY_REVIEW[rules.rule]].review(view)
    assert bounded(rules, asked.price) == pytest.approx(example["factor"])


@examples("rules", "margin")
def test_margin(example: dict[str, Any]) -> None:
    assert repriced(review(example["review"]), minor(example["income"]), minor(example["cost"])) == pytest.approx(example["factor"])


@examples("rules", "minimum")
def test_minimum(example: dict[str, Any]) -> None:
    level = tuple(share(text) for text in example["levels"])
    rules = Review(minimums=(Minimum(id="least", metric="m", level=level, consequence="lose_places"),))
    assert consequence(rules, {"least": tuple(None if result < 0 else result for result in example["result"])}) == example["brings"]


@examples("rules", "rescue")
def test_rescue(example: dict[str, Any]) -> None:
    rules = Review(rescue=share(example["share"]))
    assert rescue(rules, minor(example["short"]), minor(example["reserves"]), minor(example["before"])) == minor(example["gets"])
