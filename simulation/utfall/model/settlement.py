"""Who pays whom this month: measured facts in, ledger entries out. Sees no truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import round_minor, split
from utfall.contract.cohorts import CohortEstimate, against_agreed, against_control, against_nothing, cohort_due
from utfall.contract.contract import Contract
from utfall.contract.limits import Limiter, price_factor
from utfall.contract.terms.clauses import AttachmentClause, BlockClause, CohortClause, PersonClause, due, starts_due
from utfall.contract.terms.heads import Headed
from utfall.contract.waterfall import CapitalState, Waterfall
from utfall.contract.waterfall import Outcome as CapitalOutcome
from utfall.model.accounts import OVERHEAD, PASS_THROUGH, Accounts, Clauses
from utfall.model.metering import Emission

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
_COHORT: Ids = np.array([-1], dtype=np.int32)
_GROUP_0 = np.zeros(1, dtype=np.int16)


@dataclass(frozen=True, slots=True)
class Cohort:
    """One payment of a cohort term: what was measured, what was due and paid, capital then outstanding (minor units; None: no capital)."""

    clause: str
    number: int
    estimate: CohortEstimate
    due: int
    paid: int
    remaining: int | None


class Settlement:
    """State of all money of one run.

    paid         clause id -> (N,) int64 minor units paid for each person
    cohorts      payments of cohort terms
    unpaid       what the holder owed and could not pay (minor units)
    """

    def __init__(self, contract: Contract, clauses: Clauses, accounts: Accounts, people: int) -> None:
        self.contract = contract
        self.clauses = clauses
        self.accounts = accounts
        self.ledger = accounts.ledger
        self.limiter = Limiter(contract, people)
        self.waterfall = None if contract.capital is None else Waterfall.of(contract.capital)
        self.capital: CapitalState | None = None if self.waterfall is None else self.waterfall.start()
        self.paid: dict[str, Ints] = {clause.id: np.zeros(people, np.int64) for clause in clauses.persons}
        self.cohorts: list[Cohort] = []
        self.unpaid = 0
        self.provider_weight = np.array([_weight(provider.hours.monthly) for provider in contract.providers])
        self._nobody = np.full(len(contract.providers), -1, np.int32)
        self.outcome_by_payer = dict.fromkeys((payer.id for payer in contract.payers), 0)

    def open(self, month: int) -> None:
        """First month: capital that is drawn at the start."""
        if self.waterfall is not None and self.capital is not None:
            self._book_capital(month, self.waterfall.open(self.capital))

    def starts(self, month: int, clause: AttachmentClause, persons: Ids, groups: NDArray[np.int16], provider: Ids) -> None:
        """A fee for each person who starts this month."""
        if persons.size and clause.in_force(month):
            self._pay(month, clause, persons, groups, starts_due(clause, groups), provider)

    def block(self, month: int, clause: BlockClause) -> None:
        """A month's fee, split among providers by their hours."""
        if not clause.in_force(month) or month > self.contract.length:
            return
        parts = np.array(split(clause.fee_minor, list(self.provider_weight)), dtype=np.int64)
        providers = np.arange(parts.size, dtype=np.int32)
        nobody = np.full(parts.size, -1, np.int32)
        self._pay(month, clause, nobody, np.zeros(parts.size, np.int16), parts, providers)

    def person_clause(self, month: int, clause: PersonClause, emission: Emission, group: NDArray[np.int16], provider: Ids) -> None:
        """What the units recorded this month are worth under one clause; `group`, `provider` (N,)."""
        persons, units = emission
        if not persons.size or not clause.in_force(month):
            return
        groups = group[persons]
        paid = self.paid[clause.id]
        amounts = due(clause, units, groups, paid[persons], price_factor(self.contract.limits, month))
        paid[persons] += self._pay(month, clause, persons, groups, amounts, provider[persons])

    def cohort(
        self, month: int, clause: CohortClause, number: int, treated: NDArray[np.float64], groups: NDArray[np.int16], control: NDArray[np.float64]
    ) -> None:
        """What a cohort is measured to have gained, and what is due for it; recorded values (n,), (m,)."""
        comparison = next((c for c in self.contract.comparisons if c.id == clause.metric.compared_with), None)
        if comparison is None:
            estimate = against_nothing(treated)
        elif comparison.design == "randomised":
            estimate = against_control(treated, control)
        else:
            estimate = against_agreed(treated, groups, comparison)
        remaining = None if self.capital is None else sum(self.capital.outstanding)
        amount = cohort_due(clause.term, estimate, remaining)
        paid = self._pay(month, clause, _COHORT, _GROUP_0, np.array([amount]), np.array([-1], np.int32))
        self.cohorts.append(Cohort(clause.id, number, estimate, amount, int(paid.sum()), remaining))

    def wages(self, month: int, costs: Ints) -> None:
        """What each provider's hours cost this month, (P,) minor units."""
        self.ledger.transfer_many(month, self.accounts.providers, self.accounts.staff, costs, self.accounts.wages, self._nobody)

    def overhead(self, month: int, provider: int, amount: int) -> None:
        """What a provider's service costs beside staff hours."""
        self.ledger.transfer(month, int(self.accounts.providers[provider]), self.accounts.staff, amount, self.ledger.clause(OVERHEAD))

    def penalty(self, month: int, provider: int, payer: str, amount: int) -> None:
        """A detected false claim."""
        self.ledger.transfer(month, int(self.accounts.providers[provider]), self.ledger.account(payer), amount, self.ledger.clause("penalty"))

    def close(self, month: int, *, final: bool, costs_to_come: bool) -> None:
        """The waterfall of the month."""
        if self.waterfall is None or self.capital is None:
            return
        self.capital = self.waterfall.accrue(self.capital)
        if self.capital.cash == 0:
            return
        surplus = self._surplus_weights()
        outcome = self.waterfall.distribute(self.capital, month / 12, final=final, costs_to_come=costs_to_come, surplus=surplus)
        self._book_capital(month, outcome)

    def _surplus_weights(self) -> tuple[tuple[str, int], ...]:
        to = "investors" if self.contract.capital is None else self.contract.capital.surplus_to
        if to == "payers" or (to == "investors" and self.contract.capital is not None and self.contract.capital.return_cap is not None):
            return tuple(self.outcome_by_payer.items())
        if to == "providers":
            return tuple((provider.id, int(weight)) for provider, weight in zip(self.contract.providers, self.provider_weight, strict=True))
        return ()

    def _pay(self, month: int, clause: Headed, persons: Ids, groups: NDArray[np.int16], amounts: Ints, provider: Ids) -> Ints:
        """Limits, then payers' parts, then the payee; returns what was paid to each (n,)."""
        if not amounts.any():
            return amounts
        target = self._target(clause, provider)
        if clause.subcontract:
            return self._from_holder(month, clause, persons, amounts, target)
        paid = np.zeros_like(amounts)
        for payer, kept in self.limiter.lines(month, clause, persons, groups, amounts):
            self.ledger.transfer_many(month, self.ledger.account(payer), target, kept, self.ledger.clause(clause.id), persons)
            self.outcome_by_payer[payer] += int(kept.sum())
            paid += kept
        if clause.to_holder:
            self._received(month, clause, persons, paid, provider)
        return paid

    def _target(self, clause: Headed, provider: Ids) -> int | Ids:
        if clause.to_holder:
            return self.accounts.holder
        if clause.payee == "providers":
            return self.accounts.providers[provider]
        return self.ledger.account(clause.payee)

    def _from_holder(self, month: int, clause: Headed, persons: Ids, amounts: Ints, target: int | Ids) -> Ints:
        """The holder pays its providers out of capital and receipts; what these do not cover is not paid, last come first."""
        if self.waterfall is None or self.capital is None:
            return np.zeros_like(amounts)
        total = int(amounts.sum())
        outcome = self.waterfall.pay_costs(self.capital, total)
        self._book_capital(month, outcome)
        if outcome.shortfall:
            self.unpaid += outcome.shortfall
            ready = np.maximum(total - outcome.shortfall - (np.cumsum(amounts) - amounts), 0)
            amounts = np.minimum(amounts, ready)
        self.ledger.transfer_many(month, self.accounts.holder, target, amounts, self.ledger.clause(clause.id), persons)
        return amounts

    def _received(self, month: int, clause: Headed, persons: Ids, paid: Ints, provider: Ids) -> None:
        """Outcome pay reached the holder; a share of it goes on to the providers in the same month."""
        if self.waterfall is None or self.capital is None:
            return
        self.capital = self.waterfall.receive(self.capital, int(paid.sum()))
        subcontract = self.contract.subcontract
        if subcontract is None or subcontract.pass_through.fraction <= 0.0 or clause.kind in {"attachment", "block"}:
            return
        passed = round_minor(paid.astype(np.float64) * subcontract.pass_through.fraction)
        if provider[0] < 0:
            passed = np.array(split(int(passed.sum()), list(self.provider_weight)), dtype=np.int64)
            provider = np.arange(passed.size, dtype=np.int32)
            persons = np.full(passed.size, -1, np.int32)
        outcome = self.waterfall.pay_on(self.capital, int(passed.sum()))
        self.capital = outcome.state
        if outcome.shortfall == 0:
            self.ledger.transfer_many(
                month, self.accounts.holder, self.accounts.providers[provider], passed, self.ledger.clause(PASS_THROUGH), persons
            )

    def _book_capital(self, month: int, outcome: CapitalOutcome) -> None:
        for source, target, amount, clause in outcome.transfers:
            self.ledger.transfer(month, self.ledger.account(source), self.ledger.account(target), amount, self.ledger.clause(clause))
        self.capital = outcome.state


def _weight(hours: float) -> float:
    return max(float(hours), 1e-9)
