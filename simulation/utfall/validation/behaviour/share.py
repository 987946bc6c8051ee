"""Share of what could be gained that the production rule gains, against brute-force dynamic programming written apart from it."""

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.contracts import problem
from utfall.validation.behaviour.policy import on_grid, plain_stake
from utfall.validation.behaviour.reference import Judge
from utfall.validation.row import Row

NEEDS = (-1.5, -0.75, 0.0, 0.75, 1.5)
#: Numbers of the needs that are judged.
JUDGED = (0, 2, 4)
WAGES = (20.0, 40.0)
#: Least share; hours are not bound to the judge's grid of actions, so that it may pass 1 by a little.
LEAST, MOST = 0.99, 1.005


def gain_share(streams: tuple[PayStream, ...], wages: tuple[float, ...] = WAGES, needs: tuple[int, ...] = JUDGED) -> float:
    """(V policy - V unserved) / (V optimum - V unserved), net of hours, summed over needs and wages."""
    gained = attainable = 0.0
    for wage in wages:
        table = solve(problem(streams, wage))
        for number in needs:
            judge = Judge(streams, NEEDS[number], wage)
            nothing = judge.unserved()
            gained += judge.under(on_grid(judge, table, number, plain_stake(wage))) - nothing
            attainable += judge.optimum() - nothing
    return gained / attainable


def gain_row(name: str, streams: tuple[PayStream, ...], quick: bool) -> Row:
    """The row of one contract; quick: at one wage."""
    return Row(
        entry="gain share",
        id=f"gain: {name}",
        case="one wage" if quick else "two wages",
        title="share gained of what could be",
        source="bellman-1957",
        grade="exact",
        path="production",
        through="valuation.table.solve > behaviour.hours",
        expected=1.0,
        obtained=gain_share(streams, WAGES[:1] if quick else WAGES),
        low=LEAST,
        high=MOST,
    )
