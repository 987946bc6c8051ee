"""Pay by the hour of coaching, and a judge of it: below cost and above, for all hours and for so many a person, beside a job.

The judge follows the hours that a person has had, which the tables do not: to them pay by the hour lowers the price of that hour now.
With chance `leaves` a month a person leaves for good: nothing more is given, what its outcome brings is paid all the same.
"""

from dataclasses import replace

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.behaviour.hours import Stake
from utfall.behaviour.valuation.table import ValueTable, solve
from utfall.validation.behaviour.contracts import SERVICE, first_entry, problem, stream, sustained
from utfall.validation.behaviour.policy import Grid, hours_on, plain_stake
from utfall.validation.behaviour.reference import Floats, Ints, Judge, at
from utfall.validation.behaviour.share import JUDGED, NEEDS, PROMISED, row_of
from utfall.validation.row import Row

#: Cost of an hour; most hours of coaching in a month that the judge tries, and that the rule may give.
WAGE, MOST = 20.0, 16.0
HOURS, TRIED, NODES, PUSHES = 9, 17, 17, 9


def paid_hours(price: float, most: float = np.inf) -> PayStream:
    """So much for an hour of coaching, of so many hours a person at most."""
    return PayStream("hours", price, task=0, units_per_hour=1.0, cap=price * most)


#: What is paid, and the chance a month that a person leaves.
BY_THE_HOUR: dict[str, tuple[tuple[PayStream, ...], float]] = {
    "half the cost of an hour, and an entry": ((paid_hours(10), stream(5000, first_entry())), 0.0),
    "half the cost of an hour, and six months": ((paid_hours(10), stream(4000, sustained(6))), 0.0),
    "half the cost of 36 hours, and an entry": ((paid_hours(10, 36.0), stream(5000, first_entry())), 0.0),
    "five times the cost of 12 hours, and an entry": ((paid_hours(100, 12.0), stream(5000, first_entry())), 0.03),
}
#: Not in the bench, for the rule falls short: what earns a little is given at once and not spread, so that less comes of it.
GIVEN_AT_ONCE: dict[str, tuple[tuple[PayStream, ...], float]] = {
    "a third above the cost of 36 hours, and an entry": ((paid_hours(26, 36.0), stream(5000, first_entry())), 0.0),
    "a third above the cost of 72 hours, and six months": ((paid_hours(26, 72.0), stream(4000, sustained(6))), 0.0),
}


@nb.njit(cache=True)
def _later(ahead: Floats, k: float, had: float, steps: Floats) -> float:
    """Value at k and at hours had, between nodes; ahead (hours, nodes)."""
    place = min(had / steps[1], ahead.shape[0] - 1.000001)
    low = int(place)
    under = at(ahead[low], k, steps[0])
    return under + (place - low) * (at(ahead[low + 1], k, steps[0]) - under)


@nb.njit(cache=True)
def _action(  # noqa: PLR0913, PLR0917
    y: int, s: int, k: float, had: float, build: float, push: float, ahead: Floats, follow: Ints, pay: Floats, p: Floats, paid: Floats, steps: Floats
) -> float:
    """Value of one action net of its hours. ahead (3, combinations, hours, nodes); paid: price of an hour, most hours; steps of k, hours."""
    x = (1 - p[4]) * k + p[5] * (1 - np.exp(-build / p[6]))
    now = min(had + build, paid[1])
    due = paid[0] * (now - had) - p[9] * (build + push)
    no = pay[s, 0] + _later(ahead[0, follow[s, 0]], x, now, steps)
    if y == 0:
        alone = 1 / (1 + np.exp(-(p[0] + x)))
        helped = 1 / (1 + np.exp(-(p[0] + x + p[7] * (1 - np.exp(-push / p[8])))))
        lasting = pay[s, 1] + _later(ahead[1, follow[s, 1]], x, now, steps)
        quick = pay[s, 2] + _later(ahead[2, follow[s, 2]], x, now, steps)
        return due + no + alone * (lasting - no) + (helped - alone) * (quick - no)
    leave = 1 / (1 + np.exp(-(p[1] - p[3] * x + (p[2] if y == 2 else 0.0))))
    stay = pay[s, y] + _later(ahead[y, follow[s, y]], x, now, steps)
    return due + stay + leave * (no - stay)


