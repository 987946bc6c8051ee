"""What is counted of a person's months: so long in a row, at one moment, months in all; and hours of an activity."""

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
