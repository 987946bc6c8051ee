"""Share of what could be gained that the production rule gains, against brute-force dynamic programming written apart from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.problem import Problem
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.contracts import SERVICE, problem
from utfall.validation.behaviour.events import EVENT_LAW, EventJudge
from utfall.validation.behaviour.policy import on_grid, plain_stake
from utfall.validation.behaviour.reference import Judge
from utfall.validation.behaviour.scores import ScoreJudge
from utfall.validation.row import Row

Streams = tuple[PayStream, ...]
NEEDS = (-1.5, -0.75, 0.0, 0.75, 1.5)
#: Numbers of the needs that are judged.
JUDGED = (0, 2, 4)
WAGES = (20.0, 40.0)
#: Least share; hours are not bound to the judge's grid of actions, so that it may pass 1 by a little. And what is promised where the tables
#: leave something out (docs/behaviour.md).
LEAST, MOST, PROMISED = 0.99, 1.005, 0.9


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pay: who judges it, what a provider's problem has beside the streams, and the least share."""

    judge: Callable[[Streams, float, float], Judge]
    seen: Callable[[Problem], Problem]
    least: float = LEAST


MONTHS = Kind(Judge, lambda problem: problem)
EVENTS = Kind(EventJudge, lambda problem: replace(problem, events=(EVENT_LAW,)))
SCORES = Kind(ScoreJudge, lambda problem: replace(problem, horizon=SERVICE), PROMISED)


def gain_share(streams: Streams, wages: tuple[float, ...] = WAGES, kind: Kind = MONTHS) -> float:
    """(V policy - V unserved) / (V optimum - V unserved), net of hours, summed over needs and wages."""
    gained = attainable = 0.0
    for wage in wages:
        table = solve(kind.seen(problem(streams, wage)))
        for number in JUDGED:
            judge = kind.judge(streams, NEEDS[number], wage)
            nothing = judge.unserved()
            gained += judge.under(on_grid(judge, table, number, plain_stake(wage))) - nothing
            attainable += judge.optimum() - nothing
    return gained / attainable


def gain_row(name: str, streams: Streams, quick: bool, kind: Kind = MONTHS) -> Row:
    """The row of one contract; quick: at one wage."""
    found = row_of(name, "one wage" if quick else "two wages", gain_share(streams, WAGES[:1] if quick else WAGES, kind))
    return replace(found, low=kind.least)


def row_of(name: str, case: str, obtained: float) -> Row:
    """A row of gain share."""
    return Row(
        entry="gain share",
        id=f"gain: {name}",
        case=case,
        title="share gained of what could be",
        source="bellman-1957",
        grade="exact",
        path="production",
        through="valuation.table.solve > behaviour.hours",
        expected=1.0,
        obtained=obtained,
        low=LEAST,
        high=MOST,
    )
