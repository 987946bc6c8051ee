"""Files laid over each other: a base, what a file changes, a variant, `--set`. One rule: tables key by key, everything else replaced."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from utfall.base.errors import Problem

Path = tuple[str, ...]
Tree = dict[str, Any]
TAGS = ("kind", "design")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Layers:
    """A composed tree.

    file     how messages call the file that was asked for
    places   where each key is written; removed: where a key was left out
    """

    file: str
    tree: Tree
    places: dict[Path, Place]
    removed: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Where a key is written, was left out, or its nearest table stands."""
        for length in range(len(path), 0, -1):
            found = self.removed.get(path[:length]) or self.places.get(path[:length])
            if found:
                return found
        return Place(self.file, None)

    def problem(self, path: Path, message: str, level: str = "error", at: Path | None = None) -> Problem:
        """A problem with a key, told at the place of `at` (or of the key itself)."""
        place = self.place(at or path)
        key = ".".join(path) or "file"
        if place.file == self.file:
            return Problem(self.file, place.line, key, message, level)
        where = place.file if place.line is None else f"{place.file}:{place.line}"
        return Problem(f"{self.file} (from {where})", None, key, message, level)

    def get(self, path: Path) -> Any:
        """What stands at a path, or None."""
        found: Any = self.tree
        for part in path:
            if not isinstance(found, dict) or part not in found:
                return None
            found = found[part]
        return found


def in_order(layers: Layers, problems: list[Problem]) -> list[Problem]:
    """Problems by line, those of the file itself first; each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file != layers.file, p.line or 0, p.file, p.key, p.message))


def lay(under: Layers, over: Layers) -> Layers:
    """One layer over another."""
    places = dict(under.places)
    tree = _merge(under.tree, over.tree, (), places)
    removed = {path: place for path, place in under.removed.items() if path not in over.places}
    return Layers(over.file, tree, places | over.places, removed | over.removed)


def _merge(under: Tree, over: Tree, path: Path, places: dict[Path, Place]) -> Tree:
    """One tree over another; parts of both are shared, since nobody writes into a tree (`leave_out` takes a copy)."""
    result = dict(under)
    for name, value in over.items():
        below, here = result.get(name), (*path, name)
        if isinstance(below, dict) and isinstance(value, dict) and not _afresh(below, value):
            result[name] = _merge(below, value, here, places)
            continue
        if isinstance(below, dict):
            for old in [p for p in places if p[: len(here)] == here]:
                del places[old]
        result[name] = value
    return result


def _afresh(below: Tree, value: Tree) -> bool:
    """Whether a table starts afresh: its kind changes, or a value with its source is written anew."""
    if "value" in value or ("value" in below and any(key not in ("range", "dist", "spread", "source", "as_of", "note") for key in value)):
        return True
    return any(tag in below and tag in value and below[tag] != value[tag] for tag in TAGS)


def leave_out(layers: Layers, paths: object, at: Path) -> tuple[Layers, list[Problem]]:
    """The layers without the dotted paths of a `without` list that stands at `at`."""
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        return layers, [layers.problem(at, 'write a list of keys, as in ["contract.limits"]')]
    tree, problems = deepcopy(layers.tree), []
    places, removed = dict(layers.places), dict(layers.removed)
    for i, dotted in enumerate(paths):
        path = tuple(dotted.split("."))
        holder: Any = tree
        for part in path[:-1]:
            holder = holder.get(part) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or path[-1] not in holder:
            problems.append(layers.problem((*at, str(i)), f'"{dotted}" is not there; nothing to leave out'))
            continue
        del holder[path[-1]]
        removed[path] = layers.place((*at, str(i)))
        for old in [p for p in places if p[: len(path)] == path]:
            del places[old]
    return Layers(layers.file, tree, places, removed), problems


def leaf_paths(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every path to something that is not a table."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from leaf_paths(value, (*path, name))
    else:
        yield path, tree
