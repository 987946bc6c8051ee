"""What metrics and comparisons may not say."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Time
from utfall.scenario.behind import library_tasks
from utfall.scenario.checks.plain import by_group, part, plain, plains, rows
from utfall.scenario.understand import Understood, problem_at

_FITS = {"lasts": "within", "at_most": "within", "gap": "within"}
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
        if kind == "state_at" and (row.after_enrolment is None) == (row.at_month is None):
            word = "one" if row.after_enrolment is None else "only one"
            yield problem_at(understood, path, f"write {word} of: after_enrolment, at_month")
        if kind == "cost_avoided" and not plains(row.values) and row.values is not None:
            yield problem_at(understood, (*path, "values"), "names no value; name at least one")
        if kind == "time_in" and plain(row.follows) == name:
            yield problem_at(understood, (*path, "follows"), "a metric cannot follow itself")
        yield from _control(understood, path, row)
        yield from _course(understood, path, row)


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


def _control(understood: Understood, path: tuple[str, ...], row: Any) -> Iterator[Problem]:
    comparison = rows(part(understood, "contract", "comparisons")).get(plain(row.compared_with) or "")
    if comparison is not None and plain(comparison.design) == "randomised" and plain(row.among) == "eligible":
        yield problem_at(understood, (*path, "among"), 'the control group is eligible too and would count as served; write among = "offered"')


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


def comparisons(understood: Understood) -> Iterator[Problem]:
    """Comparisons that say too much or too little."""
    for name, row in rows(part(understood, "contract", "comparisons")).items():
        path = ("contract", "comparisons", name)
        design = plain(row.design)
        if design == "randomised" and row.expected is not None:
            yield problem_at(understood, (*path, "expected"), "a randomised comparison is measured, not given; leave out expected")
        if design == "agreed" and row.expected is None:
            yield problem_at(understood, path, 'an agreed comparison needs what was expected, as in expected = "55 %"')
        if design == "agreed" and row.people is not None:
            yield problem_at(understood, (*path, "people"), "an agreed comparison is a number, not people; leave out people")
