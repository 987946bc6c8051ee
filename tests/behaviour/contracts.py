"""The contracts of the behaviour bench, and problems that differ from its own by name."""

from dataclasses import replace

from utfall.validation.behaviour.contracts import (
    CONTRACTS,
    INTENSITY,
    PERSON,
    SERVICE,
    known_needs,
    law,
    months_in,
    stream,
    sustained,
    tasks,
    time_in,
)
from utfall.validation.behaviour.contracts import problem as plain

__all__ = ["CONTRACTS", "INTENSITY", "PERSON", "SERVICE", "known_needs", "law", "months_in", "problem", "stream", "sustained", "tasks", "time_in"]


def problem(streams, wage=20.0, classes=None, person=PERSON, **changes):
    return replace(plain(streams, wage, classes, person), **changes)
