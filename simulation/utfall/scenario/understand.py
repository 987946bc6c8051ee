"""A composed file understood: its document, with everything that was not understood beside it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from utfall.base.errors import Problem
from utfall.base.parse import Hint
from utfall.base.sourced import Sourced
from utfall.scenario.behind import Behind
from utfall.scenario.layers import Layers, Path, leaf_paths
from utfall.scenario.schema.behaviour import SharedValues
from utfall.scenario.schema.document import Document
from utfall.scenario.schema.leaf import Leaf
from utfall.scenario.schema.table import Table, markers_of

_CURRENCY = re.compile(r"([A-Z]{3}) -?\d")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says."""

    document: Document
    shared: SharedValues
    behind: Behind
    currency: str

    @property
    def layers(self) -> Layers:
        """The composed tree and its places."""
        return self.behind.layers


@dataclass(frozen=True, slots=True)
class LeafAt:
    """One value in its place; `leaf` is the type of its key, `key` the path of the key (a value by group stands below it)."""

    path: Path
    key: Path
    leaf: Leaf
    value: Sourced


def understand(behind: Behind) -> Understood:
    """Read the values of a composed file."""
    currency = currency_of(behind.layers)
    metrics = behind.layers.get(("contract", "metrics"))
    context = {"hint": Hint(currency), "metrics": metrics if isinstance(metrics, dict) else {}}
    document = Document.model_validate(behind.layers.tree, context=context)
    shared = SharedValues.model_validate(behind.shared.tree["behaviour"], context=context)
    return Understood(document, shared, behind, currency)


def currency_of(layers: Layers) -> str:
    """The currency in which a file counts: the one that most of its amounts are in."""
    found = Counter(match[1] for _, text in leaf_paths(layers.tree) if isinstance(text, str) and (match := _CURRENCY.match(text)))
    return found.most_common(1)[0][0] if found else "EUR"


def leaves(table: Table, path: Path = ()) -> Iterator[LeafAt]:
    """Every value that was understood, with its path, in the order of the vocabulary."""
    for name, marker in markers_of(type(table)).items():
        value, here = getattr(table, name), (*path, name)
        if isinstance(value, Table):
            yield from leaves(value, here)
        elif isinstance(marker, Leaf):
            yield from (LeafAt(below, here, marker, found) for below, found in _values(value, here))
        elif isinstance(value, dict):
            for key, row in value.items():
                if isinstance(row, Table):
                    yield from leaves(row, (*here, key))


def _values(value: object, path: Path) -> Iterator[tuple[Path, Sourced]]:
    if isinstance(value, Sourced):
        yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _values(below, (*path, key))
    elif isinstance(value, tuple):
        for i, below in enumerate(value):
            yield from _values(below, (*path, str(i)))


def problem_at(understood: Understood, path: Path, message: str, at: Path | None = None) -> Problem:
    """A problem with a key of the file."""
    return understood.layers.problem(path, message, at=at)
