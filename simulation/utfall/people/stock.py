"""People who come and go: a stock of eligible people that some join and others leave while the contract runs.

Of all eligible, so many a month become eligible in the contract's months; the others are there from the start. Their own month 0 is the
month before they come, with the state that their group has then. Each month so many of those who are there leave, drawn by lot; who
left is followed on in both worlds (the person lives elsewhere), but is served no more and counts in no headcount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms, uniforms_of
from utfall.base.errors import SimulationError
from utfall.people.columns import Int32s

if TYPE_CHECKING:
    from utfall.people.parameters import PopulationParameters, Stock

#: a month after every run
NEVER = 2**30


def come_and_go(params: PopulationParameters, seed: int) -> tuple[Int32s, Int32s, Int32s]:
    """(N,) each: contract month of first referral, ascending; first month in which the person is there (1: from the start); last (NEVER)."""
    stock, people = params.stock, params.eligible
    luck = uniforms(seed, int(Purpose.START), 0, 0, people)
    if stock is None:
        raise SimulationError("nobody comes or goes")
    later = min(round(stock.arrivals * stock.months), people - 1)
    start = np.concatenate([_months(luck[: people - later], params.enrolment), _months(luck[people - later :], stock.months)])
    there = np.concatenate([np.ones(people - later, dtype=np.int32), start[people - later :]])
    order = np.argsort(start, kind="stable")
    start, there = start[order], there[order]
    return start, there, _departures(stock, seed, there)


def _months(luck: NDArray[np.float64], months: int) -> Int32s:
    """Contract months 1 .. months, each alike, from uniforms."""
    return (1.0 + np.floor(luck * months)).astype(np.int32)


def _departures(stock: Stock, seed: int, there: Int32s) -> Int32s:
    """(N,) last month in which each is there: in each month so many leave, drawn by lot of who has been there for a month or more."""
    last = np.full(there.size, NEVER, dtype=np.int32)
    for month in range(2, stock.months + 1):
        leaving = int(stock.departures * (month - 1)) - int(stock.departures * (month - 2))
        present = np.flatnonzero((there < month) & (last == NEVER))
        if leaving and present.size:
            lots = uniforms_of(seed, int(Purpose.DEPARTURE), month, 0, present)
            last[present[np.argsort(lots, kind="stable")[:leaving]]] = month - 1
    return last
