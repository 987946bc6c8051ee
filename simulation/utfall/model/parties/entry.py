"""Newcomers: some months after a provider has stopped another takes its place, with money and luck of its own."""

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
        """A newcomer: reserves, staff, beliefs, luck and integrity of its own; what it serves and is paid is booked where its forerunner's was."""
        provider = model.providers[number]
        del self.stopped[number]
        provider.insolvent = False
        if model.reviews is not None:
            model.reviews.dismissed[number] = False
        model.works[number] = True
        model.reserves[number] = provider.declared.reserves.minor - int(model.accounts.ledger.balance[provider.account])
        skill, honesty = (
            float(normals(model.seed_number, int(purpose), model.month, 0, number + 1)[number])
            for purpose in (Purpose.PRODUCTIVITY, Purpose.INTEGRITY_PROVIDER)
        )
        provider.productivity = provider.declared.productivity * float(np.exp(provider.declared.productivity_spread * skill))
        model.integrity_luck[number] = honesty
        model.productivity[number] = provider.productivity
        provider.motivation = 1.0
        model.staff.begin(number)
        model.believing.begin(number)
        model.learners.begin(number)
        model.objective.begin(number)
        if model.around.trust is not None:
            model.around.trust.level[number] = model.case.profile.trust
        self.notices.append(Notice(model.month, "enters", provider.declared.id, 0.0))