@nb.njit(cache=True)
def _month(
    ahead: Floats, follow: Ints, pay: Floats, p: Floats, paid: Floats, grid: tuple[Floats, Floats], tried: tuple[Floats, Floats], given: Floats
) -> Floats:
    """The best of the tried hours, or those given (2, 3, combinations, hours, nodes) where there are any."""
    value = np.empty_like(ahead)
    k, had = grid
    steps = np.array([k[1], had[1]])
    for y in range(3):
        for s in range(ahead.shape[1]):
            for h in range(had.size):
                for i in range(k.size):
                    if given.size > 0:
                        push = given[1, y, s, h, i] if y == 0 else 0.0
                        value[y, s, h, i] = _action(y, s, k[i], had[h], given[0, y, s, h, i], push, ahead, follow, pay, p, paid, steps)
                        continue
                    best = -1e300
                    for build in tried[0]:
                        for push in tried[1] if y == 0 else tried[1][:1]:
                            best = max(best, _action(y, s, k[i], had[h], build, push, ahead, follow, pay, p, paid, steps))
                    value[y, s, h, i] = best
    return value


class HourJudge(Judge):
    """Brute force with hours had as a state of its own."""

    def __init__(self, streams: tuple[PayStream, ...], need: float, wage: float, leaves: float = 0.0) -> None:
        super().__init__(tuple(s for s in streams if s.automaton is not None), need, wage, nodes=NODES, pushes=PUSHES)
        self.leaves = leaves
        (hours,) = (s for s in streams if s.task >= 0)
        most = hours.cap / hours.price
        # hours of no end: had is of no matter, and two nodes far apart stand for it
        self.paid = np.array([hours.price, min(most, 1e6)])
        self.had = np.linspace(0.0, self.paid[1], HOURS if np.isfinite(most) else 2)
        self.tried = np.linspace(0.0, MOST, TRIED), self.pushes

    def value(self, table: ValueTable | None = None, need_class: int = 0, weights: Stake | None = None, *, serve: bool = True) -> float:
        """The most that hours can bring; under the rule where a table is given; without service."""
        value = np.zeros((3, len(self.found), self.had.size, self.k.size))
        gone, none, nothing = value.copy(), np.zeros(1), np.zeros((0, 3, 1, 1, 1))
        for month in range(self.months, 0, -1):
            served = serve and month <= SERVICE
            given = self._rule(month, table, need_class, weights) if served and table is not None and weights is not None else nothing
            ahead = (1.0 - self.leaves) * value + self.leaves * gone if month < SERVICE else value
            terms = (*self.tables[month], self.p, self.paid, (self.k, self.had))
            value = _month(ahead, *terms, self.tried if served else (none, none), given)
            gone = _month(gone, *terms, (none, none), nothing)
        return float(value[0, self.begin[0], 0, 0])

    def _rule(self, month: int, table: ValueTable, need_class: int, weights: Stake) -> Floats:
        """(2, 3, combinations, hours, nodes) what the rule does at every state of the grid."""
        shape = (3, len(self.found), self.had.size, self.k.size)
        state, combination, had, node = (a.ravel() for a in np.indices(shape))
        progress: NDArray[np.int16] = np.array(self.found, dtype=np.int16)[combination]
        grid = Grid(state, progress, self.k[node], np.stack([self.had[had], np.zeros(state.size)]))
        return hours_on(grid, table, need_class, weights, month).reshape(2, *shape)


def hours_share(streams: tuple[PayStream, ...], leaves: float) -> float:
    """(V rule - V unserved) / (V best - V unserved), net of hours, summed over needs."""
    table = solve(replace(problem(streams, WAGE), drop_out=leaves))
    weights = plain_stake(WAGE)._replace(most=MOST)
    gained = attainable = 0.0
    for number in JUDGED:
        judge = HourJudge(streams, NEEDS[number], WAGE, leaves)
        nothing = judge.value(serve=False)
        gained += judge.value(table, number, weights) - nothing
        attainable += judge.value() - nothing
    return gained / attainable


def hours_row(name: str, _quick: bool) -> Row:
    """The row of one contract, always at one wage."""
    found = row_of(f"by the hour: {name}", "one wage", hours_share(*BY_THE_HOUR[name]))
    return replace(found, low=PROMISED)
