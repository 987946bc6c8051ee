"""Respond: capability, transitions and events, with and without the contract, on the same draws."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def respond(model: "ContractModel") -> None:
    """Reads served, hours, productivity; writes states, histories, capability, drop-out."""
    served = model.rosters.ids
    model.people.advance(model.month, served, model.hours, model.productivity[model.people.provider[served]])
