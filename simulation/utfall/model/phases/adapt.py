"""Adapt: motivation answers to control; who is out of cash stops; service ends. All act from the next month."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.behaviour.motivation import control, motivation_step

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def adapt(model: "ContractModel") -> None:
    """Reads stakes, cash, until; writes motivation, insolvency, works, and whose service is over."""
    profile, mechanisms = model.case.profile, model.case.mechanisms
    if mechanisms.motivation and model.month <= model.case.contract.length:
        if model.felt_control is None:  # stakes stand still over a run
            model.felt_control = [control(profile.motivation_form, stake, profile.control_scale) for stake in model.stakes]
        moving = any(model.felt_control) or (model.books.motivation != 1.0).any()
        for provider, felt in zip(model.providers, model.felt_control, strict=True) if moving else ():
            provider.motivation = motivation_step(provider.motivation, felt, profile.control_effect, profile.trust, profile.motivation_speed)
    stopped = False
    if mechanisms.insolvency and model.rosters.ids.size:
        cash = model.reserves + model.accounts.ledger.balance[model.accounts.providers]
        for number in np.flatnonzero((cash < 0) & (model.costs > 0)).tolist():
            if not model.providers[number].insolvent:
                model.providers[number].insolvent = stopped = True
                model.works[number] = False
    model.rosters.end(model.month, model.until, model.works, model.people.in_service, stopped=stopped)
