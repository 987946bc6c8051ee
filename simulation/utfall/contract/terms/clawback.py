"""`clawback`: what was paid for a person goes back if the outcome is lost too soon. States of a payment: at risk, kept, lost."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton
from utfall.base.money import exact
from utfall.base.quantities import ByGroup, Share, Time
from utfall.contract.contract import Contract
from utfall.contract.metrics.build import lost_after
from utfall.contract.terms.clauses import PersonClause, person_clauses
from utfall.contract.terms.declarations import Term, TermId
from utfall.contract.terms.heads import Head, Headed
from utfall.contract.terms.term_clauses import term_clauses

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clawback(Term):
    """A share of what other terms paid for a person goes back if the person is out of the outcome within a time of the success.

    of  ids of the terms; the payee of each pays back
    """

    kind: ClassVar[str] = "clawback"
    of: tuple[TermId, ...]
    if_lost_within: ByGroup[Time]
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClawbackClause(Headed):
    """One clause that may be clawed back; id `clawback.clause`."""

    term: Clawback
    paid: PersonClause


def clawback_clauses(contract: Contract) -> tuple[ClawbackClause, ...]:
    """One for each clause in force that a clawback names; a name covers the rows and steps of its term."""
    paying = person_clauses(contract)
    return tuple(
        ClawbackClause(head=_against(clause.head, paid), term=clause.term, paid=paid)
        for clause in term_clauses(contract, Clawback)
        for paid in paying
        if paid.subcontract == clause.subcontract and term_of(paid) in clause.term.of
    )


def term_of(clause: PersonClause) -> str:
    """Id of the term that a clause belongs to, without its row or step."""
    return clause.id.removeprefix("subcontract.").partition(".")[0]


def at_risk(clause: ClawbackClause, success: Automaton, group: int) -> Automaton:
    """One unit when what was won is lost in time: for the model to move on what is recorded, and for a provider to look ahead with."""
    if not success.per_person:
        raise ValueError(f"{clause.term.id} cannot take back {clause.paid.id}: it pays amounts, not a success that can be lost")
    if success.at_month:
        raise ValueError(f"{clause.term.id} cannot take back {clause.paid.id}: it is read in a contract month, not in the person's own time")
    return lost_after(success, clause.term.if_lost_within[group].months)


def clawback_due(clause: ClawbackClause, lost: Floats, paid: Ints) -> Ints:
    """Minor units due, (n,), 0 or less: a share of what the clause has `paid` for each person who was `lost` (units) this month."""
    share = exact(clause.term.share.fraction)
    back = np.array([round(share * int(amount)) if away else 0 for amount, away in zip(paid, lost > 0, strict=True)], dtype=np.int64)
    return -back


def _against(top: Head, paid: PersonClause) -> Head:
    """The head of the clause that pays back: between the same parties as the payment, under an id of its own."""
    return Head(
        id=f"{top.id}.{paid.id.removeprefix('subcontract.')}",
        title=top.title,
        kind=top.kind,
        payers=paid.payers,
        payee=paid.payee,
        groups=top.groups & paid.groups,
        from_month=top.from_month,
        until_month=top.until_month,
        subcontract=top.subcontract,
    )
