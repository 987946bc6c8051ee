"""What capital, providers and limits may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Money, Price, ShareOfCapital
from utfall.scenario.checks.names import known, provider_ids
from utfall.scenario.checks.plain import part, plain, plains, rows
from utfall.scenario.library import NAME
from utfall.scenario.schema.leaf import Bad, Mapping
from utfall.scenario.schema.table import Table
from utfall.scenario.understand import Understood, leaves, problem_at

MAX_PROVIDERS = 500


def capital(understood: Understood) -> Iterator[Problem]:
    """Who puts it up, in which order it is repaid, and fees out of it."""
    found = part(understood, "capital")
    if found is None:
        if part(understood, "subcontract") is not None:
            message = "there is no holder between payers and providers; write [capital], or leave the subcontract out"
            yield problem_at(understood, ("subcontract",), message)
        return
    tranches = rows(found.tranches)
    if _all_understood(found):
        yield from _order(understood, found, tranches)
        yield from _sizes(understood, tranches)
    yield from _fees(understood, found)
    if not tranches and not understood.layers.get(("capital", "tranches")) and _all_understood(found):
        names = ", ".join(rows(part(understood, "investors"))) or "..."
        yield problem_at(understood, ("capital", "tranches"), f"who puts up the money? write tranches.ID with investor = one of: {names}")
    for word in ("need", "floor"):
        amount = plain(getattr(found, word, None))
        if isinstance(amount, Money) and amount.minor < 0:
            yield problem_at(understood, ("capital", word), "is below nothing")


def _order(understood: Understood, capital: Any, tranches: dict[str, Any]) -> Iterator[Problem]:
    """`repaid_first` names every tranche that puts money in, once."""
    path = ("capital", "repaid_first")
    order = plains(capital.repaid_first)
    paid_in = [name for name, row in tranches.items() if plain(row.kind) != "guarantee"]
    if capital.repaid_first is None:
        if len(paid_in) > 1:
            yield problem_at(understood, path, f"say who is repaid first, then next: a list of {', '.join(paid_in)} in that order")
        return
    twice = [name for name in dict.fromkeys(order) if order.count(name) > 1]
    if twice:
        yield problem_at(understood, path, f"names {twice[0]} more than once; write each tranche once")
    left_out = [name for name in paid_in if name not in order]
    if left_out:
        yield problem_at(understood, path, f"says nothing of {', '.join(left_out)}; write every tranche in its place")


def _sizes(understood: Understood, tranches: dict[str, Any]) -> Iterator[Problem]:
    path = ("capital", "tranches")
    open_ = [name for name, row in tranches.items() if row.amount is None and plain(row.kind) != "guarantee"]
    if len(open_) > 1:
        yield problem_at(understood, path, "only one tranche may leave out its amount (it takes the rest)")
    for name, row in tranches.items():
        promise, amount = plain(row.kind) == "guarantee", plain(row.amount)
        if promise and row.amount is None:
            yield problem_at(understood, (*path, name), 'how much does it make good at most? write amount = "40 % of capital agreed", or a sum')
        if row.guarantees is not None and not promise:
            yield problem_at(understood, (*path, name, "guarantees"), f'a tranche of kind "{plain(row.kind) or "loan"}" covers nobody; leave it out')
        if isinstance(amount, ShareOfCapital) and amount.of == "drawn":
            yield problem_at(understood, (*path, name, "amount"), "a tranche is a share of the capital agreed, for it is drawn from it")
        if isinstance(amount, Money) and amount.minor < 0:
            yield problem_at(understood, (*path, name, "amount"), "is below nothing")


def _fees(understood: Understood, capital: Any) -> Iterator[Problem]:
    parties = known(understood, "payee")
    for name, row in rows(capital.fees).items():
        path = ("capital", "fees", name)
        to, running = plain(row.to), plain(row.running)
        if isinstance(to, str) and (to in ("providers", "holder", "staff") or (to not in parties and not NAME.fullmatch(to))):
            yield problem_at(understood, (*path, "to"), f'"{to[:60]}" is not one party; write the id of a party, or a name in small letters')
        if running is not None and running.per not in ("month", "year"):
            yield problem_at(understood, (*path, "running"), f"a running fee is paid per month or per year; the price says per {running.per}")
        if all(getattr(row, word) is None for word in ("set_up", "running", "of_success")):
            yield problem_at(understood, path, "pays nothing; write set_up, running or of_success")
        for word in ("set_up", "running"):
            amount = plain(getattr(row, word))
            if amount is not None and amount.minor < 0:
                yield problem_at(understood, (*path, word), "is below nothing")


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
    for name, row in rows(part(understood, "payers")).items():
        yield from _prevention(understood, name, row)


def _prevention(understood: Understood, name: str, row: Any) -> Iterator[Problem]:
    """What is meant for prevention comes out of a budget."""
    budget, prevention = plain(row.budget), plain(row.prevention)
    if prevention is None:
        return
    if row.budget is None:
        yield problem_at(understood, ("payers", name, "prevention"), "out of which budget? write budget, the most it can pay in a year")
    elif budget is not None and _yearly(prevention) > _yearly(budget):
        yield problem_at(understood, ("payers", name, "prevention"), "is more than its budget; write at most as much")


def _yearly(price: Price) -> int:
    """Minor units a year of a price per year or per month."""
    return price.minor * (12 if price.per == "month" else 1)


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


def passed_on(understood: Understood) -> Iterator[Problem]:
    """A pass-through by provider says a share for each."""
    share = getattr(part(understood, "subcontract"), "pass_through", None)
    if not isinstance(share, Mapping):
        return
    sets = {name: row for name, row in rows(part(understood, "providers")).items() if name not in share}
    left_out = [name for name in sets if not all(id_ in share for id_ in provider_ids(understood) if id_ == name or id_.startswith(f"{name}_"))]
    if left_out:
        yield problem_at(understood, ("subcontract", "pass_through"), f"says nothing for {', '.join(left_out)}; add them")
