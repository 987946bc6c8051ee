"""Records of what is paid for many people at once: steps on agreed dates, rounds of tournaments."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.contract.terms.dated_clauses import DatedClause
from utfall.contract.terms.term_clauses import TermClause
from utfall.contract.terms.tournament import Tournament

Ints = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class StepCount:
    """One step of one run: head-count on its date, people counted, the month in which it was reached (0: not), and minor units.

    worth  what it pays when it is reached; due, paid: what fell due and what limits left
    """

    clause: DatedClause
    heads: int = 0
    people: int = 0
    reached: int = 0
    worth: int = 0
    due: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One round of one tournament: its last month, mean recorded result by provider (nan: took no part), persons counted, prizes and pay.

    members  (N,) whose result became known in the round
    """

    clause: TermClause[Tournament]
    month: int
    scores: NDArray[np.float64]
    persons: Ints
    due: Ints
    paid: Ints
    members: NDArray[np.bool_]
