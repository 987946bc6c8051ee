"""Streams of cohort terms whose marginal value hangs on where the cohort stands: thresholds, tiers, dated steps, tournaments, penalties."""

from collections.abc import Iterator

import numpy as np

from utfall.base.automata import PayStream
from utfall.contract.ahead.cohort_pay import unit_values
from utfall.contract.ahead.outlook import Compiled, Facts, Outlook, reach, recorded_share, stream_of, unseen
from utfall.contract.metrics.declarations import Headcount, Metric
from utfall.contract.metrics.headcount import counted_on
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.term_clauses import TermClause, term_clauses


def cohort_streams(facts: Facts, outlook: Outlook) -> Iterator[PayStream]:
    """One for each part of each metric, in the order of the file; a clause without a forecast is worth nothing."""
    for clause in term_clauses(facts.contract, Term):
        expected = outlook.of(clause.id)
        if expected is None or clause.metric is None:
            continue
        values = expected.reply or unit_values(clause.term, expected)
        if isinstance(clause.term, CohortMilestones) and isinstance(clause.metric, Headcount):
            yield from _dated(clause, clause.term, clause.metric, facts, outlook, values)
        else:
            price = values[0] * _reaching(clause, clause.metric, facts, outlook)
            price *= outlook.had if isinstance(clause.term, Penalty) else 1.0
            yield from _priced(clause.id, price, facts.parts(clause.metric), outlook)


def _dated(
    clause: TermClause[Term], term: CohortMilestones, metric: Headcount, facts: Facts, outlook: Outlook, values: tuple[float, ...]
) -> Iterator[PayStream]:
    number = next(i for i, outcome in enumerate(facts.outcomes) if outcome.id == metric.outcome)
    for step, worth in zip(term.steps, values, strict=True):
        price = worth * _reaching(clause, metric, facts, outlook)
        yield from _priced(f"{clause.id}.{step.id}", price, [(1.0, counted_on(metric, step.at_month, number))], outlook)


def _reaching(clause: TermClause[Term], metric: Metric, facts: Facts, outlook: Outlook) -> float:
    """Share of a cohort's pay per recorded unit that reaches the provider per true unit; a penalty falls on whom the term pays."""
    if not clause.groups[facts.group] or unseen(metric):
        return 0.0
    through = reach(clause, facts.contract, outlook.provider) * (1.0 if clause.subcontract else outlook.limit_multiplier)
    return through * outlook.parts.of(clause, facts.contract) * recorded_share(metric)


def _priced(clause: str, price: float, parts: list[tuple[float, Compiled]], outlook: Outlook) -> Iterator[PayStream]:
    if price != 0.0:
        yield from (stream_of(clause, price * units, one, np.inf, outlook) for units, one in parts)
