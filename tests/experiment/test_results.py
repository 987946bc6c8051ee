"""What is committed of results: each says the command that makes it, which understands its design; what it names is in the library."""

import re
from pathlib import Path

import pytest

from utfall.experiment.design import is_design, is_portfolio
from utfall.experiment.from_design import Changes, experiments_folder, request_of
from utfall.experiment.portfolio import read_portfolio
from utfall.scenario import load
from utfall.scenario.library import library_folder, names_in
from utfall.scenario.text import parse_toml, read_text

FOLDER = experiments_folder() or Path()
RESULTS = sorted((FOLDER / "results").glob("*.md"))
DESIGNS = sorted(path.stem for path in FOLDER.glob("*.toml") if is_design(parse_toml(read_text(path, path.name), path.name)))
EXPERIMENT = re.compile(r"`utfall experiment ([a-z_0-9]+)`")
PORTFOLIO = re.compile(r"`utfall run experiments/([a-z_0-9]+)\.toml[^`]*`")
VARIANT = re.compile(r"`([a-z_0-9]+):([a-z_0-9]+)`")


def texts() -> dict[str, str]:
    """Each page on results, the table of experiments among them."""
    return {path.name: path.read_text(encoding="utf-8") for path in (*RESULTS, FOLDER / "README.md")}


@pytest.mark.parametrize("page", RESULTS, ids=lambda path: path.stem)
def test_a_result_says_the_command_that_makes_it_and_the_table_of_experiments_leads_to_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert EXPERIMENT.search(text) or PORTFOLIO.search(text)
    assert f"(results/{page.name})" in texts()["README.md"]


def test_a_design_has_a_result_in_its_file_or_on_the_page_of_experiments() -> None:
    told = {name for text in texts().values() for name in EXPERIMENT.findall(text)}
    told |= set(re.findall(r"What came out of `([a-z_]+)`", texts()["README.md"]))
    assert set(DESIGNS) <= told
    assert told <= set(DESIGNS)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_contracts_of_a_design_are_valid_and_its_command_names_itself(design: str) -> None:
    request = request_of(design, "", Changes())
    assert request.runs > 0
    assert len({variant.label for variant in request.variants}) == len(request.variants) > 1


def test_a_portfolio_that_a_result_names_is_one() -> None:
    named = {name for text in texts().values() for name in PORTFOLIO.findall(text)}
    assert named
    for name in named:
        path = FOLDER / f"{name}.toml"
        assert is_portfolio(parse_toml(read_text(path, path.name), path.name))
        assert len(read_portfolio(path, path.name).holdings) > 1


def test_every_variant_that_a_result_names_is_in_the_library() -> None:
    named = {found for text in texts().values() for found in VARIANT.findall(text)}
    cases = set(names_in(library_folder()))
    assert [pair for pair in sorted(named) if pair[0] not in cases or pair[1] not in load(pair[0]).variants] == []


@pytest.mark.parametrize("page", RESULTS, ids=lambda path: path.stem)
def test_the_arms_that_open_the_rows_of_a_result_are_those_of_its_design(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z_0-9]+)`", text, flags=re.MULTILINE))
    arms = {variant.label for name in EXPERIMENT.findall(text) for variant in request_of(name, "", Changes()).variants}
    assert rows <= arms
