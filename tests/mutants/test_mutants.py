"""Each deliberate mistake turns its row of `utfall validate` red; without it the row is green."""

from dataclasses import replace
from pathlib import Path

import pytest

from utfall.validation.behaviour import causes, share
from utfall.validation.behaviour.causes import CAUSES, cause_rows
from utfall.validation.behaviour.cohorts import LINES, cohort_row, far_row
from utfall.validation.behaviour.contracts import CONTRACTS
from utfall.validation.behaviour.share import gain_row
from utfall.validation.bench import chosen
from utfall.validation.entry import Effort

from .apply import forget
from .catalogue import SEAMS
from .deep import DEEP

QUICK = Effort(quick=True)
MUTANTS = SEAMS + DEEP


def rows(name):
    """The row: an exact one at all its points, one with luck in it at its printed case, with the runs that are made quickly."""
    bench, _, contract = name.partition(":")
    if bench == "gain":
        return [gain_row(contract, CONTRACTS[contract], quick=True)]
    if bench == "line":
        line = float(contract)
        return [(cohort_row if line in LINES else far_row)(line, True)]
    if bench == "cause":
        cause, _, which = contract.strip().partition(", ")
        return [row for one in CAUSES if one.id == cause for row in cause_rows(one, True) if row.id.endswith(which)]
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
    """What comes out lies outside the band of the row as it is without the mistake: that an error has become nothing, or large, is not enough."""
    right = rows(mutant.row)
    assert [(one.case, one.expected, one.obtained) for one in right if not one.holds] == [], f"{mutant.row} is out without any mistake"
    forget()
    with monkeypatch.context() as patch:
        mutant.put(patch)
        wrong = rows(mutant.row)
    out = [not now.holds and not was.low <= now.obtained <= was.high for now, was in zip(wrong, right, strict=True)]
    assert any(out), (
        f"{mutant.row} does not see that {mutant.wrong}: {[(was.low, was.high, now.obtained) for now, was in zip(wrong, right, strict=True)]}"
    )


def test_there_are_enough_mistakes_and_each_is_one_of_its_own():
    assert len({mutant.wrong for mutant in MUTANTS}) == len(MUTANTS)
    assert len(DEEP) >= 12


@pytest.mark.parametrize("mutant", DEEP, ids=lambda mutant: mutant.wrong)
def test_no_row_calls_what_is_deep(mutant):
    """The module that the row is in has neither the function that is changed nor the class whose method it is."""
    bench, _, _ = mutant.row.partition(":")
    homes = {"gain": share, "cause": causes}
    home = vars(homes[bench]) if bench in homes else chosen([mutant.row])[0].obtained.__globals__
    assert not any(held is mutant.original for held in home.values())
    assert mutant.where.partition(":")[2].partition(".")[0] not in home


@pytest.mark.parametrize("page", ["theory", "validation"])
def test_pages_say_how_many_mistakes_there_are(page):
    text = (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert f" {len(MUTANTS)} mistakes put into the code" in text or f" {len(MUTANTS)} mistakes into the code" in text
