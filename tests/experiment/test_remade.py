"""The smallest committed tables are made again, cell by cell: a result that the present model would not give is stale and shows."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from utfall.experiment.carry_out import carry_out
from utfall.experiment.execute import Hands
from utfall.experiment.from_design import Changes, experiments_folder, request_of
from utfall.experiment.runner import ModelRunner, versions
from utfall.indicators.ensemble import summarise
from utfall.indicators.values import Summary
from utfall.results.frames import ExperimentResult
from utfall.results.store import open_store

FOLDER = (experiments_folder() or Path()) / "results"


class Column(NamedTuple):
    """A column of a committed table: which indicator, times what, to how many decimals (negative: tens, hundreds)."""

    indicator: str
    times: float = 1.0
    decimals: int = 0

    def cell(self, found: Mapping[str, Summary]) -> float | None:
        """What the runs say, rounded as the table is; None where they have no value."""
        mean = found[self.indicator].mean
        return None if mean is None else round(mean * self.times, self.decimals)


MILLION = 1e-8
#: Design -> the columns of its table.
TABLES = {
    "activity_or_outcome": (
        Column("payments", MILLION, 2),
        Column("true_effect_eligible", decimals=2),
        Column("effect_years_per_million"),
        Column("hours_by_task.support", decimals=-2),
        Column("hours_by_task.coaching", decimals=-2),
    ),
    "displacement": (
        Column("paid_for"),
        Column("true_effect", decimals=2),
        Column("true_effect_eligible", decimals=2),
        Column("displaced_share", decimals=1),
    ),
    "exit_timing": (
        Column("measured_rate.placed", 100.0),
        Column("measured_rate.in_work_later", 100.0),
        Column("true_effect", decimals=2),
        Column("ending_delay", decimals=1),
    ),
    "review_rules": (
        Column("true_effect_eligible", decimals=2),
        Column("payments", MILLION, 1),
        Column("hours_by_task.coaching", decimals=-2),
        Column("hours_by_task.quick_placement", decimals=-2),
        Column("over_payment", 100.0),
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, ExperimentResult]]:
    """Each design at the size of its file, in one process."""
    with open_store(str(tmp_path_factory.mktemp("remade") / "runs.sqlite")) as store:
        make = partial(carry_out, store=store, hands=Hands(ModelRunner(), 1), versions=versions())
        yield {name: make(request_of(name, "", Changes())) for name in TABLES}


def rows_of(name: str) -> dict[str, list[str]]:
    """The cells of a committed table by the arm that opens the row."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `([a-z_0-9]+)`[^|]*\|(.*)\|$", text, flags=re.MULTILINE)
    return {arm: [cell.strip() for cell in cells.split("|")] for arm, cells in lines}


def number(cell: str) -> float:
    """What a cell says: 15 900, -2 %, 0.26; an empty one nothing."""
    return float((cell or "0").replace(" ", "").replace("\u202f", "").removesuffix("%"))


@pytest.mark.parametrize("name", TABLES)
def test_a_committed_table_is_what_its_command_gives(name: str, made: dict[str, ExperimentResult]) -> None:
    rows = rows_of(name)
    told = {variant.label: summarise(variant.rows, variant.rows[0].setting) for variant in made[name].variants if variant.view == "main"}
    assert set(rows) == set(told)
    for arm, cells in rows.items():
        assert len(cells) == len(TABLES[name])
        for column, cell in zip(TABLES[name], cells, strict=True):
            found = column.cell(told[arm])
            assert (0.0 if found is None else found) == pytest.approx(number(cell), abs=1e-9), (arm, column.indicator)
