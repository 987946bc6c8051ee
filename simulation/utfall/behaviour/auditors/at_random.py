"""Audits by lot."""

from dataclasses import dataclass

from utfall.behaviour.auditors.views import AuditView, Floats


@dataclass(frozen=True, slots=True)
class AtRandom:
    """Audits whom the lot draws.

    Theory   deterrence by a known chance [becker-1968]
    Reads    nothing
    """

    def risk(self, view: AuditView) -> Floats | None:
        """No ranking."""
        return None
