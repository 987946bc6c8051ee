"""A document at one parameter point: every value a plain quantity, every value by group one for each group."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from utfall.base.sourced import Sourced
from utfall.scenario.points import quantile
from utfall.scenario.schema.leaf import ByGroupValues, Leaf, Mapping
from utfall.scenario.schema.table import Table, markers_of

T = TypeVar("T", bound=Table)
At = Callable[[Sourced, str], object]


def at_point(point: int) -> At:
    """How a value is taken at a point; -1 takes the central value."""

    def take(value: Sourced, path: str) -> object:
        return value.value if point < 0 or not value.drawn else value.at(quantile(path, point))

    return take


def at_top(value: Sourced, path: str) -> object:
    """The upper end of a range, else the value: for what must hold at every point."""
    return value.value if value.high is None else value.high


def resolved(table: T, take: At, groups: tuple[str, ...], path: str = "") -> T:
    """The same table with values for quantities; by-group values become tuples in the order of the groups."""
    changes: dict[str, Any] = {}
    for name, marker in markers_of(type(table)).items():
        value = getattr(table, name)
        here = f"{path}.{name}" if path else name
        if isinstance(value, Table):
            changes[name] = resolved(value, take, groups, here)
        elif isinstance(marker, Leaf) and value is not None:
            changes[name] = _leaf(value, marker, take, groups, here)
        elif isinstance(value, dict):
            changes[name] = {key: resolved(row, take, groups, f"{here}.{key}") for key, row in value.items() if isinstance(row, Table)}
    return table.model_copy(update=changes)


def _leaf(value: object, marker: Leaf, take: At, groups: tuple[str, ...], path: str) -> object:
    if isinstance(value, Mapping):
        return {key: _leaf(item, marker, take, groups, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(take(item, f"{path}.{i}") for i, item in enumerate(value))
    if isinstance(value, ByGroupValues):
        found = {key: take(item, f"{path}.{key}") for key, item in value.items()}
        return tuple(found[name] if name in found else found["other"] for name in groups)
    one = take(cast(Sourced, value), path)
    return (one,) * len(groups) if marker.by_group else one
