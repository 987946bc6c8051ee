"""False claims [becker-1968]: gain against audit, penalty and an integrity cost that grows with the distance from the truth."""

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.views import ClaimView

#: distance of a false claim from the truth: a success invented; one dated wrongly; a tick too many (set by hand to C32 and S27 of the evidence)
OUTRIGHT, TIMING, CHECKLIST = 1.0, 0.2, 0.02
#: distance of a person recorded in another pay group: a matter of judgement, as a date is (assumed, 0.05 to 0.5)
SEVERITY = 0.2


def invented(self_certified: bool) -> float:
    """Distance from the truth of a success invented, where the payee ticks a list or has to report the success itself."""
    return CHECKLIST if self_certified else OUTRIGHT


def expected_gain(view: ClaimView) -> NDArray[np.float64]:
    """(n,) minor units: w (1 - q d) - q d F, with price w (kept even if detected, where nothing is repaid), audit q, detection d, penalty F."""
    caught = view.audit * view.detection
    gain: NDArray[np.float64] = view.price * (1.0 - caught * view.repaid) - caught * view.penalty
    return gain


def false_claims(view: ClaimView) -> NDArray[np.bool_]:
    """(n,) claims worth more than they cost; nothing is claimed where nothing is paid."""
    chosen: NDArray[np.bool_] = (view.price > 0.0) & (expected_gain(view) > view.integrity * view.distance)
    return chosen


def integrity_cost(worker_month: float, median: float, spread: float, normals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minor units: the median in worker-months times a log-normal factor; `spread` is its sd in logs, normals a draw each."""
    cost: NDArray[np.float64] = worker_month * median * np.exp(spread * normals)
    return cost
