"""Parameters that are the same in every case: behaviour values and the library of tasks, as their files have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from utfall.base.parse import shown
from utfall.scenario.behind import rival_layer, shared_layer, task_layer
from utfall.scenario.explain import meaning_of
from utfall.scenario.schema.behaviour import PROFILES, SECTIONS, SHARED
from utfall.validation.protocol.markdown import table
from utfall.validation.protocol.units import unit_of

HEADS = ("parameter", "meaning", "unit", "value", "range", "drawn", "status")
NO_VALUES = ("source", "note", "title", "like", "shared_set")


@dataclass(frozen=True, slots=True)
class Written:
    """One value as a library file has it: its path, what is written, and who stands behind it."""

    path: tuple[str, ...]
    value: object
    low: object
    high: object
    dist: str
    source: str
    note: str


def shared_values() -> str:
    """Markdown: every shared value of behaviour, section by section."""
    rows = ((row, row.path[1:] if row.path[0] in SECTIONS else row.path) for row in written(shared_layer().tree))
    return table(HEADS, (_line(row, _key_of(row.path), name) for row, name in rows))


def task_values() -> str:
    """Markdown: every task of the library."""
    return table(HEADS, (_line(row, ("tasks", *row.path[:2]), row.path) for row in written(task_layer().tree)))


def rival_values() -> str:
    """Markdown: where each rival profile departs from the shared values, beside them."""
    rivals = [name for name in PROFILES if name != SHARED]
    shared = {row.path: row for layer in (shared_layer(), task_layer()) for row in written(layer.tree)}
    found = {name: {_in_library(row.path): row for row in written(rival_layer(name).tree)} for name in rivals}
    lines = []
    for path in dict.fromkeys(path for rows in found.values() for path in rows):
        unit = unit_of(path[2] if path[0] == "capabilities" else path[1], shared[path].value)
        cells = [_with_range(row, unit) for row in (shared[path], *(rows.get(path) for rows in found.values()))]
        lines.append((f"`{'.'.join(path[1:] if path[0] in SECTIONS else path)}`", unit, *cells))
    return table(("parameter", "unit", SHARED, *(f"`{name}`" for name in rivals)), lines)


def _in_library(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path of a rival profile as the shared files have it."""
    return path[1:] if path[0] == "tasks" else path


def _with_range(row: Written | None, unit: str) -> str:
    """A value with its range and status; empty where a profile says nothing."""
    if row is None:
        return ""
    value, low, high = (_number(found, unit) for found in (row.value, row.low, row.high))
    return f"{value} ({f'{low} to {high}' if row.low is not None else 'fixed'}; {row.source})"


def written(tree: dict[str, Any], path: tuple[str, ...] = (), source: str = "") -> Iterator[Written]:
    """Every value of a library file, in its order, with the nearest source."""
    source = str(tree.get("source", source))
    for name, found in tree.items():
        if name in NO_VALUES:
            continue
        if isinstance(found, dict) and "value" not in found:
            yield from written(found, (*path, name), source)
            continue
        row = found if isinstance(found, dict) else {"value": found}
        low, high = row.get("range", (None, None))
        dist = str(row.get("dist", "uniform")) if low is not None else ""
        yield Written((*path, name), row["value"], low, high, dist, str(row.get("source", source)), str(row.get("note", "")))


def _key_of(path: tuple[str, ...]) -> tuple[str, ...]:
    """Where a scenario file has the value: a behaviour value by its name, the others by the table that they stand behind."""
    if path[0] in SECTIONS:
        return ("behaviour", path[1])
    return path[:3] if path[0] == "capabilities" else ("outcomes", *path)


def _line(row: Written, key: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    meaning = meaning_of(".".join(key))
    unit = unit_of(key[-1] if key[0] != "behaviour" else key[1], row.value)
    meaning = f"{meaning} ({row.note})" if _adds(row.note, f"{meaning} {unit}") else meaning
    value, low, high = (_number(found, unit) for found in (row.value, row.low, row.high))
    between = f"{low} to {high}" if row.low is not None else "fixed"
    status = row.source if row.source != "assumed" or row.low is not None else "assumed, fixed"
    return f"`{'.'.join(name)}`", meaning, unit, value, between, row.dist, status


def _adds(note: str, said: str) -> bool:
    """Whether a note says more than what is said already: at least half of its words are new."""
    words = set(re.findall(r"[\w.]+", note.lower()))
    return 2 * len(words - set(re.findall(r"[\w.]+", said.lower()))) >= len(words) > 0


def _number(found: object, unit: str) -> str:
    """What is written, without the unit that stands beside it."""
    if not isinstance(found, str):
        return shown(found)
    return " ".join(word for word in found.split(" ") if word not in unit.split(" ")) if unit else found
