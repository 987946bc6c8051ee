"""Adapt: motivation answers to control; who is out of cash stops; service ends. All act from the next month."""

from typing import TYPE_CHECKING

from utfall.behaviour.motivation import control, motivation_step

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def adapt(model: "ContractModel") -> None:
    """Reads stakes, cash, until; writes motivation, insolvency, works, and whose service is over."""
    profile, mechanisms = model.case.profile, model.case.mechanisms
    for provider in model.providers:
        if mechanisms.motivation and model.month <= model.case.contract.length:
            felt = control(profile.motivation_form, model.stakes[provider.number], profile.control_scale)
            provider.motivation = motivation_step(provider.motivation, felt, profile.control_effect, profile.trust, profile.motivation_speed)
        if mechanisms.insolvency and not provider.insolvent and model.costs[provider.number] and provider.cash < 0:
            provider.insolvent = True
            model.works[provider.number] = False
    served = model.rosters.ids
    if served.size:
        model.people.end_service(served[(model.until[served] <= model.month) | ~model.works[model.people.provider[served]]])
