"""Cases of another size, other prices, or with a fee: changes of a case that leave the file as it is."""

from dataclasses import replace
from typing import Any

from utfall.base.errors import UsageError
from utfall.base.quantities import Flow, Money, Price
from utfall.contract.contract import Contract
from utfall.contract.parties import Payer
from utfall.contract.terms.declarations import Block
from utfall.people.parameters import Market, PopulationParameters, Stock
from utfall.scenario.scaled_terms import repriced_term, scaled_count, scaled_money, scaled_price, scaled_term

LEAST_COHORT = 30
OVERRIDE_FEE = "block_fee"


def scaled_people(people: PopulationParameters, factor: float) -> PopulationParameters:
    """Eligible, offered, control and places times a factor; refused where a cohort would fall under 30."""
    control = scaled_count(people.control, factor)
    eligible = scaled_count(people.eligible, factor)
    offered = min(scaled_count(people.offered, factor), eligible - control)
    cohort = min(offered // people.cohorts, control or offered)
    if cohort < LEAST_COHORT:
        raise UsageError(f"{eligible} people leave {cohort} in a cohort or control group; at least {LEAST_COHORT} are needed")
    places = None if people.places is None else max(scaled_count(people.places, factor), 1)
    return replace(
        people,
        eligible=eligible,
        offered=offered,
        control=control,
        places=places,
        market=_scaled_market(people.market, factor),
        stock=_scaled_stock(people.stock, factor),
    )


def _scaled_stock(stock: Stock | None, factor: float) -> Stock | None:
    """Fewer come and go."""
    return None if stock is None else replace(stock, arrivals=stock.arrivals * factor, departures=stock.departures * factor)


def _scaled_market(market: Market | None, factor: float) -> Market | None:
    """Fewer people compete for fewer places, with fewer from outside."""
    if market is None:
        return None
    return replace(market, openings=tuple(None if p is None else p * factor for p in market.openings), others=market.others * factor)


def scaled_contract(contract: Contract, factor: float) -> Contract:
    """Comparison people, staff hours, reserves, block fees, capital and limits in all times a factor; prices stay."""
    limits = contract.limits
    return replace(
        contract,
        payers=tuple(_scaled_payer(payer, factor) for payer in contract.payers),
        providers=tuple(
            replace(
                provider,
                places=None if provider.places is None else max(scaled_count(provider.places, factor), 1),
                hours=Flow(provider.hours.monthly * factor, provider.hours.what),
                reserves=scaled_money(provider.reserves, factor),
                overhead=_scaled_overhead(provider.overhead, factor),
                set_up=None if provider.set_up is None else scaled_money(provider.set_up, factor),
            )
            for provider in contract.providers
        ),
        assurance=replace(contract.assurance, audit_capacity=_flow(contract.assurance.audit_capacity, factor)),
        comparisons=tuple(replace(comparison, people=scaled_count(comparison.people, factor)) for comparison in contract.comparisons),
        terms=tuple(scaled_term(term, factor) for term in contract.terms),
        limits=replace(
            limits,
            per_year=None if limits.per_year is None else scaled_money(limits.per_year, factor),
            total=None if limits.total is None else scaled_money(limits.total, factor),
            by_payer=tuple((name, scaled_money(amount, factor)) for name, amount in limits.by_payer),
            by_term=tuple((name, scaled_money(amount, factor)) for name, amount in limits.by_term),
        ),
        capital=None if contract.capital is None else _scaled_capital(contract.capital, factor),
        subcontract=None
        if contract.subcontract is None
        else replace(contract.subcontract, terms=tuple(scaled_term(term, factor) for term in contract.subcontract.terms)),
    )


def _flow(flow: Flow | None, factor: float) -> Flow | None:
    return None if flow is None else Flow(flow.monthly * factor, flow.what)


def _scaled_payer(payer: Payer, factor: float) -> Payer:
    budget, prevention = (None if price is None else scaled_price(price, factor) for price in (payer.budget, payer.prevention))
    return replace(payer, budget=budget, prevention=prevention)


def _scaled_overhead(overhead: Price | None, factor: float) -> Price | None:
    """A cost per month grows with the people; one per start does not."""
    return scaled_price(overhead, factor) if overhead is not None and overhead.per != "start" else overhead


def _scaled_capital(capital: Any, factor: float) -> Any:
    tranches = tuple(replace(t, amount=scaled_money(t.amount, factor)) if isinstance(t.amount, Money) else t for t in capital.tranches)
    fees = tuple(
        replace(
            fee,
            set_up=None if fee.set_up is None else scaled_money(fee.set_up, factor),
            running=None if fee.running is None else scaled_price(fee.running, factor),
        )
        for fee in capital.fees
    )
    return replace(capital, need=scaled_money(capital.need, factor), tranches=tranches, fees=fees)


def repriced(contract: Contract, factor: float) -> Contract:
    """All prices of outcome, activity, rate card and milestone terms, and shares of a gain, with their own caps, times a factor."""
    subcontract = contract.subcontract
    return replace(
        contract,
        terms=tuple(repriced_term(term, factor) for term in contract.terms),
        subcontract=None if subcontract is None else replace(subcontract, terms=tuple(repriced_term(term, factor) for term in subcontract.terms)),
    )


def with_fee(contract: Contract, minor_per_month: int) -> Contract:
    """A block fee from the payers to the providers beside the terms that are there."""
    payers = next((term.payers for term in contract.in_force if term.payers), ((contract.payers[0].id, 1.0),))
    fee = Block(
        id=OVERRIDE_FEE,
        title="block fee that gives the providers their outside option",
        payers=payers,
        payee="providers",
        fee=Price(minor_per_month, contract.currency, "month"),
    )
    return replace(contract, terms=(*contract.terms, fee))
