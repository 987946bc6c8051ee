"""Assumed values on the page: which of them turns the answer, which stands out of chance, and how many draws that takes."""

import json
from dataclasses import replace

import pytest

from tests.results.made_result import PEOPLE, SETTING, made
from utfall.base.draws import uniforms
from utfall.indicators import ensemble
from utfall.indicators.values import RunValue
from utfall.results.assemble import _differences
from utfall.results.frames import ExperimentResult
from utfall.results.report.assemble import assemble


@pytest.fixture(scope="module")
def result() -> ExperimentResult:
    return made()


def test_an_assumed_value_that_turns_the_sign_is_named(result):
    """The difference is made to follow the value at each point: above 5 the second contract wins."""
    points = tuple(float(k) for k in range(10))
    variants = [v for v in result.variants if v.parent != "course"]
    turned = tuple(
        replace(
            r,
            values={
                **{name: value for name, value in r.values.items() if name != "caused_at_12"},
                "true_effect_eligible": RunValue(0.9 + 0.1 * (p := points[r.point]) - 0.5, "", (0.4 + 0.1 * p) * PEOPLE, float(PEOPLE)),
            },
        )
        for r in variants[1].rows
    )
    variants[1] = replace(variants[1], rows=turned, summaries=ensemble.summarise(turned, SETTING))
    assumed = '[{"key": "k", "name": "Exit from short jobs", "used": 4, "low": 0, "high": 9, "points": [0,1,2,3,4,5,6,7,8,9]}]'
    changed = replace(
        result, variants=tuple(variants), differences=tuple(_differences(variants)), provenance={**result.provenance, "assumed": assumed}
    )
    data = assemble(changed)
    line = data.changes[0]
    assert line.mark == "assumed"
    assert "Exit from short jobs" in line.text
    assert "5" in line.text


def with_points(result, points, rows=None):
    """The result with assumed values "k0", "k1", ... of these values at each draw, and perhaps other runs of the first contract."""
    found = [{"key": f"k{i}", "name": f"k{i}", "used": 4, "low": 0, "high": 9, "unit": "month", "points": p} for i, p in enumerate(points)]
    first = replace(result.main[0], rows=rows, summaries=ensemble.summarise(rows, SETTING)) if rows else result.main[0]
    return replace(result, variants=(first, *result.variants[1:]), provenance={**result.provenance, "assumed": json.dumps(found)})


def test_only_an_assumption_whose_influence_stands_out_of_chance_has_a_bar(result):
    follows = tuple(
        replace(r, values={**r.values, "true_effect_eligible": RunValue(r.point + 0.1, "", (r.point + 0.1) * PEOPLE, float(PEOPLE))})
        for r in result.main[0].rows
    )
    idle = [list(uniforms(1, 0, 0, salt, 10)) for salt in range(30)]
    data = assemble(with_points(result, [*idle, list(range(10))], follows))
    assert [a.key for a in data.assumptions if a.ends is not None] == ["k30"]
    assert data.assumptions[0].ends == pytest.approx((0.1, 9.1))
    assert data.assumptions[0].used == "4\u00a0months"
    assert data.unmoved == "With 10 draws, the influence of the others cannot be told from chance."


def test_chance_alone_draws_no_bar(result):
    data = assemble(with_points(result, [list(uniforms(1, 0, 0, salt, 10)) for salt in range(70)]))
    assert [a for a in data.assumptions if a.ends is not None] == []
    assert data.unmoved == "With 10 draws, the influence of these cannot be told from chance."


def test_few_draws_say_nothing_of_what_would_change_the_answer(result):
    few = tuple(replace(v, rows=tuple(replace(r, point=0) for r in v.rows)) for v in result.variants)
    data = assemble(replace(with_points(result, [[3.0]]), variants=few))
    assert [line.text for line in data.changes] == [
        "1 draw of the assumed values was run: too few to say what would change the answer. "
        "Ten runs share a draw: ask for 100 runs or more (--runs 100)."
    ]
    assert data.unmoved == "1 draw was run: too few to say which of these matters."
