"""Newcomers: some months after a provider has stopped another takes its place, with money and luck of its own; or its place is tendered anew."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, normals
from utfall.base.records import Notice

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Entry:
    """Who has stopped and when.

    stopped   provider number -> contract month in which it stopped
    """

    __slots__ = ("notices", "stopped")

    def __init__(self) -> None:
        self.stopped: dict[int, int] = {}
        self.notices: list[Notice] = []

    def month(self, model: "ContractModel") -> None:
        """Note who stopped this month; let in who has waited long enough, while a person could still be served to the end."""
        for provider in model.providers:
            if provider.signed and not model.works[provider.number] and provider.number not in self.stopped:
                self.stopped[provider.number] = model.month
                self.notices.append(Notice(model.month, "exits", provider.declared.id, 0.0))
        wait = round(model.case.profile.others.entry_wait)
        if model.month + model.service_months > model.case.contract.length or (model.reviews is not None and model.reviews.ended is not None):
            return
        for number in [number for number, month in self.stopped.items() if model.month >= month + wait]:
            self._enter(model, number)

    def _enter(self, model: "ContractModel", number: int) -> None:
        del self.stopped[number]
        newcomer(model, number)
        self.notices.append(Notice(model.month, "enters", model.providers[number].declared.id, 0.0))


def newcomer(model: "ContractModel", number: int, like: int | None = None) -> None:
    """One in a provider's place: reserves, staff, beliefs, luck and integrity of its own; its books go on where its forerunner's were.

    like   the provider whose way of working it has: plan of hours, skill, honesty, and what its rule has in mind, where both go by one rule;
           the rule itself goes with the place (None: its own luck)
    """
    provider = model.providers[number]
    provider.insolvent = False
    if model.reviews is not None:
        model.reviews.dismissed[number] = False
    model.works[number] = True
    model.reserves[number] = provider.declared.reserves.minor - int(model.accounts.ledger.balance[provider.account])
    if like is None:
        skill, model.integrity_luck[number] = _own_luck(model, number)
        provider.productivity = provider.declared.productivity * float(np.exp(provider.declared.productivity_spread * skill))
    else:
        model.books.plans[number], model.integrity_luck[number] = model.books.plans[like], model.integrity_luck[like]
        provider.productivity = model.providers[like].productivity
    model.productivity[number] = provider.productivity
    provider.motivation = 1.0
    model.staff.begin(number)
    model.believing.begin(number)
    model.learners.begin(number)
    model.objective.begin(number)
    if model.around.trust is not None:
        model.around.trust.level[number] = model.case.profile.trust
    if like is not None and provider.rule == model.providers[like].rule:
        provider.memory = model.providers[like].memory


def _own_luck(model: "ContractModel", number: int) -> tuple[float, float]:
    """Skill and honesty, two standard normal numbers."""
    drawn = [normals(model.seed_number, int(of), model.month, 0, number + 1)[number] for of in (Purpose.PRODUCTIVITY, Purpose.INTEGRITY_PROVIDER)]
    return float(drawn[0]), float(drawn[1])
