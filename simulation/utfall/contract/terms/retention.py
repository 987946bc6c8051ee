"""`retention`: a share of other terms' pay is held back, and released if something else is reached. States: paid, held, released."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton
from utfall.base.money import exact
from utfall.base.quantities import ByGroup, Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.contract import Contract
from utfall.contract.metrics.build import both_of
from utfall.contract.metrics.declarations import Metric, MetricId
from utfall.contract.review.declarations import Level
from utfall.contract.terms.clauses import PersonClause, metric_of, person_clauses
from utfall.contract.terms.clawback import term_of
from utfall.contract.terms.declarations import Term, TermId
from utfall.contract.terms.heads import Headed
from utfall.contract.terms.lines import number
from utfall.contract.terms.term_clauses import term_clauses

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Term):
    """A share of what other terms pay is held back.

    released_if  metric that releases it: for each person who succeeds on it, or, with `reaches`, for all once its mean over those
                 counted is as high as that (by group); None: all is released when the contract ends
    """

    kind: ClassVar[str] = "retention"
    of: tuple[TermId, ...]
    share: Share
    released_if: MetricId | None = None
    reaches: ByGroup[Level] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RetentionClause(Headed):
    """One clause that is held back in part; `metric`: what releases it (None: the end of the contract)."""

    term: Retention
    paid: PersonClause
    metric: Metric | None

    @property
    def by_person(self) -> bool:
        """Whether each person's own success releases what is held for that person."""
        return self.metric is not None and self.term.reaches is None


def retention_clauses(contract: Contract) -> tuple[RetentionClause, ...]:
    """One for each clause in force that a retention names."""
    paying = person_clauses(contract)
    return tuple(
        RetentionClause(head=clause.head, term=clause.term, paid=paid, metric=_released_if(contract, clause.term))
        for clause in term_clauses(contract, Retention)
        for paid in paying
        if paid.subcontract == clause.subcontract and term_of(paid) in clause.term.of
    )


def withheld(clause: RetentionClause, due: Ints) -> Ints:
    """Minor units held back of what falls due, (n,); the rest is paid now."""
    share = exact(clause.term.share.fraction)
    return np.array([round(share * int(amount)) for amount in due], dtype=np.int64)


def released_with(success: Automaton, release: Automaton) -> Automaton:
    """One unit when both the success that is paid and the one that releases it have come: a provider's way of looking ahead."""
    return both_of(success, release)


def all_released(clause: RetentionClause, estimate: CohortEstimate, groups: NDArray[np.integer]) -> bool:
    """Whether the cohort reaches the level that releases what is held for all; (n,) pay groups of those counted."""
    if clause.term.reaches is None or estimate.quantity == 0:
        return False
    return estimate.value >= float(np.array([number(level) for level in clause.term.reaches])[groups].mean()) - 1e-12


def _released_if(contract: Contract, term: Retention) -> Metric | None:
    return None if term.released_if is None else metric_of(contract, term.released_if)
