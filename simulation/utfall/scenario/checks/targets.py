"""What a share in an outcome so long after the start may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.parse import Hint, RefusalError, time
from utfall.scenario.checks.plain import part, plain, rows
from utfall.scenario.layers import Path
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, problem_at

_WRITE = 'write in_outcome_after = { "24 months" = "25 %" }'


def targets(understood: Understood) -> Iterator[Problem]:
    """One share after one length of time, from which the rate of entry follows, and no other rate of entry beside it."""
    for name, row in rows(part(understood, "outcomes")).items():
        found = getattr(row, "in_outcome_after", None)
        if isinstance(found, Mapping):
            yield from _target(understood, ("outcomes", name), row, found)


def _target(understood: Understood, path: Path, row: Any, found: Mapping) -> Iterator[Problem]:
    here = (*path, "in_outcome_after")
    if len(found) != 1:
        yield problem_at(understood, here, f"the rate of entry follows from one share after one length of time; found {len(found)}; {_WRITE}")
    for length in found:
        try:
            time(length, Hint())
        except RefusalError as refused:
            yield problem_at(understood, here, f"{refused}; {_WRITE}")
    if row.entry is not None:
        yield problem_at(understood, (*path, "entry"), "follows from in_outcome_after; leave out one of them")
    for word in ("contains", "scar"):
        if plain(getattr(row, word)) is not None:
            yield problem_at(understood, here, f"cannot be solved beside {word}; write entry")
