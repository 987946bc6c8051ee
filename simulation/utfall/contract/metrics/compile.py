"""From a metric to its automaton, capability reading or units of activity, for one pay group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from utfall.base.automata import Automaton, Reading
from utfall.base.laws import ScoreOutcome, StateOutcome, Task
from utfall.contract.contract import Contract
from utfall.contract.metrics import build
from utfall.contract.metrics.after_service import from_end_of_service, looked_forward_to
from utfall.contract.metrics.build import FOREVER
from utfall.contract.metrics.chosen_date import chooses, chosen_reading, days
from utfall.contract.metrics.declarations import Activity, CostAvoided, FirstEntry, Intensity, Metric, Score, StateAt, Sustained, TimeIn
from utfall.contract.metrics.units import IN_A_MONTH, at, time_as
from utfall.contract.parties import Value


@dataclass(frozen=True, slots=True)
class ActivityUnits:
    """Units of a task that a person gets.

    units_per_hour   contacts, courses or hours from one hour of the task
    first, last      person-months in which they count
    whole            courses: only whole ones count, in the month the hours are reached
    """

    task: int
    units_per_hour: float
    first: int
    last: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a metric is compiled: the group, the contract, its outcomes and tasks, and whether a success may come again."""

    group: int
    contract: Contract
    outcomes: Sequence[StateOutcome]
    scores: Sequence[ScoreOutcome]
    tasks: Sequence[Task]
    again: bool

    def outcome(self, id_: str) -> tuple[int, StateOutcome]:
        """Number and law of a state outcome."""
        return next((i, outcome) for i, outcome in enumerate(self.outcomes) if outcome.id == id_)


def compile_metric(
    metric: Metric,
    group: int,
    contract: Contract,
    outcomes: Sequence[StateOutcome],
    scores: Sequence[ScoreOutcome],
    tasks: Sequence[Task] = (),
    *,
    again: bool = False,
) -> Automaton | Reading | ActivityUnits:
    """What one pay group's metric is, month by month; `tasks` are needed for activities, `again` lets a success be counted more than once."""
    return COMPILERS[type(metric)](metric, _Place(group, contract, outcomes, scores, tasks, again))


def _state_at(metric: StateAt, place: _Place) -> Automaton:
    number, _ = place.outcome(metric.outcome)
    if from_end_of_service(metric):
        return looked_forward_to(metric, place.group, place.contract.service, number)
    month = at(metric.after_enrolment, place.group)
    if chooses(metric) and metric.at_month is None:
        window = days(metric, place.group, place.contract.service.reporting)
        return build.tabulate(build.spells(1, 0, True, place.again), ((0, 0), (0, 0)), window, per_person=True, outcome=number)
    window = (1, FOREVER) if metric.at_month is not None else (month, month)
    automaton = build.tabulate(build.flow(0.0, 1.0, 1.0), (0, 0), window, per_person=True, outcome=number)
    return replace(automaton, at_month=metric.at_month or 0)


def _first_entry(metric: FirstEntry, place: _Place) -> Automaton:
    number, _ = place.outcome(metric.outcome)
    window = (1, at(metric.within, place.group))
    return build.tabulate(build.entries(place.again), ("out", "in"), window, per_person=True, outcome=number)


def _sustained(metric: Sustained, place: _Place) -> Automaton:
    number, outcome = place.outcome(metric.outcome)
    window = (1, at(metric.within, place.group))
    if metric.full_time:
        rule = build.added_up(time_as(metric.lasts[place.group], "month"), outcome.intensity, outcome.intensity_shallow, place.again)
        return build.tabulate(rule, (0.0, 0.0), window, per_person=True, outcome=number)
    rule = build.spells(max(1, at(metric.lasts, place.group)), at(metric.gap, place.group), metric.in_a_row, place.again)
    return build.tabulate(rule, ((0, 0), (0, 0)), window, per_person=True, outcome=number)


def _time_in(metric: TimeIn, place: _Place) -> Automaton:
    number, _ = place.outcome(metric.outcome)
    per_month = IN_A_MONTH[metric.per]
    most = np.inf if metric.at_most is None else time_as(metric.at_most[place.group], metric.per)
    last = at(metric.within, place.group)
    rule = build.times(per_month, most)
    if metric.follows is None:
        return build.tabulate(rule, (0, 0), (1, last), per_person=False, outcome=number)
    return build.after(_followed(metric, number, place), rule, last, number)


