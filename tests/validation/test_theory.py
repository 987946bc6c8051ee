"""The theory bench holds, and would turn red if it did not."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from utfall.validation.bench import chosen, run
from utfall.validation.entry import DRAWS, Effort, Entry, Found
from utfall.validation.published import read_csv
from utfall.validation.registry import NOT_EXPRESSED, THEORY
from utfall.validation.row import SIGMAS

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "results" / "published"
QUICK = Effort(quick=True)
SIMPLE = Entry(
    id="T0.half",
    title="half of it",
    source="holmstrom-milgrom-1987",
    through="nothing",
    printed={"x": 4.0},
    ranges={"x": (1.0, 2.0)},
    expected=lambda at: 0.5 * at["x"],
    obtained=lambda at, _: Found(0.5 * at["x"]),
)


@pytest.mark.parametrize("entry", THEORY, ids=lambda entry: entry.id)
def test_the_closed_form_is_what_the_model_does(entry):
    rows = list(entry.rows(QUICK))
    assert [(row.case, row.expected, row.obtained, row.error) for row in rows if not row.holds] == [], entry.title
    kept = [row for row in read_csv(PUBLISHED / "theory.csv") if row["id"] == entry.id]
    assert [row["case"] for row in kept] == [row.case for row in rows]
    for row, line in zip(rows, kept, strict=True):
        nothing = 1e-3 * (row.high - row.low) if entry.grade == "exact" else 1e-12
        assert float(line["expected"]) == pytest.approx(row.expected, rel=2e-5, abs=nothing)
        if entry.grade == "exact" or row.error == 0.0:  # nothing of luck: what is kept is what comes out
            assert float(line["obtained"]) == pytest.approx(row.obtained, rel=2e-5, abs=nothing)
        elif entry.grade == "statistical":  # a quarter of the runs that are kept: off by chance, and by no more
            assert float(line["obtained"]) == pytest.approx(row.obtained, abs=SIGMAS * row.error)
            assert float(line["error"]) <= row.error


@pytest.mark.parametrize("entry", THEORY, ids=lambda entry: entry.id)
def test_the_closed_form_gives_the_value_that_is_stated(entry):
    if entry.value is not None:
        digits = 1.5e-6 * max(1.0, abs(entry.value))
        assert entry.expected(entry.printed) == pytest.approx(entry.value, abs=digits)


@pytest.mark.parametrize(
    "name", ["T1.price", "T3.share", "T4c.audit", "T5a.cut_off", "T7.bonus", "T9.for_ever", "T15e.value", "T19.others", "T20a.known", "T21.small"]
)
def test_a_wrong_closed_form_turns_its_rows_red(name):
    (entry,) = chosen([name])
    wrong = replace(entry, expected=lambda at: 1.05 * entry.expected(at))
    assert not any(row.holds for row in wrong.rows(QUICK))
    assert all(row.holds for row in entry.rows(QUICK))


def test_points_are_drawn_inside_their_ranges_and_are_the_same_for_ever():
    cases, points = zip(*SIMPLE.points(), strict=True)
    assert cases == ("chosen", *(f"draw {n}" for n in range(1, DRAWS + 1)))
    assert next(replace(SIMPLE, value=4.0).points())[0] == "printed"
    assert all(1.0 < at["x"] < 2.0 for at in points[1:])
    assert len({at["x"] for at in points}) == DRAWS + 1
    assert list(points) == [at for _, at in SIMPLE.points()]


def test_luck_holds_within_four_errors_and_only_if_the_error_is_small():
    lucky = replace(SIMPLE, grade="statistical", ranges={}, obtained=lambda _, __: Found(2.03, 0.01))
    assert [row.holds for row in lucky.rows(Effort())] == [True]
    for value, error in ((2.05, 0.01), (2.0, 0.05), (2.0, 0.0)):
        (row,) = replace(lucky, obtained=lambda _, __, v=value, e=error: Found(v, e)).rows(Effort())
        assert not row.holds
    (quick,) = replace(lucky, obtained=lambda _, __: Found(2.0, 0.07)).rows(Effort(quick=True))
    assert quick.holds


def test_a_sign_holds_above_and_not_at_the_line():
    above = replace(SIMPLE, grade="qualitative", ranges={}, expected=lambda _: 0.0, obtained=lambda _, __: Found(0.1))
    assert [row.holds for row in above.rows(QUICK)] == [True]
    assert [row.holds for row in replace(above, obtained=lambda _, __: Found(-0.1)).rows(QUICK)] == [False]
    assert [row.holds for row in replace(above, obtained=lambda _, __: Found(float("nan"))).rows(QUICK)] == [False]


def test_every_source_is_in_the_references():
    works = tomllib.loads((ROOT / "scenarios" / "references.toml").read_text(encoding="utf-8"))["works"]
    assert {entry.source for entry in THEORY} - set(works) == set()


def test_every_entry_is_on_the_page():
    page = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")
    told = {entry.entry for entry in THEORY} | {one.entry for one in NOT_EXPRESSED}
    assert {name for name in told if f"| {name} |" not in page} == set()


def test_names_are_unique_and_what_is_not_expressed_has_a_reason():
    assert len({entry.id for entry in THEORY}) == len(THEORY)
    assert all(one.reason and one.title for one in NOT_EXPRESSED)


def test_only_a_run_of_all_lists_what_is_not_expressed():
    assert run(chosen(["T4.false"]), QUICK, lambda _: None).not_expressed == ()
