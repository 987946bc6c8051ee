"""Run the bench, and count what held and through what."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from utfall.base.errors import UsageError
from utfall.validation.behaviour.bench import parts
from utfall.validation.entry import Effort, Entry
from utfall.validation.registry import NOT_EXPRESSED, THEORY
from utfall.validation.row import NotExpressed, Row


@dataclass(frozen=True, slots=True)
class Bench:
    """Rows of the theory bench in the order of the registry, and what is not expressed.

    behaviour   rows of the behaviour bench (none unless asked for)
    quick   whether a quarter of the runs was made
    """

    rows: tuple[Row, ...]
    not_expressed: tuple[NotExpressed, ...]
    quick: bool
    behaviour: tuple[Row, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every row holds."""
        return all(row.holds for row in (*self.rows, *self.behaviour))

    def through(self, path: str) -> int:
        """Rows by the code they ran through."""
        return sum(row.path == path for row in self.rows)


def chosen(names: Iterable[str], entries: tuple[Entry, ...] = THEORY) -> tuple[Entry, ...]:
    """Entries of these names: T1 means all of it, T1.price only that; all where there is no name.

    Raises UsageError for a name that no entry has.
    """
    wanted = tuple(names)
    known = {entry.entry for entry in entries} | {entry.id for entry in entries}
    for name in wanted:
        if name not in known:
            raise UsageError(f"there is no entry {name}; `utfall validate --list` names them")
    return tuple(entry for entry in entries if not wanted or entry.entry in wanted or entry.id in wanted)


def run(entries: tuple[Entry, ...], effort: Effort, tell: Callable[[str], None]) -> Bench:
    """Compare every entry at its printed case and at its random points; `tell` hears of each as it begins."""
    rows: list[Row] = []
    for entry in entries:
        tell(entry.id)
        rows += entry.rows(effort)
    whole = len(entries) == len(THEORY)
    return Bench(tuple(rows), NOT_EXPRESSED if whole else (), effort.quick)


def behaviour(effort: Effort, tell: Callable[[str], None]) -> Iterator[Row]:
    """What the production rule gains of what could be gained, by contract; and effects with their causes, and without."""
    for name, rows in parts():
        tell(name)
        yield from rows(effort.quick)
