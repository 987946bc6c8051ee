"""Adapt: motivation answers to control; who is out of cash stops; service ends. All act from the next month."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.behaviour.motivation import control, motivation_step

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def adapt(model: "ContractModel") -> None:
    """Reads stakes, cash, until, the month's books; writes motivation, what rules have learned, insolvency, works, and whose service is over."""
    model.learners.look_back()
    model.around.month(model)
    mechanisms, support = model.case.mechanisms, model.case.profile.character.support
    if mechanisms.motivation and model.month <= model.case.contract.length and (any(model.stakes) or support or not model.books.at_rest):
        _feel(model)
    model.staff.move()
    model.believing.learn()
    model.objective.weigh()
    stopped = False
    if model.reviews is not None:
        stopped = model.reviews.month(model)
        model.settlement.prices = model.award.price * model.reviews.prices
        if model.reviews.rules.rescue.fraction > 0.0:
            model.reviews.rescue(model)
    if mechanisms.insolvency:
        cash = model.reserves + model.accounts.ledger.balance[model.accounts.providers]
        for number in np.flatnonzero((cash < 0) & model.works).tolist() if min(cash.tolist()) < 0 else ():
            model.providers[number].insolvent = stopped = True
            model.works[number] = False
    if model.entry is not None:
        model.entry.month(model)
    model.around.end(model, None if model.reviews is None else model.reviews.ended)
    model.rosters.end(model.month, model.until, model.works, model.people.in_service, stopped=stopped)
    if model.endings is not None:
        model.endings.month()


def _feel(model: "ContractModel") -> None:
    """Motivation moves on, by the control that each provider feels."""
    profile, books = model.case.profile, model.books
    if model.felt_control is None:  # stakes stand still over a run
        model.felt_control = np.array([control(profile.motivation_form, stake, profile.control_scale) for stake in model.stakes])
    trust = profile.trust if model.around.trust is None else model.around.trust.level
    own = profile.character
    books.motivation = motivation_step(
        books.motivation, model.felt_control, profile.control_effect, trust, profile.motivation_speed, own.motivation_return, own.support
    )
