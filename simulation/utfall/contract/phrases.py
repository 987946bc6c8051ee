"""What a metric counts, and against what, as part of a sentence."""

from collections.abc import Callable, Sequence

from utfall.base.money import thousands
from utfall.base.quantities import Time
from utfall.contract.comparisons.declarations import Historical, Matched, Mix, PrePost
from utfall.contract.contract import Comparison
from utfall.contract.metrics.chosen_date import chooses
from utfall.contract.metrics.declarations import (
    Activity,
    Basket,
    CostAvoided,
    Events,
    FirstEntry,
    Headcount,
    Intensity,
    Metric,
    Score,
    StateAt,
    Sustained,
    TimeIn,
)
from utfall.contract.words import Names, duration, joined, money, per_cent

AMONG = {
    "offered": "everyone who was offered the service counts, whether or not they took part",
    "eligible": "everyone who is eligible counts, whether or not they took part",
    "completed": "only those who complete the service count",
}


def counted(metric: Metric, names: Names) -> str:
    """What one unit of the metric is: "person who is in work for 6 months, ..." """
    return PHRASES[type(metric)](metric, names)


def shared_out(metric: Metric, names: Names) -> str:
    """What a share is taken of: "the unemployment benefit saved, over 36 months"."""
    return f"the {_money_of(metric, names)}" if isinstance(metric, CostAvoided) else f"each {counted(metric, names)}"


def compared(metric: Metric, names: Names) -> str:
    """ ", compared with ...", or nothing when the metric is compared with nothing."""
    found = next((comparison for comparison in names.contract.comparisons if comparison.id == metric.compared_with), None)
    return "" if found is None else f", compared with {_against(found, metric, names)}"


def _against(comparison: Comparison, metric: Metric, names: Names) -> str:
    """What stands for the world without the programme."""
    if comparison.design == "randomised":
        return f"a control group of {thousands(comparison.people)} people drawn by lot"
    if isinstance(comparison, Mix):
        by_id = {other.id: other for other in names.contract.comparisons}
        return joined([f"{_against(by_id[id_], metric, names)} ({per_cent(weight)})" for id_, weight in comparison.parts])
    if isinstance(comparison, PrePost):
        before = "time" if comparison.window is None else duration(comparison.window)
        return f"their own {before} before {names.start}"
    title = str(getattr(comparison, "title", ""))
    if isinstance(comparison, Historical):
        return f"earlier years ({title or f'{thousands(comparison.people)} people'})"
    if isinstance(comparison, Matched):
        return f"{thousands(comparison.people)} people who resemble them" + (f" ({title})" if title else "")
    return title or "what a model predicts" if comparison.design == "predicted" else _agreed(comparison, metric, names)


def _agreed(comparison: Comparison, metric: Metric, names: Names) -> str:
    return f"what was agreed beforehand: {agreed_level(comparison, metric, names)} without the programme"


def remarks(metric: Metric, names: Names) -> str:
    """Who counts, what the providers do not see, and what measuring costs, after a semicolon; nothing where it is as usual."""
    said = [AMONG[metric.among]] if metric.among in AMONG else []
    if metric.groups is not None:
        said.append(f"only {joined([names.group(id_) for id_ in metric.groups])} counts")
    if metric.hidden_from_providers:
        said.append("the providers are not told " + ("the weights" if isinstance(metric, Basket) else "that it is measured"))
    if metric.self_certified:
        said.append("who is paid ticks the list that says so")
    if isinstance(metric, Score) and metric.noise_shape == "laplace":
        said.append("its error is now and then very large (Laplace)")
    if metric.noise and not isinstance(metric, Score):
        said.append(f"it is recorded with an error of about {per_cent(metric.noise)} for each person")
    if metric.cost is not None and metric.cost.minor:
        said.append(f"measuring it costs {money(metric.cost)} a person")
    return "".join(f"; {text}" for text in said)


def agreed_level(comparison: Comparison, metric: Metric, names: Names) -> str:
    """The agreed level in words: a share in the outcome, money or units a person."""
    levels = comparison.expected or tuple(0.0 for _ in names.contract.groups)
    if isinstance(metric, CostAvoided):
        costs = "costs of " if any(level < 0 for level in levels) else ""
        return costs + names.by_group([f"{names.contract.currency} {thousands(abs(round(level / 100)))} a person" for level in levels])
    if metric.unit == "person":
        return f"{names.by_group([per_cent(level) for level in levels])} {names.outcome(str(getattr(metric, 'outcome', '')))}"
    return names.by_group([f"{level:g} a person" for level in levels])


def _durations(times: Sequence[Time], names: Names) -> str:
    return names.by_group([duration(time) for time in times])


