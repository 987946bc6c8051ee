"""The pages on the library are in step with its files, and every case on them says what it is about."""

import re
from pathlib import Path

import pytest

from utfall.scenario.cards import Card, cards
from utfall.scenario.library_pages import COMMAND, MARK, finding_tables, systems_page

ROOT = Path(__file__).resolve().parents[2]
ANEW = f"run: PYTHONPATH=simulation python -m {COMMAND}"


@pytest.fixture(scope="module")
def every() -> tuple[Card, ...]:
    return cards()


def test_the_page_of_systems_is_that_of_the_files(every: tuple[Card, ...]) -> None:
    assert (ROOT / "docs" / "systems.md").read_text(encoding="utf-8") == systems_page(every), ANEW


def test_the_tables_of_the_library_are_those_of_the_files(every: tuple[Card, ...]) -> None:
    head, mark, below = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8").partition(MARK)
    assert head
    assert mark
    assert below == finding_tables(every), ANEW


@pytest.mark.parametrize("heading", ["## By what you want", "## By what goes wrong"])
def test_by_what_you_want_or_fear_the_reader_is_sent_to_every_case_and_to_none_that_is_not_there(every: tuple[Card, ...], heading: str) -> None:
    names = {card.entry.id for card in every} | {f"{card.entry.id}:{name}" for card in every for name, _ in card.entry.variants}
    table = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    sent = set(re.findall(r"`([a-z][a-z0-9_:]+)`", table))
    assert len(sent) > 15
    assert sent <= names, "a name of that table of scenarios/README.md is none of the library"
    left_out = {card.entry.id for card in every} - {name.partition(":")[0] for name in sent}
    assert not left_out, "name them in that table of scenarios/README.md"


def test_what_is_real_or_proposed_says_its_theme_and_what_a_run_shows(every: tuple[Card, ...]) -> None:
    silent = [card.entry.id for card in every if card.entry.status in ("real", "proposal") and not (card.entry.theme and card.entry.shows)]
    assert not silent, "write theme and shows in their [about]"
