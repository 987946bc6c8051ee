"""What capital, providers and limits may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Money
from utfall.scenario.checks.names import provider_ids
from utfall.scenario.checks.plain import part, plain, rows
from utfall.scenario.schema.leaf import Bad, Mapping
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, leaves, problem_at

MAX_PROVIDERS = 500


def capital(understood: Understood) -> Iterator[Problem]:
    """One tranche in this release; who puts it up."""
    found = part(understood, "capital")
    if found is None:
        if part(understood, "subcontract") is not None:
            message = "there is no holder between payers and providers; write [capital], or leave the subcontract out"
            yield problem_at(understood, ("subcontract",), message)
        return
    tranches = rows(found.tranches)
    if len(tranches) > 1:
        message = "more than one tranche belongs to the contract language but is not in this release; write one"
        yield problem_at(understood, ("capital", "tranches"), message)
    elif not tranches and not understood.layers.get(("capital", "tranches")) and _all_understood(found):
        names = ", ".join(rows(part(understood, "investors"))) or "..."
        yield problem_at(understood, ("capital", "tranches"), f"who puts up the money? write tranches.ID with investor = one of: {names}")
    for word in ("need", "floor"):
        amount = plain(getattr(found, word, None))
        if isinstance(amount, Money) and amount.minor < 0:
            yield problem_at(understood, ("capital", word), "is below nothing")


def _all_understood(table: Table) -> bool:
    """What is missing is told only where what is there was understood."""
    return not any(isinstance(getattr(table, name), Bad) for name in type(table).model_fields)


def providers(understood: Understood) -> Iterator[Problem]:
    """At least one provider, not too many, with plans that sum to all their hours."""
    found = rows(part(understood, "providers"))
    written = understood.layers.get(("providers",))
    for word in ("providers", "payers"):
        if understood.layers.get((word,)) == {}:
            yield problem_at(understood, (word,), f"there is no one in {word}; write at least one")
    if isinstance(written, dict) and len(provider_ids(understood)) > MAX_PROVIDERS:
        yield problem_at(understood, ("providers",), f"{len(provider_ids(understood))} providers; at most {MAX_PROVIDERS}")
    for name, row in found.items():
        yield from _provider(understood, name, row)


def _provider(understood: Understood, name: str, row: Any) -> Iterator[Problem]:
    path = ("providers", name)
    cost = plain(row.cost)
    if cost is not None and (cost.per != "hour" or cost.minor <= 0):
        yield problem_at(understood, (*path, "cost"), f"a staff hour costs money per hour; found {row.cost.text}")
    if row.cost is None and understood.currency not in plain_keys(understood.shared.hour_cost):
        yield problem_at(understood, path, f'what does a staff hour cost? write cost = "{understood.currency} 400 per hour"')
    hours, productivity = plain(row.hours), plain(row.productivity)
    if hours is not None and hours.monthly <= 0:
        yield problem_at(understood, (*path, "hours"), "works no hours; write more than 0")
    if productivity is not None and productivity <= 0:
        yield problem_at(understood, (*path, "productivity"), "builds nothing; write more than 0")
    if isinstance(row.plan, Mapping):
        shares = [plain(leaf) for leaf in row.plan.values()]
        if None not in shares and abs(sum(share.fraction for share in shares) - 1) > 5e-4:
            yield problem_at(understood, (*path, "plan"), f"shares sum to {100 * sum(share.fraction for share in shares):g} %, not 100 %")


def plain_keys(leaf: object) -> tuple[str, ...]:
    """The names in a table of values."""
    return tuple(leaf) if isinstance(leaf, Mapping) else ()


def spreads(understood: Understood) -> Iterator[Problem]:
    """`spread` is understood for productivity only."""
    for found in leaves(understood.document):
        if found.value.spread and found.key[-1] != "productivity":
            message = "spread (members truly differ) is understood for productivity only in this release; write a range, or leave it out"
            yield problem_at(understood, (*found.path, "spread"), message)
