"""Which claims are audited: a share of them, as many as the capacity allows, by lot or by how doubtful they look."""

import numpy as np
from numpy.typing import NDArray

from utfall.contract.contract import Assurance

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def audited(rules: Assurance, luck: Floats, risk: Floats | None = None) -> Bools:
    """Which of this month's claims are audited, (n,).

    luck  one uniform number a claim (a draw of the person and month, so that no order matters)
    risk  how doubtful each claim looks, for `by_risk`: the highest first, ties by lot
    By lot each claim is drawn with the share of its own; where more are drawn than the capacity allows, those with the smallest numbers stay.
    """
    if rules.chosen == "by_risk":
        order = np.lexsort((luck, -(np.zeros(luck.size) if risk is None else risk)))
        most = int(np.rint(rules.audit.fraction * luck.size))
    else:
        order = np.argsort(luck, kind="stable")
        most = int((luck < rules.audit.fraction).sum())
    found = np.zeros(luck.size, dtype=np.bool_)
    found[order[: min(most, capacity(rules))]] = True
    return found


def capacity(rules: Assurance) -> int:
    """Most audits a month."""
    return np.iinfo(np.int64).max if rules.audit_capacity is None else int(rules.audit_capacity.monthly + 1e-9)


def chance_of_audit(rules: Assurance, claims: float) -> float:
    """Chance that one of so many claims is audited: with a capacity, the more others claim the safer each is."""
    if claims <= 0:
        return rules.audit.fraction
    if rules.audit_capacity is None:
        return rules.audit.fraction
    return min(rules.audit.fraction, rules.audit_capacity.monthly / claims)


def costs_to_audit(rules: Assurance) -> bool:
    """Whether an audit costs something."""
    return rules.audit_cost is not None and rules.audit_cost.minor > 0
