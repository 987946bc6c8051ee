"""The evidence bench: what was read, how it is looked for, and the list of known misses."""

import json
import re
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest

from utfall.cli.main import call
from utfall.validation.evidence import frozen, misses, score
from utfall.validation.evidence.evidence import SIGN_SHARE, evidence, row_of
from utfall.validation.evidence.frozen import Freeze, freezes, scored
from utfall.validation.evidence.kept import as_rows, verdicts_of
from utfall.validation.evidence.misses import known_misses, surprises
from utfall.validation.evidence.observable import Observable, Observed, plain
from utfall.validation.evidence.observe import observe
from utfall.validation.evidence.page import page
from utfall.validation.evidence.registry import NOT_TESTABLE, OBSERVABLES
from utfall.validation.evidence.report import as_json, blocks
from utfall.validation.evidence.score import as_frozen, sentences
from utfall.validation.evidence.setup import Setup, as_believed, multiplied, under
from utfall.validation.evidence.standing import HELD_OUT_TITLE, OBJECTIVE
from utfall.validation.evidence.table import EvidenceTable, chosen, look
from utfall.validation.evidence.verdict import Verdict, forecasts, judged, word_of
from utfall.validation.published import read_csv

ROOT = Path(__file__).parents[2]
PAGE, KEPT = ROOT / "docs" / "evidence.md", ROOT / "results" / "published" / "evidence.csv"

TARGET, FACT, HELD_OUT = row_of("C10"), row_of("S01"), row_of("C16")
LOOKED = Observable(row="C10", how="", setups=(Setup("koto_sib"),), seeds=2, of=lambda _: plain(0.0))


def seen(*values: float) -> Observed:
    return Observed("", np.array(values), np.ones(len(values)))


def test_rows_are_numbered_once_and_their_bands_are_bands():
    rows = evidence()
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if row.low > row.high] == []
    assert [row.id for row in rows if not row.source or not row.statement] == []
    assert [row.id for row in rows if row.role not in {"hold-out", "seen"} and (row.no_effect is not None or row.as_bid is not None)] == []


def test_every_row_is_looked_for_or_has_a_reason_and_none_has_both():
    looked = [one.row for one in OBSERVABLES]
    assert len(set(looked)) == len(looked)
    assert set(looked) & set(NOT_TESTABLE) == set()
    assert set(looked) | set(NOT_TESTABLE) == {row.id for row in evidence()}
    assert [one.row for one in OBSERVABLES if (one.of is None) == (one.at is None) or not one.how] == []


def test_every_scenario_that_is_looked_at_is_there():
    assert {name for one in OBSERVABLES for name in one.missing} == set()


def test_a_target_is_met_by_its_mean_and_a_fact_by_its_middle_and_its_sign():
    assert judged(TARGET, LOOKED, seen(0.0, 40.0)).word == "met"
    assert judged(TARGET, LOOKED, seen(0.0, 4.0)).word == "missed"
    assert judged(FACT, LOOKED, seen(*[2.0] * 9, 0.5)).word == "met"
    assert judged(FACT, LOOKED, seen(*[2.0] * 8, 0.5, 0.5)).word == "missed"
    assert judged(FACT, LOOKED, seen(*[20.0] * 10)).word == "missed"
    assert judged(TARGET, LOOKED, seen(np.nan, np.nan)).word == "not testable"


def test_the_mean_of_a_ratio_is_a_ratio_of_sums():
    shown = Observed("", np.array([1.0, 9.0, 1.0]), np.array([1.0, 3.0, 0.0]))
    assert shown.mean == pytest.approx(11 / 4)
    assert shown.median == 2.0
    assert np.isnan(shown.values[2])
    assert shown.share(True, 2.0) == pytest.approx(2 / 3)  # something over nothing is over every line
    assert shown.share(False, 2.0) == pytest.approx(1 / 3)


def test_a_forecast_is_scored_by_how_far_it_lies_outside_the_band():
    found = forecasts(HELD_OUT, 30.0)
    assert (found.model, found.no_effect, found.as_bid) == (20.0, 0.0, 90.0)
    assert found.nearest == "no effect"
    assert forecasts(HELD_OUT, 5.0).nearest == "model, no effect"
    assert forecasts(row_of("C14"), 1.02).nearest == "model"
    assert forecasts(row_of("S36.payback"), 50.0).nearest == ""  # nobody to compare with


def test_a_row_that_an_input_was_set_to_or_whose_region_was_chosen_is_not_met_but_is_missed_like_any_other():
    restated, picked = replace(LOOKED, restates="an input"), replace(LOOKED, chosen="another region")
    assert [word_of(one, met=True) for one in (LOOKED, restated, picked, replace(restated, chosen="x"))] == [
        "met",
        "restated",
        "met at a chosen region",
        "restated",
    ]
    assert {word_of(one, met=False) for one in (LOOKED, restated, picked)} == {"missed"}


