"""The page of the protocol says what the code has: tables between marks, every field with a meaning, every draw with a use."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from utfall.base.draws import Purpose
from utfall.base.errors import UsageError
from utfall.model.phases import MONTH
from utfall.people.columns import Columns
from utfall.people.population import Population
from utfall.scenario.schema.behaviour import SharedValues
from utfall.validation.protocol import __main__ as command
from utfall.validation.protocol.luck import USES
from utfall.validation.protocol.page import PAGES, written_anew
from utfall.validation.protocol.parameters import shared_values, task_values, written
from utfall.validation.protocol.process import phases_table
from utfall.validation.protocol.states import HOLDERS, variables
from utfall.validation.protocol.units import UNITS, unit_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "odd.md"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    remedy = "write it anew: python -m utfall.validation.protocol (from the top of the source, PYTHONPATH=simulation)"
    assert written_anew(text, PAGES[name]) == text, remedy


def test_a_page_that_is_out_of_step_is_put_right_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in PAGES:
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    page, text = tmp_path / "docs" / "odd.md", PAGE.read_text(encoding="utf-8")
    page.write_text(text.replace("| `risk_aversion` | gamma of providers |", "| `risk_aversion` | alpha of providers |"), encoding="utf-8")
    assert page.read_text(encoding="utf-8") != text
    command.main([str(tmp_path)])
    assert page.read_text(encoding="utf-8") == text


def test_a_page_without_one_of_its_tables_is_refused() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("<!-- made from code: draws -->", "")
    with pytest.raises(UsageError, match="draws"):
        written_anew(text)


def test_every_shared_value_and_every_task_is_in_the_tables() -> None:
    names = set(SharedValues.model_fields) - {"source", "note"}
    table = shared_values()
    assert {name for name in names if f"| `{name}" not in table} == set()
    assert "`coaching.builds.work`" in task_values()


def test_a_value_keeps_the_source_of_its_own_over_that_of_its_table() -> None:
    tree = {"source": "assumed", "a": 1.0, "part": {"source": "doria", "b": {"value": 2.0, "range": [1.0, 3.0], "source": "calibrated"}, "c": 3.0}}
    assert [(".".join(row.path), row.source) for row in written(tree)] == [("a", "assumed"), ("part.b", "calibrated"), ("part.c", "doria")]


def test_no_unit_is_said_twice_and_money_and_words_say_theirs() -> None:
    names = [name for said in UNITS.values() for name in said.split()]
    assert len(names) == len(set(names))
    assert [unit_of("", value) for value in ("EUR 45 per hour", "2 % per month", "drawn")] == ["EUR per hour", "% per month", "word"]


@pytest.mark.parametrize("holder", [Columns, Population])
def test_every_column_of_a_person_has_a_meaning(holder: type) -> None:
    said = " ".join(f"{' '.join(names)} {meaning}" for names, meaning in variables(holder))
    names = [field.name for field in fields(holder)] if is_dataclass(holder) else list(holder._fields)
    machinery = {"params", "mechanisms", "laws", "months", "coupling", "columns", "packed", "counted"}
    assert [name for name in names if name not in machinery and name not in said] == []


def test_every_holder_of_state_lists_some() -> None:
    assert [holder.__name__ for _, holder in HOLDERS if not list(variables(holder))] == []


def test_the_phases_stand_in_the_order_in_which_they_run() -> None:
    rows = phases_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [phase.__name__ for phase in MONTH]
    assert all(cell.strip() for row in rows for cell in row.split("|")[1:-1])


def test_every_draw_has_a_use() -> None:
    assert set(USES) == set(Purpose)
