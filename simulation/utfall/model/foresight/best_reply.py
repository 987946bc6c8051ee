"""The price a unit that pays a provider best to work by where cohorts are paid at lines, given what the others do.

What it has at a share f of the highest prices: the share of each sum that reaches it times the chance that the cohort reaches its line,
where its own people answer to f and all others' to f', with its share of all else that providers have from results at f, less that of their
costs. A provider with all people takes the best f; of several each takes its best reply to the others, from high to low, so that who
shares a sum rides free on the others.

Where the cohort stands the Forecast tells; what its hours add to results it believes, here as in its value tables: what it gains by
them counts as many times as it takes its effect to be of what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from utfall.contract.ahead.cohort_pay import expected_pay, standing_at
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.term_clauses import TermClause, term_clauses
from utfall.model.foresight.foreseen import Foreseen
from utfall.model.foresight.planned import share_of_heads
from utfall.model.foresight.replies import TRIED, Replies, reaches
from utfall.scenario.case import Case

Floats = NDArray[np.float64]
Forecasts = Sequence[tuple[str, Expected]]
#: Shares that are weighed, closer where they are small.
SHARES = np.linspace(0.0, 1.0, 201) ** 2
#: Results at which what a clause is expected to pay is worked out; between them it is interpolated.
_RESULTS = 61
_ROUNDS = 40


class _Pay(NamedTuple):
    """Of one target: (shares,) result per person, and own expected pay (minor units) as a function of it."""

    rates: Floats
    at: Floats
    own: Floats

    def of(self, rates: Floats) -> Floats:
        return np.interp(rates, self.at, self.own)


def with_replies(case: Case, provider: str, foreseen: Foreseen, expected: Forecasts) -> tuple[tuple[str, Expected], ...]:
    """The forecasts of clauses, with what the provider works by where replies to prices are known."""
    replies = foreseen.replies
    if replies is None:
        return tuple(expected)
    share = best_share(case, provider, foreseen, expected) if foreseen.tried is None else foreseen.tried
    prices: dict[str, tuple[float, ...]] = {}
    for target in replies.targets:
        prices[target.clause] = (*prices.get(target.clause, ()), share * target.top)
    return tuple((clause, replace(own, reply=prices.get(clause, ()))) for clause, own in expected)


def best_share(case: Case, provider: str, foreseen: Foreseen, expected: Forecasts) -> float:
    """Which share of the highest prices it works by, 0 to 1."""
    replies = foreseen.replies
    assert replies is not None
    contract = case.contract
    people = share_of_heads(case, next(one for one in contract.providers if one.id == provider))
    clauses = {clause.id: clause for clause in term_clauses(contract, Term)}
    pays = _pays(replies, clauses, dict(expected), {id_: _reaching(clause, case, provider, foreseen) for id_, clause in clauses.items()})
    belief = case.profile.belief_in_own_effect
    rest, cost = people * _curve(replies.rest), people * _curve(replies.cost)

    def best(others: float) -> float:
        total = rest.copy()
        for pay in pays:
            total += pay.of(people * pay.rates + (1.0 - people) * np.interp(others, SHARES, pay.rates))
        return float(SHARES[int(np.argmax(belief * total - cost))])

    found = 1.0
    for _ in range(_ROUNDS):
        reply = best(found)
        if people == 1.0 or abs(reply - found) < 1e-3:
            return reply
        found = 0.5 * (found + reply)
    return found


def _pays(replies: Replies, clauses: Mapping[str, TermClause[Term]], expected: Mapping[str, Expected], got: Mapping[str, float]) -> list[_Pay]:
    found = []
    for target in replies.targets:
        if target.clause not in clauses or target.clause not in expected:
            continue
        term, own = clauses[target.clause].term, expected[target.clause]
        rates = _curve(target.rates)
        at = np.unique(np.linspace(rates.min(), rates.max(), _RESULTS))
        pay = np.array([expected_pay(term, standing_at(own, float(rate), target.step), max(target.step, 0)) for rate in at])
        found.append(_Pay(rates, at, got[target.clause] * target.paid * pay))
    return found


def _reaching(clause: TermClause[Term], case: Case, provider: str, foreseen: Foreseen) -> float:
    """Share of what is due that the provider has in the end."""
    left = 1.0 if clause.subcontract else foreseen.limits
    return reaches(clause, case, provider) * left * (foreseen.had if isinstance(clause.term, Penalty) else 1.0)


def _curve(values: Sequence[float]) -> Floats:
    """(shares,) what was found at the shares tried, at all shares."""
    return np.asarray(PchipInterpolator(np.array(TRIED), np.array(values))(SHARES))