def _followed(metric: TimeIn, number: int, place: _Place) -> Automaton:
    """The automaton of the metric that must succeed first; it must be a person's success in the same outcome."""
    first = next(other for other in place.contract.metrics if other.id == metric.follows)
    followed = COMPILERS[type(first)](first, replace(place, again=False))
    if not isinstance(followed, Automaton) or not followed.per_person or followed.at_month or followed.outcome != number:
        raise ValueError(f"{metric.id} cannot follow {first.id}: it must be a person's success in the same outcome, counted from the person's start")
    return followed


def _intensity(metric: Intensity, place: _Place) -> Automaton:
    number, outcome = place.outcome(metric.outcome)
    rule = build.flow(0.0, *_hours(outcome))
    starts = at(metric.starts, place.group)
    return build.tabulate(rule, (0, 0), (starts + 1, starts + at(metric.window, place.group)), per_person=False, outcome=number)


def _hours(outcome: StateOutcome) -> tuple[float, float]:
    """Hours of a month in durably, and in shallowly."""
    return outcome.full_hours * outcome.intensity, outcome.full_hours * outcome.intensity_shallow


def _score(metric: Score, place: _Place) -> Reading:
    score = next(score for score in place.scores if score.id == metric.outcome)
    noise = float(np.hypot(score.noise, metric.noise)) * (np.sqrt(2.0) if metric.gain else 1.0)
    base = 0.0 if metric.gain else score.mean
    threshold, slope = np.nan, score.sd
    if metric.at_least is not None:
        mark = metric.at_least[place.group]
        threshold, slope = (mark.amount if mark.unit == "sd" else (mark.amount - base) / score.sd), 0.0
    first, last = days(metric, place.group, place.contract.service.reporting)
    reading = Reading(last, score.capability, slope, float(threshold), float(noise), base if slope else 0.0, metric.noise_shape)
    return chosen_reading(reading, last - first + 1)


def _activity(metric: Activity, place: _Place) -> ActivityUnits:
    number = place.contract.tasks.index(metric.task)
    lasts = place.contract.service.lasts
    last = FOREVER if lasts is None else lasts.months
    task = place.tasks[number] if place.tasks else None
    if task is not None and task.lasts:
        last = min(last, task.lasts)
    return ActivityUnits(number, _units_per_hour(metric, task), 1, last, metric.per == "course")


def _units_per_hour(metric: Activity, task: Task | None) -> float:
    if metric.per == "hour":
        return 1.0
    if metric.per == "contact":
        return 0.0 if task is None else task.contacts_per_hour
    hours = metric.hours.monthly if metric.hours is not None else (0.0 if task is None else task.course_hours)
    return 1.0 / hours if hours > 0 else 0.0


def _cost_avoided(metric: CostAvoided, place: _Place) -> Automaton:
    numbers = {value.outcome for value in place.contract.values if value.id in metric.values and not value.of_events}
    if len(numbers) != 1:
        raise ValueError(f"{metric.id} sums values of several outcomes; compile_values gives one automaton for each")
    return _values_of(metric, numbers.pop(), place)


def compile_values(metric: CostAvoided, group: int, contract: Contract, outcomes: Sequence[StateOutcome]) -> tuple[Automaton, ...]:
    """One automaton for each state outcome whose values the metric sums; units are minor money, costs negative.

    Values for each event are `events.compile_event_values`.
    """
    place = _Place(group, contract, outcomes, (), (), False)
    numbers = sorted({value.outcome for value in contract.values if value.id in metric.values and not value.of_events})
    return tuple(_values_of(metric, number, place) for number in numbers)


def _values_of(metric: CostAvoided, number: int, place: _Place) -> Automaton:
    lines = [value for value in place.contract.values if value.id in metric.values and value.outcome == number and not value.of_events]
    hours = _hours(place.outcomes[number])
    out = sum(_monthly(value, 0.0) for value in lines if value.when == "while_out_of")
    durable, shallow = (sum(_monthly(value, own) for value in lines if value.when == "while_in") for own in hours)
    on_entry = sum(float(value.sign * value.price.minor) for value in lines if value.when == "for_each")
    window = (1, at(metric.window, place.group))
    return build.tabulate(build.values(out, durable, shallow, on_entry), (False, True), window, per_person=False, outcome=number)


def _monthly(value: Value, hours: float) -> float:
    """Signed minor units of a value in one month; `hours` in the outcome matter to a price per hour."""
    price = float(value.sign * value.price.minor)
    return price * (hours if value.price.per == "hour" else IN_A_MONTH[value.price.per])


COMPILERS: dict[type[Metric], Callable[..., Automaton | Reading | ActivityUnits]] = {
    StateAt: _state_at,
    FirstEntry: _first_entry,
    Sustained: _sustained,
    TimeIn: _time_in,
    Intensity: _intensity,
    Score: _score,
    Activity: _activity,
    CostAvoided: _cost_avoided,
}
