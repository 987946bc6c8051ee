"""The shape of the file: unknown, missing and misunderstood keys, and names."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from utfall.base.errors import Problem
from utfall.scenario.layers import Path
from utfall.scenario.library import NAME
from utfall.scenario.near import nearest
from utfall.scenario.schema.document import COMPOSED_KEYS, Document
from utfall.scenario.schema.leaf import Bad, Leaf
from utfall.scenario.schema.table import Kinds, Marker, Named, One, Table, TableType, is_required, keys_of, marker_of
from utfall.scenario.understand import Understood, problem_at

_KINDS_IN_WORDS = {"metrics": "a metric", "terms": "a term", "comparisons": "a comparison", "outcomes": "an outcome"}


def structure(understood: Understood) -> Iterator[Problem]:
    """Everything wrong with the shape of the file."""
    yield from _table(understood, understood.document, ())


def shared_structure(understood: Understood) -> Iterator[Problem]:
    """Overridden behaviour values that are not understood."""
    for name in type(understood.shared).model_fields:
        value = getattr(understood.shared, name)
        if isinstance(value, Bad):
            for sub, message in value.faults:
                place = understood.behind.shared.problem(("behaviour", name, *sub), message)
                yield Problem(place.file, place.line, ".".join(("behaviour", "override", name, *sub)), message)


def _table(understood: Understood, table: Table, path: Path) -> Iterator[Problem]:
    model = type(table)
    for name in keys_of(model):
        value, here = getattr(table, name), (*path, name)
        if isinstance(value, Bad):
            yield from (problem_at(understood, (*here, *sub), message) for sub, message in value.faults)
        elif value is None:
            if is_required(model, name) and not _present(understood, here):
                yield problem_at(understood, here, _missing(model, name))
        elif isinstance(value, Table):
            yield from _table(understood, value, here)
        elif isinstance(marker_of(model, name), Named):
            yield from _named(understood, value, here)
    for name in table.model_extra or {}:
        if path or name not in COMPOSED_KEYS:
            yield problem_at(understood, (*path, name), unknown_key(name, model))


def _present(understood: Understood, path: Path) -> bool:
    holder = understood.layers.get(path[:-1]) if path[:-1] else understood.layers.tree
    return isinstance(holder, dict) and path[-1] in holder


def _named(understood: Understood, tables: dict[str, Any], path: Path) -> Iterator[Problem]:
    for name, value in tables.items():
        here = (*path, name)
        if not NAME.fullmatch(name):
            yield problem_at(understood, here, _not_a_name(name))
        if isinstance(value, Bad):
            yield from (problem_at(understood, (*here, *sub), message) for sub, message in value.faults)
        elif isinstance(value, Table):
            yield from _table(understood, value, here)


def _not_a_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    better = "".join(c if c.isalnum() else "_" for c in plain).strip("_")[:40].lstrip("0123456789_")
    write = f"; write {better} and put the full name in title" if better else "; put the full name in title"
    shown = name if len(name) <= 60 else f"{name[:60]}..."
    return f'"{shown}" is not a name: small letters a-z, digits and _ , at most 40, a letter first{write}'


def _missing(model: TableType, name: str) -> str:
    marker = marker_of(model, name)
    if isinstance(marker, Leaf):
        return f'"{name}" is missing; write {name} = {marker.example}'
    inside = [key for key in keys_of(marker.model) if is_required(marker.model, key)] if isinstance(marker, One) else []
    return f'"{name}" is missing; write the table' + (f", with {', '.join(inside)}" if inside else ", with at least one row")


def unknown_key(name: str, model: TableType) -> str:
    """The message for a key that a table does not have."""
    here = keys_of(model)
    shown = name if len(name) <= 60 else f"{name[:60]}..."
    elsewhere = [place for place, keys in _places() if name in keys]
    if elsewhere and len(elsewhere) <= 4:
        return f'unknown key "{shown}"; it belongs in {" or ".join(elsewhere)}. Keys here: {", ".join(here[:-2])}'
    close = nearest(name, here)
    return f'unknown key "{shown}"; did you mean "{close}"?' if close else f'unknown key "{shown}"; keys here: {", ".join(here[:-2])}'


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every table of the vocabulary in words, with its keys."""
    return tuple(dict.fromkeys(_below(Document, "")))


def _below(model: TableType, where: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if where:
        yield f"[{where}]", keys_of(model)[:-2]
    for name in model.model_fields:
        yield from _marker(marker_of(model, name), f"{where}.{name}".strip("."), name)


def _marker(marker: Marker, where: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(marker, One):
        yield from _below(marker.model, where)
    elif isinstance(marker, Named):
        yield from _marker(marker.item, f"{where}.ID", name)
    elif isinstance(marker, Kinds):
        for kind, model in marker.tables.items():
            yield f'{_KINDS_IN_WORDS[name]} of {marker.tag} "{kind}"', keys_of(model)[:-2]
