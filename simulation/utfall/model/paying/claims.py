"""Claims: under provider_report nothing counts without one. True successes are claimed; a false claim is a decision; audits draw among claims."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals_of
from utfall.behaviour.claims import CHECKLIST, TIMING, integrity_cost, invented
from utfall.behaviour.views import ClaimView
from utfall.contract.limits import price_factor
from utfall.contract.lookahead import reach
from utfall.contract.metrics.chosen_date import chooses
from utfall.contract.metrics.declarations import Activity, FirstEntry, Metric, Sustained
from utfall.contract.metrics.units import at, last_month
from utfall.model.measuring.baskets import share_in
from utfall.model.measuring.event_metering import EventMeter
from utfall.model.measuring.metering import ActivityMeter, Emission, Meter, StateMeter

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent

Ids = NDArray[np.int32]


def claim(model: "ContractModel", meter: Meter, true: Emission) -> Emission:
    """What is verified this month: true successes (those already paid on a false claim left out), and false claims that no audit found."""
    known = true if not meter.per_person else _without(true, meter.recorded > 0.0)
    ticks = isinstance(meter, ActivityMeter) and isinstance(meter.metric, Activity) and meter.metric.per == "contact"
    if not model.case.mechanisms.claims or not (ticks or (meter.per_person and isinstance(meter, StateMeter | EventMeter))):
        return known
    false = _false_ticks(model, meter, known.persons) if ticks else _false_claims(model, meter, known.persons)
    if not false.size and not (model.audits.whole and known.persons.size):
        return known
    meter.false_claims += false.size
    caught = model.audits.caught(model, meter.number, known.persons[model.people.provider[known.persons] >= 0], false)
    model.audits.fine(model, false[caught])
    paid = false[~caught] if model.case.contract.assurance.repay else false
    return Emission(np.concatenate([known.persons, paid]), np.concatenate([known.units, np.ones(paid.size)]))


def _without(emission: Emission, already: NDArray[np.bool_]) -> Emission:
    keep = ~already[emission.persons]
    return Emission(emission.persons[keep], emission.units[keep])


def _false_ticks(model: "ContractModel", meter: Meter, logged: Ids) -> Ids:
    """Persons for whom a contact is logged that never was: one a month of service in which there was none, while contacts count."""
    assert isinstance(meter, ActivityMeter)
    rosters, filed = model.rosters, []
    month = model.month - model.people.enrol_month + 1
    for provider in model.providers:
        persons = rosters.ids[slice(*rosters.bounds(provider.number))]
        persons = persons[(month[persons] >= meter.rule.first) & (month[persons] <= meter.rule.last) & ~np.isin(persons, logged)]
        if persons.size and provider.works:
            view = _view(model, meter, provider, persons, np.full(persons.size, CHECKLIST))
            filed.append(persons[provider.claim(view)])
    return np.concatenate(filed) if filed else np.empty(0, np.int32)


def _false_claims(model: "ContractModel", meter: Meter, successes: Ids) -> Ids:
    """Persons for whom a false claim is filed: decided once, in the month in which the metric could first be due."""
    assert isinstance(meter, StateMeter | EventMeter)
    first_due = model.first_due[meter.number][model.people.group]
    clock = model.month - meter.start + 1
    due = (clock == first_due) & (meter.true_so_far == 0.0) & (model.people.provider >= 0)
    due[successes] = False
    filed, outright = [], invented(meter.metric.self_certified)
    for provider in model.providers:
        persons = np.flatnonzero(due & (model.people.provider == provider.number)).astype(np.int32)
        if persons.size and provider.works:
            distance = np.where(_inside(model, meter, persons), min(TIMING, outright), outright)
            filed.append(persons[provider.claim(_view(model, meter, provider, persons, distance))])
    return np.concatenate(filed) if filed else np.empty(0, np.int32)


def _view(model: "ContractModel", meter: Meter, provider: "ProviderAgent", persons: Ids, distance: NDArray[np.float64]) -> ClaimView:
    contract = model.case.contract
    groups = model.recorded_group[persons]
    price = np.zeros(persons.size)
    for clause, number in model.clause_meters:
        if share := share_in(model, number, meter):
            price += share * model.settlement.weights.get(clause.id, 1.0) * clause.price_minor[groups] * reach(clause, contract, provider.declared.id)
    return ClaimView(
        price=price * (price_factor(contract.limits, model.month) * model.settlement.prices),
        integrity=integrity(model, provider, persons),
        distance=distance,
        audit=model.audits.chance,
        detection=contract.assurance.detection.fraction,
        penalty=model.audits.penalty_of(provider),
        repaid=contract.assurance.repay,
    )


def integrity(model: "ContractModel", provider: "ProviderAgent", persons: Ids) -> NDArray[np.float64]:
    """(n,) minor units that an outright false record costs who works for this provider with each person."""
    profile = model.case.profile
    luck = normals_of(model.seed_number, int(Purpose.INTEGRITY_PERSON), 0, 0, persons)
    own = profile.integrity_person_spread * luck + profile.integrity_provider_spread * model.integrity_luck[provider.number]
    return integrity_cost(model.worker_month, profile.integrity_median, 1.0, own)


def _inside(model: "ContractModel", meter: StateMeter | EventMeter, persons: Ids) -> NDArray[np.bool_]:
    """(n,) who is in the outcome, so that only the date is untrue; where the provider picks the date, who has been at any time since the start."""
    if not meter.parts:
        return np.zeros(persons.size, dtype=bool)
    states = model.people.history[meter.parts[0].outcome]
    if not chooses(meter.metric):
        return states[model.month, persons] > 0
    months = np.arange(model.month + 1)[:, None]
    found: NDArray[np.bool_] = ((states[: model.month + 1, persons] > 0) & (months >= meter.start[persons])).any(axis=0)
    return found


def first_due(metric: Metric, group: int) -> int:
    """Person-month in which a success could first be due."""
    if isinstance(metric, Sustained):
        return at(metric.lasts, group)
    return 1 if isinstance(metric, FirstEntry) else last_month(metric, group)
