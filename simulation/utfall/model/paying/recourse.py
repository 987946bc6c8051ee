"""What is held back of payments, released, and taken back: the state of every retention and clawback of one run. Sees no truth.

Held money is booked under the clause that earned it, when it is released; what goes back is booked under `clawback.CLAUSE`. What a payee
cannot give back stays owed, and is collected from what it has later, first owed first (limited liability).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import round_minor
from utfall.contract.assurance.collecting import collected
from utfall.contract.cohorts import against_nothing
from utfall.contract.contract import Contract
from utfall.contract.terms.clauses import PersonClause
from utfall.contract.terms.clawback import ClawbackClause, clawback_clauses, clawback_due
from utfall.contract.terms.retention import RetentionClause, all_released, retention_clauses, withheld
from utfall.model.measuring.cohort_measured import number_of
from utfall.model.measuring.metering import Emission
from utfall.model.paying.accounts import PASS_THROUGH

if TYPE_CHECKING:
    from utfall.model.paying.settlement import Settlement

Ids = NDArray[np.int32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Groups = NDArray[np.int16]


class Columns(NamedTuple):
    """Columns (N,) that settlement reads: pay group, and number of the provider (-1: none)."""

    group: Groups
    provider: Ids


@dataclass(frozen=True, slots=True, eq=False)
class _Owed:
    """What is to go back under one clause: persons (n,) and minor units (n,), above 0."""

    clause: ClawbackClause
    persons: Ids
    amounts: Ints


class Recourse:
    """Held and owed money, for each clause that a retention or a clawback names.

    earned     clause id -> (N,) minor units that fell due for each person, held or not, paid back or not
    held       clause id -> (N,) minor units held now; withheld_in_all, released_in_all: totals by retention, for the forecast
    released   clause id -> (N,) whose pay is no longer held
    owing      what could not yet be collected
    """

    def __init__(self, contract: Contract, people: int) -> None:
        self.holds: dict[str, RetentionClause] = {clause.paid.id: clause for clause in retention_clauses(contract)}
        self.takes: dict[str, ClawbackClause] = {clause.paid.id: clause for clause in clawback_clauses(contract)}
        named = [*self.holds, *self.takes]
        self.earned: dict[str, Ints] = {id_: np.zeros(people, np.int64) for id_ in dict.fromkeys(named)}
        self.held: dict[str, Ints] = {id_: np.zeros(people, np.int64) for id_ in self.holds}
        self.released: dict[str, Bools] = {id_: np.zeros(people, dtype=bool) for id_ in self.holds}
        self.totals: dict[str, list[int]] = {clause.id: [0, 0] for clause in self.holds.values()}
        self.owing: list[_Owed] = []

    @property
    def active(self) -> bool:
        """Whether any clause is held or taken back: without, nothing here costs anything."""
        return bool(self.earned)

    def paid_before(self, clause: PersonClause, paid: Ints) -> Ints:
        """(N,) what counts as paid so far under a clause's own cap and once-only rule: all that fell due, where part of it is held or went back."""
        return self.earned.get(clause.id, paid)

    def keep(self, month: int, clause: PersonClause, persons: Ids, groups: Groups, amounts: Ints) -> Ints:
        """What is paid now of what falls due, (n,); the rest is held."""
        if clause.id not in self.earned:
            return amounts
        self.earned[clause.id][persons] += amounts
        hold = self.holds.get(clause.id)
        if hold is None or not hold.in_force(month):
            return amounts
        back = np.where(hold.groups[groups] & ~self.released[clause.id][persons], withheld(hold, amounts), 0)
        self.held[clause.id][persons] += back
        self.totals[hold.id][0] += int(withheld(hold, amounts)[hold.groups[groups]].sum())
        self.totals[hold.id][1] += int((withheld(hold, amounts) - back)[hold.groups[groups]].sum())
        return amounts - back

    def release(self, settlement: "Settlement", month: int, clause: PersonClause, persons: Ids, people: Columns) -> None:
        """What is held for these persons is paid, and nothing more is held for them."""
        hold = self.holds[clause.id]
        fresh = persons[~self.released[clause.id][persons]]
        self.released[clause.id][fresh] = True
        amounts = self.held[clause.id][fresh]
        self.held[clause.id][fresh] = 0
        self.totals[hold.id][1] += int(amounts.sum())
        settlement.pay_held(month, clause, fresh, amounts, people)

    def lost(self, month: int, clause: ClawbackClause, emission: Emission, paid: Ints) -> None:
        """Successes that were lost in time: a share of what was paid is owed back, and the same share of what is held is never paid."""
        persons, units = emission
        if not persons.size or not clause.in_force(month):
            return
        back = -clawback_due(clause, units, paid[persons])
        if clause.paid.id in self.held:
            held = self.held[clause.paid.id]
            held[persons] += clawback_due(clause, units, held[persons])
        if back.any():
            self.owing.append(_Owed(clause, persons, back))

    def collect(self, settlement: "Settlement", month: int, people: Columns) -> None:
        """What is owed back, as far as the payees have it; the rest stays owed."""
        if not self.owing:
            return
        waiting, self.owing = self.owing, []
        for owed in waiting:
            back = _collected(settlement, month, owed, people)
            settlement.paid[owed.clause.paid.id][owed.persons] -= back
            left = owed.amounts - back
            if left.any():
                self.owing.append(_Owed(owed.clause, owed.persons[left > 0], left[left > 0]))


