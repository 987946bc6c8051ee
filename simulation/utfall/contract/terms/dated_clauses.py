"""Dated steps as the model settles them: one clause a step, `term.step`, so that the ledger tells which date paid."""

from dataclasses import dataclass

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Headcount
from utfall.contract.terms.clauses import metric_of
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.heads import Headed, counted_in, head, terms_owed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DatedClause(Headed):
    """One step, with its term and the head-count that it looks at."""

    term: CohortMilestones
    step: DatedStep
    metric: Headcount

    @property
    def term_id(self) -> str:
        """Id of the whole term, as forecasts name it."""
        return self.id.rpartition(".")[0]

    def looked_at(self, month: int, length: int) -> bool:
        """Whether the head-count at the end of a contract month can pay it: on its date, or later where a late step still pays."""
        return month == self.step.at_month or (self.term.late == "pays_when_reached" and self.step.at_month < month <= length)


def dated_clauses(contract: Contract) -> tuple[DatedClause, ...]:
    """Every step of every term in force, in the order of the file."""
    found = []
    for term, own in terms_owed(contract):
        metric = metric_of(contract, term.metric) if isinstance(term, CohortMilestones) else None
        if isinstance(term, CohortMilestones) and isinstance(metric, Headcount):
            tops = [(step, counted_in(head(contract, term, own, step.id), metric, contract)) for step in term.steps]
            found += [DatedClause(head=top, term=term, step=step, metric=metric) for step, top in tops]
    return tuple(found)
