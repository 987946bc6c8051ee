"""What the documents tell a reader to type works, and the files that they name are there."""

import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.catalogue import AUDITORS, COMMISSIONERS, EVALUATORS, INVESTORS, PROVIDER_RULES, REFERRERS
from utfall.cli.main import COMMANDS, call, cli
from utfall.scenario import load

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/how-to.md", "docs/teaching.md", "docs/first-contract.md")
WITH_PYTHON = PAGES[:2]
NAMING = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
    "experiments/README.md",
    "scenarios/README.md",
)
FOLDERS = ("simulation", "tests", "docs", "scenarios", "experiments")
#: Words that stand for a name of the reader's own.
OWN = re.compile(r"NAME|mine\.(toml|py)|KEY|VARIANT|\*")


def blocks(page: str, language: str) -> list[str]:
    """Fenced blocks of a language; of no language for commands."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.S | re.M)
    return [text for named, text in fenced if named == language]


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to type in, with the rule of one's own that a page shows."""
    (rule,) = blocks("docs/add-a-behaviour.md", "python")
    (tmp_path / "mine.py").write_text(rule, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def commands() -> list[tuple[str, tuple[str, ...]]]:
    lines = [(page, line) for page in PAGES for block in blocks(page, "") for line in block.splitlines()]
    return [(page, tuple(shlex.split(line, comments=True)[1:])) for page, line in lines if line.startswith("utfall ")]


def test_the_pages_show_commands_and_code() -> None:
    assert len(commands()) >= 8
    assert all(blocks(page, "python") for page in WITH_PYTHON)


@pytest.mark.parametrize(("page", "words"), commands(), ids=lambda value: value if isinstance(value, str) else " ".join(value))
def test_every_command_that_is_shown_is_understood(page: str, words: tuple[str, ...]) -> None:
    assert words[0] in COMMANDS, page
    command = cli.get_command(cli.make_context("utfall", ["--help"], resilient_parsing=True), words[0])
    assert command is not None
    command.make_context(words[0], list(words[1:]))
    if words[0] in ("scenarios", "show", "explain") and "mine.toml" not in words:
        assert call(words) == 0
    if words[0] == "trace":
        assert call([*words, "--people", "500"]) == 0


@pytest.mark.parametrize("words", [words for _, words in commands() if words[0] in ("run", "compare") and "mine.toml" not in words])
def test_every_run_and_comparison_that_is_shown_runs(words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fewer = ["--runs", "2", "--people", "500", "--point", "--workers", "1", "--quiet"]
    done = call([*words, *fewer, "--store", str(tmp_path / "runs.sqlite")])
    assert done == 0, capsys.readouterr().err
    assert "A model for learning" in capsys.readouterr().out


@pytest.mark.parametrize(("page", "code"), [(page, code) for page in PAGES for code in blocks(page, "python")])
def test_every_piece_of_python_runs(page: str, code: str) -> None:
    small = re.sub(r"runs=\d+", "runs=2", code).replace('utfall.load("koto_sib")', 'utfall.load("koto_sib").scaled(500)')
    assert small != code, "nothing was made smaller, so that this test would run at full size"
    exec(compile(small, page, "exec"), {})


def test_the_case_of_ones_own_that_is_shown_is_valid(tmp_path: Path) -> None:
    (text,) = blocks("docs/how-to.md", "toml")
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    assert load(path).case().contract.paid == ("sustained_6m",)
    path.write_text(text.replace("sustained_6m", "sustained_7m"), encoding="utf-8")
    with pytest.raises(InputError, match="sustained_7m"):
        load(path)


def test_the_first_contract_is_valid_said_and_run(capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = blocks("docs/first-contract.md", "toml")
    Path("mine.toml").write_text(text, encoding="utf-8")
    assert call(["check", "mine.toml"]) == 0
    assert call(["show", "mine.toml"]) == 0
    assert "for each person who is in work for 90 days" in capsys.readouterr().out
    assert call(["run", "mine.toml", "--runs", "2", "--point", "--workers", "1", "--quiet", "--store", "mine.sqlite"]) == 0
    shown = capsys.readouterr().out
    assert "The city pays by year of the contract, less what comes back, EUR" in shown
    assert "The bank" in shown


def slips() -> list[tuple[str, str]]:
    """What somebody wrote, and what check says to it, as the page of the first contract has them."""
    text = (ROOT / "docs/first-contract.md").read_text(encoding="utf-8").partition("common slips")[2].partition("## 3.")[0]
    return re.findall(r"^\| `(.+?)` \| (.+?) \|$", text, re.M)


def test_the_page_shows_slips() -> None:
    assert len(slips()) >= 8


@pytest.mark.parametrize(("wrote", "said"), slips())
def test_a_common_slip_is_told_as_the_page_says(wrote: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = blocks("docs/first-contract.md", "toml")
    key = wrote.partition(" =")[0]
    line = {"take_up": "places", "place": "places"}.get(key, key)
    wrong, changed = re.subn(rf"^{line} *=.*$", wrote, text, count=1, flags=re.M)
    assert changed == 1
    Path("mine.toml").write_text(wrong, encoding="utf-8")
    assert call(["check", "mine.toml"]) == 2
    assert said in capsys.readouterr().err


def test_the_fund_that_is_shown_is_valid() -> None:
    (text,) = (block for block in blocks("docs/how-to.md", "") if block.startswith("kind"))
    Path("mine.toml").write_text(text, encoding="utf-8")
    assert call(["check", "mine.toml"]) == 0


def test_every_rule_and_every_source_is_on_the_page_of_behaviour() -> None:
    page = (ROOT / "docs/behaviour.md").read_text(encoding="utf-8")
    rules = (*PROVIDER_RULES, *REFERRERS, *COMMISSIONERS, *INVESTORS, *AUDITORS, *EVALUATORS)
    assert [name for name in rules if f"`{name}`" not in page] == []
    works = tomllib.loads((ROOT / "scenarios/references.toml").read_text(encoding="utf-8"))["works"]
    assert set(re.findall(r"\[([a-z-]+-\d{4})\]", page)) - set(works) == set()


def test_every_switch_is_on_the_page_of_the_protocol() -> None:
    page = (ROOT / "docs/odd.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Mechanisms) if f"`{field.name}`" not in page] == []


def test_every_case_that_the_front_page_names_is_in_the_library_and_the_library_page_names_all() -> None:
    front, library = ((ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "scenarios/README.md"))
    cases = front[front.index("## Cases") : front.index("## What to read next")]
    names = {path.stem for path in (ROOT / "scenarios").glob("*.toml")} - {"references"}
    assert {name for row in re.findall(r"^\|.*\|$", cases, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)} - names == set()
    assert {name for name in names if f"`{name}`" not in library} == set()


def is_there(word: str) -> bool:
    """A path from the top, or the end of one anywhere in the source, its tests or its data."""
    return (ROOT / word).exists() or any(next((ROOT / folder).rglob(word.rstrip("/")), None) for folder in FOLDERS)


@pytest.mark.parametrize("page", NAMING)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = {word for word in re.findall(r"`([\w./-]+)`", text) if re.search(r"\.(py|toml|md)$|/$", word)}
    linked = set(re.findall(r"\]\(([^)#:]+)\)", text))
    absent = [word for word in named if not OWN.search(word) and not is_there(word)]
    absent += [word for word in linked if not ((ROOT / page).parent / word).exists()]
    assert absent == []
