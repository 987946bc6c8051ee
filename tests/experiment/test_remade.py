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

    def cell(self, found: Mapping[str, Summary]) -> tuple[float, ...]:
        """What the runs say, rounded as the table is: mean, and both ends of 90 % of runs; without elements where they have no value."""
        said = found[self.indicator]
        ends = (said.mean, said.low, said.high)
        return tuple(round(end * self.times, self.decimals) for end in ends if end is not None)


MILLION = 1e-8
#: Design -> the columns of its table.
TABLES = {
    "activity_or_outcome": (
        Column("payments", MILLION, 2),
        Column("true_effect_eligible", decimals=2),
        Column("measured_rate.work_26", 100.0),
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


def numbers(cell: str) -> tuple[float, ...]:
    """What a cell says: 15 900, -2 %, 0.26 (0.20 to 0.31); an empty one nothing."""
    mean, _, ends = cell.rstrip(")").partition(" (")
    return tuple(number(one) for one in (mean, *ends.split(" to ")) if one)


def number(text: str) -> float:
    """One of its numbers."""
    return float(text.replace(" ", "").replace("\u202f", "").removesuffix("%"))


@pytest.mark.parametrize("name", TABLES)
def test_a_committed_table_is_what_its_command_gives(name: str, made: dict[str, ExperimentResult]) -> None:
    rows = rows_of(name)
    told = {variant.label: summarise(variant.rows, variant.rows[0].setting) for variant in made[name].variants if variant.view == "main"}
    assert set(rows) == set(told)
    for arm, cells in rows.items():
        assert len(cells) == len(TABLES[name])
        for column, cell in zip(TABLES[name], cells, strict=True):
            assert column.cell(told[arm]) == pytest.approx(numbers(cell), abs=1e-9), (arm, column.indicator)
