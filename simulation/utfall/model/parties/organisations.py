"""Organisations as Mesa agents: they carry state (cash, motivation, prices) and a frozen rule that decides from a view."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision, ProviderRule
from utfall.behaviour.hours import PAY, PRICE
from utfall.behaviour.month_view import Memory
from utfall.behaviour.valuation.outlook import Outlook
from utfall.behaviour.views import ClaimView, HoursView, SelectionView
from utfall.contract.parties import Investor, Payer, Provider
from utfall.model.foresight.planned import planned_caseload
from utfall.model.parties.agent import Organisation
from utfall.model.parties.rules import kept

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

#: Hours of one task that a person can take in a month: a full-time course is about 100.
MOST_HOURS = 60.0


class PayerAgent(Organisation):
    """A commissioner: it pays what is due."""

    def __init__(self, model: "ContractModel", declared: Payer) -> None:
        super().__init__(model)
        self.declared = declared
        self.account = model.accounts.ledger.account(declared.id)

    @property
    def cash(self) -> int:
        """Net cash since the start, minor units."""
        return int(self.model.accounts.ledger.balance[self.account])


class InvestorAgent(PayerAgent):
    """Who put up the capital."""

    def __init__(self, model: "ContractModel", declared: Investor) -> None:
        super(PayerAgent, self).__init__(model)
        self.declared = declared  # type: ignore[assignment]
        self.account = model.accounts.ledger.account(declared.id)


class ProviderAgent(Organisation):
    """An organisation that serves people.

    number       among the providers; productivity multiplies what its hours build
    planned      people it is staffed for at once
    memory       what a rule that learns has in mind
    What changes from month to month lies in the model's books, so that compiled code and the agent see the same.
    """

    def __init__(self, model: "ContractModel", number: int, declared: Provider, rule: ProviderRule, outlook: Outlook | None) -> None:
        super().__init__(model)
        self.number = number
        self.declared = declared
        self.rule = rule
        self.outlook = outlook
        self.account = int(model.accounts.providers[number])
        self._books = model.books
        self.wage = float(declared.cost.minor)
        self.staff_hours = declared.hours.monthly
        self.productivity = declared.productivity
        self.planned = self._books.planned[number] = planned_caseload(model.case, declared)
        self.signed = True
        self.insolvent = False
        self.memory: Memory = ()
        self.plan = self._books.plans[number]

    @property
    def motivation(self) -> float:
        """Index, 1 at rest."""
        return float(self._books.motivation[self.number])

    @motivation.setter
    def motivation(self, value: float) -> None:
        self._books.motivation[self.number] = value

    @property
    def pay(self) -> float:
        """What it counts of a unit of outcome pay, for risk (0-1)."""
        return float(self._books.means[self.number, PAY])

    @pay.setter
    def pay(self, value: float) -> None:
        self._books.means[self.number, PAY] = value

    @property
    def price(self) -> float:
        """Shadow price of an hour last month (minor units; 0: none)."""
        return float(self._books.means[self.number, PRICE])

    @price.setter
    def price(self, value: float) -> None:
        self._books.means[self.number, PRICE] = value

    @property
    def cost(self) -> int:
        """Minor units spent so far."""
        return int(self._books.cost[self.number])

    @property
    def hours_used(self) -> float:
        """Hours given so far."""
        return float(self._books.hours[self.number])

    @property
    def cash(self) -> int:
        """Reserves and net cash since the start, minor units."""
        return int(self.model.reserves[self.number]) + int(self.model.accounts.ledger.balance[self.account])

    @property
    def works(self) -> bool:
        """Whether it still serves anybody."""
        reviews = self.model.reviews
        return self.signed and not self.insolvent and (reviews is None or (reviews.ended is None and not reviews.dismissed[self.number]))

    @property
    def mission(self) -> float:
        """Minor units that a full-time month of the outcome is worth to it: theta x M x social value."""
        return float(self._books.worth[self.number]) * self.motivation

    def budget(self, served: int) -> float:
        """Staff hours of the month: staff follow the caseload up to the plan."""
        return self.staff_hours * min(1.0, served / self.planned)

    def select(self, persons: NDArray[np.int32], places: int) -> NDArray[np.bool_]:
        """Whom it takes of those sent to it this month, (n,)."""
        return self.rule.select(self.selection_view(persons, places))

    def selection_view(self, persons: NDArray[np.int32], places: int) -> SelectionView:
        """What it sees of those sent to it."""
        model = self.model
        return SelectionView(
            outlook=self.outlook,
            group=model.people.group[persons].astype(np.int64),
            state=(model.people.state_of(model.seen_outcome)[persons] > 0).astype(np.int64),
            need_class=model.casebook.need_class[persons],
            attachment=model.start_fee[self.number][model.people.group[persons]] - self.overhead_of_one + self.false_claim_of_one,
            normal=model.selection_luck[persons],
            luck=model.lots[persons],
            places=places,
            pay=self.pay,
            mission=self.mission,
            wage=self.wage,
            noise=model.case.profile.selection_noise * self.cost_of_one if model.case.mechanisms.noise else 0.0,
        )

    @property
    def overhead_of_one(self) -> float:
        """Cost beside staff hours that one more start brings, minor units."""
        price = self.declared.overhead
        return float(price.minor) if price is not None and price.per == "start" else 0.0

    @property
    def false_claim_of_one(self) -> float:
        """What false claims are expected to bring for one more person, minor units."""
        false = self.model.objective.false
        return 0.0 if false is None else float(false.gain[self.number])

    @property
    def cost_of_one(self) -> float:
        """What serving one person to the end is planned to cost, minor units."""
        return self.wage * self.staff_hours / self.planned * self.model.service_months + self.overhead_of_one

    def deliver(self, view: HoursView) -> HoursDecision:
        """Hours by task for the people it serves this month."""
        decision = kept(self.declared.id, view, self.rule.hours(view), self.model.tasks.cost)
        self.price = decision.shadow_price
        return decision

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """Which false claims it files."""
        return self.rule.claim(view)
