"""A resolved document with what every builder needs beside it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from utfall.base.quantities import Price, Share
from utfall.scenario.schema.behaviour import SharedValues
from utfall.scenario.schema.document import Document

R = TypeVar("R")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document at one parameter point: values are quantities, by-group values are tuples in the order of `groups`.

    groups   ids of the pay groups ("all" when the file has none)
    """

    document: Document
    shared: SharedValues
    currency: str
    groups: tuple[str, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Ids of the state outcomes, in the order of the file."""
        return tuple(name for name, row in self.document.outcomes.items() if row.kind == "state")

    @property
    def scores(self) -> tuple[str, ...]:
        """Ids of the score outcomes, in the order of the file."""
        return tuple(name for name, row in self.document.outcomes.items() if row.kind == "score")

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the outcomes of events, in the order of the file."""
        return tuple(name for name, row in self.document.outcomes.items() if row.kind == "events")

    @property
    def main(self) -> str:
        """Id of the outcome that matters."""
        marked = [name for name, row in self.document.outcomes.items() if row.main]
        return str(marked[0] if marked else next(iter(self.document.outcomes)))

    @property
    def control(self) -> int:
        """People drawn by lot into a control group."""
        return control_of(self.document)


def control_of(document: Document) -> int:
    """People drawn by lot: what the lot says; else the eligible who are not offered; without both, half of the eligible."""
    lots = [row for row in (document.contract.comparisons or {}).values() if row.design == "randomised"]
    if not lots:
        return 0
    people = document.people
    rest = people.eligible - people.offered if people.offered is not None else people.eligible // 2
    return int(max(lot.people if lot.people is not None else rest for lot in lots))


def fill(record: Callable[..., R], table: Any, given: dict[str, Any]) -> R:
    """A record whose fields are what is given, else what the table says under the same name, else their defaults."""
    found = {field.name: getattr(table, field.name, None) for field in fields(record)}  # type: ignore[arg-type]
    return record(**{name: value for name, value in found.items() if value is not None and name not in given}, **given)


def fraction(share: object, otherwise: float) -> float:
    """A share as a number."""
    return share.fraction if isinstance(share, Share) else otherwise


def hour_cost(at: Resolved, cost: object) -> int:
    """Price of a staff hour in minor units."""
    found = cost if isinstance(cost, Price) else at.shared.hour_cost[at.currency]
    return int(found.minor)
