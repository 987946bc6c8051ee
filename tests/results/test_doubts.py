"""What a result says of its own doubt: the same in figure, sentence and JSON; nothing where it cannot be told."""

import json
from dataclasses import replace

import pytest

from tests.results.made_result import PEOPLE, SETTING, variant
from utfall.base.draws import uniforms
from utfall.indicators import ensemble
from utfall.indicators.values import RunValue
from utfall.results.assemble import _differences
from utfall.results.assumed import drawn_at
from utfall.results.doubts import convergence, robustness, spreads
from utfall.results.frames import ExperimentResult
from utfall.results.report.assemble import assemble
from utfall.results.report.page import render
from utfall.results.rows import Row

POINTS = 10


def with_effect(made: Row, months: float) -> Row:
    values = {name: value for name, value in made.values.items() if name != "caused_at_12"}
    return replace(made, values={**values, "true_effect_eligible": RunValue(months, "", months * PEOPLE, float(PEOPLE))})


def contract(label: str, effect: "object") -> object:
    """A contract whose effect in a run follows `effect(point, seed)`."""
    found = variant(label)
    rows = tuple(with_effect(one, effect(one.point, one.seed)) for one in found.rows)
    return replace(found, rows=rows, summaries=ensemble.summarise(rows, SETTING))


@pytest.fixture(scope="module")
def result() -> ExperimentResult:
    """Ten draws of four runs: `job` less `agreed` is the value `k` - 4.5, with a little chance; `course` is always 1 less."""

    def chance(seed: int, salt: int) -> float:
        return 0.2 * (float(uniforms(9, 100, 0, salt, 41)[seed]) - 0.5)

    variants = (
        contract("agreed", lambda point, seed: 2.0 + 0.2 * point),
        contract("job", lambda point, seed: 2.0 + 0.2 * point + 2.0 * (point - 4.5) + chance(seed, 1)),
        contract("course", lambda point, seed: 1.0 + 0.2 * point + chance(seed, 2)),
    )
    assumed = [{"key": "k", "name": "entry by need", "used": 4, "low": 0, "high": 9, "points": list(range(POINTS))}]
    return ExperimentResult(
        kind="compare",
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
        provenance={"command": "utfall compare test", "version": "0.1.0", "assumed": json.dumps(assumed)},
    )


def test_a_verdict_that_turns_is_drawn_named_and_in_json(result):
    data = assemble(result)
    job, course = data.verdicts.rows
    assert (job.more, job.less, job.turns) == (5, 5, True)
    assert (course.less, course.turns) == (10, False)
    said = [line.text for line in data.hangs_on]
    assert said[0] == (
        "Whether “Job” causes more than “Agreed” hangs on “entry by need”: above 0 at 0 of 5 draws in the lower half of what was drawn, "
        "and at 5 of 5 in the upper half."
    )
    assert data.hangs_on[0].mark == "assumed"
    twin = result.json()["sensitivity"]
    assert (twin[0]["more"], twin[0]["less"], twin[0]["hangs_on"][0]["key"]) == (5, 5, "k")
    assert twin[0]["hangs_on"][0]["low_half"] == {"above_0": 0, "points": 5}
    assert twin[1]["hangs_on"] == []
    assert json.loads(json.dumps(twin, allow_nan=False)) == json.loads(json.dumps(twin))


def test_the_page_has_the_section_and_the_table_twins(result):
    page = render(assemble(result))
    assert 'id="hold"' in page
    assert "1 of 2 verdicts turns somewhere in what nobody knows: that on “Job”" in page
    assert "How many runs are enough" in page
    assert "Share of the spread between runs that is ignorance" in page


def test_a_draw_that_failed_leaves_the_others_in_their_places(result):
    """All runs of the third draw fail: values at the points that are left are still their own."""
    first = result.main[0]
    lost = tuple(replace(one, error=("SimulationError", "broken"), values={}, series={}) for one in first.rows if one.point == 2)
    kept = tuple(one for one in first.rows if one.point != 2)
    hurt = replace(result, variants=(replace(first, rows=kept, failed=lost), *result.variants[1:]))
    assert drawn_at(hurt, (3, 9)) == {"k": (3, 9)}
    found = robustness(replace(hurt, differences=tuple(_differences(hurt.variants))))
    assert [point.point for point in found[0].points] == [0, 1, 3, 4, 5, 6, 7, 8, 9]


def test_few_draws_and_central_values_say_so_and_draw_nothing(result):
    few = tuple(replace(v, rows=tuple(replace(one, point=0) for one in v.rows)) for v in result.variants)
    data = assemble(replace(result, variants=few, provenance={**result.provenance, "assumed": "[]"}))
    assert data.verdicts is None
    assert data.hangs_on[0].text.startswith("1 draw was run: too few to say how often a verdict holds")
    assert {panel.why for panel in data.convergence.panels} == {"too few draws"}
    assert "Cannot tell how many runs are enough: 40 runs hold 1 draw of what nobody knows" in render(data)
    central = tuple(replace(v, rows=tuple(replace(one, point=-1) for one in v.rows)) for v in result.variants)
    held = replace(result, variants=central, uncertainty="central", differences=tuple(_differences(central)))
    data = assemble(held)
    assert data.verdicts is None
    assert data.shares is None
    assert data.hangs_on[0].text.startswith("All assumed values were held at their central values")
    assert held.json()["sensitivity"] == []
    assert data.convergence is not None


def test_runs_are_held_against_what_was_asked_or_a_tenth_of_the_first_mean(result):
    by_label = {one.subject.variant: one for one in convergence(result)}
    mean = result.main[0].summaries["true_effect_eligible"].mean
    assert by_label["course"].wanted == pytest.approx(0.1 * mean)
    assert by_label["course"].enough == 40
    assert by_label["job"].enough is None
    asked = replace(result, provenance={**result.provenance, "precision": "0.001"})
    found = {one.subject.variant: one for one in convergence(asked)}
    assert (found["course"].wanted, found["course"].asked, found["course"].enough) == (0.001, True, None)
    assert not found["agreed"].asked
    assert "at most 0.001, which was asked for" in render(assemble(asked))


def test_a_single_contract_is_laid_against_nothing(result):
    alone = replace(result, kind="run", variants=result.variants[:1], differences=())
    data = assemble(alone)
    assert [row.label for row in data.verdicts.rows] == ["Agreed"]
    assert data.verdicts.first == ""
    assert {panel.label for panel in data.convergence.panels} == {
        "Effect over the whole follow-up",
        "Caused at month 12",
        "Paid for",
        "Paid in all",
    }
    assert alone.json()["sensitivity"][0]["against"] is None


def test_ignorance_is_told_for_contracts_and_for_differences(result):
    found = {(subject.variant, subject.against): parts for subject, parts in spreads(result)}
    assert found["job", "agreed"].share_of_ignorance > 0.99
    assert found["course", "agreed"].share_of_ignorance < 0.6
    twin = {(one["variant"], one["against"]): one for one in result.json()["spread"]}
    assert twin["job", "agreed"]["share_of_ignorance"] == pytest.approx(found["job", "agreed"].share_of_ignorance)
