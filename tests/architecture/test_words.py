"""What is written: docstrings, citations, and paths that lead nowhere outside the repository."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture import reading
from tests.architecture.reading import ROOT

TEXT = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".cff", ".j2", ".csv", ""}
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
ELSEWHERE = re.compile(r"(?:^|[\s\"'`(=])(/(?:home|root|tmp|work|Users|mnt|opt|var)/[\w.-]+)", re.MULTILINE)
UPWARD = re.compile(r"(?:^|[\s\"'`(=])((?:\.\./)+[\w./-]*)", re.MULTILINE)


def our_files(root: Path) -> list[Path]:
    """Text files of the repository, without results of runs and environments."""
    kept = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        result = parts[0] == "results" and parts[1:2] not in [("README.md",), ("published",)]
        if path.is_file() and path.suffix in TEXT and not NOT_OURS.intersection(parts) and not result:
            kept.append(path)
    return kept


def paths_outside(root: Path) -> list[str]:
    """Absolute paths of a machine, and relative ones that leave the repository."""
    wrong = []
    for path in our_files(root):
        text = path.read_text(errors="replace")
        found = ELSEWHERE.findall(text)
        found += [place for place in UPWARD.findall(text) if not (path.parent / place).resolve().is_relative_to(root.resolve())]
        wrong += [f"{path.relative_to(root)}: {place}" for place in found]
    return wrong


def test_every_public_class_and_function_says_what_it_is():
    assert reading.without_docstring() == []


def test_a_silent_public_function_is_found(tmp_path):
    (tmp_path / "base").mkdir()
    told = '"""A module."""\n\n\ndef told():\n    """Says."""\n'
    (tmp_path / "base" / "x.py").write_text(told + "\n\ndef silent():\n    return 1\n\n\ndef _own():\n    return 2\n")
    assert reading.without_docstring(tmp_path) == ["base/x.py:8: silent"]


def test_every_source_cited_in_a_docstring_is_in_the_references():
    known = tomllib.loads((ROOT / "scenarios" / "references.toml").read_text())
    keys = set(known) | {key for value in known.values() if isinstance(value, dict) for key in value}
    missing = [f"{key}: {', '.join(sorted(set(places)))}" for key, places in reading.citations().items() if key not in keys]
    assert not missing, "not in scenarios/references.toml:\n" + "\n".join(missing)


def test_citations_are_read_from_docstrings(tmp_path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "x.py").write_text('"""A rule [salmon-2011], not an index x[0] or a [note]."""\n')
    assert reading.citations(tmp_path) == {"salmon-2011": ["base/x.py"]}


def test_nothing_refers_to_a_folder_outside_the_repository():
    assert paths_outside(ROOT) == []


@pytest.mark.parametrize("text", ["see ../" + "../elsewhere/page.md", "read '/ho" + "me/someone/data.csv'", "(/t" + "mp/x)"])
def test_a_planted_path_outside_is_found(tmp_path, text):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(text)
    assert len(paths_outside(tmp_path)) == 1


def test_a_path_inside_is_allowed(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("see ../README.md")
    assert paths_outside(tmp_path) == []
