"""False claims: what they are expected to bring beforehand, when one is filed, and what an audit makes of it."""

from math import exp, log
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from .metrics import SUCCESSES, first_due
from .people import OUT, Participant
from .provider import Provider

if TYPE_CHECKING:
    from .model import TwinContract

OUTRIGHT, TIMING = 1.0, 0.2  # distance from the truth of a success invented, and of one that is only dated wrongly
WORKER_HOURS = 160.0


def claimable(metric: Any) -> bool:
    """Whether nothing counts of it without a claim."""
    return metric.data_source == "provider_report" and metric.kind in SUCCESSES


def expected_gain(model: "TwinContract", provider: Provider, price: float) -> float:
    """What a false claim brings if honesty costs nothing, minor units; a penalty counts as far as there is money for it."""
    rules = model.case.contract.assurance
    caught = rules.audit.fraction * rules.detection.fraction
    penalty = min(rules.penalty.minor, max(provider.cash, 0)) if rules.penalty else 0
    return price * (1.0 - caught * rules.repay) - caught * penalty


def honesty(model: "TwinContract", provider: Provider) -> float:
    """Log of the median cost of an outright false claim to a provider, minor units."""
    profile = model.case.profile
    wage = sum(other.wage for other in model.providers) / len(model.providers)
    luck = model.draws.normal("INTEGRITY_PROVIDER", model.size)[provider.number]
    return log(WORKER_HOURS * wage * profile.integrity_median) + profile.integrity_provider_spread * luck


def price_of(model: "TwinContract", metric: Any, group: int) -> float:
    """What a success is paid in all, at the prices of the contract."""
    return float(sum(term.price[group].minor for term in model.person_terms if term.metric == metric.id))


def reckon(model: "TwinContract", provider: Provider) -> None:
    """Before the first month: what false claims will bring for a person, and the share of a unit of pay that a success adds beside them."""
    case = model.case
    if not case.mechanisms.claims or not any(claimable(model.metric(term.metric)) for term in model.person_terms):
        return
    lost = total = 0.0
    for term in model.person_terms:
        worth = sum(group.share * price.minor for group, price in zip(case.people.groups, term.price, strict=True))
        total += worth
        if claimable(model.metric(term.metric)):
            false = sum(
                group.share * worth_of_false(model, provider, float(price.minor)) for group, price in zip(case.people.groups, term.price, strict=True)
            )
            provider.false_gain += false
            lost += false
    provider.kept = 1.0 - lost / total


def worth_of_false(model: "TwinContract", provider: Provider, price: float) -> float:
    """Mean over persons of what a false claim brings over what it costs in honesty, where it brings more; that cost is log-normal."""
    gain, middle, spread = expected_gain(model, provider, price), honesty(model, provider), model.case.profile.integrity_person_spread
    if gain <= 0.0:
        return 0.0
    at = (log(gain) - middle) / spread
    normal = NormalDist()
    return min(gain * normal.cdf(at) - exp(middle + 0.5 * spread**2) * normal.cdf(at - spread), price)


def file_false(model: "TwinContract", metric: Any, known: list[Participant]) -> list[Participant]:
    """For whom a false claim is filed: decided once, in the month in which a success could first be due, for who has none."""
    filed = []
    for provider in model.providers:
        for person in model.people:
            due = person.enrolled and model.month - person.enrolled + 1 == first_due(metric, person.group)
            if person.provider != provider.number or not due or metric.id in person.reached or person in known:
                continue
            price = price_of(model, metric, person.group) * model.growth()
            luck = model.draws.normal("INTEGRITY_PERSON")[person.number]
            cost = exp(honesty(model, provider) + model.case.profile.integrity_person_spread * luck)
            distance = TIMING if person.state != OUT else OUTRIGHT
            if price > 0.0 and expected_gain(model, provider, price) > cost * distance:
                filed.append(person)
    return filed


def verify(model: "TwinContract", metric: Any, true: list[Participant]) -> list[Participant]:
    """Who is recorded as a success this month: true ones who are not recorded yet, and false ones that no audit finds."""
    known = [person for person in true if not person.recorded.get(metric.id)]
    false = file_false(model, metric, known) if model.case.mechanisms.claims else []
    rules, lane = model.case.contract.assurance, model.case.contract.metrics.index(metric)
    audit, detection = model.draws.uniform("AUDIT", model.month, lane), model.draws.uniform("DETECTION", model.month, lane)
    paid = list(false)
    for person in false:
        model.false_claims.append((model.month, metric.id, person.number))
        if audit[person.number] < rules.audit.fraction and detection[person.number] < rules.detection.fraction:
            model.caught.append((model.month, metric.id, person.number))
            if rules.penalty:
                model.fines.append((person.provider, rules.penalty.minor))
            if rules.repay:
                paid.remove(person)
    return known + paid
