"""The kinds of tables in words: what a `state_at`, a `rate_card` or a `loan` is, and which keys it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from utfall.scenario.explain import Explained, vocabulary
from utfall.scenario.schema.document import Document
from utfall.scenario.schema.table import Kinds, Marker, Named, One, TableType, keys_of, marker_of

#: Designs that share one record of the contract.
_DESIGNS = {"randomised": "A control group drawn by lot.", "agreed": "A level that the parties agreed on (`expected`)."}


@dataclass(frozen=True, slots=True)
class ExplainedKind:
    """One kind of table.

    tables   paths at which it may stand, with ID for a name that the file gives
    tag      the key that says it: kind, design
    """

    word: str
    tables: tuple[str, ...]
    tag: str
    meaning: str

    @property
    def keys(self) -> tuple[Explained, ...]:
        """Its keys, those that must be there first, without the tag itself."""
        own = [
            row
            for row in vocabulary()
            if row.path.rpartition(".")[0] == self.tables[0] and row.kind == self.word and not row.path.endswith(f".{self.tag}")
        ]
        return tuple(sorted(own, key=lambda row: row.default != "required"))


def kinds_called(word: str) -> tuple[ExplainedKind, ...]:
    """Every kind of this name; a score is a kind of outcome and a kind of metric."""
    return tuple(kind for kind in all_kinds() if kind.word == word)


def kinds_at(path: str) -> tuple[ExplainedKind, ...]:
    """The kinds that a table may have: at contract.metrics, contract.metrics.ID or contract.metrics.ID.kind; any name may stand for ID."""
    asked = path.split(".")
    return tuple(kind for kind in all_kinds() if any(_leads(asked, table.split("."), kind.tag) for table in kind.tables))


def keys_below(path: str) -> tuple[Explained, ...]:
    """The keys of a plain table, or of each row of a named one; empty for a value."""
    rows = [row for row in vocabulary() if not row.kind]
    for above in (path, f"{path}.ID"):
        found = tuple(row for row in rows if row.path.rpartition(".")[0] == above)
        if found:
            return found
    return ()


@lru_cache(maxsize=1)
def all_kinds() -> tuple[ExplainedKind, ...]:
    """Every kind, in the order of the documentation; one that stands at several places is told once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for path, tag, word, model in _kinds(Document, ""):
        paths = found.setdefault((word, tag, _DESIGNS.get(word, _first_line(model))), [])
        if path not in paths:
            paths.append(path)
    return tuple(ExplainedKind(word, tuple(paths), tag, meaning) for (word, tag, meaning), paths in found.items())


def _first_line(model: TableType) -> str:
    return " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())


def _leads(asked: list[str], table: list[str], tag: str) -> bool:
    wanted = asked[:-1] if asked[-1] == tag else asked
    if len(wanted) == len(table) - 1 and table[-1] == "ID":
        table = table[:-1]
    return len(wanted) == len(table) and all(part in ("ID", word) for part, word in zip(table, wanted, strict=True))


def _kinds(model: TableType, where: str) -> Iterator[tuple[str, str, str, TableType]]:
    for name in keys_of(model)[:-2]:
        yield from _below(marker_of(model, name), f"{where}.{name}".strip("."))


def _below(marker: Marker, path: str) -> Iterator[tuple[str, str, str, TableType]]:
    if isinstance(marker, One):
        yield from _kinds(marker.model, path)
    elif isinstance(marker, Named):
        yield from _below(marker.item, f"{path}.ID")
    elif isinstance(marker, Kinds):
        for word, model in marker.tables.items():
            yield path, marker.tag, word, model
            yield from _kinds(model, path)
