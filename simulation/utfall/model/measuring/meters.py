"""Which meters a contract needs: one for each metric, and one for each clause that counts in a way of its own."""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from utfall.base.automata import Automaton, Reading
from utfall.base.progress import Stacked, stack
from utfall.contract.metrics.after_service import as_read
from utfall.contract.metrics.chosen_date import chooses, days
from utfall.contract.metrics.compile import ActivityUnits, compile_metric, compile_values
from utfall.contract.metrics.declarations import Basket, CostAvoided, Events, Headcount, Metric, Score
from utfall.contract.metrics.events import compile_event_values, compile_events
from utfall.contract.terms.clauses import PersonClause
from utfall.model.foresight.outlook import Outlooks
from utfall.model.measuring.amounts import is_off
from utfall.model.measuring.baskets import basket_meter, components_of
from utfall.model.measuring.chosen import ChosenScoreMeter
from utfall.model.measuring.event_metering import EventMeter, EventPart, event_part
from utfall.model.measuring.heads import HeadMeter, date_of
from utfall.model.measuring.metering import NEVER, ActivityMeter, Meter, Part, ScoreMeter, StateMeter
from utfall.model.paying.accounts import Clauses
from utfall.model.paying.holding import watched
from utfall.scenario.case import Case


class Metering(NamedTuple):
    """All meters; the clause -> meter pairs; meter of each metric; and of each stream that looks back (losses, releases)."""

    meters: tuple[Meter, ...]
    clause_meters: tuple[tuple[PersonClause, int], ...]
    by_metric: dict[str, int]
    looking_back: dict[str, int]


def make_meters(case: Case, clauses: Clauses, seed: int, outlooks: Outlooks) -> Metering:
    """Meters of every metric of the contract, paid or not, then those of clauses with automata of their own."""
    meters: list[Meter] = []
    by_metric: dict[str, int] = {}
    for metric in case.contract.metrics:
        if not isinstance(metric, Basket):
            by_metric[metric.id] = len(meters)
            meters.append(meter_of(case, metric, (len(meters), seed, outlooks)))
    for basket in case.contract.metrics:
        if isinstance(basket, Basket):
            first = len(meters)
            for component in components_of(basket, case.contract):
                meters.append(meter_of(case, component, (len(meters), seed, outlooks)))
            by_metric[basket.id] = len(meters)
            meters.append(basket_meter(basket, case.contract, len(meters), seed, meters[first:]))
    pairs = []
    for clause in clauses.persons:
        number = by_metric[clause.metric_id]
        if clause.own:
            number = len(meters)
            meters.append(meter_of(case, clause.metric, (number, seed, outlooks), again=clause.again))
        pairs.append((clause, number))
    looking_back = {}
    for id_, (metric, automata) in outlooks.kept(case, "watched", lambda: watched(case)).items():
        looking_back[id_] = len(meters)
        meters.append(_of_automata(case, metric, automata, (len(meters), seed)))
    return Metering(tuple(meters), tuple(pairs), by_metric, looking_back)


def stacked_parts(case: Case, metric: Metric, *, again: bool) -> tuple[tuple[int, Stacked], ...]:
    """(outcome, automata of all groups) of a metric on states; empty for scores and activities."""
    groups, metric = range(len(case.people.groups)), as_read(metric)
    if isinstance(metric, Events | Headcount):
        return ()
    if isinstance(metric, CostAvoided):
        rows = [compile_values(metric, group, case.contract, case.people.outcomes) for group in groups]
        return tuple((part[0].outcome, stack(part)) for part in zip(*rows, strict=True))
    compiled = [_compiled(case, metric, group, again) for group in groups]
    automata = [automaton for automaton in compiled if isinstance(automaton, Automaton)]
    return ((automata[0].outcome, stack(automata)),) if automata else ()


def event_parts(case: Case, metric: Metric) -> tuple[EventPart, ...]:
    """What a metric counts of events, all groups; empty for the others."""
    groups = range(len(case.people.groups))
    if isinstance(metric, Events):
        outcomes = [outcome.id for outcome in case.people.events]
        return (event_part(tuple((1.0, compile_events(metric, group, outcomes)) for group in groups)),)
    if isinstance(metric, CostAvoided):
        rows = [compile_event_values(metric, group, case.contract) for group in groups]
        return tuple(event_part(part) for part in zip(*rows, strict=True))
    return ()


def _compiled(case: Case, metric: Metric, group: int, again: bool) -> Automaton | Reading | ActivityUnits:
    people = case.people
    return compile_metric(metric, group, case.contract, people.outcomes, people.scores, people.tasks, again=again)


