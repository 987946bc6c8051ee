"""Adapt: motivation answers to control; who is out of cash stops; service ends. All act from the next month."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.motivation import control, motivation_step

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def adapt(model: "ContractModel") -> None:
    """Reads stakes, cash, until, the month's books; writes motivation, what rules have learned, insolvency, works, and whose service is over."""
    model.learners.look_back()
    model.around.month(model)
    if model.felt_control is not None and model.month <= model.case.contract.length:
        _feel(model, model.felt_control)
    model.staff.move()
    model.believing.learn()
    model.objective.weigh()
    stopped = False
    if model.reviews is not None:
        stopped = model.reviews.month(model)
        model.settlement.prices = model.award.price * model.reviews.prices
        if model.reviews.rules.rescue.fraction > 0.0:
            model.reviews.rescue(model)
    if model.case.mechanisms.insolvency:
        cash = model.reserves + model.accounts.ledger.balance[model.accounts.providers]
        for number in np.flatnonzero((cash < 0) & model.works).tolist() if min(cash.tolist()) < 0 else ():
            model.providers[number].insolvent = stopped = True
            model.works[number] = False
    if model.entry is not None:
        model.entry.month(model)
    if model.retenders is not None:
        model.retenders.month(model)
    model.around.end(model, None if model.reviews is None else model.reviews.ended)
    model.rosters.end(model.month, model.until, model.works, model.people.in_service, stopped=stopped)
    if model.endings is not None:
        model.endings.month()


def felt_control(model: "ContractModel") -> Floats | None:
    """(P,) control that each provider feels (0-1) all through the run, for stakes stand still; None where nothing moves motivation from rest."""
    profile = model.case.profile
    if not model.case.mechanisms.motivation or not (any(model.stakes) or profile.character.support):
        return None
    return np.array([control(profile.motivation_form, stake, profile.control_scale) for stake in model.stakes])


def _feel(model: "ContractModel", felt: Floats) -> None:
    """Motivation moves on, by the control that each provider feels."""
    profile, books = model.case.profile, model.books
    trust = profile.trust if model.around.trust is None else model.around.trust.level
    own = profile.character
    books.motivation = motivation_step(
        books.motivation, felt, profile.control_effect, trust, profile.motivation_speed, own.motivation_return, own.support
    )
