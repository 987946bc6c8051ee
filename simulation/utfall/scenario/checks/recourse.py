"""What terms that hold pay back, or take it back, may not say."""

from collections.abc import Callable, Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.scenario.checks.cohorts import level_problems
from utfall.scenario.checks.plain import by_group, part, plain, plains, rows
from utfall.scenario.schema.contract import metric_unit
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, problem_at

Path = tuple[str, ...]
_PER_PERSON = ("outcome", "activity", "rate_card", "milestones")
_CAN_BE_LOST = ("state_at", "first_entry", "sustained")


def clawback(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """Only a success in the person's own time can be lost again."""
    yield from _of(understood, path, row, "taken back")
    for term in plains(row.of):
        for metric in _metrics_of(understood, path, term):
            counted = rows(part(understood, "contract", "metrics")).get(metric)
            if counted is not None and (plain(counted.kind) not in _CAN_BE_LOST or plain(getattr(counted, "at_month", None)) is not None):
                message = f'"{term}" pays on "{metric}", which is no success of a person in the person\'s own time, so that nothing can be lost'
                yield problem_at(understood, (*path, "of"), message)


def retention(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """A release hangs on a success of each person, or on a level that the mean reaches."""
    yield from _of(understood, path, row, "held back")
    name = plain(row.released_if)
    metric = rows(part(understood, "contract", "metrics")).get(name or "")
    if row.reaches is not None and row.released_if is None:
        yield problem_at(understood, (*path, "reaches"), "what must reach it? write released_if")
    if metric is None:
        return
    if row.reaches is None and not _counts_successes(understood, name):
        message = f'"{name}" does not count successes of persons; say which mean releases what is held: reaches = ...'
        yield problem_at(understood, (*path, "released_if"), message)
    for level in by_group(understood, row.reaches).values() if row.reaches is not None else ():
        found = list(level_problems(understood, (path, "reaches"), level, name, metric))
        yield from found
        if found:
            return


def _of(understood: Understood, path: Path, row: Any, done: str) -> Iterator[Problem]:
    """It names terms of the same agreement that pay for persons, each once, and no other term of the kind names them."""
    names = plains(row.of)
    if row.of is not None and not names:
        yield problem_at(understood, (*path, "of"), f"names no term; write the terms whose pay is {done}")
    others = rows(part(understood, *path[:-1]))
    for name in names:
        other = others.get(name)
        if other is not None and plain(other.kind) not in _PER_PERSON:
            message = f'"{name}" is of kind "{plain(other.kind)}"; only what is paid for a person can be {done}'
            yield problem_at(understood, (*path, "of"), message)
    kind = plain(row.kind)
    for id_, other in others.items():
        if id_ == path[-1]:
            return
        twice = [name for name in names if plain(other.kind) == kind and name in plains(other.of)]
        if twice:
            yield problem_at(understood, (*path, "of"), f'"{twice[0]}" is already {done} by "{id_}"; write one term for it')


def _metrics_of(understood: Understood, path: Path, term: str) -> tuple[str, ...]:
    row = rows(part(understood, *path[:-1])).get(term)
    if row is None:
        return ()
    prices = getattr(row, "prices", None)
    return tuple(prices) if isinstance(prices, Mapping) else (plain(getattr(row, "metric", None)) or "",)


def _counts_successes(understood: Understood, metric: str) -> bool:
    table = understood.layers.get(("contract", "metrics", metric))
    return isinstance(table, dict) and metric_unit(table) == "person"


CHECKS: dict[str, Callable[[Understood, Path, Any], Iterator[Problem]]] = {"clawback": clawback, "retention": retention}
