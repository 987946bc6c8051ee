"""Which outcome matters most."""

from typing import NamedTuple

from utfall.base.laws import EventOutcome, ScoreOutcome, StateOutcome
from utfall.scenario.case import Case


class Main(NamedTuple):
    """The outcome that matters most: state, score or events, and its number among those of its kind (-1: none)."""

    kind: str
    number: int


def main_of(case: Case) -> Main:
    """The outcome that is marked as the main one; without a mark the first state, then score, then events."""
    people = case.people
    kinds: dict[str, tuple[StateOutcome | ScoreOutcome | EventOutcome, ...]] = {
        "state": people.outcomes,
        "score": people.scores,
        "events": people.events,
    }
    for kind, outcomes in kinds.items():
        for number, outcome in enumerate(outcomes):
            if outcome.main:
                return Main(kind, number)
    return next((Main(kind, 0) for kind, outcomes in kinds.items() if outcomes), Main("state", -1))


def main_outcome(case: Case) -> int:
    """Number of the state outcome that the value tables follow: the main one, else the first (-1: none)."""
    main = main_of(case)
    return main.number if main.kind == "state" else 0 if case.people.outcomes else -1
