"""The kept table of the flagship comparison in other worlds: a part of it is made again, and the figure says what the table says."""

from functools import partial
from pathlib import Path

import pytest

from utfall.experiment.carry_out import carry_out
from utfall.experiment.execute import Hands
from utfall.experiment.runner import ModelRunner, versions
from utfall.results.store import open_store
from utfall.validation.published import lines_of, read_csv
from utfall.validation.same_answer import table
from utfall.validation.same_answer.answers import AGREED, QUESTIONS, RUNS, Answer, answers, requested
from utfall.validation.same_answer.worlds import WORLDS

KEPT = Path(__file__).parents[2] / "results" / "published" / "same_answer.csv"


def test_a_part_made_again_is_what_is_kept(tmp_path):
    """Two contracts under a probit law, all seeds: to four digits."""
    world = next(world for world in WORLDS if world.id == "probit")
    asked = requested(world, RUNS, arms=(AGREED, "language_course"))
    mine = tuple(question for question in QUESTIONS if question.arm == "language_course")
    with open_store(str(tmp_path / "runs.sqlite")) as store:
        made = partial(carry_out, store=store, hands=Hands(ModelRunner(), 1), versions=versions())(asked)
    kept = {(row["question"], row["world"]): row for row in read_csv(KEPT)}
    for answer in answers(made, world.id, mine):
        row = kept[answer.question, answer.world]
        assert [f"{number:.4g}" for number in (answer.mean, answer.low, answer.high)] == [row[name] for name in ("mean", "least", "most")]
        assert answer.sign == row["sign"]


def test_every_question_is_asked_of_every_world_and_signs_are_those_of_the_intervals():
    rows = read_csv(KEPT)
    assert [(row["question"], row["world"]) for row in rows] == [(question.id, world.id) for world in WORLDS for question in QUESTIONS]
    for row in rows:
        low, high = float(row["least"]), float(row["most"])
        assert row["sign"] == ("+" if low > 0.0 else "-" if high < 0.0 else "?")
        assert low <= float(row["mean"]) <= high


def test_what_is_the_same_by_algebra_is_said_to_be_and_is_the_same():
    """A difference of two contracts under another sharing of luck: the same digits, counted as neither kept nor turned; 36 of the 45 such cells."""
    rows = {(row["question"], row["world"]): row for row in read_csv(KEPT)}
    same = [row for row in rows.values() if row["fate"] == "same"]
    assert {(row["question"], row["world"]) for row in same} == table.BY_ALGEBRA
    assert len(same) == 36
    assert {row["world"] for row in same} == {world.id for world in WORLDS if world.differs == "luck"}
    for row in same:
        assert [row[name] for name in ("mean", "least", "most")] == [rows[row["question"], WORLDS[0].id][name] for name in ("mean", "least", "most")]
    assert "under other luck 3 of the 3 that hang on it" in table.signs(tuple(rows.values())).words.title


def test_the_figure_is_drawn_from_the_table_that_is_kept(tmp_path):
    assert table.figure(KEPT, tmp_path / "again.svg").read_bytes() == KEPT.with_suffix(".svg").read_bytes()


@pytest.mark.parametrize(("first", "own", "fate"), [("+", "+", "kept"), ("+", "-", "turned"), ("-", "?", "unsure"), ("?", "+", "unsure")])
def test_a_sign_survives_only_where_it_is_sure_in_both(first, own, fate):
    at = {"+": (1.0, 0.5, 1.5), "-": (-1.0, -1.5, -0.5), "?": (0.1, -1.0, 1.0)}
    text = table.text([Answer("q", "as_it_is", *at[first]), Answer("q", "other", *at[own])])
    assert [line[-2:] for line in lines_of(text)[1:]][1] == [own, fate]
