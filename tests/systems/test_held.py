"""What a case says of its runs is held by tests that `held.toml` names, sentence by sentence: none is missing, and each test is there."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from utfall.scenario import LibraryEntry, list_library, load

ROOT = Path(__file__).parents[2]
HELD: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "held.toml").read_text(encoding="utf-8"))
LIBRARY = {entry.id: entry for entry in list_library()}


def said(entry: LibraryEntry) -> list[str]:
    """Sentences of what was asked of a case and of what its runs show, and what comes in place of what was asked or read."""
    notes = load(entry.id).case_notes
    return [*notes.asked, *re.split(r"(?<=[.!?]) (?=[A-Z])", entry.shows), *(row.comes for row in (*notes.not_shown, *notes.not_reproduced))]


@cache
def names_in(file: Path) -> frozenset[str]:
    return frozenset(node.name for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("case", LIBRARY)
def test_each_sentence_of_a_case_is_held_by_a_test(case: str) -> None:
    assert sorted(HELD[case]) == sorted(set(said(LIBRARY[case]))), "tests/systems/held.toml names the tests of each sentence"
    for sentence, tests in HELD[case].items():
        assert tests, sentence
        for test in tests:
            file, _, name = test.rpartition("::")
            assert name in names_in(ROOT / (file or f"tests/systems/test_{case}.py")), test


def test_the_table_names_no_case_that_is_not_in_the_library() -> None:
    assert set(HELD) == set(LIBRARY)
