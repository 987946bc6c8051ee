"""Columns of people that several indicators share: effects, hours, cells of need and group."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord
from utfall.indicators.values import Floats

FIFTHS = 5


def effects(record: RunRecord) -> Floats:
    """Y - Y0 per eligible person, (N,): what the whole contract did to each, in the unit of the main outcome."""
    return record.persons.outcome_time - record.persons.outcome_time_without


def total_hours(record: RunRecord) -> Floats:
    """Hours that each eligible person received over all tasks, (N,)."""
    hours: Floats = record.persons.hours.sum(axis=0)
    return hours


def cell_numbers(record: RunRecord) -> NDArray[np.int64]:
    """Number of each person's cell of pay group x fifth of need, (N,): group * 5 + fifth."""
    return record.persons.group.astype(np.int64) * FIFTHS + record.persons.fifth.astype(np.int64)


def by_cell(record: RunRecord, column: Floats, who: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Sum of a column and number of people per cell, over some people; each (groups * 5,)."""
    cells = cell_numbers(record)[who]
    size = len(record.groups) * FIFTHS
    sums = np.bincount(cells, weights=column[who], minlength=size).astype(np.float64)
    return sums, np.bincount(cells, minlength=size).astype(np.float64)


def cell_names(record: RunRecord) -> list[str]:
    """GROUP.FIFTH in the order of the cells, fifths from 1 (easiest)."""
    return [f"{group}.{fifth}" for group in record.groups for fifth in range(1, FIFTHS + 1)]
