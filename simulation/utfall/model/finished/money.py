"""Money of a finished run: what values came to in both worlds, and each party's cash by month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import ValueFacts
from utfall.base.sums import chosen
from utfall.contract.contract import Contract
from utfall.contract.metrics.units import IN_A_MONTH
from utfall.contract.parties import Value
from utfall.model.finished.event_facts import event_value_facts
from utfall.model.finished.value_line import value_line
from utfall.model.finished.withheld import withheld_lines
from utfall.model.paying.accounts import outsiders
from utfall.model.paying.treasury import holders
from utfall.people.truth import WORLDS
from utfall.people.values import ValueGains, ValueMonths, value_gains, value_months

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def value_facts(model: "ContractModel", fifth: NDArray[np.int8]) -> tuple[ValueFacts, ...]:
    """Every value line, with minus without, over everybody's follow-up; `fifth` (N,) of need. Lines on one outcome share its sweeps."""
    if not model.people.has_counterfactual:
        return ()
    people, follow_up = model.people, model.case.follow_up
    lines = model.case.contract.values
    outcomes = {value.outcome for value in lines if not value.of_events}
    months = {o: tuple(value_months(people, o, world, follow_up) for world in WORLDS) for o in outcomes}
    gains = {o: value_gains(people, o, fifth, follow_up) for o in outcomes}
    found = tuple(
        event_value_facts(model, value, fifth)
        if value.of_events
        else _value_facts(value, months[value.outcome], gains[value.outcome], people.offered)
        for value in lines
    )
    return (*found, *withheld_lines(model, fifth))


def _value_facts(value: Value, months: tuple[ValueMonths, ...], gains: ValueGains, offered: NDArray[np.bool_]) -> ValueFacts:
    with_, without = months
    change = _by_month(value, with_) - _by_month(value, without)
    mean = _mean(_by_person(value, with_), offered), _mean(_by_person(value, without), offered)
    return value_line(value, _price(value), change, mean, _by_fifth(value, gains))


def _price(value: Value) -> float:
    """Minor units per month in (full-time, for a resource) or out, or per hour."""
    return float(value.price.minor) * (1.0 if value.price.per == "hour" else IN_A_MONTH[value.price.per])


def _of_work(value: Value) -> bool:
    """Whether it is what a month in the outcome makes: less than that of a full-time month, as its intensity is. Transfers go by the month."""
    return value.kind == "resource" and value.when == "while_in"


def _by_month(value: Value, months: ValueMonths) -> Floats:
    if value.price.per == "hour" or _of_work(value):
        return months.hours if value.price.per == "hour" else months.full_time
    return months.months_in if value.when == "while_in" else months.months_out


def _by_fifth(value: Value, gains: ValueGains) -> Floats:
    if value.price.per == "hour" or _of_work(value):
        return gains.hours if value.price.per == "hour" else gains.full_time
    return gains.months_in if value.when == "while_in" else -gains.months_in


def _by_person(value: Value, months: ValueMonths) -> Floats:
    if value.price.per == "hour" or _of_work(value):
        return months.person_hours if value.price.per == "hour" else months.person_full_time
    return months.person_in if value.when == "while_in" else months.person_out


def _mean(column: Floats, among: NDArray[np.bool_]) -> float:
    values = chosen(column, among)
    return float(values.mean()) if values.size else 0.0


def flows(model: "ContractModel") -> dict[str, NDArray[np.int64]]:
    """Account -> (months,) net cash by contract month, minor units."""
    ledger = model.accounts.ledger.columns()
    months = model.month
    net = np.zeros((len(ledger.accounts), months + 1), np.int64)
    cells = net.reshape(-1)
    np.add.at(cells, ledger.target * (months + 1) + ledger.month, ledger.amount)
    np.subtract.at(cells, ledger.source * (months + 1) + ledger.month, ledger.amount)
    return {name: net[number, 1:] for number, name in enumerate(ledger.accounts)}


def parties(contract: Contract) -> dict[str, str]:
    """Account -> kind of party."""
    found = {payer.id: "payer" for payer in contract.payers}
    found |= {provider.id: "provider" for provider in contract.providers}
    found |= {investor.id: "investor" for investor in contract.investors}
    return found | dict.fromkeys(holders(contract), "holder") | {"staff": "staff"} | dict.fromkeys(outsiders(contract), "staff")


def titles(contract: Contract) -> dict[str, str]:
    """Account -> its name in words."""
    named = {payer.id: payer.title or payer.id for payer in contract.payers}
    named |= {provider.id: provider.title or provider.id for provider in contract.providers}
    named |= {investor.id: investor.title or investor.id for investor in contract.investors}
    named |= {name: name.replace("_", " ") for name in outsiders(contract)}
    holder = "the holder" if contract.capital is None else contract.capital.holder
    own = {name: holder for name in holders(contract) if "." not in name}
    own |= {f"holder.{provider.id}": f"{holder} of {named[provider.id]}" for provider in contract.providers if not own}
    return named | own | {"staff": "staff"}
