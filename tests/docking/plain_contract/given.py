"""What is taken as given: draws, and value tables with the index by which they are looked up."""

from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

import numpy as np

from utfall.base.draws import Purpose, bell, normals, philox, stream, uniforms
from utfall.model.foresight.outlook import Outlooks
from utfall.scenario.case import Case


class Draws:
    """The draws of one run: a number for each person (or provider) by purpose, month and lane."""

    def __init__(self, seed: int, people: int) -> None:
        self.seed, self.people = seed, people
        self._kept: dict[Any, list[float]] = {}

    def uniform(self, purpose: str, month: int = 0, lane: int = 0) -> list[float]:
        """Uniform numbers of all persons."""
        key = ("uniform", purpose, month, lane)
        if key not in self._kept:
            self._kept[key] = uniforms(self.seed, Purpose[purpose], month, lane, self.people).tolist()
        return self._kept[key]

    def normal(self, purpose: str, count: int = 0) -> list[float]:
        """Standard normals of all persons, or of so many organisations or months."""
        key = ("normal", purpose, count)
        if key not in self._kept:
            self._kept[key] = normals(self.seed, Purpose[purpose], 0, 0, count or self.people).tolist()
        return self._kept[key]

    def odds(self, purpose: str, month: int = 0, lane: int = 0) -> list[float]:
        """log(U / (1 - U)) of all persons: below x exactly if U is below the logistic of x."""
        return [log(u / (1.0 - u)) for u in self.uniform(purpose, month, lane)]

    def bells(self, month: int) -> list[float]:
        """Innovations of the temporary shock: the second word of the draw of transitions."""
        counter, key = stream(Purpose.TRANSITION, month, 0), np.uint32(self.seed)
        return [bell(np.uint32(philox(np.uint32(person), counter, key)[1])) for person in range(self.people)]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the table of one pay group; parts add up.

    cells[month - 1][node][class][x]   four times (money, full-time months, hours): worth of a unit of help, of one under the reference
                                       push, of a pushed entry, of a logit held back
    lookup[state + 3 x code]           node; code = sum of radix x progress, progress from 0 to below size
    start[state][class]                money, full-time months and hours of a whole service, as seen at its start
    """

    cells: Any
    lookup: list[int]
    radix: list[int]
    sizes: list[int]
    start: list[list[list[float]]]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The table of one pay group.

    step, nodes   of the axis of help; axis: help per unit of each capability; logits[class][x]: believed entry logit
    rows          what the rows of progress are about: (clause, cap in minor units, or 0.0 where the row is progress on its metric)
    """

    parts: list[Part]
    step: float
    nodes: int
    axis: list[float]
    logits: list[list[float]]
    classes: int
    rows: list[tuple[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The tables of one provider by pay group; later: what an hour of a later month costs in them; push_at: response of the reference push."""

    groups: list[Table]
    later: float
    push_at: float


@cache
def outlooks() -> Outlooks:
    """Value tables, solved once a process."""
    return Outlooks()


def by_month(part: Any) -> Any:
    """Cells of every node in every served month; where nobody can be, those that stand for it."""
    number = part.blocks.number
    return part.cells[number] if number.size else part.cells.reshape(-1, part.product.nodes, *part.cells.shape[1:])


def tables_of(case: Case, number: int) -> Tables:
    """The value tables of provider `number`, as production solves them."""
    found = outlooks().of(case, case.contract.providers[number])
    rows = [(one.clause, 0.0) for one in found.tables[0].problem.streams if one.automaton is not None]
    rows += [(one.clause, one.cap) for one in found.tables[0].problem.streams if one.automaton is not None and one.cap < float("inf")]
    groups = []
    for table in found.tables:
        parts = [
            Part(by_month(part), part.product.lookup.tolist(), part.product.radix.tolist(), part.product.sizes.tolist(), part.start.tolist())
            for part in table.parts
        ]
        x_step = table.x_most / (table.nodes - 1)
        groups.append(Table(parts, x_step, table.nodes, table.problem.law.axis.tolist(), table.logits.tolist(), table.problem.classes.count, rows))
    return Tables(groups, found.tables[0].problem.wage, found.tasks.push_at)