def _state_at(metric: StateAt, names: Names) -> str:
    when = f"at the end of contract month {metric.at_month}"
    if metric.after_service is not None:
        when = f"{_durations(metric.after_service, names)} after service is said to have ended"
    if metric.after_enrolment is not None:
        when = f"{_durations(metric.after_enrolment, names)} after {names.start}"
        if chooses(metric):
            when = f"on a day that the provider chooses, {_from_which(metric, metric.after_enrolment, names)}"
            return f"person who is {names.outcome(metric.outcome)} {when}"
    return f"person who is {names.outcome(metric.outcome)} {when}, whatever happens before or later"


def _from_which(metric: StateAt | Score, times: Sequence[Time], names: Names) -> str:
    """From which days a provider may choose."""
    reporting = metric.until or names.contract.service.reporting
    if reporting is None:
        return f"within {_durations(times, names)} of {names.start}"
    return f"in the {duration(reporting)} that begin {_durations(times, names)} after {names.start}"


def _first_entry(metric: FirstEntry, names: Names) -> str:
    return f"person who is {names.outcome(metric.outcome)} for the first time, within {_durations(metric.within, names)} of {names.start}"


def _sustained(metric: Sustained, names: Names) -> str:
    if metric.full_time:
        how = "each month counted for its share of full time, and added up"
    elif not metric.in_a_row:
        how = "added up"
    elif metric.gap is None:
        how = "without a break"
    else:
        how = f"with breaks of at most {_durations(metric.gap, names)}"
    spell = f"{names.outcome(metric.outcome)} for {_durations(metric.lasts, names)}"
    return f"person who is {spell}, {how}, within {_durations(metric.within, names)} of {names.start}"


def _time_in(metric: TimeIn, names: Names) -> str:
    followed = next((other for other in names.contract.metrics if other.id == metric.follows), None)
    after = "" if followed is None else f", after success on {names.title(followed)}"
    most = "" if metric.at_most is None else f", at most {_durations(metric.at_most, names)}"
    return f"{metric.per} that a person is {names.outcome(metric.outcome)}{after}{most}, within {_durations(metric.within, names)} of {names.start}"


def _intensity(metric: Intensity, names: Names) -> str:
    window = _durations(metric.window, names)
    when = f"in the first {window} after {names.start}"
    if metric.starts is not None and any(time.months for time in metric.starts):
        when = f"in the {window} that begin {_durations(metric.starts, names)} after {names.start}"
    return f"hour that a person is {names.outcome(metric.outcome)}, {when}"


def _score(metric: Score, names: Names) -> str:
    when = f"{_durations(metric.after_enrolment, names)} after {names.start}"
    if chooses(metric):
        when = f"on a day that the provider chooses, {_from_which(metric, metric.after_enrolment, names)}"
    if metric.at_least is not None:
        mark = names.by_group([f"{mark.amount:g} {mark.unit}" for mark in metric.at_least])
        how = "gains" if metric.gain else "has"
        return f"person who {how} at least {mark} in {names.outcome(metric.outcome)} {when}"
    return f"point {'gained ' if metric.gain else ''}in {names.outcome(metric.outcome)} {when}"


def _activity(metric: Activity, names: Names) -> str:
    return f"{metric.per} of {names.task(metric.task)}"


def _cost_avoided(metric: CostAvoided, names: Names) -> str:
    return f"{names.contract.currency} 1 of {_money_of(metric, names)}"


def _money_of(metric: CostAvoided, names: Names) -> str:
    """Which money is added up, and for how long: its title, else what is gained or saved."""
    lines = [value for value in names.contract.values if value.id in metric.values]
    what = metric.title or joined([f"{names.title(value)} {'gained' if value.sign > 0 else 'saved'}" for value in lines])
    return f"{what}, over {_durations(metric.window, names)}"


def _events(metric: Events, names: Names) -> str:
    when = f"{names.outcome(metric.outcome)} in the {_durations(metric.window, names)} after {names.start}"
    return f"person without any {when}" if metric.yes_no else when


def _headcount(metric: Headcount, names: Names) -> str:
    who = {"enrolled": "people enrolled", "completed": "people who completed", "offered": "people offered the service"}.get(
        metric.among, "eligible people"
    )
    return f"{who} who are {'' if metric.counts == 'in' else 'not '}{names.outcome(metric.outcome)}"


def _basket(metric: Basket, names: Names) -> str:
    by_id = {other.id: other for other in names.contract.metrics}
    parts = joined([f"{per_cent(weight.fraction)} {names.title(by_id[id_])}" for id_, weight in metric.weights])
    drawn = "" if metric.drawn is None else f", of which {metric.drawn} drawn by lot count"
    return f"point of {metric.title or 'a basket'} ({parts}{drawn})"


PHRASES: dict[type[Metric], Callable[..., str]] = {
    StateAt: _state_at,
    FirstEntry: _first_entry,
    Sustained: _sustained,
    TimeIn: _time_in,
    Intensity: _intensity,
    Score: _score,
    Activity: _activity,
    CostAvoided: _cost_avoided,
    Events: _events,
    Headcount: _headcount,
    Basket: _basket,
}
