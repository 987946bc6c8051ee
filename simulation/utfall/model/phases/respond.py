"""Respond: capability, transitions and events, with and without the contract, on the same draws."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def respond(model: "ContractModel") -> None:
    """Reads served, hours, productivity; writes states, histories, capability, drop-out."""
    rosters = model.rosters
    if model.around.aftermath is not None:
        model.around.aftermath.month(model)
    if model.people.advance(model.month, rosters.ids, model.hours, model.productivity.take(rosters.servers), model.effects):
        rosters.stale = True
