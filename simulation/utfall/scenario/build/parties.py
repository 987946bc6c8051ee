"""Payers, providers, investors, values and the behaviour profile from a resolved document."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from math import log2
from typing import Any, Literal

from utfall.base.mechanisms import Mechanisms
from utfall.base.quantities import WORKER_HOURS, Flow, Money, Price, Share
from utfall.behaviour.beliefs import winners_curse
from utfall.behaviour.character import Character
from utfall.behaviour.maturity import PARTS
from utfall.behaviour.others import Others
from utfall.behaviour.profile import Profile
from utfall.behaviour.surroundings import Surroundings
from utfall.contract.parties import Investor, Payer, Provider, Value
from utfall.scenario.build.context import Resolved, hour_cost
from utfall.scenario.schema.behaviour import SharedValues

HOURS_A_PLACE = 3.0


def payers(at: Resolved) -> tuple[Payer, ...]:
    """Who pays."""
    return tuple(
        Payer(
            id=name,
            title=row.title or name,
            purse=row.purse or name,
            budget=row.budget,
            prevention=row.prevention,
            horizon=row.horizon,
            signed_horizon=row.signed_horizon,
            mandate=row.mandate,
            discount=row.discount,
            pool=row.pool,
        )
        for name, row in at.document.payers.items()
    )


def providers(at: Resolved, spreads: dict[str, float]) -> tuple[Provider, ...]:
    """Who serves people; `spreads` holds how much members of a set truly differ in productivity."""
    found = tuple(_members(at))
    return tuple(_provider(at, id_, title, row, spreads.get(name, 0.0), len(found)) for id_, title, name, row in found)


def _members(at: Resolved) -> Iterator[tuple[str, str, str, Any]]:
    for name, row in at.document.providers.items():
        title = row.title or name.replace("_", " ")
        if row.count is None or row.count == 1:
            yield name, title, name, row
        else:
            yield from ((f"{name}_{i:02d}", f"{title} {i:02d}", name, row) for i in range(1, row.count + 1))


def _provider(at: Resolved, id_: str, title: str, row: Any, spread: float, all_: int) -> Provider:
    hours = row.hours if row.hours is not None else Flow(HOURS_A_PLACE * _places(at, row, all_), "hours")
    cost = hour_cost(at, row.cost)
    reserves = row.reserves.minor if row.reserves is not None else round(at.shared.reserves * hours.monthly * cost)
    return Provider(
        id=id_,
        title=title,
        places=row.places,
        hours=hours,
        cost=Price(cost, at.currency, "hour"),
        productivity=1.0 if row.productivity is None else row.productivity,
        productivity_spread=spread,
        reserves=Money(reserves, at.currency),
        plan=_plan(at, row.plan),
        sector=row.sector or "",
        overhead=row.overhead,
        set_up=None if row.set_up is None else Money(_after_learning(row, at.shared.setup_learning), at.currency),
        areas=tuple(row.areas or ()),
        maturity=() if row.maturity is None else tuple(getattr(row.maturity, part) for part in PARTS),
        maturity_growth=row.maturity_growth,
    )


def by_provider(at: Resolved, named: dict[str, Share]) -> tuple[tuple[str, Share], ...]:
    """Provider id -> its share; the name of a set stands for its members."""
    return tuple((id_, named[id_] if id_ in named else named[name]) for id_, _, name, _ in _members(at) if id_ in named or name in named)


def _after_learning(row: Any, learning: float) -> int:
    """Cost of setting up, minor units: a share less with each doubling of like contracts, this one counted [wright-1936]."""
    return round(row.set_up.minor * (1.0 - learning) ** log2(1 + (row.like_contracts or 0)))


def _places(at: Resolved, row: Any, all_: int) -> float:
    """Places that a provider's hours are reckoned from: its own, else its part of all places, else of all people offered."""
    people = at.document.people
    offered = people.offered if people.offered is not None else people.eligible - at.control
    return float(row.places) if row.places is not None else float(people.places or offered) / all_


def _plan(at: Resolved, plan: dict[str, Share] | None) -> tuple[float, ...]:
    """Shares of hours by task; equal over tasks that build when nothing is said, or over all when none builds."""
    tasks = at.document.tasks
    if plan is not None:
        return tuple(plan[name].fraction if name in plan else 0.0 for name in tasks)
    builds = [any(gain > 0 for gain in (row.builds or {}).values()) for row in tasks.values()]
    chosen = builds if any(builds) else [True] * len(builds)
    return tuple(1.0 / sum(chosen) if picked else 0.0 for picked in chosen)


