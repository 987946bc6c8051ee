"""What an auditor sees, and the promise that every auditor keeps."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AuditView:
    """Claims filed this month, n rows.

    doubt    how doubtful the papers of a claim look, standardised                from: the claim's papers (signal, one draw a claim)
    record   share of the provider's audited claims found false, shrunk to a tenth  from: earlier audits
    insight  by how many sd a false claim looks more doubtful                     from: its profile
    """

    doubt: Floats
    record: Floats
    insight: float


class AuditorRule(Protocol):
    """A way of choosing which claims to audit: view in, a ranking out, no state of its own."""

    def risk(self, view: AuditView) -> Floats | None:
        """(n,) the most doubtful highest; None: by lot."""
