"""Tournaments: each round's results by provider, the prizes they bring, and what the same ranks give on true effects."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import CohortPayment
from utfall.contract.comparisons.estimate import better
from utfall.contract.metrics.declarations import Metric
from utfall.contract.metrics.units import due_month
from utfall.contract.terms.term_clauses import TermClause
from utfall.contract.terms.tournament import Tournament, is_due, prizes_due
from utfall.model.finished.facts import units_of
from utfall.model.measuring.counted import counted_by
from utfall.model.paying.large_sums import Round

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Ints = NDArray[np.int64]


def settle_rounds(model: "ContractModel") -> None:
    """Reads recorded units of those whose result became known since the last round; pays prizes by rank."""
    for clause in model.clauses.tournaments:
        if clause.metric is None or not (is_due(clause.term, model.month) and clause.in_force(model.month)):
            continue
        members = _known(model, clause.term, clause.metric)
        if members.any():
            recorded = model.meters[model.by_metric[clause.metric.id]].recorded
            scores, persons = _means(model, recorded, members)
            due = _prizes(clause, better(clause.metric) * scores)
            paid = model.settlement.pay_each(model.month, clause, due)
            model.settlement.rounds.append(Round(clause, model.month, scores, persons, due, paid, members))


def round_payments(model: "ContractModel") -> tuple[CohortPayment, ...]:
    """Each prize as a cohort's payment, beside what the ranks by true effect would have paid that provider."""
    return tuple(payment for number, one in enumerate(model.settlement.rounds) for payment in _of_round(model, number, one))


def _of_round(model: "ContractModel", number: int, one: Round) -> list[CohortPayment]:
    metric = one.clause.metric
    if metric is None:
        return []
    meter = model.meters[model.by_metric[metric.id]]
    true, _ = _means(model, units_of(model, meter, "with") - units_of(model, meter, "without"), one.members)
    fair = _prizes(one.clause, better(metric) * true)
    return [
        CohortPayment(
            clause=one.clause.id,
            cohort=number * len(model.providers) + provider,
            measured=float(one.scores[provider]),
            true=float(true[provider]),
            quantity=float(one.persons[provider]),
            due_measured=float(one.due[provider]),
            due_true=float(fair[provider]),
            share=np.nan,
            floor=-np.inf,
            cap=np.inf,
        )
        for provider in np.flatnonzero(one.persons).tolist()
    ]


def _known(model: "ContractModel", term: Tournament, metric: Metric) -> NDArray[np.bool_]:
    """(N,) those counted and served whose window closed, and whose record came, in this round."""
    people, groups = model.people, len(model.case.contract.groups)
    ready = people.enrol_month + due_month(metric, groups, 0)
    known: NDArray[np.bool_] = (model.month - term.every.months < ready) & (ready <= model.month)
    return known & counted_by(model, metric) & (people.enrol_month > 0)


def _means(model: "ContractModel", units: NDArray[np.float64], members: NDArray[np.bool_]) -> tuple[NDArray[np.float64], Ints]:
    """(P,) mean units and number of the members of each provider; nan where it has none."""
    by, providers = model.people.provider[members], len(model.providers)
    persons = np.bincount(by, minlength=providers)
    sums = np.bincount(by, weights=units[members], minlength=providers)
    return np.divide(sums, persons, out=np.full(providers, np.nan), where=persons > 0), persons


def _prizes(clause: TermClause[Tournament], results: NDArray[np.float64]) -> Ints:
    """(P,) minor units by rank of results (nan: takes no part)."""
    scores = [None if np.isnan(score) else float(score) for score in results]
    return np.array(prizes_due(clause.term.prizes, scores), dtype=np.int64)
