"""A contract without successes of persons is told by its effect, in the effect's own unit, and never as if nothing could be told."""

from dataclasses import replace

import pytest

from tests.results.made_result import PEOPLE, SETTING, variant
from utfall.base.draws import uniforms
from utfall.indicators import ensemble
from utfall.indicators.values import RunValue
from utfall.results.assemble import _differences
from utfall.results.frames import ExperimentResult
from utfall.results.report.assemble import assemble
from utfall.results.report.page import render

EVENTS = replace(SETTING, main_kind="events", paid=(), metric_units=())


def contract(label, effect, gain=None):
    """A contract that avoids about `effect` events a head, and is paid on a difference between groups: for `gain` times the true one."""
    luck = uniforms(3, 100, 0, 0, 41)
    rows = []
    for made in variant(label).rows:
        months = effect + 0.4 * float(luck[made.seed] - luck[1:].mean())
        values = {name: value for name, value in made.values.items() if name not in ("caused_at_12_enrolled", "caused_at_12", "paid_minus_caused")}
        values |= {
            "paid_for": RunValue(None, "paid on a difference between groups", 0.0, 0.0),
            "true_effect_eligible": RunValue(months, "", months * PEOPLE, float(PEOPLE)),
        }
        if gain is not None:
            values["_gain"] = RunValue(gain, "", gain * 1e6, 1e6)
        rows.append(replace(made, values=values, setting=EVENTS))
    return replace(variant(label), rows=tuple(rows), summaries=ensemble.summarise(rows, EVENTS))


def result(*variants):
    return ExperimentResult(
        kind="compare" if len(variants) > 1 else "run",
        scenario="test",
        title="A test",
        question="",
        currency="EUR",
        people=PEOPLE,
        months=3,
        follow_up=3,
        runs=40,
        seed=1,
        uncertainty="draw",
        equal_budget=False,
        variants=variants,
        differences=tuple(_differences(variants)),
        findings=(),
        provenance={"command": "utfall run test"},
    )


def test_events_avoided_are_told_though_no_person_was_paid_for():
    data = assemble(result(contract("agreed", 0.6)))
    assert "".join(piece.text for piece in data.answer) == "This contract prevents 60 events per 100 eligible."
    paid, caused, cost = data.numbers
    assert (paid.value, paid.below) == ("no number", "paid on a difference between groups")
    assert caused.value == "60"
    # 900 000 a run over 600 events
    assert cost.label == "Paid by payers per event avoided"
    assert cost.value == "EUR\u00a01\u202f500"
    assert "causes anything" not in render(data)


def test_a_gain_that_was_paid_for_stands_beside_the_effect_in_its_unit():
    (row,) = assemble(result(contract("agreed", 0.6, gain=1.2))).paid_caused.rows
    assert row.paid.mean == pytest.approx(1.2 * row.caused.mean, rel=1e-9)
    assert row.note == "paid on a measured gain, said in outcomes"


def test_an_effect_that_chance_covers_still_cannot_be_told():
    data = assemble(result(contract("agreed", 0.05)))
    text = "".join(piece.text for piece in data.answer)
    assert text.startswith("Cannot tell whether this contract causes anything.")
    assert data.numbers[2].value == "cannot tell"


def test_contracts_in_one_unit_are_compared_in_it_and_one_on_its_own_measure_says_so():
    own = contract("job", 0.3)
    rows = tuple(replace(made, values={**made.values, "paid_for": RunValue(40.0, "", 40.0, 1.0)}) for made in own.rows)
    own = replace(own, rows=rows, summaries=ensemble.summarise(rows, EVENTS))
    data = assemble(result(contract("agreed", 0.6, gain=1.0), own))
    assert data.paid_caused.per == "events avoided per 100 eligible"
    assert data.paid_caused.rows[1].paid.reason == "paid for 40 per 100 enrolled, on a measure of its own"
    assert render(data).count("Events avoided per 100 eligible") >= 1
