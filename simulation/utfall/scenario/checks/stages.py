"""Tasks that are given only while in, or out of, an outcome."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import part, plain, rows
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, problem_at


def stages(understood: Understood) -> Iterator[Problem]:
    """The outcome is a state, nobody is asked to be both in and out of it, and no task pushes people to where they must be already."""
    outcomes = rows(part(understood, "outcomes"))
    for name, row in rows(part(understood, "tasks")).items():
        inside, outside = plain(row.while_in), plain(row.while_out_of)
        for word, outcome in (("while_in", inside), ("while_out_of", outside)):
            kind = _kind(outcomes.get(outcome or ""))
            if kind not in (None, "state"):
                message = f'one is in or out of an outcome of kind "state"; "{outcome}" is of kind "{kind}"'
                yield problem_at(understood, ("tasks", name, word), message)
        if inside is not None and inside == outside:
            yield problem_at(understood, ("tasks", name, "while_out_of"), f'nobody is both in and out of "{inside}"; leave one of the two out')
        if inside is not None and _pushes(row, inside):
            message = f'it pushes people into "{inside}" and would be given only to those who are there; write while_out_of, or leave it out'
            yield problem_at(understood, ("tasks", name, "while_in"), message)


def _kind(row: Table | None) -> str | None:
    return None if row is None else plain(getattr(row, "kind", None))


def _pushes(row: Table, outcome: str) -> bool:
    boosts = getattr(row, "boosts", None)
    pushed = plain(boosts[outcome]) if isinstance(boosts, Mapping) and outcome in boosts else None
    return pushed is not None and pushed > 0
