"""How a contract looks from ahead to a provider that serves one person of one pay group: what reaches it per unit."""

import numpy as np

from utfall.base.automata import PayStream
from utfall.contract.ahead.cohort_streams import cohort_streams
from utfall.contract.ahead.looking_back import goes_back, held
from utfall.contract.ahead.outlook import Compiled, Facts, Outlook, reach, recorded_share, stream_of, unseen, until
from utfall.contract.comparisons.estimate import better
from utfall.contract.terms.clauses import CohortClause, PersonClause, cohort_terms, person_clauses
from utfall.contract.terms.clawback import clawback_clauses
from utfall.contract.terms.retention import RetentionClause, retention_clauses

__all__ = ["Compiled", "Facts", "Outlook", "pay_streams", "reach", "recorded_share"]


PLAIN = Outlook()


def pay_streams(facts: Facts, outlook: Outlook = PLAIN) -> tuple[PayStream, ...]:
    """Streams of one pay group, in file order: person clauses, then cohort terms.

    What never reaches the provider, or is hidden from it, is left out.
    """
    found: list[PayStream] = []
    back, held_back = clawback_clauses(facts.contract), retention_clauses(facts.contract)
    for clause in person_clauses(facts.contract):
        streams = _of_person(clause, facts, outlook)
        returned = [goes_back(stream, own, facts.group) for stream in streams for own in back if own.paid.id == clause.id]
        for own in held_back:
            if own.paid.id == clause.id:
                streams = _held_back(own, streams, facts, outlook)
        found += [*streams, *(stream for stream in returned if stream is not None)]
    for linear in cohort_terms(facts.contract):
        found += _of_cohort(linear, facts, outlook)
    return (*found, *cohort_streams(facts, outlook))


def _of_person(clause: PersonClause, facts: Facts, outlook: Outlook) -> list[PayStream]:
    group = facts.paid_as
    limited = not clause.subcontract and bool(clause.payers)  # what nobody pays, a renewal say, knows no limit
    share = reach(clause, facts.contract, outlook.provider) * (outlook.limit_multiplier if limited else 1.0)
    price = float(clause.price_minor[group]) * share * recorded_share(clause.metric)
    if price == 0.0 or not clause.groups[group] or unseen(clause.metric):
        return []
    cap = _cap(clause, facts) * share
    parts = [(units, until(one, outlook.last_month)) for units, one in facts.parts(clause.metric, clause.again)]
    return [stream_of(clause.id, price * units, one, cap, outlook) for units, one in parts if one is not None]


def _held_back(own: RetentionClause, streams: list[PayStream], facts: Facts, outlook: Outlook) -> list[PayStream]:
    """Streams of a clause of which a retention holds a share."""
    release = facts.parts(own.metric)[0][1] if own.metric is not None and own.by_person else None
    chance = dict(outlook.released).get(own.id, 1.0)
    return [part for stream in streams for part in held(stream, own, release, chance)]


def _cap(clause: PersonClause, facts: Facts) -> float:
    """Most minor units a person: the clause's own cap and the contract's limit a person."""
    own = float(clause.cap_minor[facts.paid_as])
    limit = facts.contract.limits.per_person
    return own if limit is None or clause.subcontract or not clause.payers else min(own, float(limit[facts.paid_as].minor))


def _of_cohort(clause: CohortClause, facts: Facts, outlook: Outlook) -> list[PayStream]:
    """One more unit of one counted person is worth share (or price) of it, below 0 where fewer are better; comparison and parts are constants."""
    term = clause.term
    paid, repaid = outlook.chances(clause.id)
    unit = float(term.price.minor) if term.price is not None else (0.0 if term.share is None else term.share.fraction)
    if term.once_repaid is not None and repaid > 0.0:
        unit = (1.0 - repaid) * unit + repaid * term.once_repaid.fraction
    through = reach(clause, facts.contract, outlook.provider) * (1.0 if clause.subcontract else outlook.limit_multiplier)
    through *= outlook.parts.of(clause, facts.contract)
    price = unit * better(clause.metric) * through * paid * recorded_share(clause.metric)
    if price == 0.0 or not clause.groups[facts.group] or unseen(clause.metric):
        return []
    return [stream_of(clause.id, price * units, one, np.inf, outlook) for units, one in facts.parts(clause.metric)]
