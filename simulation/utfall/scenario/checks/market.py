"""What the market may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.scenario.checks.plain import part, plain, rows
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, problem_at


def market(understood: Understood) -> Iterator[Problem]:
    """Openings are places in a state, more than none; elasticity lies between 0 and 1."""
    table = part(understood, "market")
    if table is None:
        return
    openings = table.openings if isinstance(table.openings, Mapping) else {}
    kinds = {name: plain(row.kind) for name, row in rows(part(understood, "outcomes")).items()}
    for name, places in openings.items():
        path = ("market", "openings", name)
        if kinds.get(name, "state") != "state":
            yield problem_at(understood, path, f'openings are places in a state; "{name}" is of kind "{kinds[name]}"')
        if plain(places) is not None and plain(places).monthly <= 0:
            yield problem_at(understood, path, "without any openings nobody could ever enter; write more than 0")
    link = plain(getattr(part(understood, "people"), "link", None))
    if openings and link not in (None, "logit"):
        yield problem_at(
            understood, ("people", "link"), 'openings are shared out by the chances of the logit; leave market.openings out, or write link = "logit"'
        )
    elasticity = plain(table.elasticity)
    if elasticity is not None and not 0 <= elasticity <= 1:
        yield problem_at(
            understood, ("market", "elasticity"), f"found {elasticity:g}; write a number from 0 (places are fixed) to 1 (as many as looked for)"
        )
    yield from _retender(understood, table)
    for name in ("elasticity", "others") if not openings else ():
        if getattr(table, name) is not None:
            yield problem_at(understood, ("market", name), 'says nothing without openings; write openings = { OUTCOME = "50 per month" }')


def _retender(understood: Understood, table: Any) -> Iterator[Problem]:
    """It leaves somebody a place, and is among several."""
    again = getattr(table, "retender", None)
    if again is None:
        return
    at_risk, path = plain(again.at_risk), ("market", "retender")
    if at_risk is not None and at_risk.fraction >= 1.0:
        yield problem_at(understood, (*path, "at_risk"), "somebody must keep a place, or there is nobody to work like; write less than 100 %")
    known = rows(part(understood, "providers"))
    if len(known) == 1 and (plain(next(iter(known.values())).count) or 1) == 1:
        yield problem_at(understood, path, "there is one provider, and nobody else that a new one could work like; leave it out")
