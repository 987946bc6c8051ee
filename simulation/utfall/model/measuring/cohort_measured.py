"""What was recorded for a cohort, the gain that it is measured to have over its comparison, and what was paid for it."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.contract.cohorts import CohortEstimate, against_nothing
from utfall.contract.comparisons.estimate import Recorded, measured
from utfall.contract.contract import Contract
from utfall.contract.metrics.activity_level import delivered
from utfall.contract.terms.cohort_clauses import CohortRule
from utfall.contract.terms.penalty import Penalty, level_agreed

Ints = NDArray[np.int64]


class Measured(NamedTuple):
    """One cohort, as it was recorded.

    recorded units of those counted and of whom they are compared with
    served   (P,) how many of those counted each provider served: what is paid to providers is split by it
    last     the last cohort of the clause
    agreed   (n,) units agreed with each, for a level on an activity (None: units count as they are)
    """

    number: int
    recorded: Recorded
    served: Ints
    last: bool = False
    agreed: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """One payment of a cohort term: what was measured, what was due and paid, capital then outstanding (minor units; None: no capital).

    sums     of a threshold or steps, minor units (of a share of a gain: capital drawn and agreed); last: the last cohort of its clause
    agreed   mean units agreed a person, for a level on an activity (1: units count as they are)
    sd       of the recorded units of one person counted
    """

    clause: str
    number: int
    estimate: CohortEstimate
    due: int
    paid: int
    remaining: int | None
    sums: tuple[int, ...] = ()
    last: bool = False
    agreed: float = 1.0
    sd: float = 0.0


def estimate_of(contract: Contract, clause: CohortRule, of: Measured) -> CohortEstimate:
    """The measured gain of a cohort over its comparison, or how much of what was agreed it got."""
    recorded = of.recorded
    if isinstance(clause.term, Penalty):
        found = against_nothing(recorded.treated) if of.agreed is None else delivered(recorded.treated, of.agreed)
        return replace(found, level=level_agreed(clause.term, recorded.groups))
    if of.agreed is not None:
        return delivered(recorded.treated, of.agreed)
    return measured(clause.metric, contract.comparisons, recorded)


def number_of(contract: Contract, party: str) -> int:
    """Number of a provider (-1: another party)."""
    return next((number for number, provider in enumerate(contract.providers) if provider.id == party), -1)
