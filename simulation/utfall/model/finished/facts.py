"""What was recorded and paid, beside what the same rules give on the true histories of both worlds."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.progress import Stacked
from utfall.base.records import MetricFacts, PersonPayments
from utfall.contract.metrics.after_service import from_end_of_service
from utfall.contract.metrics.basket import weighted
from utfall.contract.metrics.declarations import Activity, Headcount
from utfall.contract.metrics.units import recorded_as
from utfall.contract.terms.clauses import PersonClause
from utfall.model.finished.event_facts import event_successes
from utfall.model.finished.recourse_facts import share_left
from utfall.model.finished.same_rule import ANY_MONTH, Window, window_of, within_limit
from utfall.model.measuring.baskets import BasketMeter
from utfall.model.measuring.counted import counted_by
from utfall.model.measuring.event_metering import EventMeter
from utfall.model.measuring.heads import HeadMeter, counted_on, head_successes, recorded_states
from utfall.model.measuring.metering import ActivityMeter, Meter, ScoreMeter, StateMeter
from utfall.people.truth import WORLDS, Successes, World, clock_of, successes, units_alone

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
_SET_BACK = -3.0


def metric_facts(model: "ContractModel") -> tuple[MetricFacts, ...]:
    """Every metric of the contract, paid or not."""
    facts = []
    for metric in model.case.contract.metrics:
        meter = model.meters[model.by_metric[metric.id]]
        true, without = (units_of(model, meter, world) for world in WORLDS)
        counted, recorded = counted_by(model, metric), meter.recorded
        if isinstance(meter, HeadMeter) and isinstance(metric, Headcount):
            counted = counted_on(model, metric, meter.date)
            recorded = (recorded_states(model, meter, metric, meter.date) & counted).astype(np.float64)
        facts.append(
            MetricFacts(
                id=metric.id,
                title=metric.title or metric.id.replace("_", " "),
                kind=metric.kind,
                unit="person" if isinstance(meter, EventMeter) and meter.per_person else recorded_as(metric),
                paid=metric.id in model.case.contract.paid,
                counted=counted,
                recorded=recorded,
                true=true,
                without=without,
                whole=_whole(model, meter),
                false_claims=meter.false_claims,
            )
        )
    return tuple(facts)


def units_of(model: "ContractModel", meter: Meter, world: World) -> Floats:
    """(N,) true units of one world. Where no clause asks when they came and whether they lasted, they are counted and no more."""
    judged = any(number == meter.number for _, number in model.clause_meters)
    if judged or not isinstance(meter, StateMeter) or len(meter.parts) > 1 or (world == "without" and not model.people.has_counterfactual):
        return true_units(model, meter, world).units
    key = (meter.number, world)
    if key not in model.units_alone:
        clock, (part,) = _clock(model, meter, world), meter.parts
        if world == "with":  # counted month by month already
            elsewhere = (clock == 0) & (meter.true_so_far != 0.0)
            model.units_alone[key] = np.where(elsewhere, 0.0, meter.true_so_far) if elsewhere.any() else meter.true_so_far
        else:
            model.units_alone[key] = units_alone(model.people, part.stacked, part.outcome, clock, world)
    return model.units_alone[key]


def true_units(model: "ContractModel", meter: Meter, world: World, window: Window | None = None) -> Successes:
    """Units on the true history of one world, summed over the parts of the metric; kept with the model, for clauses share meters.

    window   contract months in which they would be paid for (None: in any)
    """
    key = (meter.number, world, window)
    if key not in model.truths:
        counted = ANY_MONTH if window is None else window
        found = _of_basket(model, meter, world, counted) if isinstance(meter, BasketMeter) else _true_units(model, meter, world, counted)
        model.truths[key] = found
    return model.truths[key]


def _of_basket(model: "ContractModel", meter: BasketMeter, world: World, counted: Window) -> Successes:
    """What the components truly were, by the weights that counted; of a draw all of a person counts in the month in which it is known."""
    drawn, parts = bool(meter.waits.size), []
    for number in meter.components:
        component = model.meters[number]
        own = None if drawn or counted == ANY_MONTH else (counted[0] - component.lag, counted[1] - component.lag)
        parts.append(true_units(model, component, world, own))
    units = weighted([part.units for part in parts], meter.weights)
    if drawn:
        units = units * _inside(_clock(model, meter, world) + meter.waits[model.people.group] - 1, counted)
    return Successes(units=units, lasting=units, unjudged=np.zeros(units.size), first_month=parts[0].first_month)


def _true_units(model: "ContractModel", meter: Meter, world: World, counted: Window) -> Successes:
    size = len(model.people)
    if isinstance(meter, HeadMeter) and isinstance(meter.metric, Headcount):
        return head_successes(model, meter.metric, meter.date, world)
    if isinstance(meter, EventMeter):
        return event_successes(model, meter, _clock(model, meter, world), world, counted)
    if isinstance(meter, StateMeter):
        if world == "without" and not model.people.has_counterfactual:
            nothing = np.full(size, np.nan)
            return Successes(units=nothing, lasting=nothing, unjudged=np.zeros(size), first_month=np.zeros(size, np.int32))
        clock = _clock(model, meter, world)
        found = [successes(model.people, part.stacked, part.outcome, clock, world, counted) for part in meter.parts]
        if len(found) == 1:
            return found[0]
        return Successes(
            units=np.sum([part.units for part in found], axis=0),
            lasting=np.sum([part.lasting for part in found], axis=0),
            unjudged=np.sum([part.unjudged for part in found], axis=0),
            first_month=found[0].first_month,
        )
    units = meter.true_so_far if world == "with" else np.zeros(size)
    lasting = units
    if isinstance(meter, ScoreMeter):  # what was drilled for the test does not last; its error is the same in both worlds
        units, lasting = (units, meter.lasting) if world == "with" else (meter.without, meter.without)
        if counted != ANY_MONTH:
            inside = _inside(_clock(model, meter, world) + np.array([reading.month for reading in meter.readings])[model.people.group] - 1, counted)
            units, lasting = units * inside, lasting * inside
    return Successes(units=units, lasting=lasting, unjudged=np.zeros(size), first_month=np.zeros(size, np.int32))


def _inside(month: NDArray[np.int32], counted: Window) -> NDArray[np.bool_]:
    return (month >= counted[0]) & (month <= counted[1])


def _clock(model: "ContractModel", meter: Meter, world: World) -> NDArray[np.int32]:
    """(N,) contract month of person-month 1 (0: not counted); kept with the model, for metrics share clocks.

    The same in both worlds, but for the day on which service is said to have ended, which is chosen by what is seen.
    """
    if model.endings is not None and from_end_of_service(meter.metric):
        counted = counted_by(model, replace(meter.metric, groups=None))
        return np.where(counted, model.endings.clock(world), 0).astype(np.int32)
    key = meter.metric.among, bool(meter.metric.compared_with)
    if key not in model.clocks:
        model.clocks[key] = _made_clock(model, meter)
    return model.clocks[key]


def _made_clock(model: "ContractModel", meter: Meter) -> NDArray[np.int32]:
    from_referral = meter.metric.among in {"eligible", "offered"}
    clock = model.people.start_month if from_referral else clock_of(model.people)
    counted = counted_by(model, replace(meter.metric, groups=None))
    if meter.metric.compared_with:
        counted = counted | model.people.control
    return np.where(counted, clock, 0).astype(np.int32)


def _whole(model: "ContractModel", meter: Meter) -> Floats:
    """(N,) units of a person in the outcome for the whole window."""
    if isinstance(meter, BasketMeter):
        return weighted([_whole(model, model.meters[number]) for number in meter.components], meter.weights)
    if not isinstance(meter, StateMeter) or meter.per_person:
        return model.ones
    parts = meter.parts
    most = model.outlooks.kept(
        model.case,
        ("whole", meter.number),
        lambda: sum(np.array([_always_in(part.stacked, group) for group in range(part.stacked.first.size)]) for part in parts),
    )
    return np.asarray(most, dtype=np.float64)[model.people.group]


def _always_in(stacked: Stacked, group: int) -> float:
    """Units that one group's automaton emits for who is durably in all the time."""
    progress, total = int(stacked.start[group, 1]), 0.0
    for _ in range(int(stacked.first[group]), min(int(stacked.last[group]), 1024) + 1):
        total += float(stacked.emits[group, progress, 1])
        progress = int(stacked.step[group, progress, 1])
    return total


