"""Respond: capability, transitions and events, with and without the contract, on the same draws."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def respond(model: "ContractModel") -> None:
    """Reads served, hours, productivity; writes states, histories, capability, drop-out."""
    rosters = model.rosters
    productivity = np.repeat(model.productivity, rosters.offsets[1:] - rosters.offsets[:-1])
    if model.people.advance(model.month, rosters.ids, model.hours, productivity, model.effects):
        rosters.stale = True
