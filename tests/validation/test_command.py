"""`utfall validate`: its table, its JSON, its exit codes."""

import json
from dataclasses import replace

import pytest

from utfall.cli.main import call
from utfall.validation import bench
from utfall.validation.behaviour.bench import parts
from utfall.validation.published import read_csv
from utfall.validation.registry import THEORY


def test_the_table_names_expected_obtained_verdict_and_path(capsys):
    assert call(["validate", "T4c.audit", "--quick", "--quiet"]) == 0
    text = capsys.readouterr().out
    assert "T4c.audit" in text
    assert "0.3125" in text
    assert "holds" in text
    assert text.rstrip().splitlines()[-1].startswith("4 rows, 0 out: 0 through production code, 0 through the test path, 4 formula against itself.")
    assert "A quarter of the runs" in text


def test_json_is_one_object_with_a_band_a_row(capsys):
    assert call(["validate", "T4", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["holds"] is True
    assert found["quick"] is False
    row = found["rows"][0]
    assert (row["id"], row["bench"], row["path"], row["verdict"]) == ("T4.price", "theory", "test", "holds")
    assert row["low"] < row["expected"] < row["high"]
    assert row["low"] <= row["obtained"] <= row["high"]


def test_a_row_that_is_out_makes_exit_1(monkeypatch: pytest.MonkeyPatch, capsys):
    wrong = tuple(replace(entry, expected=lambda _: 9.0) if entry.id == "T4c.audit" else entry for entry in THEORY)
    monkeypatch.setattr(bench, "THEORY", wrong)
    monkeypatch.setattr(bench.chosen, "__defaults__", (wrong,))
    assert call(["validate", "T4c.audit", "--quiet"]) == 1
    assert "4 rows, 4 out" in capsys.readouterr().out


def test_a_name_that_no_entry_has_is_an_error_of_the_input(capsys):
    assert call(["validate", "T99"]) == 2
    assert "T99" in capsys.readouterr().err


def test_the_list_runs_nothing_and_names_all(capsys):
    assert call(["validate", "--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(THEORY)


def test_behaviour_is_a_table_of_its_own(monkeypatch: pytest.MonkeyPatch, capsys, tmp_path):
    some = [part for part in parts() if part[0] in {"gain: first entry", "cause: creaming"}]
    monkeypatch.setattr(bench, "parts", lambda: iter(some))
    assert call(["validate", "--behaviour", "--quick", "--json"]) == 0
    gain, *cause = json.loads(capsys.readouterr().out)["rows"]
    assert (gain["id"], gain["bench"], gain["verdict"]) == ("gain: first entry", "behaviour", "holds")
    assert 0.99 <= gain["obtained"] <= 1.005
    assert [row["id"] for row in cause] == ["cause: creaming, with", "cause: creaming, without"]
    assert call(["validate", "--behaviour", "--quick", "--quiet", "--output", str(tmp_path)]) == 0
    assert "0 rows; 3 of behaviour, 0 out" in capsys.readouterr().out
    kept = read_csv(tmp_path / "behaviour.csv")
    assert [row["id"] for row in kept] == ["gain: first entry", "cause: creaming, with", "cause: creaming, without"]
    assert float(kept[0]["obtained"]) == pytest.approx(gain["obtained"], rel=1e-5)
