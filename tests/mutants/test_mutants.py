"""Each deliberate mistake turns its row of `utfall validate` red; without it the row is green."""

from dataclasses import replace
from pathlib import Path

import pytest

from utfall.validation.behaviour.cohorts import LINES, cohort_row, far_row
from utfall.validation.behaviour.contracts import CONTRACTS
from utfall.validation.behaviour.share import gain_row
from utfall.validation.bench import chosen
from utfall.validation.entry import Effort

from .apply import forget
from .catalogue import MUTANTS

QUICK = Effort(quick=True)


def rows(name):
    """The row: an exact one at all its points, one with luck in it at its printed case, with the runs that are made quickly."""
    bench, _, contract = name.partition(":")
    if bench == "gain":
        return [gain_row(contract, CONTRACTS[contract], quick=True)]
    if bench == "line":
        line = float(contract)
        return [(cohort_row if line in LINES else far_row)(line, True)]
    (entry,) = chosen([name])
    return list((entry if entry.grade == "exact" else replace(entry, ranges={})).rows(QUICK))


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What was made before a mistake does not stand in for it, nor what was made by it for what comes after."""
    forget()
    yield
    forget()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.wrong)
def test_a_mistake_turns_its_row_red(mutant, monkeypatch):
    out = [(one.case, one.expected, one.obtained) for one in rows(mutant.row) if not one.holds]
    assert out == [], f"{mutant.row} is out without any mistake"
    forget()
    with monkeypatch.context() as patch:
        mutant.put(patch)
        wrong = rows(mutant.row)
    assert not all(one.holds for one in wrong), f"{mutant.row} does not see that {mutant.wrong}: {[(one.expected, one.obtained) for one in wrong]}"


def test_every_mistake_has_a_row_of_its_own():
    assert len({mutant.row for mutant in MUTANTS}) == len(MUTANTS) == len({mutant.wrong for mutant in MUTANTS}) >= 20


@pytest.mark.parametrize("page", ["theory", "validation"])
def test_pages_say_how_many_mistakes_there_are(page):
    text = (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert f" {len(MUTANTS)} mistakes put into the code" in text or f" {len(MUTANTS)} mistakes into the code" in text
