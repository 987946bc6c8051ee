"""Where the numbers of a case are from: what docs/odd.md (III.iii) says of all of them holds, and notes on a case are its own."""

import re
from functools import cache
from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.scenario import list_library, load
from utfall.scenario.brief import assumed_in, is_fixed
from utfall.scenario.case_notes import CaseNotes, NotReproduced, NotShown
from utfall.scenario.library import library_folder, references
from utfall.scenario.scenario import Scenario

REAL = [entry.id for entry in list_library() if entry.status == "real"]
WORLD = re.compile(r"(behaviour|outcomes|capabilities|tasks|values)\.|people\.(groups\.\w+\.(need|need_spread)$|responsiveness\.)")
#: What is so by its meaning: nothing, all of it, and how many hours full time is.
BY_MEANING = re.compile(r"0|0 %|100 %|\d+ hours? per month")
#: Assumed of the world and the same in every run, each with its reason.
EXACT = {
    "ae_four_hour: outcomes.away.exit": "a visit is over after a month of the model",
    "den_sociale_investeringsfond: outcomes.housed.start": "172 of 229 are homeless on day one: it follows from sizes",
    "koto_sib: tasks.language_teaching.lasts": "a course, as the plan has it",
}


@cache
def case_of(name: str) -> Scenario:
    return load(name)


def test_what_is_assumed_of_the_world_in_a_real_case_has_a_range_or_is_so_by_its_meaning() -> None:
    found = {
        f"{name}: {row.path}"
        for name in REAL
        for row in case_of(name).leaves
        if not row.rests
        and is_fixed(row)
        and WORLD.match(row.path)
        and not (BY_MEANING.fullmatch(row.value) or (row.path.endswith(".need") and row.value == "0"))
    }
    assert found == set(EXACT), "give it a range, or say here why it has none"


@pytest.mark.parametrize("name", [entry.id for entry in list_library()])
def test_each_value_at_work_is_counted_once_by_who_stands_behind_it(name: str) -> None:
    rows = case_of(name).leaves
    of = assumed_in(rows)
    assert of.sourced + of.recalled + of.calibrated + of.assumed == sum(not row.rests for row in rows)
    assert of.shared + of.open + of.fixed == of.recalled + of.assumed


def test_most_values_are_assumed_and_no_real_case_but_two_is_without_any_that_was_read() -> None:
    counts = {name: assumed_in(case_of(name).leaves) for name in REAL}
    assert all(of.assumed > of.sourced for of in counts.values())
    assert {name for name, of in counts.items() if not of.sourced} == {"ae_four_hour", "optima"}


def test_every_work_that_was_read_is_named_by_a_case_or_by_the_code() -> None:
    folder, package = library_folder(), Path(__file__).resolve().parents[2] / "simulation" / "utfall"
    keys = re.findall(r"^([a-z0-9-]+) *= ", (folder / "references.toml").read_text(encoding="utf-8").partition("[works]")[0], re.MULTILINE)
    files = [path for path in folder.rglob("*.toml") if path.stem != "references"] + list(package.rglob("*.py"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert len(keys) > 30
    assert [key for key in keys if f'"{key}"' not in text and f"[{key}]" not in text] == []


def test_works_of_a_case_are_references() -> None:
    known = references(library_folder())
    assert {work for entry in list_library() for work in case_of(entry.id).case_notes.works} <= set(known)


def mine(folder: Path, about: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(f'base = "koto_sib"\n[about]\ntitle = "x"\nsource = "illustrative"\n{about}')
    return path


def test_a_file_that_builds_on_another_says_its_own_notes_and_they_change_no_run(tmp_path: Path) -> None:
    plain = load(mine(tmp_path, ""))
    assert load("koto_sib").case_notes.works
    assert plain.case_notes == CaseNotes()
    not_shown = '[about.not_shown.that]\nasked = "a"\ncomes = "b"\nwhy = "c"\n'
    read = '[about.not_reproduced.that]\nread = "d"\nsource = "doria"\ncomes = "e"\nwhy = "f"\n'
    noted = load(mine(tmp_path, f'left_out = ["This."]\nasked = ["a"]\n{not_shown}{read}'))
    assert noted.case_notes == CaseNotes((), ("This.",), ("a",), (NotShown("a", "b", "c"),), (NotReproduced("d", "doria", "e", "f"),))
    assert noted.fingerprint == plain.fingerprint


def test_what_is_not_reproduced_says_in_which_work_it_was_read(tmp_path: Path) -> None:
    for source, said in (("", "write a key of references"), ('source = "assumed"\n', "write a key"), ('source = "dorya"\n', "doria")):
        with pytest.raises(InputError, match=f"in which work this was read.*{said}"):
            load(mine(tmp_path, f'[about.not_reproduced.that]\nread = "d"\ncomes = "e"\nwhy = "f"\n{source}'))


def test_what_does_not_come_was_asked_of_the_case() -> None:
    notes = [case_of(entry.id).case_notes for entry in list_library()]
    assert [row.asked for note in notes for row in note.not_shown if row.asked not in note.asked] == []


def test_a_work_that_is_not_in_the_references_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'no reference "dorya".*doria'):
        load(mine(tmp_path, 'works = ["dorya"]\n'))
