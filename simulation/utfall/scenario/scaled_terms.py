"""Terms for another number of people, or at other prices: one rule a kind; kinds without a rule stay as they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from utfall.base.quantities import Amount, Money, Price, Share, ShareOfCapital
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import ActivityTerm, Block, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament


def scaled_term(term: Term, factor: float) -> Term:
    """The term where there are `factor` times as many people: sums and head-counts move with them, prices stay."""
    rule = SCALED.get(type(term))
    return term if rule is None else rule(term, factor)


def repriced_term(term: Term, factor: float) -> Term:
    """The term at prices times `factor`; its own caps and floors move with them, so that as many units are paid for as before."""
    rule = REPRICED.get(type(term))
    return term if rule is None else rule(term, factor)


def scaled_money(amount: Money, factor: float) -> Money:
    """A sum times a factor."""
    return Money(round(amount.minor * factor), amount.currency)


def scaled_price(price: Price, factor: float) -> Price:
    """A price times a factor."""
    return Price(round(price.minor * factor), price.currency, price.per)


def scaled_count(number: int, factor: float) -> int:
    """A number of people times a factor."""
    return round(number * factor)


def _amount(amount: Amount | None, factor: float) -> Amount | None:
    """A sum; a share of the capital moves with the capital."""
    return scaled_money(amount, factor) if isinstance(amount, Money) else amount


def _dearer(amount: Amount | None, factor: float) -> Amount | None:
    return ShareOfCapital(amount.fraction * factor, amount.of) if isinstance(amount, ShareOfCapital) else _amount(amount, factor)


def _prices(prices: tuple[Price, ...], factor: float) -> tuple[Price, ...]:
    return tuple(scaled_price(price, factor) for price in prices)


def _scaled_step(step: DatedStep, factor: float) -> DatedStep:
    most, least = (None if heads is None else scaled_count(heads, factor) for heads in (step.at_most, step.at_least))
    pays: Any = _amount(step.pays, factor)
    return replace(step, at_most=most, at_least=least, pays=pays)


def _prizes(term: Tournament, factor: float) -> Tournament:
    return replace(term, prizes=tuple(scaled_money(prize, factor) for prize in term.prizes))


def _tiers(term: CohortTiers, factor: float, sum_: Callable[[Amount | None, float], Any]) -> CohortTiers:
    return replace(term, tiers=tuple(replace(tier, pays=sum_(tier.pays, factor)) for tier in term.tiers))


def _repriced_threshold(term: CohortThreshold, factor: float) -> CohortThreshold:
    price = None if term.price is None else scaled_price(term.price, factor)
    return replace(term, price=price, pays=_dearer(term.pays, factor))


def _repriced_units(term: Any, factor: float) -> Any:
    cap = None if term.cap_per_person is None else tuple(scaled_money(amount, factor) for amount in term.cap_per_person)
    return replace(term, price=_prices(term.price, factor), cap_per_person=cap)


def _repriced_share(term: CohortLinear, factor: float) -> CohortLinear:
    """A share of a gain is its price. A share may come to over 100 %."""
    return replace(
        term,
        share=None if term.share is None else Share(term.share.fraction * factor),
        once_repaid=None if term.once_repaid is None else Share(term.once_repaid.fraction * factor),
        price=None if term.price is None else scaled_price(term.price, factor),
        floor=_dearer(term.floor, factor),
        cap=_dearer(term.cap, factor),
    )


Rule = Callable[[Any, float], Any]
SCALED: dict[type[Term], Rule] = {
    Block: lambda term, factor: replace(term, fee=scaled_price(term.fee, factor)),
    CohortLinear: lambda term, factor: replace(term, floor=_amount(term.floor, factor), cap=_amount(term.cap, factor)),
    CohortThreshold: lambda term, factor: replace(term, pays=_amount(term.pays, factor)),
    CohortTiers: lambda term, factor: _tiers(term, factor, _amount),
    CohortMilestones: lambda term, factor: replace(term, steps=tuple(_scaled_step(step, factor) for step in term.steps)),
    Tournament: _prizes,
    Penalty: lambda term, factor: replace(term, pays=_amount(term.pays, factor)),
}
REPRICED: dict[type[Term], Rule] = {
    Outcome: _repriced_units,
    ActivityTerm: _repriced_units,
    RateCard: lambda term, factor: replace(term, prices=tuple((metric, _prices(prices, factor)) for metric, prices in term.prices)),
    Milestones: lambda term, factor: replace(term, steps=tuple(replace(step, price=_prices(step.price, factor)) for step in term.steps)),
    CohortLinear: _repriced_share,
    CohortThreshold: _repriced_threshold,
    CohortTiers: lambda term, factor: _tiers(term, factor, _dearer),
    CohortMilestones: lambda term, factor: replace(term, steps=tuple(replace(step, pays=_dearer(step.pays, factor)) for step in term.steps)),
    Tournament: _prizes,
}
