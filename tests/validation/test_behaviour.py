"""The behaviour bench: every person-level term alone and together, cohorts at a line, and effects with and without their cause."""

from pathlib import Path

import pytest

from utfall.validation.behaviour.bench import JUDGED, parts
from utfall.validation.behaviour.contracts import CONTRACTS
from utfall.validation.behaviour.terms import TERMS, TOGETHER
from utfall.validation.published import read_csv

#: Judged at full length by the tests of behaviour, or slow: the command runs them all.
ELSEWHERE = {f"{bench}: {name}" for bench in ("gain", "sweep") for name in CONTRACTS}
SLOW = {"gain: six months in part taken back, and the year", "gain: day 90, part held until twelve in a row"}
KEPT = {row["id"]: row for row in read_csv(Path(__file__).parents[2] / "results" / "published" / "behaviour.csv")}
QUICKLY = [part for part in parts() if part[0] not in ELSEWHERE | SLOW]


@pytest.mark.parametrize("part", QUICKLY, ids=lambda part: part[0])
def test_every_row_holds(part):
    """And is what is kept, where it is as long as what is kept: cohorts at a line."""
    name, rows = part
    made = rows(True)
    assert [(row.id, row.obtained, row.low, row.high) for row in made if not row.holds] == [], name
    for row in made:
        if name.startswith("line: ") and row.case == KEPT[row.id]["case"]:
            assert float(KEPT[row.id]["obtained"]) == pytest.approx(row.obtained, rel=2e-5, abs=1e-9)


def test_every_term_is_judged_and_swept_and_a_dozen_of_them_together():
    names = [name for name, _ in parts()]
    assert len(set(names)) == len(names)
    assert {f"{bench}: {name}" for bench in ("gain", "sweep") for name in JUDGED} <= set(names)
    assert len(TOGETHER) >= 12
    assert all(len(streams) > 1 for streams in TOGETHER.values())
    assert not set(TERMS) & set(CONTRACTS)