def _collected(settlement: "Settlement", month: int, owed: _Owed, people: Columns) -> Ints:
    """(n,) minor units that go back now: from providers, or by the holder from outcome pay not yet spent and from what providers had of it."""
    clause = owed.clause
    providers = people.provider[owed.persons]
    if clause.payee not in {"providers", "holder"}:
        providers = np.full(owed.persons.size, number_of(settlement.contract, clause.payee), np.int32)
    ready = np.zeros_like(owed.amounts)
    for number in np.unique(providers):
        mine, provider = providers == number, max(int(number), 0)
        if clause.to_holder:
            _from_provider_to_holder(settlement, month, provider, owed.amounts[mine])
            ready[mine] = _as_far_as(owed.amounts[mine], settlement.receipts(provider) - int(ready[_same(settlement, providers, number)].sum()))
        else:
            ready[mine] = _as_far_as(owed.amounts[mine], settlement.means(clause, int(number)))
    if ready.any():
        settlement.pay_back(month, clause, owed.persons, people.group[owed.persons], ready, providers)
    return ready


def _same(settlement: "Settlement", providers: Ids, number: int) -> Bools:
    """Which payments come out of the same holder's account."""
    of = settlement.treasury_of
    same: Bools = of[providers] == of[number]
    return same


def _from_provider_to_holder(settlement: "Settlement", month: int, provider: int, amounts: Ints) -> None:
    """The part of the payment that went on to a provider comes back from it, as far as the holder needs it."""
    short = int(amounts.sum()) - max(settlement.receipts(provider), 0)
    wanted = min(int(round_minor(amounts * settlement.passed_on[provider]).sum()), short)
    back = collected(wanted, settlement.provider_means(provider))
    if back > 0:
        settlement.return_to_holder(month, provider, back, PASS_THROUGH)


def _as_far_as(amounts: Ints, means: int) -> Ints:
    """Amounts (n,) in order, as far as the means reach."""
    before = np.cumsum(amounts) - amounts
    return np.clip(max(means, 0) - before, 0, amounts)


def release_by_cohort(recourse: Recourse, clause: PersonClause, recorded: NDArray[np.float64], groups: Groups) -> bool:
    """Whether a cohort's recorded mean, (n,), releases what is held for all its members."""
    return all_released(recourse.holds[clause.id], against_nothing(recorded), groups)


def rates(recourse: Mapping[str, list[int]]) -> dict[str, float]:
    """Retention id -> share of what it withheld that was released (1 where nothing was withheld)."""
    return {id_: released / withheld_ if withheld_ else 1.0 for id_, (withheld_, released) in recourse.items()}
