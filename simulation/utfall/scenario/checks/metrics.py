"""What metrics and comparisons may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Time
from utfall.scenario.behind import library_tasks
from utfall.scenario.checks.plain import by_group, part, plain, plains, rows
from utfall.scenario.understand import Understood, problem_at

_FITS = {"lasts": "within", "at_most": "within", "gap": "within"}
_DAYS = ("after_enrolment", "at_month", "after_service")
_OUTCOME_KIND = {
    "state_at": "state",
    "first_entry": "state",
    "sustained": "state",
    "time_in": "state",
    "intensity": "state",
    "score": "score",
    "events": "events",
    "headcount": "state",
}


def metrics(understood: Understood) -> Iterator[Problem]:
    """Metrics that could never succeed, or that count what their outcome cannot show."""
    outcomes = rows(part(understood, "outcomes"))
    for name, row in rows(part(understood, "contract", "metrics")).items():
        path = ("contract", "metrics", name)
        yield from _fits(understood, path, row)
        kind, outcome = plain(row.kind), plain(getattr(row, "outcome", None))
        wanted = _OUTCOME_KIND.get(kind)
        if wanted and outcome in outcomes and plain(outcomes[outcome].kind) != wanted:
            found = plain(outcomes[outcome].kind)
            message = f'a metric of kind "{kind}" needs an outcome of kind "{wanted}"; "{outcome}" is of kind "{found}"'
            yield problem_at(understood, (*path, "outcome"), message)
        written = [word for word in _DAYS if getattr(row, word, None) is not None]
        if kind == "state_at" and len(written) != 1:
            yield problem_at(understood, path, f"write {'only one' if written else 'one'} of: {', '.join(_DAYS)}")
        if kind == "cost_avoided" and not plains(row.values) and row.values is not None:
            yield problem_at(understood, (*path, "values"), "names no value; name at least one")
        if kind == "time_in" and plain(row.follows) == name:
            yield problem_at(understood, (*path, "follows"), "a metric cannot follow itself")
        if kind == "sustained" and plain(row.full_time) is True and plain(row.in_a_row) is not False:
            yield problem_at(understood, (*path, "full_time"), "shares of full time are added up, breaks or none; write in_a_row = false as well")
        yield from _noise(understood, path, row)
        yield from _course(understood, path, row)
        yield from _day(understood, path, row)
        if plain(row.self_certified) and plain(row.data_source) != "provider_report":
            message = 'a list that the payee ticks is a report of the payee; write data_source = "provider_report", or leave it out'
            yield problem_at(understood, (*path, "self_certified"), message)
        if (cost := plain(row.cost)) is not None and cost.per != "person":
            yield problem_at(
                understood,
                (*path, "cost"),
                f'measuring costs so much for each person measured; write it as "{row.cost.text.rsplit(" per ")[0]} per person"',
            )


def _fits(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    for short, long in _FITS.items():
        if getattr(row, short, None) is None or getattr(row, long, None) is None:
            continue
        shorter, longer = by_group(understood, getattr(row, short)), by_group(understood, getattr(row, long))
        for group, value in shorter.items():
            limit = longer.get(group)
            if value is not None and limit is not None and value.months > limit.months:
                told = f"{_said(value)} cannot fit within {_said(limit)}"
                more = f" ({group})" if group and len({repr(v) for v in shorter.values()}) > 1 else ""
                at = (*path, short) if understood.layers.get((*path, short)) is not None else (*path, long)
                yield problem_at(understood, at, f"{told}{more}" + ("; nobody could ever succeed" if short == "lasts" else ""))
                break


def _said(value: Time) -> str:
    return f"{value.count:g} {value.unit}{'s' * (value.count != 1)}"


def _day(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    """Only a reading on one day leaves a day to choose."""
    if plain(row.reported) == "when_provider_chooses" and (not hasattr(row, "until") or _fixed(row)):
        message = "there is no day to choose; only state_at and score read one day after a person's start"
        if getattr(row, "after_service", None) is not None:
            message = "the day that may be chosen is the end of service; write contract.service.end_reported_within"
        yield problem_at(understood, (*path, "reported"), message)
    if getattr(row, "until", None) is not None and plain(row.reported) != "when_provider_chooses":
        yield problem_at(
            understood, (*path, "until"), 'the contract says which day is read; write reported = "when_provider_chooses", or leave out until'
        )


_AMOUNTS = ("time_in", "intensity", "cost_avoided")


def _noise(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    """An error of so much needs something that is so much, and somebody who records it without a claim; a shape needs an error."""
    noise, kind = plain(row.noise), plain(row.kind)
    if plain(getattr(row, "noise_shape", None)) is not None:
        score = rows(part(understood, "outcomes")).get(plain(row.outcome) or "")
        if not noise and not plain(getattr(score, "noise", None)):
            yield problem_at(understood, (*path, "noise_shape"), "there is no error that could have a shape; write noise, here or of the score")
    if noise is None or kind == "score":
        return
    if noise < 0:
        yield problem_at(understood, (*path, "noise"), "a standard deviation is not below 0")
    if kind not in _AMOUNTS:
        message = "an error of so much is one of a score, of time, hours or money; what is reached or counted is missed or mistaken: write those"
        yield problem_at(understood, (*path, "noise"), message)
    elif plain(row.data_source) == "provider_report":
        message = "what providers report is true or a false claim; an error is one of a register, a survey or an evaluator"
        yield problem_at(understood, (*path, "noise"), message)


def _fixed(row: Any) -> bool:
    return getattr(row, "at_month", None) is not None or getattr(row, "after_service", None) is not None


def _course(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    if plain(row.kind) != "activity":
        return
    unit, task = plain(row.unit), rows(part(understood, "tasks")).get(plain(row.task) or "")
    if task is None or plain(task.like) not in (None, *library_tasks()):
        return
    if unit == "course" and not plain(task.course_hours) and row.hours is None:
        yield problem_at(understood, (*path, "unit"), f'"{plain(row.task)}" has no courses; say how long one is: hours = "40 hours"')
    if unit == "contact" and not plain(task.contacts_per_hour):
        yield problem_at(understood, (*path, "unit"), f'"{plain(row.task)}" logs no contacts; give it contacts_per_hour, or count hours')
