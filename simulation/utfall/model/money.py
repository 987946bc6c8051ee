"""Money of a finished run: what values came to in both worlds, and each party's cash by month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import ValueFacts
from utfall.contract.contract import Contract
from utfall.contract.metrics.units import IN_A_MONTH
from utfall.contract.parties import Value
from utfall.people.values import ValueMonths, value_months

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def value_facts(model: "ContractModel") -> tuple[ValueFacts, ...]:
    """Every value line, with minus without, over everybody's follow-up."""
    if not model.people.has_counterfactual:
        return ()
    offered = model.people.offered
    facts = []
    months: dict[int, tuple[ValueMonths, ValueMonths]] = {}
    for value in model.case.contract.values:
        if value.when == "for_each":
            continue
        if value.outcome not in months:
            follow_up = model.case.follow_up
            months[value.outcome] = tuple(value_months(model.people, value.outcome, world, follow_up) for world in ("with", "without"))  # type: ignore[assignment, arg-type]
        with_, without = months[value.outcome]
        price = _price(value)
        facts.append(
            ValueFacts(
                id=value.id,
                title=value.title or value.id.replace("_", " "),
                sign=value.sign,
                falls_on=value.falls_on,
                kind=value.kind,
                to=value.to,
                cashable=value.cashable.fraction,
                kept=value.kept.fraction,
                difference=value.sign * price * (_by_month(value, with_) - _by_month(value, without)),
                per_offered=price * _mean(_by_person(value, with_), offered),
                per_offered_without=price * _mean(_by_person(value, without), offered),
            )
        )
    return tuple(facts)


def _price(value: Value) -> float:
    """Minor units per month in (or out), or per hour."""
    return float(value.price.minor) * (1.0 if value.price.per == "hour" else IN_A_MONTH[value.price.per])


def _by_month(value: Value, months: ValueMonths) -> Floats:
    if value.price.per == "hour":
        return months.hours
    return months.months_in if value.when == "while_in" else months.months_out


def _by_person(value: Value, months: ValueMonths) -> Floats:
    if value.price.per == "hour":
        return months.person_hours
    return months.person_in if value.when == "while_in" else months.person_out


def _mean(column: Floats, among: NDArray[np.bool_]) -> float:
    return float(column[among].mean()) if among.any() else 0.0


def flows(model: "ContractModel") -> dict[str, NDArray[np.int64]]:
    """Account -> (months,) net cash by contract month, minor units."""
    ledger = model.accounts.ledger.columns()
    months = model.month
    net = np.zeros((len(ledger.accounts), months + 1), np.int64)
    np.add.at(net, (ledger.target, ledger.month), ledger.amount)
    np.subtract.at(net, (ledger.source, ledger.month), ledger.amount)
    return {name: net[number, 1:] for number, name in enumerate(ledger.accounts)}


def parties(contract: Contract) -> dict[str, str]:
    """Account -> kind of party."""
    found = {payer.id: "payer" for payer in contract.payers}
    found |= {provider.id: "provider" for provider in contract.providers}
    found |= {investor.id: "investor" for investor in contract.investors}
    return found | {"holder": "holder", "staff": "staff"}


def titles(contract: Contract) -> dict[str, str]:
    """Account -> its name in words."""
    named = {party.id: party.title or party.id for party in (*contract.payers, *contract.providers, *contract.investors)}
    return named | {"holder": "the holder" if contract.capital is None else contract.capital.holder, "staff": "staff"}