def test_what_was_in_the_objective_is_what_the_fit_says_and_none_of_it_was_held_out():
    fit = (ROOT / "experiments" / "calibration" / "rows.py").read_text(encoding="utf-8")
    assert set(re.findall(r'Row\("([CS]\d+(?:\.\w+)?)"', fit)) | {"C10"} == OBJECTIVE
    assert {row.role for row in evidence() if row.id in OBJECTIVE} == {"calibrate"}
    assert {row_of(row).role for freeze in freezes() for row in (*freeze.forecasts, *freeze.by_another_measure)} == {"hold-out"}


def test_every_freeze_is_told_where_the_fits_are_told_and_a_row_has_one_forecast_in_it():
    told = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert [one.commit for one in freezes() if one.commit not in told] == []
    assert [one.commit for one in freezes() if set(one.forecasts) & set(one.by_another_measure)] == []
    assert [one.dated for one in freezes()] == sorted(one.dated for one in freezes())


def later(**forecasts: float) -> Freeze:
    return Freeze(commit="abc1234", dated=freezes()[-1].dated, model_version=99, seen="all of it", forecasts=forecasts)


def test_a_row_is_scored_by_the_first_freeze_that_forecast_it_as_it_is_looked_for_now(monkeypatch: pytest.MonkeyPatch):
    both = (freezes()[0], later(C14=1.2, S40=1.05))
    monkeypatch.setattr(frozen, "freezes", lambda: both)
    monkeypatch.setattr(score, "freezes", lambda: both)
    assert (scored("C14"), scored("S40")) == (1.02, 1.05)  # S40 was forecast before by another measure
    assert np.isnan(scored("C16"))
    assert as_frozen(row_of("C14")) == "1.02 (0.06), 253a36d, version 12; 1.2 (0), abc1234, version 99"
    assert as_frozen(row_of("S40")).startswith("not scored: 1.1 by another measure")
    assert as_frozen(row_of("C16")) == "none"


def held_out(row: str, obtained: float, share: float = 1.0) -> Verdict:
    return Verdict(evidence=row_of(row), word="missed", obtained=obtained, share=share)


def test_a_win_is_counted_neither_where_an_input_was_set_to_the_row_nor_where_its_sign_does_not_show():
    said = sentences([held_out("S38.historical", 1.67, 0.54), held_out("S38.checklist", 9.0), held_out("C20", 87.0), held_out("S36.work", 13.0)])
    now = said.partition("**What the model says now**")[2]
    assert "nearest alone in 1 (S36.work)" in now
    assert "further off in 1 (S38.historical). Won, and in the band: 1 (S36.work)." in now
    assert "an input was set to them: 2 (S38.checklist, C20)" in now
    assert "nearest alone in none" in sentences([held_out("C14", 1.0)]).partition("**What the model says now**")[2]


def test_what_the_model_says_now_moves_no_score():
    frozen_part = [sentences([held_out("C14", value)]).partition("**What the model says now**")[0] for value in (1.0, 1.2)]
    assert frozen_part[0] == frozen_part[1]
    assert "1 (C14) were forecast" in frozen_part[0]


def test_failures_stand_first_among_what_was_held_out():
    table = EvidenceTable(verdicts_of(read_csv(KEPT)))
    words = [row[-2] for row in dict(blocks(table))[HELD_OUT_TITLE][1:]]
    assert words == sorted(words, key=lambda word: word != "missed")
    assert words.count("missed") == table.count("missed", "hold-out") > 0


def test_the_page_on_validation_names_every_row_that_was_held_out_and_missed():
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    missed = [one.evidence.id for one in verdicts_of(read_csv(KEPT)) if one.word == "missed" and one.evidence.role == "hold-out"]
    assert [row for row in missed if f"{row})" not in text] == []


def test_what_is_kept_says_of_each_row_what_its_numbers_and_its_standing_say():
    for one in verdicts_of(read_csv(KEPT)):
        if one.word != "not testable":
            met = one.evidence.off(one.obtained) == 0.0 and not one.share < SIGN_SHARE
            looked = next(other for other in OBSERVABLES if other.row == one.evidence.id)
            assert one.word == word_of(looked, met=met), one.evidence.id


