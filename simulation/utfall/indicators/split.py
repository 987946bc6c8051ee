"""The split of each payment for an outcome of a person: false, deadweight, attributable, hollow."""

from dataclasses import dataclass

import numpy as np

from utfall.base.records import PersonPayments, RunRecord
from utfall.indicators.people import by_cell
from utfall.indicators.values import Indicator, RunValue, missing, ratio

UNPAID = "nothing was paid for the outcomes of persons"


@dataclass(frozen=True, slots=True)
class Split:
    """Outcome payments to persons and their parts, summed over people and clauses, in minor units; the four parts sum to paid.

    missed   part of false that is negative: true successes that were not paid
    """

    paid: float
    false: float
    deadweight: float
    attributable: float
    hollow: float
    missed: float
    has_lasting: bool


ENDED = "the contract ended early: successes that came later were not paid for"


def outcome_clauses(record: RunRecord) -> tuple[PersonPayments, ...]:
    """Clauses that pay per person for outcomes; activity is a class of its own."""
    return tuple(clause for clause in record.person_payments if clause.is_outcome)


def split(record: RunRecord) -> Split:
    """False, deadweight, attributable and hollow money of all outcome clauses."""
    paid = due = anyway = lasting = lasting_without = missed = 0.0
    clauses = outcome_clauses(record)
    for clause in clauses:
        paid += float(clause.paid.sum())
        due += float(clause.due_true.sum())
        anyway += float(clause.due_without.sum())
        lasting += float(clause.lasting.sum())
        lasting_without += float(clause.lasting_without.sum())
        missed += float(np.minimum(clause.paid - clause.due_true, 0.0).sum())
    kept = lasting - lasting_without
    return Split(paid, paid - due, anyway, kept, (due - anyway) - kept, missed, any(clause.has_lasting for clause in clauses))


def _share(record: RunRecord, part: float, paid: float) -> RunValue:
    """A part of the money paid; where a contract ended early nothing later was paid for, and the money cannot be held against all that happened."""
    return ratio(part, paid, UNPAID) if record.ended is None else missing(ENDED)


def false_share(record: RunRecord) -> RunValue:
    """Sum of paid - a over sum of paid; mistakes included, missed successes subtracted."""
    parts = split(record)
    return _share(record, parts.false, parts.paid)


def missed_share(record: RunRecord) -> RunValue:
    """The negative part of `false_share`: true successes that were not paid, over sum of paid."""
    parts = split(record)
    return _share(record, parts.missed, parts.paid)


def deadweight_share(record: RunRecord) -> RunValue:
    """Sum of a0 over sum of paid."""
    parts = split(record)
    return _share(record, parts.deadweight, parts.paid)


def attributable_share(record: RunRecord) -> RunValue:
    """Sum of l - l0 over sum of paid."""
    parts = split(record)
    return _share(record, parts.attributable, parts.paid)


def hollow_share(record: RunRecord) -> RunValue:
    """Sum of (a - a0) - (l - l0) over sum of paid; not defined where lasting has no meaning (then it is 0 in the sum to 1)."""
    parts = split(record)
    if outcome_clauses(record) and not parts.has_lasting:
        return missing("not defined for events")
    return _share(record, parts.hollow, parts.paid)


def left_out_share(record: RunRecord) -> RunValue:
    """Share of the money whose success had too little follow-up to be classed."""
    left = sum(clause.left_out for clause in outcome_clauses(record))
    return ratio(left, split(record).paid + left, UNPAID)


def _bounds(record: RunRecord, least: bool) -> RunValue:
    """Deadweight share compatible with the rates of each cell: price x max(0, p1 + p0 - 1) or x min(p1, p0), over price x p1."""
    top = bottom = 0.0
    for clause in outcome_clauses(record):
        success, without = (clause.successes_true > 0).astype(np.float64), (clause.successes_without > 0).astype(np.float64)
        ours, people = by_cell(record, success, record.persons.enrolled)
        theirs, _ = by_cell(record, without, record.persons.enrolled)
        due, _ = by_cell(record, clause.due_true, record.persons.enrolled)
        price = np.divide(due, ours, out=np.zeros_like(due), where=ours > 0)
        common = np.maximum(ours + theirs - people, 0.0) if least else np.minimum(ours, theirs)
        top += float((price * common).sum())
        bottom += float((price * ours).sum())
    return ratio(top, bottom, UNPAID)


def deadweight_least(record: RunRecord) -> RunValue:
    """Least deadweight share compatible with the same rates."""
    return _bounds(record, least=True)


def deadweight_most(record: RunRecord) -> RunValue:
    """Most deadweight share compatible with the same rates."""
    return _bounds(record, least=False)


def payments_per_added_outcome(record: RunRecord) -> RunValue:
    """Sum of paid over sum of a - a0 in successes (minor units per success)."""
    clauses = outcome_clauses(record)
    if not clauses:
        return missing(UNPAID)
    added = sum(float((clause.successes_true - clause.successes_without).sum()) for clause in clauses)
    return ratio(split(record).paid, added, "no outcome was added")


