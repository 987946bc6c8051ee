"""The behaviour bench as a list: what each part is called, and how its rows are made."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from utfall.base.automata import PayStream
from utfall.validation.behaviour.by_the_hour import BY_THE_HOUR, hours_row
from utfall.validation.behaviour.causes import CAUSES, cause_rows
from utfall.validation.behaviour.cohorts import FAR, LINES, OTHERS, cohort_row, far_row, hump_row, other_row
from utfall.validation.behaviour.contracts import CONTRACTS
from utfall.validation.behaviour.events import EVENTFUL
from utfall.validation.behaviour.scores import SCORED
from utfall.validation.behaviour.share import EVENTS, SCORES, gain_row
from utfall.validation.behaviour.starts import STARTS, starts_row
from utfall.validation.behaviour.sweep import sweep_row
from utfall.validation.behaviour.terms import TERMS, TOGETHER
from utfall.validation.row import Row

Rows = Callable[[bool], tuple[Row, ...]]
#: Contracts by hand, every person-level term of the language, and terms together.
JUDGED: Mapping[str, tuple[PayStream, ...]] = {**CONTRACTS, **TERMS, **TOGETHER}


def parts() -> Iterator[tuple[str, Rows]]:
    """Name of each part, and its rows (quick: one wage, a quarter of the seeds)."""
    for name, streams in JUDGED.items():
        yield f"gain: {name}", partial(_one, partial(gain_row, name, streams))
    for kind, judged in ((EVENTS, EVENTFUL), (SCORES, SCORED)):
        for name, streams in judged.items():
            yield f"gain: {name}", partial(_one, partial(gain_row, name, streams, kind=kind))
    for name in BY_THE_HOUR:
        yield f"gain: by the hour: {name}", partial(_one, partial(hours_row, name))
    for name in STARTS:
        yield f"gain: start fee, {name}", partial(_one, partial(starts_row, name))
    for name, streams in JUDGED.items():
        yield f"sweep: {name}", partial(_one, partial(sweep_row, name, streams))
    for line in LINES:
        yield f"line: {line:.0%}", partial(_one, partial(cohort_row, line))
    for line in FAR:
        yield f"line: {line:.0%}", partial(_one, partial(far_row, line))
    for name in OTHERS:
        yield f"line: {name}", partial(_one, partial(other_row, name))
    yield "line: hump", partial(_one, hump_row)
    for cause in CAUSES:
        yield f"cause: {cause.id}", partial(cause_rows, cause)


def _one(make: Callable[[bool], Row], quick: bool) -> tuple[Row, ...]:
    return (make(quick),)
