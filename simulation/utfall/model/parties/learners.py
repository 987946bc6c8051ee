"""Rules that learn: at the end of a month each gets its own books and what is known of others, and the agent keeps what it has in mind."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, uniforms
from utfall.behaviour.decisions import learns
from utfall.behaviour.month_view import MonthView, PeersView, StartView

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent


class Learners:
    """The providers whose rule learns; costs nothing when there is none.

    earned   (P,) minor units that came in until the end of last month, until_now of it with forerunners; months (P,) person-months served so far
    """

    def __init__(self, model: "ContractModel") -> None:
        self._model = model
        rules: list[tuple[ProviderAgent, object]] = [(provider, provider.rule) for provider in model.providers]
        self._learn = [(provider, rule) for provider, rule in rules if learns(rule)]
        self._earned, self._until_now = np.zeros((2, len(model.providers)), np.int64)
        self._months = np.zeros(len(model.providers), np.int64)
        self._planned = [provider.wage * provider.staff_hours for provider in model.providers]
        for provider, _ in self._learn:
            self.begin(provider.number)

    def begin(self, number: int) -> None:
        """What a provider has in mind before its first month; so too a newcomer in its place, which starts from nothing paid or served."""
        for provider, rule in self._learn:
            if provider.number == number:
                provider.memory = rule.start(StartView(plan=provider.plan, planned_cost=self._planned[number]))
        self._months[number], self._until_now[number] = 0, self._earned[number]

    def look_back(self) -> None:
        """Every learner takes in the month."""
        model = self._model
        if not self._learn or model.month > model.case.contract.length:
            return
        earned = model.accounts.ledger.balance[model.accounts.providers] + model.books.cost
        served = model.rosters.offsets[1:] - model.rosters.offsets[:-1]
        self._months += served
        came, self._earned = earned - self._earned, earned
        shares = _shares(model.books.by_task) if model.rosters.ids.size else np.zeros_like(model.books.by_task)
        paid = np.divide(earned - self._until_now, self._months, out=np.full(served.size, np.nan), where=self._months > 0)
        for provider, rule in self._learn:
            p = provider.number
            visible = paid if model.case.contract.open else np.where(np.arange(paid.size) == p, paid, np.nan)
            provider.memory = rule.learn(
                MonthView(
                    month=model.month,
                    memory=provider.memory,
                    income=float(came[p]),
                    planned_cost=self._planned[p],
                    plan=provider.plan,
                    served=int(served[p]),
                    peers=PeersView(paid=visible, shares=shares),
                    luck=float(uniforms(model.seed_number, int(Purpose.TRIAL), model.month, p, 1)[0]),
                )
            )


def _shares(by_task: np.ndarray) -> np.ndarray:
    total = by_task.sum(axis=1, keepdims=True)
    found: np.ndarray = np.divide(by_task, total, out=np.zeros_like(by_task), where=total > 0.0)
    return found
