"""Clauses of the kinds that have a room of their own: the head, the declaration and the metric, settled by the kind's own functions."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Metric
from utfall.contract.terms.clauses import metric_of
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.heads import Headed, counted_in, head, terms_owed

T = TypeVar("T", bound=Term)
T_co = TypeVar("T_co", bound=Term, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermClause(Headed, Generic[T_co]):
    """One term in force, with its metric (None: it names none)."""

    term: T_co
    metric: Metric | None


def term_clauses(contract: Contract, kind: type[T]) -> tuple[TermClause[T], ...]:
    """Every term of a kind that is in force, the holder's own among them, in the order of the file."""
    return tuple(_clause(contract, term, own) for term, own in terms_owed(contract) if isinstance(term, kind))


def _clause(contract: Contract, term: T, own: bool) -> TermClause[T]:
    name = getattr(term, "metric", None)
    metric = None if name is None else metric_of(contract, name)
    top = head(contract, term, own)
    return TermClause(head=top if metric is None else counted_in(top, metric, contract), term=term, metric=metric)
