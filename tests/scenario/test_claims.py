"""Every key, case, experiment and indicator that the page on claims names exists, and every claim has its row."""

import re
from pathlib import Path

import pytest

from utfall.base.errors import UsageError
from utfall.indicators.catalogue import INDICATORS
from utfall.scenario import list_library
from utfall.scenario.explain import explain

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
TOKENS = sorted(set(re.findall(r"`([^`\s]+)`", PAGE)))
#: Claims by source, as they are numbered there.
CLAIMS = {0: 14, 1: 6, 2: 19, 3: 13, 4: 10}
#: Words of the page that are neither key nor case nor indicator.
WORDS = {"portfolio", "sustained_6m"}


def known() -> set[str]:
    cases = {name for entry in list_library() for name in (entry.id, *(f"{entry.id}:{variant}" for variant, _ in entry.variants))}
    return cases | {path.stem for path in (ROOT / "experiments").glob("*.toml")} | set(INDICATORS) | WORDS


def test_every_claim_has_one_row() -> None:
    rows = re.findall(r"^\| (E\d\.\d+) \|", PAGE, flags=re.MULTILINE)
    assert rows == [f"E{source}.{n}" for source, count in CLAIMS.items() for n in range(1, count + 1)]


def test_the_page_names_keys_and_cases() -> None:
    assert sum("." in token for token in TOKENS) > 80
    assert len([token for token in TOKENS if token in known()]) > 30


@pytest.mark.parametrize("token", [token for token in TOKENS if "." in token])
def test_every_key_of_the_page_is_a_key_of_the_language(token: str) -> None:
    try:
        assert explain(token)
    except UsageError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("token", [token for token in TOKENS if "." not in token])
def test_every_name_of_the_page_is_a_case_an_experiment_or_an_indicator(token: str) -> None:
    assert token in known()


def test_what_cannot_be_expressed_is_named_at_the_top_too() -> None:
    said = re.compile(r"\*\*(In part|Not|Cannot|context only)")
    in_bold = {row.split("|")[1].strip() for row in PAGE.splitlines() if row.startswith("| E") and said.search(row)}
    (top,) = re.findall(r"\*\*What cannot be expressed[^#]*", PAGE)
    assert in_bold == set(re.findall(r"E\d\.\d+", top))


def test_every_row_can_be_run_again_by_its_id() -> None:
    """By a pair of its own, those of another row, or an experiment; only what is not in a contract has none."""
    source = (ROOT / "experiments" / "claims.py").read_text(encoding="utf-8")
    pairs = set(re.findall(r'Pair\(\s*"(E\d\.\d+)"', source))
    also = {row: re.findall(r'"(E\d\.\d+)"', shown) for row, shown in re.findall(r'"(E\d\.\d+)": \(([^)]*)\)', source)}
    experiments = dict(re.findall(r'"(E\d\.\d+)": "(\w+)"', source))
    assert all((ROOT / "experiments" / f"{name}.toml").exists() for name in experiments.values())
    assert {shown for rows in also.values() for shown in rows} <= pairs
    rows = dict(re.findall(r"^\| (E\d\.\d+) \|.*\| ([^|]*) \| [^|]* \|$", PAGE, flags=re.MULTILINE))
    assert pairs | set(also) | set(experiments) == {row for row, run in rows.items() if run != "none"}
