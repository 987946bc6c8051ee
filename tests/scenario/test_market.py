"""The market table: read, scaled and said."""

from pathlib import Path

import pytest

from utfall.people.parameters import Market
from utfall.scenario import load

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"


@pytest.fixture
def case_file(tmp_path):
    def write(text: str) -> Path:
        (tmp_path / "ok.toml").write_text(OK.read_text())
        path = tmp_path / "mine.toml"
        path.write_text('base = "ok"\n' + text)
        return path

    return write


def test_openings_are_read_said_and_scaled_with_the_people(case_file):
    found = load(case_file('[market]\nopenings = { work = "60 per year" }\nelasticity = 0.25\nothers = 400\n'))
    people = found.case().people
    assert people.market == Market((5.0,), 0.25, 400.0)
    assert any("5 openings a month" in sentence and "400 people from outside" in sentence for sentence in found.sentences())
    half = found.scaled(people.eligible // 2).case().people.market
    assert half == Market((2.5,), 0.25, 200.0)


def test_a_market_that_is_switched_off_is_not_said(case_file):
    found = load(case_file('[market]\nopenings = { work = "5 per month" }\n[mechanisms]\ndisplacement = false\n'))
    assert not any("openings" in sentence for sentence in found.sentences())


def test_without_a_market_nothing_is_limited(case_file):
    assert load(case_file('[about]\ntitle = "Other"\n')).case().people.market is None
