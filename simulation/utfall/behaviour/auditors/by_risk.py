"""Audits of the most doubtful claims."""

from dataclasses import dataclass

import numpy as np

from utfall.behaviour.auditors.views import AuditView, Floats


@dataclass(frozen=True, slots=True)
class ByRisk:
    """Audits first the claims that are most likely false: log odds of the provider's record, plus what the papers say.

    Theory   deterrence [becker-1968] with Bayes' rule for two normals that lie `audit_insight` (sd) apart
    Reads    papers of claims; what earlier audits found at each provider
    """

    def risk(self, view: AuditView) -> Floats | None:
        """(n,) log odds that a claim is false."""
        odds: Floats = np.log(view.record / (1.0 - view.record)) + view.insight * view.doubt - 0.5 * view.insight**2
        return odds
