"""Every kind of term of the language; `declarations.TERMS` are those that a scenario may use."""

from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import TERMS, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament

_MORE: tuple[type[Term], ...] = (CohortThreshold, CohortTiers, CohortMilestones, Tournament, Penalty, Clawback, Retention)
EVERY_TERM: dict[str, type[Term]] = TERMS | {kind.kind: kind for kind in _MORE}
