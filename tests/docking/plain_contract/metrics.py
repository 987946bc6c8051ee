"""What is counted of a person's months: so long in a row, at one moment, months in all; hours of an activity; and a success that is lost."""

from typing import Any

from .people import OUT, Participant

SUCCESSES = {"sustained", "state_at"}  # kinds of which a unit is a person


def count(person: Participant, metric: Any, month: int) -> float:
    """Units that truly were this month; person-month 1 is the month of enrolment."""
    clock, group, inside = month - person.enrolled + 1, person.group, person.state != OUT
    if metric.kind == "state_at":
        found = clock == metric.after_enrolment[group].months and inside
    elif metric.kind == "time_in":
        return 1.0 if inside and clock <= metric.within[group].months else 0.0
    elif clock > metric.within[group].months or metric.id in person.reached:
        found = False
    else:
        person.streak[metric.id] = person.streak.get(metric.id, 0) + 1 if inside else 0
        found = person.streak[metric.id] == metric.lasts[group].months
    if found:
        person.reached.add(metric.id)
    return float(found)


def progress(person: Participant, metric: Any) -> int:
    """How far a person has come, as the tables number it: months in a row, and all of them for good once they were reached."""
    if metric.kind != "sustained":
        return 0
    return metric.lasts[person.group].months if metric.id in person.reached else person.streak.get(metric.id, 0)


def first_due(metric: Any, group: int) -> int:
    """Person-month in which a success could first be due."""
    return (metric.lasts if metric.kind == "sustained" else metric.after_enrolment)[group].months


def hours_counted(person: Participant, given: float, month: int, service: int) -> float:
    """Hours of an activity given this month, inside the months of service."""
    return given if 1 <= month - person.enrolled + 1 <= service else 0.0


def loses(person: Participant, take: Any, metric: Any, month: int) -> bool:
    """Whether a success at one moment is lost this month: out of the outcome within so many months after it."""
    clock, inside, lasts = month - person.enrolled + 1, person.state != OUT, take.if_lost_within[person.group].months
    won = metric.after_enrolment[person.group].months
    if clock < won:
        person.at_risk[take.id] = clock
        return False
    at = person.at_risk.get(take.id, 0)
    if clock == won:
        person.at_risk[take.id] = won + 1 if inside else won
        return False
    person.at_risk[take.id] = at + 1 if at > won and inside and at < won + lasts else won
    return at > won and not inside


def risk(person: Participant, take: Any) -> int:
    """How far a person has come with a loss, as the tables number it: months until the moment; then for good, or one more with each month at risk."""
    return person.at_risk.get(take.id, 0)
