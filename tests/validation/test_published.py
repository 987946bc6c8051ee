"""The kept tables name every row of the benches, and every row in them holds; `docs/validation.md` says how many of them tests make again."""

from pathlib import Path

import pytest

from utfall.validation.behaviour.bench import parts
from utfall.validation.protocol.published import AT_FULL_LENGTH
from utfall.validation.published import csv_text, lines_of, read_csv
from utfall.validation.registry import THEORY

KEPT = Path(__file__).parents[2] / "results" / "published"
ONE = {name: rows for name, rows in parts() if name in AT_FULL_LENGTH}


def test_every_row_of_theory_is_kept_and_holds():
    rows = read_csv(KEPT / "theory.csv")
    assert [(row["id"], row["case"]) for row in rows] == [(entry.id, case) for entry in THEORY for case, _ in entry.points()]
    assert {row["verdict"] for row in rows} == {"holds"}


def test_every_part_of_behaviour_is_kept_and_holds():
    rows = read_csv(KEPT / "behaviour.csv")
    kept = list(dict.fromkeys(row["id"].partition(",")[0] if row["id"].startswith("cause") else row["id"] for row in rows))
    assert kept == [name for name, _ in parts()]
    assert {row["verdict"] for row in rows} == {"holds"}


@pytest.mark.parametrize("name", ONE)
def test_rows_of_behaviour_made_again_at_full_length_are_what_is_kept(name):
    (row,) = ONE[name](False)
    (kept,) = (line for line in read_csv(KEPT / "behaviour.csv") if line["id"] == name)
    assert float(kept["obtained"]) == pytest.approx(row.obtained, rel=2e-5)
    assert kept["case"] == row.case


def test_each_table_begins_with_the_command_that_makes_it():
    for path in KEPT.glob("*.csv"):
        assert path.read_text(encoding="utf-8").startswith("# utfall "), path.name


def test_a_table_is_read_as_it_was_written(tmp_path):
    text = csv_text("utfall x", ("a", "b"), [("1, 2", "3")])
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert read_csv(tmp_path / "t.csv") == [{"a": "1, 2", "b": "3"}]
    assert lines_of(text) == [["a", "b"], ["1, 2", "3"]]