def _paid_persons(record: RunRecord) -> float:
    return sum(float((clause.successes > 0).sum()) for clause in outcome_clauses(record))


def brought_forward(record: RunRecord) -> RunValue:
    """Of 100 paid successes, those that would have come later in the window."""
    return ratio(100.0 * sum(float(clause.brought_forward.sum()) for clause in outcome_clauses(record)), _paid_persons(record), UNPAID)


def months_gained(record: RunRecord) -> RunValue:
    """Mean months by which those were brought forward."""
    clauses = outcome_clauses(record)
    months = sum(float(clause.months_gained[clause.brought_forward].sum()) for clause in clauses)
    return ratio(months, sum(float(clause.brought_forward.sum()) for clause in clauses), "nothing was brought forward")


def set_back(record: RunRecord) -> RunValue:
    """Of 100 paid successes, those whose person lost 3 months or more."""
    return ratio(100.0 * sum(float(clause.set_back.sum()) for clause in outcome_clauses(record)), _paid_persons(record), UNPAID)


_SHARE = "share of the money paid for outcomes of persons"

SPLIT = (
    Indicator(
        name="false_share",
        unit=_SHARE,
        compute=false_share,
        good_for=(("payer", -1),),
        question="How much was paid for what did not happen?",
        formula="sum (paid - a) / sum paid",
        undefined="nothing paid per person",
        sentence="{} of the money was paid for successes that never happened.",
    ),
    Indicator(
        name="missed_share",
        unit=_SHARE,
        compute=missed_share,
        good_for=(("provider", 1),),
        question="How much of it is true successes that were not paid?",
        formula="sum min(paid - a, 0) / sum paid (a part of false_share)",
        undefined="nothing paid per person",
        sentence="True successes worth {} of the money were missed.",
    ),
    Indicator(
        name="deadweight_share",
        unit=_SHARE,
        compute=deadweight_share,
        good_for=(("payer", -1),),
        question="How much was paid for what would have happened anyway?",
        formula="sum a0 / sum paid",
        undefined="nothing paid per person",
        sentence="{} of the money was paid for what would have happened anyway.",
    ),
    Indicator(
        name="attributable_share",
        unit=_SHARE,
        compute=attributable_share,
        good_for=(("payer", 1),),
        question="How much bought something new that lasted?",
        formula="sum (l - l0) / sum paid",
        undefined="nothing paid per person",
        sentence="{} of the money bought something new that lasted.",
    ),
    Indicator(
        name="hollow_share",
        unit=_SHARE,
        compute=hollow_share,
        good_for=(("people", -1), ("payer", -1)),
        question="How much was paid for what did not last?",
        formula="sum ((a - a0) - (l - l0)) / sum paid",
        undefined="nothing paid per person; events",
        sentence="{} of the money bought something new that did not last.",
    ),
    Indicator(
        name="left_out_share",
        unit=_SHARE,
        compute=left_out_share,
        question="How much could not be classed?",
        formula="paid with under 12 months of follow-up / all paid",
        undefined="nothing paid per person",
        sentence="{} of the money is too recent to be classed.",
    ),
    Indicator(
        name="deadweight_least",
        unit=_SHARE,
        compute=deadweight_least,
        question="How little deadweight is compatible with these rates?",
        formula="sum over cells of price x max(0, p1 + p0 - 1) / sum of price x p1",
        undefined="nothing paid per person",
        sentence="At least {} of the money paid for what would have happened anyway.",
    ),
    Indicator(
        name="deadweight_most",
        unit=_SHARE,
        compute=deadweight_most,
        question="How much deadweight is compatible with these rates?",
        formula="sum over cells of price x min(p1, p0) / sum of price x p1",
        undefined="nothing paid per person",
        sentence="At most {} of the money paid for what would have happened anyway.",
    ),
    Indicator(
        name="payments_per_added_outcome",
        unit="{currency} per added success",
        money=True,
        compute=payments_per_added_outcome,
        good_for=(("payer", -1),),
        question="What did one added success cost?",
        formula="sum paid / sum (a - a0 in successes)",
        undefined="nothing paid per person; no outcome added",
        sentence="Each added success cost {}.",
    ),
    Indicator(
        name="brought_forward",
        unit="per 100 paid successes",
        compute=brought_forward,
        question="How many only came earlier?",
        formula="100 x successes that would have come later in the window / paid successes",
        undefined="nothing paid per person",
        sentence="Of 100 paid successes, {} would have come later by themselves.",
    ),
    Indicator(
        name="months_gained",
        unit="months",
        compute=months_gained,
        question="How much earlier?",
        formula="mean months among those brought forward",
        undefined="nothing brought forward",
        sentence="They came {} months earlier.",
    ),
    Indicator(
        name="set_back",
        unit="per 100 paid successes",
        compute=set_back,
        good_for=(("people", -1),),
        question="How many were paid for people who lost by it?",
        formula="100 x paid with Y - Y0 <= -3 months / paid successes",
        undefined="nothing paid per person",
        sentence="Of 100 paid successes, {} belong to people who lost three months or more.",
    ),
)
