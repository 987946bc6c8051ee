"""Signing: each provider, investor and payer decides on the one Forecast; a contract that nobody signs is a result."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.quantities import Money
from utfall.behaviour.catalogue import COMMISSIONERS, INVESTORS
from utfall.behaviour.commissioners.views import PurseView
from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.views import SigningView
from utfall.contract.contract import Capital, Contract
from utfall.contract.parties import Investor, Payer
from utfall.model.foresight.plan import Plan
from utfall.model.parties.hoped import over_target, target_of

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations
    from utfall.model.model import ContractModel

BY_TYPE = {"commercial": "commercial", "impact_first": "impact_first", "foundation": "impact_first", "public_fund": "fund", "provider": "commercial"}
BY_REVIEW = {"adaptive": "adaptive_review", "ratchet": "ratchet"}


def sign(model: "ContractModel", expected: "Expectations", least: float) -> None:
    """A provider that declines does not work; without an investor, a payer or any provider nobody does. Writes who declined."""
    contract, plan = model.case.contract, expected.plan
    declined = [provider.declared.id for provider in model.providers if not _provider_signs(model, expected, provider.number, least)]
    for provider in model.providers:
        provider.signed = provider.declared.id not in declined
    others: list[str] = []
    if plan is not None:
        capital = contract.capital
        others += [] if capital is None else [i.id for i in backers(contract) if not investor_signs_up(model, plan, capital, i, least)]
        others += [payer.id for payer in contract.payers if not COMMISSIONERS[commissioner_of(model, payer)].sign(purse_view(model, plan, payer))]
    if not np.isfinite(model.award.price):
        declined = [provider.declared.id for provider in model.providers]
    model.signed = not others and len(declined) < len(model.providers)
    model.declined = (*declined, *others)
    if not model.signed:
        for provider in model.providers:
            provider.signed = False


def _provider_signs(model: "ContractModel", expected: "Expectations", number: int, least: float) -> bool:
    provider, own, profile = model.providers[number], expected.providers[number], model.case.profile
    view = SigningView(
        mean=own.net_mean,
        variance=own.net_variance,
        mission=float(model.books.worth[number]) * expected.outcome_time / len(expected.providers),
        wealth=wealth_of(model, number),
        least_wealth=least,
        risk_aversion=profile.risk_aversion,
    )
    return provider.rule.sign(view)


def wealth_of(model: "ContractModel", number: int) -> float:
    """What a provider may lose before it fails, minor units: its reserves, and the rescue that the contract promises (soft budget [kornai-1986])."""
    review, reserves = model.case.contract.review, model.case.contract.providers[number].reserves.minor
    return reserves * (1.0 if review is None or not model.case.mechanisms.review else 1.0 + review.rescue.fraction)


def backers(contract: Contract) -> tuple[Investor, ...]:
    """Investors that have a place in the capital."""
    named = set() if contract.capital is None else {tranche.investor for tranche in contract.capital.tranches}
    return tuple(investor for investor in contract.investors if investor.id in named)


def investor_signs_up(model: "ContractModel", plan: Plan, capital: Capital, investor: Investor, least: float) -> bool:
    """Whether an investor puts up its part."""
    profile, others = model.case.profile, model.case.profile.others
    named = dict(profile.investors).get(investor.id, "by_type")
    kinds = {tranche.kind for tranche in capital.tranches if tranche.investor == investor.id}
    rule = INVESTORS["guarantor" if kinds == {"guarantee"} else BY_TYPE[investor.type] if named == "by_type" else named]
    mean, variance = {name: (m, v) for name, m, v in plan.investors}.get(investor.id, (0.0, 0.0))
    target = target_of(capital, investor.id)
    discount = (1.0 + profile.discount) ** -np.arange(1, len(plan.worth) + 1)
    structures = max(len(model.settlement.treasuries), 1)
    stake = stake_of(capital, investor.id) * structures
    view = FundingView(
        mean=mean if target is None else over_target(plan, investor.id, target),
        variance=variance,
        stake=stake,
        least_wealth=least,
        worth=float((np.array(plan.worth) * discount).sum()) * stake / max(capital.need.minor * structures, 1),
        risk_aversion=profile.investor_risk_aversion,
        impact_weight=others.impact_weight,
        contracts=others.fund_contracts,
        common=others.fund_common,
    )
    return rule.sign(view)


def stake_of(capital: Capital, investor: str) -> float:
    """The most that an investor puts up or promises, minor units; a tranche without an amount takes the rest of the need."""
    sums = {
        t.id: float(t.amount.minor if isinstance(t.amount, Money) else t.amount.fraction * capital.need.minor) for t in capital.tranches if t.amount
    }
    rest = capital.need.minor - sum(sums[t.id] for t in capital.tranches if t.id in sums and t.kind != "guarantee")
    return sum(sums.get(tranche.id, float(max(rest, 0))) for tranche in capital.tranches if tranche.investor == investor)


def commissioner_of(model: "ContractModel", payer: Payer) -> str:
    """The rule of a payer: what the profile names, else what its contract makes of it."""
    named = dict(model.case.profile.payers).get(payer.id, "by_contract")
    if named != "by_contract":
        return named
    review = model.case.contract.review
    by_review = BY_REVIEW.get("none" if review is None else review.rule)
    return by_review or ("fixed" if payer.pool is None else "pooled_budget")


def purse_view(model: "ContractModel", plan: Plan, payer: Payer) -> PurseView:
    """The contract as one payer sees it from its own purse, and each member of its pool from its own."""
    own = _as_it_looks(model, plan, payer)
    pool = [payer] if payer.pool is None else [other for other in model.case.contract.payers if other.pool == payer.pool]
    return PurseView(saved=own[0], pays=own[1], members=tuple(_as_it_looks(model, plan, other) for other in pool))


def _as_it_looks(model: "ContractModel", plan: Plan, payer: Payer) -> tuple[float, float]:
    """(saved, pays) of a payer, discounted at its own rate (the social one where none is given).

    A saving counts as far as the payer looks ahead, a sum that is signed as far as it counts those: a board answers for both, for as long as it sits.
    """
    rate = model.case.profile.discount if payer.discount is None else payer.discount.monthly
    weight = (1.0 + rate) ** -np.arange(1, plan.saved_by[payer.id].size + 1)
    seen = None if payer.horizon is None else payer.horizon.months
    signed = seen if seen is None or payer.signed_horizon is None else max(seen, payer.signed_horizon.months)
    saved, flow = (plan.saved_by[payer.id] * weight)[:seen], (plan.flow_of[payer.id] * weight)[:signed]
    price = model.award.price if np.isfinite(model.award.price) else 1.0
    asked = 1.0 if model.around.legitimacy is None else model.around.legitimacy.asked
    return float(saved.sum()), -float(flow.sum()) * (1.0 - (1.0 - price) * plan.at_stake) * asked
