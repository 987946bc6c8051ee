"""Cases of another size, other prices, or with a fee: changes of a case that leave the file as it is."""

from dataclasses import replace
from typing import Any

from utfall.base.errors import UsageError
from utfall.base.quantities import Amount, Flow, Money, Price, Share, ShareOfCapital
from utfall.contract.contract import Contract
from utfall.contract.terms.declarations import ActivityTerm, Block, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.people.parameters import Market, PopulationParameters, Stock

LEAST_COHORT = 30
OVERRIDE_FEE = "block_fee"


def scaled_people(people: PopulationParameters, factor: float) -> PopulationParameters:
    """Eligible, offered, control and places times a factor; refused where a cohort would fall under 30."""
    control = _count(people.control, factor)
    eligible = _count(people.eligible, factor)
    offered = min(_count(people.offered, factor), eligible - control)
    cohort = min(offered // people.cohorts, control or offered)
    if cohort < LEAST_COHORT:
        raise UsageError(f"{eligible} people leave {cohort} in a cohort or control group; at least {LEAST_COHORT} are needed")
    places = None if people.places is None else max(_count(people.places, factor), 1)
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
        payers=tuple(replace(p, budget=None if p.budget is None else _price(p.budget, factor)) for p in contract.payers),
        providers=tuple(
            replace(
                provider,
                places=None if provider.places is None else max(_count(provider.places, factor), 1),
                hours=Flow(provider.hours.monthly * factor, provider.hours.what),
                reserves=_money(provider.reserves, factor),
                overhead=_scaled_overhead(provider.overhead, factor),
                set_up=None if provider.set_up is None else _money(provider.set_up, factor),
            )
            for provider in contract.providers
        ),
        assurance=replace(contract.assurance, audit_capacity=_flow(contract.assurance.audit_capacity, factor)),
        comparisons=tuple(replace(comparison, people=_count(comparison.people, factor)) for comparison in contract.comparisons),
        terms=tuple(_scaled_term(term, factor) for term in contract.terms),
        limits=replace(
            limits,
            per_year=None if limits.per_year is None else _money(limits.per_year, factor),
            total=None if limits.total is None else _money(limits.total, factor),
            by_payer=tuple((name, _money(amount, factor)) for name, amount in limits.by_payer),
            by_term=tuple((name, _money(amount, factor)) for name, amount in limits.by_term),
        ),
        capital=None if contract.capital is None else _scaled_capital(contract.capital, factor),
        subcontract=None
        if contract.subcontract is None
        else replace(contract.subcontract, terms=tuple(_scaled_term(term, factor) for term in contract.subcontract.terms)),
    )


def _flow(flow: Flow | None, factor: float) -> Flow | None:
    return None if flow is None else Flow(flow.monthly * factor, flow.what)


def _scaled_overhead(overhead: Price | None, factor: float) -> Price | None:
    """A cost per month grows with the people; one per start does not."""
    return _price(overhead, factor) if overhead is not None and overhead.per != "start" else overhead


def _scaled_term(term: Term, factor: float) -> Term:
    if isinstance(term, Block):
        return replace(term, fee=_price(term.fee, factor))
    if isinstance(term, CohortLinear):
        floor, cap = (None if end is None else _money(end, factor) for end in (term.floor, term.cap))
        return replace(term, floor=floor, cap=cap)
    if isinstance(term, CohortThreshold | CohortTiers):
        return _sums(term, factor, scaled=True)
    if isinstance(term, Penalty) and term.pays is not None:
        return replace(term, pays=_amount(term.pays, factor, scaled=True))
    return term


def _sums(term: CohortThreshold | CohortTiers, factor: float, *, scaled: bool) -> Term:
    """Sums for a cohort times a factor; where people are scaled, a price and a share of the capital move by themselves."""
    if isinstance(term, CohortTiers):
        return replace(term, tiers=tuple(replace(tier, pays=_amount(tier.pays, factor, scaled=scaled)) for tier in term.tiers))
    if term.price is not None:
        return term if scaled else replace(term, price=_price(term.price, factor))
    return term if term.pays is None else replace(term, pays=_amount(term.pays, factor, scaled=scaled))


def _amount(amount: Amount, factor: float, *, scaled: bool) -> Amount:
    if isinstance(amount, Money):
        return _money(amount, factor)
    return amount if scaled else ShareOfCapital(amount.fraction * factor, amount.of)


def _scaled_capital(capital: Any, factor: float) -> Any:
    tranches = tuple(replace(t, amount=_money(t.amount, factor)) if isinstance(t.amount, Money) else t for t in capital.tranches)
    fees = tuple(
        replace(
            fee,
            set_up=None if fee.set_up is None else _money(fee.set_up, factor),
            running=None if fee.running is None else _price(fee.running, factor),
        )
        for fee in capital.fees
    )
    return replace(capital, need=_money(capital.need, factor), tranches=tranches, fees=fees)


def repriced(contract: Contract, factor: float) -> Contract:
    """All prices of outcome, activity, rate card and milestone terms, and shares of a gain, with their own caps, times a factor."""
    subcontract = contract.subcontract
    return replace(
        contract,
        terms=tuple(_repriced(term, factor) for term in contract.terms),
        subcontract=None if subcontract is None else replace(subcontract, terms=tuple(_repriced(term, factor) for term in subcontract.terms)),
    )


def _repriced(term: Term, factor: float) -> Term:
    def each(prices: tuple[Price, ...]) -> tuple[Price, ...]:
        return tuple(_price(price, factor) for price in prices)

    if isinstance(term, (Outcome, ActivityTerm)):
        # the cap grows with the price, so that as many units are paid for as before
        cap = None if term.cap_per_person is None else tuple(_money(amount, factor) for amount in term.cap_per_person)
        return replace(term, price=each(term.price), cap_per_person=cap)
    if isinstance(term, RateCard):
        return replace(term, prices=tuple((metric, each(prices)) for metric, prices in term.prices))
    if isinstance(term, CohortLinear):
        return _repriced_share(term, factor)
    if isinstance(term, CohortThreshold | CohortTiers):
        return _sums(term, factor, scaled=False)
    if isinstance(term, Milestones):
        return replace(term, steps=tuple(replace(step, price=each(step.price)) for step in term.steps))
    return term


def _repriced_share(term: CohortLinear, factor: float) -> CohortLinear:
    """A share of a gain is its price; floor and cap move with it. A share may come to over 100 %."""
    return replace(
        term,
        share=None if term.share is None else Share(term.share.fraction * factor),
        once_repaid=None if term.once_repaid is None else Share(term.once_repaid.fraction * factor),
        price=None if term.price is None else _price(term.price, factor),
        floor=None if term.floor is None else _money(term.floor, factor),
        cap=None if term.cap is None else _money(term.cap, factor),
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


def _count(number: int, factor: float) -> int:
    return round(number * factor)


def _money(amount: Money, factor: float) -> Money:
    return Money(round(amount.minor * factor), amount.currency)


def _price(price: Price, factor: float) -> Price:
    return Price(round(price.minor * factor), price.currency, price.per)
