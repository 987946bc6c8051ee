"""Who pays whom this month: measured facts in, ledger entries out. Sees no truth."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import round_half_even, round_minor, split
from utfall.contract.assurance.collecting import collected
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.contract import Comparison, Contract
from utfall.contract.limits import Limiter, price_factor
from utfall.contract.review.weights import start_weights
from utfall.contract.terms.clauses import AttachmentClause, BlockClause, PersonClause, due, starts_due
from utfall.contract.terms.cohort_clauses import CohortRule, SteppedClause, owed, owed_at_last, sums_of
from utfall.contract.terms.dated_clauses import DatedClause
from utfall.contract.terms.heads import Headed
from utfall.contract.terms.penalty import Penalty
from utfall.model.measuring.cohort_measured import Cohort, Measured, number_of
from utfall.model.measuring.metering import Emission
from utfall.model.paying.accounts import OVERHEAD, PASS_THROUGH, Accounts, Clauses
from utfall.model.paying.direct import direct
from utfall.model.paying.large_sums import Round, StepCount
from utfall.model.paying.recourse import Columns, Recourse
from utfall.model.paying.scales import Scales
from utfall.model.paying.treasury import Treasury, treasuries

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_COHORT: Ids = np.array([-1], dtype=np.int32)
NO_BOUND = 2**62
_GROUP_0 = np.zeros(1, dtype=np.int16)


class Settlement:
    """State of all money of one run.

    paid         clause id -> (N,) int64 minor units paid for each person
    cohorts      payments of cohort terms; steps: head-counts on agreed dates; rounds: of tournaments
    treasuries   the holders' accounts, one for each structure of capital; treasury_of (P,) number of each provider's
    prices       factor on all prices, from a tender and reviews; weights: clause id -> factor on its own (1 where it has none)
    reserves     (P,) minor units that each provider began with; had (2,): minor units of penalties of cohorts that fell due, and that were had
    """

    def __init__(self, contract: Contract, clauses: Clauses, accounts: Accounts, people: int) -> None:
        self.contract = contract
        self.clauses = clauses
        self.accounts = accounts
        self.ledger = accounts.ledger
        self.limiter = Limiter(contract, people)
        self.treasuries = treasuries(contract, accounts.ledger)
        self.treasury_of = np.zeros(len(contract.providers), np.int32)
        for number, treasury in enumerate(self.treasuries):
            self.treasury_of[treasury.providers] = number
        self.paid: dict[str, Ints] = {clause.id: np.zeros(people, np.int64) for clause in clauses.persons}
        self.recourse = Recourse(contract, people)
        plain = [clause for clause in clauses.persons if clause.id not in self.recourse.earned]
        self._direct = {clause.id: direct(contract, clause, accounts, self.paid[clause.id]) for clause in plain}
        self.cohorts: list[Cohort] = []
        self.steps = [StepCount(clause) for clause in clauses.dated]
        self.rounds: list[Round] = []
        self.prices = 1.0
        at_start = start_weights(contract.review)
        self.weights = {one.id: at_start[one.metric_id] for one in clauses.persons if not one.subcontract and one.metric_id in at_start}
        self.reserves = np.array([provider.reserves.minor for provider in contract.providers], dtype=np.int64)
        self.had = np.zeros(2, dtype=np.int64)
        self.scales = Scales(self.limiter)
        self.provider_weight = np.array([_weight(provider.hours.monthly) for provider in contract.providers])
        on = contract.subcontract
        self.passed_on = np.array([1.0 if on is None else on.passed_to(provider.id) for provider in contract.providers])
        self.most_passed = float(self.passed_on.max(initial=0.0))
        self._nobody = np.full(len(contract.providers), -1, np.int32)
        self._blocks = {block.id: self._among_providers(block.fee_minor) for block in clauses.blocks}
        self.outcome_by_payer = dict.fromkeys((payer.id for payer in contract.payers), 0)

    def open(self, month: int) -> None:
        """First month: capital that is drawn at the start."""
        for treasury in self.treasuries:
            treasury.open(month)

    def fees(self, month: int) -> None:
        """Set-up and running fees of who manages the capital, before other costs."""
        for treasury in self.treasuries:
            treasury.fees(month)

    def starts(self, month: int, clause: AttachmentClause, persons: Ids, groups: NDArray[np.int16], provider: Ids) -> None:
        """A fee for each person who starts this month."""
        if persons.size and clause.in_force(month):
            self._pay(month, clause, persons, groups, starts_due(clause, groups, price_factor(self.contract.limits, month)), provider)

    def block(self, month: int, clause: BlockClause, works: Bools) -> None:
        """A month's fee, split among providers by their hours; who declined or stopped, `works` (P,), gets none and leaves nothing to the others."""
        if not clause.in_force(month) or month > self.contract.length:
            return
        factor = price_factor(self.contract.limits, month)
        parts = self._blocks[clause.id] if factor == 1.0 else self._among_providers(round_half_even(clause.fee_minor * factor))
        if clause.payee == "providers" and not works.all():
            parts = np.where(works, parts, 0)
        self._pay(month, clause, self._nobody, np.zeros(parts.size, np.int16), parts, np.arange(parts.size, dtype=np.int32))

    def _among_providers(self, amount: int) -> Ints:
        """A sum by the hours of the providers, (P,)."""
        return np.array(split(amount, list(self.provider_weight)), dtype=np.int64)

    def person_clause(self, month: int, clause: PersonClause, emission: Emission, group: NDArray[np.int16], provider: Ids) -> None:
        """What the units recorded this month are worth under one clause; `group`, `provider` (N,)."""
        persons, units = emission
        if not persons.size or not clause.in_force(month):
            return
        groups = group[persons]
        paid, line = self.paid[clause.id], self._direct.get(clause.id)
        if line is not None:
            self.outcome_by_payer[clause.payers[0][0]] += line.pay(self.ledger, month, emission, group, provider)
            return
        recourse = self.recourse
        before = recourse.paid_before(clause, paid) if recourse.active else paid
        factor = price_factor(self.contract.limits, month) * self.prices * self.weights.get(clause.id, 1.0)
        amounts = due(clause, units, groups, before[persons], factor)
        agreed = (amounts if factor == 1.0 else due(clause, units, groups, before[persons])).sum(), amounts.sum()
        if recourse.active:
            amounts = recourse.keep(month, clause, persons, groups, amounts)
        cut = self.scales.cut
        now = self._pay(month, clause, persons, groups, amounts, provider[persons])
        paid[persons] += now
        self.scales.note(clause.id, int(agreed[0]), int(agreed[1]), int(amounts.sum()) - self.scales.cut + cut, int(now.sum()))

    def pay_held(self, month: int, clause: PersonClause, persons: Ids, amounts: Ints, people: Columns) -> None:
        """What was held of a clause's pay is released for these persons."""
        if persons.size:
            self.paid[clause.id][persons] += self._pay(month, clause, persons, people.group[persons], amounts, people.provider[persons])

    def pay_back(self, month: int, clause: Headed, persons: Ids, groups: NDArray[np.int16], amounts: Ints, provider: Ids) -> None:
        """What the payee of a clause gives back to its payers."""
        self._pay(month, clause, persons, groups, -amounts, provider)

    def return_to_holder(self, month: int, provider: int, amount: int, clause: str) -> None:
        """A provider gives back to its holder."""
        treasury = self.treasuries[self.treasury_of[provider]]
        self.ledger.transfer(month, int(self.accounts.providers[provider]), treasury.account, amount, self.ledger.clause(clause))
        treasury.receive(amount, outcome=False)

    def cohort(self, month: int, clause: CohortRule, of: Measured, estimate: CohortEstimate) -> None:
        """What is due for what a cohort is reported to have gained."""
        remaining = sum(sum(treasury.state.outstanding) for treasury in self.treasuries) if self.treasuries else None
        sums = sums_of(clause.term, *self.capital_sums) if isinstance(clause, SteppedClause) else self.capital_sums
        amount = owed(clause.term, estimate, remaining, sums)
        if of.last:
            amount += owed_at_last(clause.term, [*(one.estimate for one in self.cohorts if one.clause == clause.id), estimate], sums)
        if self.prices != 1.0:
            amount = round(amount * self.prices)
        paid = self._pay_cohort(month, clause, amount, of.served)
        agreed = float(of.agreed.mean()) if of.agreed is not None and of.agreed.any() else 1.0
        sd = float(of.recorded.treated.std(ddof=1)) if of.recorded.treated.size > 1 else 0.0
        self.cohorts.append(Cohort(clause.id, of.number, estimate, amount, int(paid.sum()), remaining, sums, of.last, agreed, sd))

    def expect(self, comparisons: tuple[Comparison, ...]) -> None:
        """After a review: what is expected to happen anyway."""
        self.contract = replace(self.contract, comparisons=comparisons)

    @property
    def by_weight(self) -> tuple[tuple[str, float], ...]:
        """The weights as value tables are asked for them."""
        return tuple(sorted(self.weights.items()))

    @property
    def capital_sums(self) -> tuple[int, int]:
        """Capital drawn so far, and agreed, minor units, over all structures."""
        agreed = 0 if self.contract.capital is None else self.contract.capital.need.minor
        return self.capital_drawn, agreed * len(self.treasuries)

    @property
    def capital_drawn(self) -> int:
        """Capital drawn so far, minor units, over all structures."""
        return sum(sum(treasury.state.drawn) for treasury in self.treasuries)

    @property
    def unpaid(self) -> int:
        """What holders owed and could not pay so far, minor units."""
        return sum(treasury.unpaid for treasury in self.treasuries)

    def pay_sum(self, month: int, clause: DatedClause, amount: int, served: Ints) -> int:
        """A sum for many people; `served` (P,): what is paid to providers is split by whom they served. Returns what was paid."""
        return int(self._pay_cohort(month, clause, amount, served).sum())

    def pay_each(self, month: int, clause: Headed, amounts: Ints) -> Ints:
        """A sum for each provider, (P,)."""
        return self._pay(month, clause, self._nobody, np.zeros(amounts.size, np.int16), amounts, np.arange(amounts.size, dtype=np.int32))

    def _pay_cohort(self, month: int, clause: CohortRule | DatedClause, amount: int, served: Ints) -> Ints:
        """A cohort's pay to one payee, or to all providers (or their holders) by how many of those counted each served (by hours: nobody)."""
        to_each = clause.payee == "providers" or (clause.to_holder and len(self.treasuries) > 1)
        if not to_each or served.size == 1:
            number = 0 if to_each and served.size == 1 else number_of(self.contract, clause.payee)
            return self._pay(month, clause, _COHORT, _GROUP_0, self._collectable(clause, np.array([amount]), [number]), np.array([-1], np.int32))
        weights = list(served) if served.any() else list(self.provider_weight)
        parts = self._collectable(clause, np.array(split(amount, weights), dtype=np.int64), list(range(served.size)))
        return self._pay(month, clause, self._nobody, np.zeros(parts.size, np.int16), parts, np.arange(parts.size, dtype=np.int32))

    def _collectable(self, clause: CohortRule | DatedClause, amounts: Ints, providers: list[int]) -> Ints:
        """A penalty as far as it can be had: of a provider from its reserves and what it has earned, of the holder from outcome pay not yet spent."""
        if not isinstance(clause.term, Penalty):
            return amounts
        found = np.array([-collected(-amount, self.means(clause, number)) for amount, number in zip(amounts.tolist(), providers, strict=True)])
        self.had += -int(amounts.sum()), -int(found.sum())
        return found

    def means(self, clause: Headed, provider: int) -> int:
        """Minor units that the payee of a clause can be made to pay; `provider`: its number (-1: another party, which pays all it owes)."""
        if clause.to_holder:
            return self.receipts(max(provider, 0))
        return self.provider_means(provider) if provider >= 0 else NO_BOUND

    def provider_means(self, provider: int) -> int:
        """Reserves of a provider and what it has earned, minor units."""
        return int(self.reserves[provider]) + int(self.ledger.balance[self.accounts.providers[provider]])

    def receipts(self, provider: int) -> int:
        """Outcome pay that the holder of a provider's capital has not yet spent, minor units."""
        return self.treasuries[self.treasury_of[provider]].state.receipts if self.treasuries else 0

    def wages(self, month: int, costs: Ints) -> None:
        """What each provider's hours cost this month, (P,) minor units."""
        self.ledger.transfer_many(month, self.accounts.providers, self.accounts.staff, costs, self.accounts.wages, self._nobody)

    def overheads(self, month: int, costs: Ints) -> None:
        """What each provider's service costs beside staff hours this month, (P,) minor units."""
        self.ledger.transfer_many(month, self.accounts.providers, self.accounts.staff, costs, self.ledger.clause(OVERHEAD), self._nobody)

    def penalty(self, month: int, provider: int, payer: str, amount: int) -> None:
        """A detected false claim: what it costs the provider, as far as it can be had."""
        account = int(self.accounts.providers[provider])
        amount = collected(amount, self.provider_means(provider))
        self.ledger.transfer(month, account, self.ledger.account(payer), amount, self.ledger.clause("penalty"))

    def close(self, month: int, *, final: bool, costs_to_come: bool) -> None:
        """The waterfall of the month."""
        for treasury in self.treasuries:
            surplus = self._surplus_weights(treasury) if final else ()
            treasury.close(month, surplus, final=final, costs_to_come=costs_to_come)

    def _surplus_weights(self, treasury: Treasury) -> tuple[tuple[str, int], ...]:
        capital = treasury.waterfall.capital
        to = capital.surplus_to
        capped = capital.return_cap is not None or any(tranche.return_cap is not None for tranche in capital.tranches)
        if to in {"payers", "next_cohort"} or (to == "investors" and capped):
            return tuple(self.outcome_by_payer.items())
        if to == "providers":
            return tuple((self.contract.providers[number].id, int(self.provider_weight[number])) for number in treasury.providers)
        return ()

    def _pay(self, month: int, clause: Headed, persons: Ids, groups: NDArray[np.int16], amounts: Ints, provider: Ids) -> Ints:
        """Limits, then payers' parts, then the payee; returns what was paid to each (n,)."""
        if not amounts.any():
            return amounts
        if clause.subcontract:
            return self._from_holders(month, clause, persons, amounts, provider)
        target = self._target(clause, provider)
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
            return self.accounts.holders[self.treasury_of[provider]] if len(self.accounts.holders) > 1 else self.accounts.holder
        if clause.payee == "providers":
            return self.accounts.providers[provider]
        return self.ledger.account(clause.payee)

    def _parts(self, provider: Ids) -> list[tuple[Treasury, slice | Bools]]:
        """Each structure of capital, with which of some payments (n,) are its own by who served; one structure has all."""
        if len(self.treasuries) == 1:
            return [(self.treasuries[0], slice(None))]
        found = [(treasury, self.treasury_of[provider] == number) for number, treasury in enumerate(self.treasuries)]
        return [(treasury, mine) for treasury, mine in found if mine.any()]

    def _from_holders(self, month: int, clause: Headed, persons: Ids, amounts: Ints, provider: Ids) -> Ints:
        """Each holder pays its providers what it owes them, as far as it can; returns what was paid to each (n,)."""
        paid = np.zeros_like(amounts)
        for treasury, mine in self._parts(provider):
            own, target = amounts[mine], self._target(clause, provider[mine])
            if own.sum() < 0:  # a penalty or what is taken back: it can be spent like outcome pay
                treasury.receive(-int(own.sum()), outcome=False)
            else:
                own = treasury.costs(month, own)
            self.ledger.transfer_many(month, treasury.account, target, own, self.ledger.clause(clause.id), persons[mine])
            paid[mine] = own
        return paid

    def _received(self, month: int, clause: Headed, persons: Ids, paid: Ints, provider: Ids) -> None:
        """Outcome pay reached the holders; a share of it goes on to the providers in the same month."""
        for treasury, mine in self._parts(provider):
            own, outcome = paid[mine], clause.kind not in {"attachment", "block"}
            treasury.receive(int(own.sum()), outcome=outcome)
            if outcome and self.most_passed > 0.0 and int(own.sum()) > 0:
                self._pass_on(month, treasury, persons[mine], own, provider[mine])

    def _pass_on(self, month: int, treasury: Treasury, persons: Ids, paid: Ints, provider: Ids) -> None:
        """What providers get of outcome pay; nothing where receipts do not cover it."""
        if provider[0] < 0:
            passed = np.array(self._shared_on(paid), dtype=np.int64)
            provider = np.arange(passed.size, dtype=np.int32)
            persons = np.full(passed.size, -1, np.int32)
        else:
            passed = round_minor(paid.astype(np.float64) * self.passed_on[provider])
        if treasury.pass_on(int(passed.sum())):
            clause = self.ledger.clause(PASS_THROUGH)
            self.ledger.transfer_many(month, treasury.account, self.accounts.providers[provider], passed, clause, persons)

    def _shared_on(self, paid: Ints) -> list[int]:
        """What each provider gets of outcome pay that nobody in particular earned: by hours, and by its own share where these differ."""
        if (self.passed_on == self.most_passed).all():
            return split(int(round_minor(paid.astype(np.float64) * self.most_passed).sum()), list(self.provider_weight))
        weights = self.provider_weight * self.passed_on
        return split(int(round_minor(paid * (weights.sum() / self.provider_weight.sum())).sum()), list(weights))


def _weight(hours: float) -> float:
    return max(float(hours), 1e-9)
