"""Rates of entry that a file gives by where they lead: a share in the outcome so long after the start."""

from dataclasses import replace
from typing import Any

from utfall.base.errors import UsageError
from utfall.base.laws import StateOutcome
from utfall.base.parse import Hint, time
from utfall.people.levels import entry_for_share_after
from utfall.people.parameters import PopulationParameters
from utfall.scenario.build.context import Resolved

#: Monthly rates of entry between which a share is said to be reached.
LEAST, MOST = 2e-6, 0.99


def with_targets(at: Resolved, params: PopulationParameters) -> PopulationParameters:
    """The same people, with the rates of entry at which each group's share in an outcome is what the file says (to 0.2 points)."""
    rows = [at.document.outcomes[name].in_outcome_after for name in at.states]
    if not any(rows):
        return params
    found = tuple(_reaching(params, law, row) if row else law for law, row in zip(params.outcomes, rows, strict=True))
    around = tuple(law if law.contains < 0 else replace(law, entry=found[law.contains].entry) for law in found)
    return replace(params, outcomes=around)


def _reaching(params: PopulationParameters, law: StateOutcome, row: dict[str, Any]) -> StateOutcome:
    ((length, shares),) = row.items()
    months = time(length, Hint()).months
    entry = tuple(entry_for_share_after(share.fraction, months, g, params, law) for g, share in enumerate(shares))
    for share, rate in zip(shares, entry, strict=True):
        if not LEAST < rate < MOST:
            wrong = f"no rate of entry brings it to {100 * share.fraction:g} % after {length} from this start and with these exits"
            raise UsageError(f"outcomes.{law.id}.in_outcome_after: {wrong}; write another share, or entry")
    return replace(law, entry=entry)
