"""Settle: money moves on measured facts alone."""

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def settle(model: "ContractModel") -> None:
    """Reads newcomers, emissions, costs, closed cohorts; writes the ledger."""
    month, settlement, people = model.month, model.settlement, model.people
    settlement.outcome_pay[:] = 0
    if month == 1:
        settlement.open(month)
    if model.newcomers.size:
        groups, provider = people.group[model.newcomers], people.provider[model.newcomers]
        for attachment in model.clauses.attachments:
            settlement.starts(month, attachment, model.newcomers, groups, provider)
    for block in model.clauses.blocks:
        settlement.block(month, block)
    for clause, number in model.clause_meters:
        emission = model.emissions[number]
        if emission.persons.size:
            settlement.person_clause(month, clause, emission, people.group, people.provider)
    for cohort in model.cohorts_due.pop(month, ()):
        model.settle_cohort(cohort)
    for provider, payer, amount in model.penalties:
        settlement.penalty(month, provider, payer, amount)
    model.penalties.clear()
    for provider in model.providers:
        amount = provider.overhead(month, model.newcomers)
        if amount:
            settlement.overhead(month, provider.number, amount)
    if model.costs.any():
        settlement.wages(month, model.costs)
    settlement.close(month, final=month == model.case.months, costs_to_come=month < model.case.contract.length)
    model.accounts.ledger.check(month)


