"""Head-counts on agreed dates: what they are, what the steps that look at them pay, and what the same steps give on the truth."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.records import CohortPayment
from utfall.contract.finance.amounts import minor_of
from utfall.contract.terms.dated_steps import step_reached
from utfall.model.measuring.heads import counted_on, measured_heads, true_heads
from utfall.model.paying.large_sums import StepCount
from utfall.people.truth import World

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def settle_dates(model: "ContractModel") -> None:
    """Reads recorded states at the end of the month; pays each step that is reached for the first time."""
    month, settlement = model.month, model.settlement
    for count in settlement.steps:
        clause = count.clause
        if count.reached or not clause.looked_at(month, model.case.contract.length):
            continue
        now = measured_heads(model, clause.metric, month)
        if month == clause.step.at_month:
            count.heads, count.people = now, int(counted_on(model, clause.metric, month).sum())
            count.worth = minor_of(clause.step.pays, *settlement.capital_sums)
        if step_reached(clause.step, now):
            count.reached, count.due = month, count.worth
            by = model.people.provider[model.people.enrol_month > 0]
            served = np.bincount(by[by >= 0], minlength=len(model.providers))
            count.paid = settlement.pay_sum(month, clause, count.due, served)


def step_payments(model: "ContractModel") -> tuple[CohortPayment, ...]:
    """Each step as a cohort's payment: what fell due, beside what the programme's effect on the head-count would have made due.

    A step that would have been reached without the programme is not due on its effect.
    """
    return tuple(_payment(model, number, count) for number, count in enumerate(model.settlement.steps))


def _payment(model: "ContractModel", number: int, count: StepCount) -> CohortPayment:
    clause, length = count.clause, model.case.contract.length
    months = [month for month in range(1, model.month + 1) if clause.looked_at(month, length)]
    worlds: tuple[World, World] = ("with", "without")
    due = [count.worth * any(step_reached(clause.step, true_heads(model, clause.metric, month, world)) for month in months) for world in worlds]
    on_date = [true_heads(model, clause.metric, clause.step.at_month, world) for world in worlds] if clause.step.at_month <= model.month else [0, 0]
    people = max(count.people, 1)
    return CohortPayment(
        clause=clause.id,
        cohort=number,
        measured=count.heads / people,
        true=(on_date[0] - on_date[1]) / people,
        quantity=float(count.people),
        due_measured=float(count.due),
        due_true=float(due[0] - due[1]),
        share=np.nan,
        floor=-np.inf,
        cap=np.inf,
    )
