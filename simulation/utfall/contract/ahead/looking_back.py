"""Retention and clawback as a provider looks at them from ahead: part of a success is held, or goes back."""

from dataclasses import replace

import numpy as np

from utfall.base.automata import Automaton, PayStream
from utfall.contract.terms.clawback import ClawbackClause, at_risk
from utfall.contract.terms.retention import RetentionClause, released_with


def held(stream: PayStream, clause: RetentionClause, release: object, chance: float) -> tuple[PayStream, ...]:
    """What is paid at once, and what is held.

    release  the compiled metric that releases it for a person (an `Automaton` on the same outcome), else anything
    chance   that what is held is released, where that does not hang on the person's own months in this outcome
    """
    share = clause.term.share.fraction
    now = _times(stream, 1.0 - share)
    if not clause.by_person:
        return (_times(stream, 1.0 - share + share * (1.0 if clause.metric is None else chance)),)
    own = stream.automaton
    if own is not None and isinstance(release, Automaton) and by_own_months(clause, own, release):
        later = replace(_times(stream, share), automaton=released_with(own, release), clause=f"{clause.id}.{stream.clause}")
        return now, later
    return (_times(stream, 1.0 - share + share * chance),)


def by_own_months(clause: RetentionClause, success: object, release: object) -> bool:
    """Whether the person's own months in one outcome decide both the success and its release, so that both are one automaton."""
    if not (clause.by_person and isinstance(success, Automaton) and isinstance(release, Automaton)):
        return False
    return success.per_person and not success.at_month and not release.at_month and release.outcome == success.outcome


def goes_back(stream: PayStream, clause: ClawbackClause, group: int) -> PayStream | None:
    """The part that goes back if the outcome is lost in time, as a price below 0 (None: nothing can)."""
    if stream.automaton is None or not clause.groups[group]:
        return None
    price = -stream.price * clause.term.share.fraction
    return None if price == 0.0 else PayStream(clause.id, price, automaton=at_risk(clause, stream.automaton, group), cap=np.inf)


def _times(stream: PayStream, share: float) -> PayStream:
    return replace(stream, price=stream.price * share, cap=stream.cap * share)
