"""What every clause shares: its id, who pays whom, where and when it is in force."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Metric
from utfall.contract.terms.declarations import Term

Bools = NDArray[np.bool_]
#: A month after any contract.
NEVER = 9999


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Head:
    """Common to what pays per person, per start, per month and per cohort.

    id           `term`, `term.row` of a rate card, `term.step` of milestones; `subcontract.` in front of the holder's own terms
    payers       payer id (or `holder`) -> share
    payee        `providers` (whoever served the person), `holder` of the capital, or a party id
    groups       (groups,) bool: where it is in force
    from_month, until_month   contract months, both included
    subcontract  a term between the holder and its providers: outside the limits of the contract
    """

    id: str
    title: str
    kind: str
    payers: tuple[tuple[str, float], ...]
    payee: str
    groups: Bools
    from_month: int
    until_month: int
    subcontract: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Headed:
    """A clause: a head, read as its own attributes."""

    head: Head

    @property
    def id(self) -> str:
        """Id of the clause, as in the ledger."""
        return self.head.id

    @property
    def title(self) -> str:
        """Title of its term."""
        return self.head.title

    @property
    def kind(self) -> str:
        """Kind of its term."""
        return self.head.kind

    @property
    def payers(self) -> tuple[tuple[str, float], ...]:
        """Payer id (or `holder`) -> share."""
        return self.head.payers

    @property
    def payee(self) -> str:
        """`providers`, `holder` or a party id."""
        return self.head.payee

    @property
    def groups(self) -> Bools:
        """(groups,) bool: where it is in force."""
        return self.head.groups

    @property
    def from_month(self) -> int:
        """First contract month in which it pays."""
        return self.head.from_month

    @property
    def until_month(self) -> int:
        """Last contract month in which it pays."""
        return self.head.until_month

    @property
    def subcontract(self) -> bool:
        """Whether the holder owes it to its providers."""
        return self.head.subcontract

    @property
    def to_holder(self) -> bool:
        """Whether the holder of the capital gets it, so that providers see it only through pass-through."""
        return self.head.payee == "holder"

    def in_force(self, month: int) -> bool:
        """Whether it pays in a contract month."""
        return self.head.from_month <= month <= self.head.until_month


def terms_owed(contract: Contract) -> list[tuple[Term, bool]]:
    """Terms in force, then (True) the holder's own terms with its providers, which sleep for no choice of metric."""
    own = () if contract.subcontract is None else contract.subcontract.terms
    return [*((term, False) for term in contract.in_force), *((term, True) for term in own)]


def head(contract: Contract, term: Term, own: bool, row: str = "") -> Head:
    """The head of one clause of a term; `own`: the holder's own term with its providers."""
    return Head(
        id=f"{'subcontract.' if own else ''}{term.id}{'.' if row else ''}{row}",
        title=term.title,
        kind=term.kind,
        payers=(("holder", 1.0),) if own else term.payers,
        payee="providers" if own and term.payee == "holder" else term.payee,
        groups=np.array([term.groups is None or id_ in term.groups for id_ in contract.groups], dtype=np.bool_),
        from_month=term.from_month,
        until_month=NEVER if term.until_month is None else term.until_month,
        subcontract=own,
    )


def counted_in(head_: Head, metric: Metric, contract: Contract) -> Head:
    """The head, in force only in pay groups that the metric counts."""
    if metric.groups is None:
        return head_
    return replace(head_, groups=head_.groups & np.array([id_ in metric.groups for id_ in contract.groups], dtype=np.bool_))