def test_the_list_of_known_misses_holds_in_both_directions(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(misses, "known_misses", lambda: {"C10": "because"})
    missed, met = (Verdict(evidence=TARGET, word=word) for word in ("missed", "met"))
    assert surprises((missed,)) == ()
    assert surprises((met,)) == ("C10 is on the list of known misses and is met",)
    assert surprises((replace(missed, evidence=row_of("C11")),)) == ("C11 is missed and not on the list of known misses",)
    assert surprises((replace(missed, evidence=row_of("C37.share")),)) == ()


def test_every_known_miss_is_a_row_that_is_looked_for():
    assert set(known_misses()) - {one.row for one in OBSERVABLES} == set()


def test_a_number_names_all_its_parts():
    assert [row.id for row in chosen(["C25"])] == ["C25.year_1", "C25.year_2", "C25.year_3"]
    assert [row.id for row in chosen(["C25.year_2", "C10"])] == ["C10", "C25.year_2"]


def test_the_page_is_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == page(read_csv(KEPT)), "python -m utfall.validation.evidence writes it"


def test_the_number_of_known_misses_stands_in_the_readme():
    assert f"{len(known_misses())} known misses" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_kept_table_has_every_row_and_misses_what_is_known_to_be_missed():
    kept = read_csv(KEPT)
    assert [line["id"] for line in kept] == [row.id for row in evidence()]
    missed = {line["id"] for line in kept if line["verdict"] == "missed" and line["role"] != "weak"}
    assert missed == set(known_misses())


def test_a_part_of_the_kept_table_comes_out_again():
    table = look(chosen(["C31", "S13", "S41", "C17", "C35", "C42", "C44", "C45", "S42"]), lambda _: None)
    kept = {line["id"]: line for line in read_csv(KEPT)}
    head, *lines = as_rows(table)
    for line in lines:
        again = dict(zip(head, line, strict=True))
        assert again == kept[again["id"]]
    assert table.surprises == ()


def test_a_quarter_of_the_seeds_is_not_held_against_the_list(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(misses, "known_misses", lambda: {})
    assert call(["validate", "--evidence", "S13.ratio", "--quick", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["quick"], found["rows"][0]["seeds"], found["surprises"]) == (True, 50, [])


def test_a_row_in_json_says_what_it_restates_and_beside_what_it_stands():
    told = as_json(EvidenceTable(verdicts_of(read_csv(KEPT))))
    rows = {row["id"]: row for row in json.loads(json.dumps(told, allow_nan=False))["rows"]}
    held_out, stated = rows["C20"], rows["C45.persons"]
    assert (stated["verdict"], stated["restates"], stated["forecasts"]) == ("restated", "a term of the file", None)
    assert (held_out["forecasts"]["no_effect"], held_out["off_by"]["no_effect"], held_out["nearest"]) == (74.0, 10.0, "model")
    second = {"commit": "194bd5a", "model_version": 16}
    assert (held_out["forecasts"]["frozen"], held_out["restates"]) == ([second | {"value": 74.9}], "take-up, a term of the file")
    assert rows["S36.work"]["forecasts"]["frozen"] == [{"commit": "253a36d", "model_version": 12, "value": 13}, second | {"value": 13}]
    assert (rows["S36.work"]["off_by"]["frozen"], rows["S36.work"]["nearest"]) == (0.0, "model")


def test_a_miss_that_is_not_known_makes_exit_1(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(misses, "known_misses", lambda: {"C45.persons": "because"})
    assert call(["validate", "--evidence", "C45.persons", "--quiet"]) == 1
    assert "C45.persons is on the list of known misses and is restated" in capsys.readouterr().out


def test_rows_are_listed_without_a_run_and_names_that_are_not_there_are_told(capsys):
    assert call(["validate", "--evidence", "--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(evidence())
    assert call(["validate", "--evidence", "C99"]) == 2
    assert call(["validate", "--evidence", "--theory"]) == 2
    assert call(["validate", "--evidence", "C45.persons", "--calibration", "hopeful"]) == 2


def test_a_calibration_by_name_lies_under_every_scenario():
    believes = {name: Setup("koto_sib").case(under(name)).profile.belief_in_own_effect for name in ("shared", "well_informed")}
    assert believes["well_informed"] == 1.0 < believes["shared"]


def test_a_setup_multiplies_what_a_file_says():
    slower = Setup("koto_sib", times=(("outcomes.work.entry", 0.5), ("providers.live_palvelut.productivity", 2.0)))
    plainly, changed = Setup("koto_sib").case(), slower.case()
    assert changed.people.groups == plainly.people.groups
    assert multiplied({"value": "4.66 % per month"}, 0.5) == "2.33 % per month"
    assert multiplied(1.2, 2.0) == 2.4


def test_the_world_that_providers_believe_in_is_one_in_which_they_are_right():
    case = Setup("koto_sib").case()
    believed = as_believed(case)
    assert believed.profile.belief_in_own_effect == 1.0
    gains = [(task.builds, other.builds) for task, other in zip(case.people.tasks, believed.people.tasks, strict=True)]
    assert all(b == tuple(case.profile.belief_in_own_effect * x for x in a) for a, b in gains)


def test_open_bands_have_no_end():
    assert row_of("S06.before").high == inf
    assert row_of("S06.before").off(0.9) == pytest.approx(0.2)


def test_a_row_shows_the_same_whatever_is_looked_at_beside_it():
    alone = observe(["C31"], seeds=range(3, 5))["C31"]
    beside = observe(["S13.ratio", "C31"], seeds=range(3, 5))["C31"]
    assert alone.tops.tolist() == beside.tops.tolist()
    assert alone.bottoms.tolist() == beside.bottoms.tolist()
