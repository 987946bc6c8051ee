"""Looking at a partly understood document: what is missing or was not understood is None."""

from typing import Any

from utfall.base.sourced import Sourced
from utfall.scenario.schema.leaf import Bad, ByGroupValues
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood


def plain(leaf: object) -> Any:
    """The central value of a leaf, or None."""
    return leaf.value if isinstance(leaf, Sourced) else None


def plains(leaf: object) -> tuple[Any, ...]:
    """The central values of a list; a single value is a list of one."""
    return tuple(plain(item) for item in leaf) if isinstance(leaf, tuple) else () if plain(leaf) is None else (plain(leaf),)


def rows(tables: object) -> dict[str, Any]:
    """The understood tables of a table of named tables."""
    return {name: row for name, row in tables.items() if isinstance(row, Table)} if isinstance(tables, dict) else {}


def table(found: object) -> Any:
    """A table, or None when it is absent or was not understood."""
    return found if isinstance(found, Table) and not isinstance(found, Bad) else None


def part(understood: Understood, *path: str) -> Any:
    """What stands at a path of the document, or None."""
    found: Any = understood.document
    for name in path:
        found = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
    return None if isinstance(found, Bad) else found


def groups_of(understood: Understood) -> tuple[str, ...]:
    """The ids of the pay groups; none when the file has none."""
    found = understood.layers.get(("people", "groups"))
    return tuple(name for name, row in found.items() if isinstance(row, dict)) if isinstance(found, dict) else ()


def by_group(understood: Understood, leaf: object) -> dict[str, Any]:
    """A value for each group ("" when there are none)."""
    names = groups_of(understood) or ("",)
    if isinstance(leaf, ByGroupValues):
        return {name: plain(leaf.get(name, leaf.get("other"))) for name in names}
    return dict.fromkeys(names, plain(leaf))
