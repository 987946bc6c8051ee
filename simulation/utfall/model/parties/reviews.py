"""Reviews of a run: prices and targets that move, minimums, rescue, who leaves early, and the end of a mandate. Off: nothing of it happens."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.base.money import split
from utfall.base.records import Notice
from utfall.behaviour.catalogue import COMMISSIONERS
from utfall.behaviour.commissioners.views import ReviewView
from utfall.behaviour.hours import PAY
from utfall.contract.review.declarations import NO_REVIEW
from utfall.contract.review.falling_short import consequence, ends, rescue
from utfall.contract.review.prices import bounded, is_review, pull_allowed, repriced
from utfall.model.parties.ahead import Ahead
from utfall.model.parties.leaving import worth_of_staying
from utfall.model.parties.ratings import results
from utfall.model.parties.signing import commissioner_of
from utfall.model.parties.targets import Targets
from utfall.model.parties.weights import Weights

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
RESCUE = "rescue"


class Reviews:
    """State of what may change while a contract runs.

    prices     factor on every outcome, activity and cohort payment; targets: what cohort terms ask for now
    ended      contract month with which the contract ended early (None: it runs)
    rescued    (P,) minor units put into each provider; dismissed (P,) bool: lost the contract; chance: of renewal, at the end
    notices    what happened
    """

    def __init__(self, model: "ContractModel", expected: "Expectations | None") -> None:
        contract, providers = model.case.contract, len(model.providers)
        self.rules = contract.review or NO_REVIEW
        self.plan = None if expected is None else expected.plan
        self.targets = Targets(model.case, self.rules)
        self.weights = Weights(model, self.rules, expected)
        self.prices = 1.0
        self.ended: int | None = None
        self.rescued, self.dismissed = np.zeros(providers, np.int64), np.zeros(providers, dtype=bool)
        self.chance: float | None = None
        self.notices: list[Notice] = list(self.weights.at_start)
        lead = contract.payers[0]
        self._rule = COMMISSIONERS[commissioner_of(model, lead)]
        self._seen = np.zeros(3)
        self._since = 0
        self._ahead = Ahead(contract, expected, self._rule)

    def weigh(self, model: "ContractModel") -> None:
        """What providers count of a unit of pay next month: at the prices of now, less what doing well today costs them later."""
        factor = self.prices * self.targets.kept(model.month + 1)
        model.books.means[:, PAY] = model.objective.weights * factor * self._ahead.kept(model.month + 1)

    def month(self, model: "ContractModel") -> bool:
        """The reviews of one month, after its payments; whether any provider stopped because of them."""
        contract, month = model.case.contract, model.month
        if month > contract.length or self.ended is not None:
            return False
        stopped = False
        if is_review(self.rules, month, contract.length):
            self._change(model)
            stopped = self._minimums(model)
            stopped |= self._leave(model)
        elif self.rules.every is None and self.rules.minimums and month % 12 == 0 and month < contract.length:
            stopped = self._minimums(model)
        if month == contract.length:
            chance = self._rule.renewal(self.results(model), model.case.profile.others.renewal_steepness)
            self.chance = chance if model.around.legitimacy is None else model.around.legitimacy.renews(chance)
        stopped |= self._mandates(model)
        self.weigh(model)
        return stopped

    def results(self, model: "ContractModel") -> float:
        """Recorded success share over the forecast one; 1 where nothing is known yet, or nothing was forecast."""
        counted, reached = results(model)
        if self.plan is None or self.plan.result <= 0.0 or counted.sum() == 0.0:
            return 1.0
        return float(reached.sum() / counted.sum() / self.plan.result)

    def _change(self, model: "ContractModel") -> None:
        """Prices and targets, as the commissioner asks and the contract allows."""
        month, review = model.month, self.rules
        spent, income, cost = self._period(model)
        view = ReviewView(
            spent=spent,
            planned=self._planned(model, self._since, month),
            income=income,
            cost=cost,
            results=self.results(model),
            pull=pull_allowed(review),
        )
        asked = self._rule.review(view)
        price = bounded(review, asked.price) * repriced(review, round(income), round(cost))
        self.prices *= price
        self.targets.move(model.settlement, min(asked.pull, pull_allowed(review)), only_down=asked.only_down)
        self._since = month
        if price != 1.0:
            if model.around.trust is not None:
                model.around.trust.renegotiated(model)
            self.notices.append(Notice(month, "price", "", price))
        self.notices += self.weights.review(model)

    def _period(self, model: "ContractModel") -> tuple[float, float, float]:
        """(spent by payers, income of providers, their cost) since the last review, minor units."""
        balance, accounts = model.accounts.ledger.balance, model.accounts
        spent = -float(sum(int(balance[accounts.ledger.account(payer.id)]) for payer in model.case.contract.payers))
        cost = float(model.books.cost.sum())
        income = float(balance[accounts.providers].sum() - self.rescued.sum()) + cost
        now = np.array([spent, income, cost])
        period, self._seen = now - self._seen, now
        return float(period[0]), float(period[1]), float(period[2])

    def _planned(self, model: "ContractModel", since: int, until: int) -> float:
        if self.plan is None:
            return 0.0
        return -float(sum(self.plan.flow_of[payer.id][since:until].sum() for payer in model.case.contract.payers))

    def _minimums(self, model: "ContractModel") -> bool:
        """What falling short brings to each provider that still works."""
        stopped = False
        groups = range(len(model.case.contract.groups))
        known = {minimum.id: [results(model, minimum.metric, group) for group in groups] for minimum in self.rules.minimums}
        for provider in model.providers:
            number = provider.number
            shares = {id_: tuple(_share(*found, number) for found in by_group) for id_, by_group in known.items()}
            what = consequence(self.rules, shares) if provider.works else "none"
            if what == "none":
                continue
            self.notices.append(Notice(model.month, what, provider.declared.id, 0.0))
            if what == "lose_places":
                had = min(int(model.places[number]), round(model.books.planned[number]))
                model.places[number] = int(had * (1.0 - model.case.profile.others.places_lost))
            stopped |= what == "terminate" and self._dismiss(model, number)
        return stopped

    def _dismiss(self, model: "ContractModel", number: int) -> bool:
        self.dismissed[number] = True
        model.works[number] = False
        return True

    def _leave(self, model: "ContractModel") -> bool:
        """Parties to whom the rest is worth less than nothing leave, if they may; without a payer or an investor it is over."""
        if not self.rules.may_end_early:
            return False
        month, length = model.month, model.case.contract.length
        leaving = ends(self.rules, worth_of_staying(model, self), month, length)
        numbers = {provider.declared.id: provider.number for provider in model.providers if provider.works}
        for party in leaving:
            self.notices.append(Notice(month, "leaves", party, 0.0))
            if party in numbers:
                self._dismiss(model, numbers[party])
            else:
                self._end(model)
        return bool(leaving)

    def _mandates(self, model: "ContractModel") -> bool:
        """A new board may end the contract: a draw of the payer and month."""
        month, length, chance = model.month, model.case.contract.length, model.case.profile.others.mandate_break
        if model.around.legitimacy is not None:
            chance = model.around.legitimacy.breaks(chance)
        for lane, payer in enumerate(model.case.contract.payers):
            if payer.mandate is None or month % payer.mandate.months or month >= length or self.ended is not None:
                continue
            luck = float(uniforms(model.seed_number, int(Purpose.MANDATE), month, lane, 1)[0])
            if luck < chance:
                self.notices.append(Notice(month, "breaks", payer.id, 0.0))
                self._end(model)
        return self.ended == month

    def _end(self, model: "ContractModel") -> None:
        self.ended = model.month
        model.works[:] = False

    def rescue(self, model: "ContractModel") -> None:
        """Payers put money into providers that have run out of it, as far as the contract goes."""
        cash = model.reserves + model.accounts.ledger.balance[model.accounts.providers]
        for number in np.flatnonzero((cash < 0) & model.works).tolist():
            amount = rescue(self.rules, -int(cash[number]), int(model.reserves[number]), int(self.rescued[number]))
            if amount:
                for payer, part in _parts(model, amount):
                    model.accounts.ledger.transfer(
                        model.month, payer, int(model.accounts.providers[number]), part, model.accounts.ledger.clause(RESCUE)
                    )
                self.rescued[number] += amount
                self.notices.append(Notice(model.month, RESCUE, model.providers[number].declared.id, float(amount)))


def reviews_of(model: "ContractModel", expected: "Expectations | None") -> Reviews | None:
    """Reviews where the contract has any, or a payer's board changes, or a commissioner looks ahead; None: nothing ever changes."""
    contract = model.case.contract
    if not model.case.mechanisms.review:
        return None
    if contract.review is None and all(payer.mandate is None for payer in contract.payers) and not renews(model):
        return None
    return Reviews(model, expected)


def renews(model: "ContractModel") -> bool:
    """Whether the first payer decides on renewal by results; nobody does where reviews are switched off."""
    return model.case.mechanisms.review and commissioner_of(model, model.case.contract.payers[0]) == "relational"


def _parts(model: "ContractModel", amount: int) -> Iterator[tuple[int, int]]:
    """(account, minor units) of each payer, by what each has paid for outcomes (alike before anything was paid)."""
    paid = model.settlement.outcome_by_payer
    weights = list(paid.values()) if any(paid.values()) else [1] * len(paid)
    for name, part in zip(paid, split(amount, weights), strict=True):
        yield model.accounts.ledger.account(name), part


def _share(counted: Floats, reached: Floats, number: int) -> float | None:
    return float(reached[number] / counted[number]) if counted[number] > 0 else None
