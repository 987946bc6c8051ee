"""The identity of a scenario: everything in it that can change a run, in canonical form, and nothing else."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from utfall.base.sourced import Sourced
from utfall.scenario.layers import Path
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, leaves

#: Words for readers, and how often a scenario is run.
WITHOUT = ("title", "summary", "teaches", "shows", "note", "source")
WITHOUT_PATHS = (("about",), ("run", "runs"), ("run", "seed"), ("run", "people"), ("behaviour", "override"))


def fingerprint(rows: str, beside: Iterable[object]) -> str:
    """16 hex digits of a composed scenario (`canonical_rows`) and of what stands beside it (size, months, factors)."""
    text = f"[{rows},{_dense([repr(item) for item in beside])}]"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def canonical_rows(understood: Understood) -> str:
    """The composed scenario, the shared values and tasks under it, row by row in order."""
    rows = [(".".join(path), canonical(value)) for path, value in _kept(understood)]
    rows += [(".".join(path), ",".join(names)) for path, names in _names(understood.document, ())]
    return _dense(sorted(rows))


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def canonical(value: Sourced) -> str:
    """A value without the way it was written: "EUR 1,200 per person" is "EUR 1 200 per person", and "26 weeks" is not "6 months"."""
    parts = [repr(value.value)]
    if value.drawn:
        parts += [repr(value.low), repr(value.high), value.dist]
    if value.spread:
        parts.append(f"spread {value.spread!r}")
    return " ".join(parts)


def _kept(understood: Understood) -> Iterator[tuple[Path, Sourced]]:
    for found in leaves(understood.document):
        if found.path[-1] not in WITHOUT and not any(found.path[: len(path)] == path for path in WITHOUT_PATHS):
            yield found.path, found.value
    for found in leaves(understood.shared, ("behaviour",)):
        if found.path[-1] not in WITHOUT and (found.key[-1] != "hour_cost" or found.path[-1] == understood.currency):
            yield found.path, found.value


def _names(table: Table, path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Named tables by name and order: a renamed clause is a different contract."""
    for name in type(table).model_fields:
        if (*path, name) == ("about",):
            continue
        value, here = getattr(table, name), (*path, name)
        if isinstance(value, Table):
            yield from _names(value, here)
        elif isinstance(value, dict) and value and all(isinstance(row, Table) for row in value.values()):
            yield here, tuple(value)
            for key, row in value.items():
                yield from _names(row, (*here, key))
