"""The same contract at other values, each of which leads into a corner of the rules."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.docking.cases import Docked
from utfall.base.quantities import Flow, Money, Price, Share
from utfall.contract.contract import Contract
from utfall.contract.parties import Provider
from utfall.scenario.case import Case

CASE = Docked().case


def _providers(change: Callable[[Provider], Provider], contract: Contract = CASE.contract) -> Contract:
    return replace(contract, providers=tuple(change(provider) for provider in contract.providers))


def _hours(factor: float, contract: Contract = CASE.contract) -> Contract:
    return _providers(lambda one: replace(one, hours=Flow(factor * one.hours.monthly, "hours")), contract)


def _lessons(**changed: Any) -> Contract:
    terms = CASE.contract.terms
    return replace(CASE.contract, terms=tuple(replace(term, **changed) if term.id == "lessons_paid" else term for term in terms))


def _prices(*euros: int) -> tuple[Price, ...]:
    return tuple(Price(100 * amount, "EUR", "hour") for amount in euros)


def _language_teaches_nothing() -> Case:
    tasks = (replace(task, builds=(0.0, 0.0), boosts=(0.0,)) if task.id == "language" else task for task in CASE.people.tasks)
    return replace(CASE, people=replace(CASE.people, tasks=tuple(tasks)), contract=_hours(3.0, _lessons(price=_prices(50, 70))))


OTHER = {
    "more hours than anybody can use: an hour costs its wage": replace(CASE, contract=_hours(12.0)),
    "hardly any hours": replace(CASE, contract=_hours(0.15)),
    "mission counts more than pay": replace(CASE, profile=replace(CASE.profile, mission_weight=3.0)),
    "every claim is audited, nothing is repaid or fined": replace(
        CASE, contract=replace(CASE.contract, assurance=replace(CASE.contract.assurance, repay=False, audit=Share(1.0), penalty=None))
    ),
    "providers without reserves: what they owe waits": replace(CASE, contract=_providers(lambda one: replace(one, reserves=Money(0, "EUR")))),
    "one provider": replace(CASE, contract=replace(CASE.contract, providers=CASE.contract.providers[:1])),
    "lessons pay by themselves, up to a cap": replace(
        CASE, contract=_lessons(price=_prices(37, 37), cap_per_person=(Money(60_000, "EUR"), Money(90_000, "EUR")))
    ),
    "lessons that teach nothing and pay: a price has two answers": _language_teaches_nothing(),
}