def _of_automata(case: Case, metric: Metric, automata: tuple[Automaton, ...], own: tuple[int, int]) -> StateMeter:
    """A meter of automata made elsewhere, on a register without errors."""
    number, seed = own
    people, stacked = case.people.eligible, stack(automata)
    recorded = np.zeros(people)
    return StateMeter(
        number=number,
        metric=metric,
        seed=seed,
        lag=0 if metric.lag is None else metric.lag.months,
        start=np.full(people, NEVER, np.int32),
        plain=True,
        recorded=recorded,
        true_so_far=recorded,
        last=int(stacked.last.max()),
        per_person=True,
        parts=(Part(automata[0].outcome, stacked, np.zeros(people, np.int16)),),
    )


def _errs(metric: Metric) -> bool:
    """Whether records of it go wrong."""
    return metric.missed.fraction > 0.0 or metric.mistaken.fraction > 0.0 or is_off(metric)


def meter_of(case: Case, metric: Metric, own: tuple[int, int, Outlooks], *, again: bool = False, people: int | None = None) -> Meter:
    """A meter of one metric; `own`: its number, the seed of its draws, what the case keeps; `people` whom it can read (None: the eligible)."""
    number, seed, outlooks = own
    people = case.people.eligible if people is None else people
    recorded = np.zeros(people)
    plain = metric.data_source != "provider_report" and not (case.mechanisms.noise and _errs(metric))
    common: dict[str, Any] = {
        "number": number,
        "metric": metric,
        "seed": seed,
        "lag": 0 if metric.lag is None else metric.lag.months,
        "start": np.full(people, NEVER, np.int32),
        "plain": plain,
        "recorded": recorded,
        "true_so_far": recorded if plain else np.zeros(people),
    }
    found = outlooks.kept(case, ("parts", number), lambda: stacked_parts(case, metric, again=again))
    parts = tuple(Part(outcome, stacked, np.zeros(people, np.int16)) for outcome, stacked in found)
    if isinstance(metric, Headcount):
        return HeadMeter(**common, last=0, per_person=True, date=date_of(metric, case.contract, case.months))
    events = event_parts(case, metric)
    if events:
        last = max(int(ends.max()) for ends in [*(stacked.last for _, stacked in found), *(one.last for one in events)])
        marked = np.zeros(0 if events[0].each else people, np.int16)
        return EventMeter(**common, last=last, per_person=not events[0].each, parts=parts, events=events, marked=marked)
    if found:
        last = max(case.months if stacked.at_month.any() else int(stacked.last.max()) for _, stacked in found)
        per_person = not isinstance(metric, CostAvoided) and metric.unit == "person"
        return StateMeter(**common, last=last, per_person=per_person, parts=parts)
    compiled = [_compiled(case, metric, group, again) for group in range(len(case.people.groups))]
    readings = tuple(reading for reading in compiled if isinstance(reading, Reading))
    if readings:
        score = next(i for i, law in enumerate(case.people.scores) if law.id == getattr(metric, "outcome", ""))
        success = not np.isnan(readings[0].threshold)
        if isinstance(metric, Score) and chooses(metric):
            return _on_a_chosen_day(case, metric, common, score)
        return ScoreMeter(
            **common,
            last=max(r.month for r in readings),
            per_person=success,
            readings=readings,
            score=score,
            lasting=np.zeros(people),
            without=np.zeros(people),
        )
    rule = compiled[0]
    assert isinstance(rule, ActivityUnits)
    return ActivityMeter(**common, last=rule.last, per_person=False, rule=rule)


def _on_a_chosen_day(case: Case, metric: Score, common: dict[str, Any], score: int) -> ChosenScoreMeter:
    """A meter of a score whose day the provider chooses: its readings are those of the day agreed."""
    groups = range(len(case.people.groups))
    made = [_compiled(case, replace(metric, reported="on_the_day"), group, False) for group in groups]
    readings = tuple(reading for reading in made if isinstance(reading, Reading))
    window = np.array([days(metric, group, case.contract.service.reporting) for group in groups], dtype=np.int64)
    return ChosenScoreMeter(
        **(common | {"plain": False, "true_so_far": np.zeros(common["recorded"].size)}),
        last=int(window.max()),
        per_person=not np.isnan(readings[0].threshold),
        readings=readings,
        score=score,
        lasting=np.zeros(common["recorded"].size),
        without=np.zeros(common["recorded"].size),
        days=window,
        best=np.full(common["recorded"].size, -np.inf),
    )
