"""Settle: money moves on measured facts alone."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.model.paying.cohorts import settle_cohort
from utfall.model.paying.contests import settle_rounds
from utfall.model.paying.dated import settle_dates
from utfall.model.paying.holding import settle_recourse

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def settle(model: "ContractModel") -> None:
    """Reads newcomers, emissions, costs, closed cohorts; writes the ledger. Without a contract no money moves."""
    month, settlement = model.month, model.settlement
    if month == 1 and model.signed:
        settlement.open(month)
        model.around.begin(model)
    over = not model.signed or (model.reviews is not None and model.reviews.ended is not None)
    if not over:
        _pay(model)
    settlement.close(month, final=month == model.case.months, costs_to_come=not over and month < model.case.contract.length)
    ledger = model.accounts.ledger
    if len(ledger) != model.entries_checked:
        ledger.check(month)
        model.entries_checked = len(ledger)


def _pay(model: "ContractModel") -> None:
    """What the contract owes this month."""
    month, settlement, people = model.month, model.settlement, model.people
    settlement.fees(month)
    if model.newcomers.size:
        groups, provider = model.recorded_group[model.newcomers], people.provider[model.newcomers]
        for attachment in model.clauses.attachments:
            settlement.starts(month, attachment, model.newcomers, groups, provider)
    for block in model.clauses.blocks:
        settlement.block(month, block, model.works)
    for clause, number in model.clause_meters:
        emission = model.emissions[number]
        if emission.persons.size:
            by_referral = clause.metric.among in {"eligible", "offered"}
            settlement.person_clause(month, clause, emission, model.recorded_group, _whose(model) if by_referral else people.provider)
    if model.holding is not None:
        settle_recourse(model, model.holding)
    _for_many(model)
    for cost in model.measuring_costs.values():
        cost.month(model)
    model.audits.pay(model)
    for fined, payer, amount in model.penalties:
        settlement.penalty(month, fined, payer, amount)
    model.penalties.clear()
    _overheads(model)
    if model.rosters.ids.size:
        settlement.wages(month, model.costs)


def _whose(model: "ContractModel") -> NDArray[np.int32]:
    """(N,) number of the provider that served a person, else of the one that the person is first referred to: who is paid for those not enrolled."""
    return np.where(model.people.provider < 0, model.referrals.first, model.people.provider).astype(np.int32)


def _for_many(model: "ContractModel") -> None:
    """What is paid for many people at once: cohorts that are measured now, head-counts on their dates, rounds of tournaments."""
    for cohort in model.cohorts_due.pop(model.month, ()):
        settle_cohort(model, cohort)
    if model.settlement.steps:
        settle_dates(model)
    if model.clauses.tournaments:
        settle_rounds(model)


def _overheads(model: "ContractModel") -> None:
    """Costs beside staff hours, of those who have any this month."""
    begins = model.month == 1 and model.books.set_up.any()
    starts_cost = model.books.starts_cost and model.newcomers.size
    if model.month > model.case.contract.length or not (starts_cost or model.monthly_overhead or begins):
        return
    starts = np.bincount(model.people.provider[model.newcomers], minlength=len(model.providers))
    amounts = model.books.overheads(starts, model.works)
    model.settlement.overheads(model.month, amounts + model.books.begin(model.works) if begins else amounts)
