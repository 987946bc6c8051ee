"""Every key of the scenario file in words: what it means, its type, what holds without it, what it may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from utfall.base.errors import UsageError
from utfall.scenario.near import did_you_mean
from utfall.scenario.schema.behaviour import SharedValues
from utfall.scenario.schema.document import Document
from utfall.scenario.schema.leaf import Leaf
from utfall.scenario.schema.table import Kinds, Marker, Named, One, TableType, is_required, keys_of, marker_of


@dataclass(frozen=True, slots=True)
class Explained:
    """One key.

    path      dotted, with ID for a name that the file gives
    kind      the kind of table that has it (empty: always there)
    type      Price, Share ...; `by group` and the like are said in it
    default   what holds without it; "required" when it must be there
    allowed   the words it may be (empty: anything of its type)
    """

    path: str
    kind: str
    meaning: str
    type: str
    example: str
    default: str
    allowed: tuple[str, ...]


def explain(key: str) -> tuple[Explained, ...]:
    """What a key means, once for each kind of table that has it; names of the file's own may stand in the path."""
    wanted = tuple(key.split("."))
    found = tuple(row for row in vocabulary() if _matches(row.path, wanted))
    if found:
        return found
    ends = tuple(row for row in vocabulary() if row.path.split(".")[-1] == key)
    if ends:
        return ends
    paths = tuple(dict.fromkeys(row.path for row in vocabulary()))
    close = did_you_mean(key, paths) or did_you_mean(wanted[-1], {path.split(".")[-1] for path in paths})
    raise UsageError(f'no key "{key[:80]}"{close}')


def meaning_of(path: str) -> str:
    """What the number at a path of a scenario is, in a few words; empty for a name of the file's own."""
    parts = path.split(".")
    wanted = ["behaviour", "override", *parts[1:]] if parts[0] == "behaviour" else parts
    found = next((row for length in (len(wanted), len(wanted) - 1) for row in vocabulary() if _matches(row.path, tuple(wanted[:length]))), None)
    return "" if found is None else found.meaning


@lru_cache(maxsize=1)
def vocabulary() -> tuple[Explained, ...]:
    """Every key, in the order of the documentation."""
    return (*_table(Document, "", ""), *_table(SharedValues, "behaviour.override", ""))


def json_schema() -> dict[str, Any]:
    """The vocabulary as JSON Schema, for editors."""
    schema = Document.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _matches(path: str, wanted: tuple[str, ...]) -> bool:
    parts = path.split(".")
    return len(parts) == len(wanted) and all(part in ("ID", asked) for part, asked in zip(parts, wanted, strict=True))


def _table(model: TableType, where: str, kind: str) -> Iterator[Explained]:
    for name in keys_of(model)[:-2]:
        path = f"{where}.{name}".strip(".")
        marker = marker_of(model, name)
        field = model.model_fields[name]
        extra = cast(dict[str, Any], field.json_schema_extra)
        yield Explained(
            path=path,
            kind=kind,
            meaning=field.description or "",
            type=_type(marker),
            example=marker.example if isinstance(marker, Leaf) else "",
            default="required" if is_required(model, name) else str(extra["holds"]) or "the shared value",
            allowed=marker.allowed if isinstance(marker, Leaf) else (),
        )
        yield from _below(marker, path)


def _below(marker: Marker, path: str) -> Iterator[Explained]:
    if isinstance(marker, One):
        yield from _table(marker.model, path, "")
    elif isinstance(marker, Named):
        yield from _below(marker.item, f"{path}.ID")
    elif isinstance(marker, Kinds):
        for kind, model in marker.tables.items():
            yield from _table(model, path, kind)


def _type(marker: Marker) -> str:
    if not isinstance(marker, Leaf):
        return "named tables" if isinstance(marker, Named) else "table"
    word = marker.word
    if marker.keyed:
        word = f"table of {word}"
    if marker.many:
        word = f"{word} or list" if marker.one_or_many else f"list of {word}"
    return f"{word}, may be by group" if marker.by_group else word
