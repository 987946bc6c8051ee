"""What a provider's own false claims leave of the worth of a success: who would be paid for it anyway does not work for it.

Where nothing counts without a claim, a person without a success is worth max(g - I, 0) to a provider: the expected gain g of a false claim less
what it costs in integrity, I log-normal over persons around the provider's own median, times the distance of the claim from the truth. A success
adds price - E max(g - I, 0).
"""

from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.claims import expected_gain, invented
from utfall.behaviour.views import ClaimView
from utfall.contract.lookahead import reach
from utfall.model.measuring.event_metering import EventMeter
from utfall.model.measuring.metering import StateMeter

if TYPE_CHECKING:
    from utfall.model.measuring.metering import Meter
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent

Floats = NDArray[np.float64]
_NORMAL = NormalDist()


class OwnClaims(NamedTuple):
    """By provider: share of a unit of pay that a success adds (0-1), and what false claims are expected to bring for each person (minor units)."""

    kept: Floats
    gain: Floats


def own_claims(model: "ContractModel") -> OwnClaims | None:
    """What each provider that looks ahead reckons with; None where no false claim can be filed for a person. Components of baskets are left out."""
    if not model.case.mechanisms.claims:
        return None
    claimed = {meter.number: invented(meter.metric.self_certified) for meter in model.meters if _claimable(meter)}
    if not claimed:
        return None
    found = OwnClaims(np.ones(len(model.providers)), np.zeros(len(model.providers)))
    for provider in model.providers:
        if provider.outlook is not None:
            found.kept[provider.number], found.gain[provider.number] = _of(model, provider, claimed)
    return found


def _of(model: "ContractModel", provider: "ProviderAgent", claimed: dict[int, float]) -> tuple[float, float]:
    """(kept, gain) of one provider: clauses weighted by their pay as forecast, else by price."""
    shares = np.array([group.share for group in model.case.people.groups])
    forecast = {} if model.expected is None else dict(model.expected.by_clause)
    gain = lost = total = 0.0
    for clause, number in model.clause_meters:
        price = model.settlement.weights.get(clause.id, 1.0) * clause.price_minor * reach(clause, model.case.contract, provider.declared.id)
        worth = float(shares @ price)
        weight = forecast.get(clause.id, 0.0) or worth
        total += weight
        if number in claimed and worth > 0.0:
            false = float(shares @ [_worth_of_false(model, provider, float(one), claimed[number]) for one in price])
            gain, lost = gain + false, lost + weight * false / worth
    return (1.0 - lost / total if total > 0.0 else 1.0), gain


def _claimable(meter: "Meter") -> bool:
    return meter.metric.data_source == "provider_report" and meter.per_person and isinstance(meter, StateMeter | EventMeter)


def _worth_of_false(model: "ContractModel", provider: "ProviderAgent", price: float, distance: float) -> float:
    """E max(g - I, 0) over persons, minor units; nothing where the rule files none though it cost nothing."""
    profile, rules = model.case.profile, model.case.contract.assurance
    view = ClaimView(
        price=np.array([price]),
        integrity=np.zeros(1),
        distance=np.ones(1),
        audit=model.audits.chance,
        detection=rules.detection.fraction,
        penalty=model.audits.penalty_of(provider),
        repaid=rules.repay,
    )
    gain = float(expected_gain(view)[0])
    if gain <= 0.0 or not provider.rule.claim(view)[0]:
        return 0.0
    middle = np.log(model.worker_month * profile.integrity_median * distance) + profile.integrity_provider_spread * float(
        model.integrity_luck[provider.number]
    )
    return min(put(gain, middle, profile.integrity_person_spread), price)


def put(strike: float, middle: float, spread: float) -> float:
    """E max(K - I, 0) of a log-normal I whose log has this mean and sd."""
    if spread <= 0.0:
        return max(strike - float(np.exp(middle)), 0.0)
    at = (float(np.log(strike)) - middle) / spread
    return strike * _NORMAL.cdf(at) - float(np.exp(middle + 0.5 * spread * spread)) * _NORMAL.cdf(at - spread)
