"""Streams of cohort terms whose marginal value hangs on where the cohort stands: thresholds, tiers, dated steps, tournaments, penalties."""

from collections.abc import Iterator

import numpy as np

from utfall.base.automata import PayStream
from utfall.contract.ahead.cohort_value import Expected, dated_steps_value, penalty_value, threshold_value, tiers_value, tournament_value
from utfall.contract.ahead.outlook import Compiled, Facts, Outlook, reach, recorded_share, stream_of, unseen
from utfall.contract.metrics.declarations import Headcount, Metric
from utfall.contract.metrics.headcount import counted_on
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.term_clauses import TermClause, term_clauses
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament


def cohort_streams(facts: Facts, outlook: Outlook) -> Iterator[PayStream]:
    """One for each part of each metric, in the order of the file; a clause without a forecast is worth nothing."""
    for clause in term_clauses(facts.contract, Term):
        expected = outlook.of(clause.id)
        if expected is None or clause.metric is None:
            continue
        if isinstance(clause.term, CohortMilestones) and isinstance(clause.metric, Headcount):
            yield from _dated(clause, clause.term, clause.metric, facts, outlook, expected)
        else:
            price = _worth(clause.term, expected) * _reaching(clause, clause.metric, facts, outlook)
            price *= outlook.had if isinstance(clause.term, Penalty) else 1.0
            yield from _priced(clause.id, price, facts.parts(clause.metric), outlook)


def _worth(term: Term, expected: Expected) -> float:
    """Minor units of one more unit of one counted person; 0 for terms of other kinds."""
    if isinstance(term, CohortThreshold):
        return threshold_value(term, expected)
    if isinstance(term, CohortTiers):
        return tiers_value(term, expected)
    if isinstance(term, Tournament):
        return tournament_value(term, expected)
    return penalty_value(term, expected) if isinstance(term, Penalty) else 0.0


def _dated(
    clause: TermClause[Term], term: CohortMilestones, metric: Headcount, facts: Facts, outlook: Outlook, expected: Expected
) -> Iterator[PayStream]:
    number = next(i for i, outcome in enumerate(facts.outcomes) if outcome.id == metric.outcome)
    for step, worth in zip(term.steps, dated_steps_value(term, expected), strict=True):
        price = worth * _reaching(clause, metric, facts, outlook)
        yield from _priced(f"{clause.id}.{step.id}", price, [(1.0, counted_on(metric, step.at_month, number))], outlook)


def _reaching(clause: TermClause[Term], metric: Metric, facts: Facts, outlook: Outlook) -> float:
    """Share of a cohort's pay per recorded unit that reaches the provider per true unit; a penalty falls on whom the term pays."""
    if not clause.groups[facts.group] or unseen(metric):
        return 0.0
    through = reach(clause, facts.contract, outlook.provider) * (1.0 if clause.subcontract else outlook.limit_multiplier)
    return through * recorded_share(metric)


def _priced(clause: str, price: float, parts: list[tuple[float, Compiled]], outlook: Outlook) -> Iterator[PayStream]:
    if price != 0.0:
        yield from (stream_of(clause, price * units, one, np.inf, outlook) for units, one in parts)
