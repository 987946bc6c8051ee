"""What the same rule leaves of a payment on another history: the dates of a term, and a limit that one person's payments share."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import PersonPayments
from utfall.contract.terms.clauses import PersonClause, starts_due
from utfall.people.truth import EVER

if TYPE_CHECKING:
    from utfall.model.measuring.metering import Meter
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
Window = tuple[int, int]
ANY_MONTH: Window = (0, EVER)


def window_of(model: "ContractModel", clause: PersonClause, meter: "Meter") -> Window | None:
    """First and last contract month in which a unit must fall to be paid for; None: any month will do."""
    last = None if clause.subcontract else model.case.contract.limits.last_payment_month
    until = clause.until_month if last is None else min(clause.until_month, last)
    if clause.from_month <= 1 and until >= model.case.months:
        return None
    return clause.from_month - meter.lag, until - meter.lag


def within_limit(model: "ContractModel", payments: tuple[PersonPayments, ...], clauses: tuple[PersonClause, ...]) -> tuple[PersonPayments, ...]:
    """The payments, what is due in each world held to the limit per person that they share; what is paid by the start or for activity goes first."""
    limit = model.case.contract.limits.per_person
    if limit is None:
        return payments
    room = np.array([float(most.minor) for most in limit])[model.people.group] - _beside(model, payments, clauses)
    shared = [own.is_outcome and not clause.subcontract for own, clause in zip(payments, clauses, strict=True)]
    left = [_left(room, [getattr(own, name) for own, counts in zip(payments, shared, strict=True) if counts]) for name in ("due_true", "due_without")]
    return tuple(_cut(own, *left) if counts else own for own, counts in zip(payments, shared, strict=True))


def _cut(own: PersonPayments, with_: Floats, without: Floats) -> PersonPayments:
    return replace(
        own,
        due_true=own.due_true * with_,
        due_without=own.due_without * without,
        lasting=own.lasting * with_,
        lasting_without=own.lasting_without * without,
    )


def _left(room: Floats, due: list[Floats]) -> Floats:
    """(N,) share of what is due to a person that the limit leaves."""
    total = np.sum(due, axis=0) if due else np.zeros(room.size)
    return np.minimum(1.0, np.divide(np.maximum(room, 0.0), total, out=np.ones_like(total), where=total > 0.0))


def _beside(model: "ContractModel", payments: tuple[PersonPayments, ...], clauses: tuple[PersonClause, ...]) -> Floats:
    """(N,) minor units of the limit that starts and activity take."""
    people, taken = model.people, np.zeros(len(model.people))
    for own, clause in zip(payments, clauses, strict=True):
        if not own.is_outcome and not clause.subcontract:
            taken += own.paid
    begun = people.enrol_month > 0
    for start in model.clauses.attachments:
        if not start.subcontract:
            due = begun & (start.from_month <= people.enrol_month) & (people.enrol_month <= start.until_month)
            taken += np.where(due, starts_due(start, people.group), 0)
    return taken
