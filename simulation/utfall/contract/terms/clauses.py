"""Terms as the model settles them: one clause for each thing that is paid for, with its price in each pay group."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import round_half_even, round_minor
from utfall.base.quantities import ByGroup, Money, Price
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Events, Metric, Score, Sustained, TimeIn
from utfall.contract.metrics.units import IN_A_MONTH
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, CohortLinear, Milestones, Outcome, RateCard, Step, Term
from utfall.contract.terms.heads import Head, Headed, counted_in, head, terms_owed

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Groups = NDArray[np.integer]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonClause(Headed):
    """A price for each unit that a metric counts for a person.

    metric_id    metric whose records it pays on; `metric` what to compile (a step of milestones has its own `lasts`)
    own          the clause needs an automaton of its own: `compile_metric(clause.metric, ..., again=clause.again)`
    price_minor  (groups,) minor units per unit that the metric emits
    once         pays once a person
    cap_minor    (groups,) most minor units a person (inf: none)
    is_outcome   False for activity
    """

    metric_id: str
    metric: Metric
    own: bool
    again: bool
    price_minor: Floats
    once: bool
    cap_minor: Floats
    is_outcome: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AttachmentClause(Headed):
    """A fee for each person who starts; fee_minor (groups,)."""

    fee_minor: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlockClause(Headed):
    """A fee a month, whatever happens; fee_minor whole minor units a month."""

    fee_minor: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CohortClause(Headed):
    """A cohort term, with its declaration and its metric."""

    term: CohortLinear
    metric: Metric


def person_clauses(contract: Contract) -> tuple[PersonClause, ...]:
    """Every clause in force that pays per person: outcome and activity terms, rows of rate cards, steps of milestones."""
    return tuple(clause for term, own in terms_owed(contract) for clause in _of_term(contract, term, own))


def attachment_clauses(contract: Contract) -> tuple[AttachmentClause, ...]:
    """Every fee per start in force."""
    return tuple(
        AttachmentClause(head=head(contract, term, own), fee_minor=np.array([fee.minor for fee in term.fee], dtype=np.int64))
        for term, own in terms_owed(contract)
        if isinstance(term, Attachment)
    )


def block_clauses(contract: Contract) -> tuple[BlockClause, ...]:
    """Every block fee in force, rounded per month."""
    return tuple(
        BlockClause(head=head(contract, term, own), fee_minor=round_half_even(term.fee.minor * IN_A_MONTH[term.fee.per]))
        for term, own in terms_owed(contract)
        if isinstance(term, Block)
    )


def cohort_terms(contract: Contract) -> tuple[CohortClause, ...]:
    """Every cohort term in force."""
    return tuple(
        CohortClause(
            head=counted_in(head(contract, term, own), metric_of(contract, term.metric), contract), term=term, metric=metric_of(contract, term.metric)
        )
        for term, own in terms_owed(contract)
        if isinstance(term, CohortLinear)
    )


def metric_of(contract: Contract, id_: str) -> Metric:
    """A metric of the contract by its id."""
    return next(metric for metric in contract.metrics if metric.id == id_)


def due(clause: PersonClause, units: Floats, groups: Groups, paid_to_date: Ints, factor: float = 1.0) -> Ints:
    """Minor units due this month, shape (n,): price x units, rounded once, at least 0, at most what the cap leaves, once where it pays once.

    units, groups, paid_to_date   units recorded this month, pay group, and what this clause has paid, for the same n persons
    factor   growth of prices so far (`limits.price_factor`); the price is rounded after it
    """
    prices = clause.price_minor if factor == 1.0 else np.rint(clause.price_minor * factor)
    amounts = np.maximum(round_minor(np.where(clause.groups, prices, 0.0)[groups] * units), 0)
    if clause.once:
        amounts = np.where(paid_to_date != 0, 0, amounts)
    if np.isinf(clause.cap_minor).all():
        return amounts
    room = np.maximum(clause.cap_minor[groups] - paid_to_date, 0.0)
    return np.minimum(amounts, room).astype(np.int64)


def starts_due(clause: AttachmentClause, groups: Groups, factor: float = 1.0) -> Ints:
    """Fee for each person who starts this month, shape (n,)."""
    fees = clause.fee_minor if factor == 1.0 else round_minor(clause.fee_minor.astype(np.float64) * factor)
    return np.where(clause.groups, fees, 0)[groups]


def unit_price(price: Price, metric: Metric) -> float:
    """Minor units per unit that the metric emits; a price by another unit of time than the metric counts in is converted."""
    if isinstance(metric, TimeIn) and price.per != metric.per:
        return price.minor * IN_A_MONTH[price.per] / IN_A_MONTH[metric.per]
    return float(price.minor)


def pays_per_person(metric: Metric) -> bool:
    """Whether the metric counts successes of persons, rather than amounts."""
    if isinstance(metric, Events):
        return metric.yes_no
    return metric.unit == "person" or (isinstance(metric, Score) and metric.at_least is not None)


def _of_term(contract: Contract, term: Term, own: bool) -> list[PersonClause]:
    if isinstance(term, Outcome | ActivityTerm):
        clause = _clause(contract, head(contract, term, own), metric_of(contract, term.metric), term.price)
        again = isinstance(term, Outcome) and term.pays_again and clause.once
        cap = clause.cap_minor if term.cap_per_person is None else _caps(term.cap_per_person)
        return [replace(clause, again=again, own=again, once=clause.once and not again, cap_minor=cap, is_outcome=isinstance(term, Outcome))]
    if isinstance(term, RateCard):
        rows = [(id_, price) for id_, price in term.prices if own or id_ in contract.paid]
        return [_clause(contract, head(contract, term, own, id_), metric_of(contract, id_), price) for id_, price in rows]
    if isinstance(term, Milestones):
        metric = metric_of(contract, term.metric)
        return [replace(_clause(contract, head(contract, term, own, step.id), _step(metric, step), step.price), own=True) for step in term.steps]
    return []


def _clause(contract: Contract, head_: Head, metric: Metric, price: ByGroup[Price]) -> PersonClause:
    return PersonClause(
        head=counted_in(head_, metric, contract),
        metric_id=metric.id,
        metric=metric,
        own=False,
        again=False,
        price_minor=np.array([unit_price(own, metric) for own in price], dtype=np.float64),
        once=pays_per_person(metric),
        cap_minor=np.full(len(contract.groups), np.inf),
        is_outcome=metric.unit != "activity",
    )


def _caps(caps: ByGroup[Money]) -> Floats:
    return np.array([cap.minor for cap in caps], dtype=np.float64)


def _step(metric: Metric, step: Step) -> Metric:
    """The metric of one step: the same spell, as long as the step says."""
    if not isinstance(metric, Sustained):
        raise ValueError(f"milestones pay along a sustained metric; {metric.id} is {metric.kind}")
    return replace(metric, lasts=step.lasts)