def person_payments(model: "ContractModel", effect: Floats) -> tuple[PersonPayments, ...]:
    """Every clause that pays per person; `effect` (N,) is Y - Y0."""
    clauses = tuple(clause for clause, _ in model.clause_meters)
    return within_limit(model, tuple(_payments(model, clause, model.meters[number], effect) for clause, number in model.clause_meters), clauses)


def _payments(model: "ContractModel", clause: PersonClause, meter: Meter, effect: Floats) -> PersonPayments:
    paid = model.settlement.paid[clause.id].astype(np.float64)
    activity = isinstance(meter, ActivityMeter) or isinstance(clause.metric, Activity)
    window = window_of(model, clause, meter)
    true, without = (true_units(model, meter, world, window) for world in WORLDS)
    judged, counted, groups = _judged(paid, true), counted_by(model, clause.metric), model.people.group
    amounts = [_due(clause, groups, units) for units in (true.units - true.unjudged, without.units - without.unjudged, true.lasting, without.lasting)]
    if clause.id in model.settlement.recourse.earned:
        left = [share_left(model, clause, world, units_of) for world in WORLDS]
        amounts = [amount * left[number % 2] for number, amount in enumerate(amounts)]
    scale = model.settlement.scales.of(clause.id)
    amounts = amounts if scale == 1.0 else [amount * scale for amount in amounts]
    if activity:
        amounts = [paid, np.zeros_like(paid), paid, np.zeros_like(paid)]
    sooner = (paid > 0) & (true.first_month > 0) & (without.first_month > true.first_month)
    return PersonPayments(
        clause=clause.id,
        title=clause.title or clause.metric.title or clause.metric_id.replace("_", " "),
        is_outcome=clause.is_outcome,
        paid=judged,
        due_true=amounts[0],
        due_without=amounts[1],
        lasting=amounts[2],
        lasting_without=amounts[3],
        left_out=float((paid - judged).sum()),
        successes=meter.recorded * (paid > 0),
        successes_true=true.units * counted,
        successes_without=without.units * counted,
        brought_forward=sooner,
        months_gained=np.where(sooner, without.first_month - true.first_month, 0).astype(np.float64),
        set_back=(paid > 0) & (effect <= _SET_BACK),
        has_lasting=isinstance(meter, (StateMeter, ScoreMeter)),
    )


def _judged(paid: Floats, true: Successes) -> Floats:
    """(N,) minor units paid for what is old enough to say whether it lasted."""
    young = np.divide(true.unjudged, true.units, out=np.zeros_like(paid), where=true.units > 0)
    return paid * (1.0 - np.clip(young, 0.0, 1.0))


def _due(clause: PersonClause, groups: NDArray[np.int16], units: Floats) -> Floats:
    """(N,) minor units of the clause on so many true units: price, never less than nothing, once, personal cap."""
    counted = np.minimum(units, 1.0) if clause.once else units
    return np.minimum(np.maximum(np.where(clause.groups, clause.price_minor, 0.0)[groups] * counted, 0.0), clause.cap_minor[groups])