def investors(at: Resolved) -> tuple[Investor, ...]:
    """Who puts up money."""
    return tuple(Investor(name, row.title or name, row.type or "impact_first") for name, row in (at.document.investors or {}).items())


def values(at: Resolved) -> tuple[Value, ...]:
    """What outcomes cost and bring."""
    return tuple(_value(at, name, row) for name, row in (at.document.values or {}).items())


def _value(at: Resolved, name: str, row: Any) -> Value:
    words: tuple[Literal["while_in", "while_out_of", "for_each"], ...] = ("while_in", "while_out_of", "for_each")
    when = next(word for word in words if getattr(row, word) is not None)
    named = at.events if when == "for_each" else at.states
    return Value(
        id=name,
        title=row.title or name,
        price=row.costs if row.costs is not None else row.brings,
        sign=-1 if row.costs is not None else 1,
        when=when,
        outcome=named.index(getattr(row, when)),
        falls_on=row.falls_on,
        kind=row.kind or "resource",
        to=row.to or "",
        cashable=row.cashable or Share(1.0),
        rising_to=row.rising_to,
        after=row.after,
        kept=row.kept or Share(1.0),
        refilled=row.refilled or Share(0.0),
        of_events=when == "for_each",
    )


def mechanisms(at: Resolved) -> Mechanisms:
    """Switches of the model."""
    table = at.document.mechanisms
    off = Mechanisms()
    return (
        off
        if table is None
        else Mechanisms(*(getattr(off, name) if getattr(table, name) is None else getattr(table, name) for name in Mechanisms.__slots__))
    )


def profile(at: Resolved, providers_: tuple[Provider, ...]) -> Profile:
    """How parties behave; the social value is in money of the case: so many worker-months of its providers' mean hourly cost."""
    shared: SharedValues = at.shared
    worker_month = WORKER_HOURS * sum(provider.cost.minor for provider in providers_) / len(providers_)
    same = {name: getattr(shared, name) for name in Profile.__slots__ if name in SharedValues.model_fields}
    same |= {
        "belief_in_own_effect": _prior(shared),
        "worker_error": shared.worker_error.fraction,
        "social_value": shared.social_value * worker_month,
        "discount": shared.discount.monthly,
        "risk_free": 1 - (1 - shared.risk_free.monthly) ** 12,
        "providers": _rules(at, providers_),
        "character": Character(**{field.name: float(getattr(shared, field.name)) for field in fields(Character)}),
        "payers": _named(at, "payers", at.document.payers),
        "investors": _named(at, "investors", at.document.investors or {}),
        "around": Surroundings(**{field.name: float(getattr(shared, field.name)) for field in fields(Surroundings)}),
        "others": Others(**{field.name: float(getattr(shared, field.name)) for field in fields(Others)}),
    }
    return Profile(**same)


def _prior(shared: SharedValues) -> float:
    """What a provider takes its hours to build, over the truth: as the profile says, or what winning a tender does to unbiased signals."""
    if shared.belief_prior == "winners_curse":
        return winners_curse(shared.bid_spread, round(shared.rival_bidders))
    return float(shared.belief_in_own_effect)


def _rules(at: Resolved, providers_: tuple[Provider, ...]) -> tuple[tuple[str, str], ...]:
    table = at.document.behaviour
    rule = None if table is None else table.providers
    by_name = rule if isinstance(rule, dict) else {}
    general: str = rule if isinstance(rule, str) else "optimiser"
    sets = {id_: name for id_, _, name, _ in _members(at)}
    return tuple((provider.id, str(by_name.get(provider.id, by_name.get(sets[provider.id], general)))) for provider in providers_)


def _named(at: Resolved, kind: str, rows: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The rule of each payer or investor that the file names one for."""
    table = at.document.behaviour
    rule = None if table is None else getattr(table, kind)
    if rule is None:
        return ()
    return tuple((name, str(rule[name])) for name in rows if name in rule) if isinstance(rule, dict) else tuple((name, str(rule)) for name in rows)
