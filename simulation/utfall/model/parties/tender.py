"""A tender, before the first month: bids on the Forecast, the lowest wins, and brings its price and its hopes.

The base rate is one for all: a bidder's error about it is its own, and there is no truth of its own behind it. The effect is each bidder's own, and
is the same for all in truth.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, normals
from utfall.base.quantities import WORKER_HOURS
from utfall.behaviour.bidding import BidView, believed, bid, reckoned
from utfall.behaviour.hours import PAY
from utfall.contract.contract import Contract
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.plan import Plan
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

#: Beliefs in own effect are kept to a grid of so much in logs, so that runs share value tables.
GRID = 0.15


@dataclass(frozen=True, slots=True)
class Award:
    """What a tender came to.

    price    factor on the prices written (inf: nobody bid within them)
    belief   the winner's belief in its effect, over the truth; base: in the base rate, over the truth (share of people)
    signal, base_signal   the winner's signals of the two: log, share
    reckoned outcome pay that the winner reckons with at the prices written, over that of the Forecast
    """

    price: float = 1.0
    belief: float = 1.0
    base: float = 0.0
    signal: float = 0.0
    base_signal: float = 0.0
    reckoned: float = 1.0


NO_TENDER = Award()


def award(case: Case, seed: int, expected: Expectations | None) -> Award:
    """The lowest bid of all; one bidder brings all providers of the contract. Without a Forecast nobody can bid."""
    bidders = case.contract.competition.tender
    if bidders is None or expected is None or expected.plan is None:
        return NO_TENDER
    effects = case.profile.others.bid_spread * normals(seed, int(Purpose.BID), 0, 0, bidders)
    bases = case.profile.character.base_spread * normals(seed, int(Purpose.BID_BASE), 0, 0, bidders)
    views = [_view(case, expected, expected.plan, (float(of_effect), float(of_base))) for of_effect, of_base in zip(effects, bases, strict=True)]
    offers = [bid(view) for view in views]
    first = int(np.argmin(offers))
    won, hopes = views[first], believed(views[first])
    effect = float(np.exp(GRID * round(float(np.log(hopes.effect)) / GRID)))
    return Award(offers[first], effect, hopes.base, won.signal, won.base_signal, reckoned(won))


def awarded(case: Case, won: Award) -> Case:
    """The case with a provider that believes in its effect as the winner does; the tender takes the place of the profile's optimism."""
    if won is NO_TENDER:
        return case
    return replace(case, profile=replace(case.profile, belief_in_own_effect=won.belief))


def _view(case: Case, expected: Expectations, plan: Plan, signals: tuple[float, float]) -> BidView:
    profile, contract = case.profile, case.contract
    own = expected.providers
    pay, income, net = (sum(values) for values in zip(*((one.outcome_mean, one.income, one.net_mean) for one in own), strict=True))
    wage = sum(provider.cost.minor for provider in contract.providers) / len(contract.providers)
    return BidView(
        signal=signals[0],
        spread=profile.others.bid_spread,
        base_signal=signals[1],
        base_spread=profile.character.base_spread,
        bidders=contract.competition.tender or 1,
        shading=profile.others.bid_shading,
        pay=pay,
        base=plan.base,
        by_base=plan.by_base,
        in_without=plan.in_without,
        variance=sum(one.outcome_variance for one in own),
        other=income - pay,
        cost=income - net,
        wealth=_wealth(contract),
        least_wealth=profile.least_wealth * WORKER_HOURS * wage,
        risk_aversion=profile.risk_aversion,
    )


def _wealth(contract: Contract) -> float:
    """What it may lose: reserves, and a rescue that is promised."""
    soft = 0.0 if contract.review is None else contract.review.rescue.fraction
    return (1.0 + soft) * sum(provider.reserves.minor for provider in contract.providers)


def take_award(model: "ContractModel") -> None:
    """The price that won the tender; where nobody bid within the prices written, nobody works."""
    if model.award is NO_TENDER:
        return
    if not np.isfinite(model.award.price):
        model.signed, model.declined = False, tuple(provider.declared.id for provider in model.providers)
        for provider in model.providers:
            provider.signed = False
        return
    model.settlement.prices = model.award.price
    model.books.means[:, PAY] *= model.award.price
