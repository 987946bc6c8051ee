"""What a file says of its case beside its numbers: works read for all of it, what it leaves out, what was asked of a run and what no run brings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from utfall.scenario.layers import Layers, Path
from utfall.scenario.schema.table import Table

#: Keys of `about` that hold for one file: a file that builds on another says its own.
OF_ONE_FILE = ("works", "left_out", "asked", "not_shown", "not_reproduced")


@dataclass(frozen=True, slots=True)
class NotShown:
    """What a run was to show and does not: what was asked of it, what comes instead, and why."""

    asked: str
    comes: str
    why: str


@dataclass(frozen=True, slots=True)
class NotReproduced:
    """What a source says and a run does not bring: what was read, in which work (a key of references), what comes instead, and why."""

    read: str
    source: str
    comes: str
    why: str


@dataclass(frozen=True, slots=True)
class CaseNotes:
    """Works are keys of references; each term left out is a sentence with its reason; what was asked of a run is a sentence each."""

    works: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    not_shown: tuple[NotShown, ...] = ()
    not_reproduced: tuple[NotReproduced, ...] = ()


def case_notes(about: Any) -> CaseNotes:
    """The notes of an understood table `about`."""
    return CaseNotes(
        works=_words(about.works),
        left_out=_words(about.left_out),
        asked=_words(about.asked),
        not_shown=tuple(NotShown(*row) for row in _rows(about.not_shown, ("asked", "comes", "why"))),
        not_reproduced=tuple(NotReproduced(*row) for row in _rows(about.not_reproduced, ("read", "source", "comes", "why"))),
    )


def without_case_notes(layers: Layers) -> Layers:
    """A base without what it says of its own case alone."""
    about = layers.get(("about",))
    if not isinstance(about, dict):
        return layers
    tree = {**layers.tree, "about": {key: value for key, value in about.items() if key not in OF_ONE_FILE}}
    return Layers(layers.file, tree, {path: place for path, place in layers.places.items() if not _is_note(path)}, layers.removed)


def _is_note(path: Path) -> bool:
    return len(path) > 1 and path[0] == "about" and path[1] in OF_ONE_FILE


def _rows(tables: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for row in (tables or {}).values():
        if isinstance(row, Table):
            yield tuple("" if (leaf := getattr(row, key)) is None else str(leaf.value) for key in keys)


def _words(found: Any) -> tuple[str, ...]:
    return tuple(str(word.value) for word in found or ())
