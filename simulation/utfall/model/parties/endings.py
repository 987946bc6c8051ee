"""When service is said to have ended: the clock of metrics that count from there, on a day that the provider may choose."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import logistic
from utfall.behaviour.decisions import says_when_service_ends
from utfall.behaviour.endings import EndingView, worth_of_ending
from utfall.contract.lookahead import reach, recorded_share
from utfall.contract.metrics.after_service import choice, from_end_of_service
from utfall.contract.metrics.units import at
from utfall.model.foresight.looked_at import law_looked_at
from utfall.model.parties.rate_years import Told, rate_years
from utfall.people.truth import World

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.scenario.case import Case

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]


class Endings:
    """Who is still held on the books after the last month of service, and since when the others are not.

    A person's service is over with its last month, or when it leaves for good. From then its provider may say in any month, up to so many
    later, that service has ended: by what it sees of the person, the chances of the pay group without further help, and prices. A provider
    that has stopped, and a rule that does not look at pay, say so at once.

    over, said   (N,) contract month with which service was over, and with which it is said to have ended (0: not yet)
    """

    def __init__(self, model: "ContractModel") -> None:
        self._model = model
        self._meters = [meter for meter in model.meters if from_end_of_service(meter.metric)]
        people, outcome = len(model.people), next(metric.outcome for metric in model.case.contract.metrics if from_end_of_service(metric))
        self.over, self.said = np.zeros(people, np.int32), np.zeros(people, np.int32)
        self._most = choice(model.case.contract.service)
        self._outcome = [law.id for law in model.case.people.outcomes].index(outcome)
        self._stopped = np.zeros(len(model.providers), np.int32)
        self._years = rate_years(model, self._outcome)
        self._worth = [self._worth_to(provider.declared.id) for provider in model.providers] if self._most else []

    def month(self) -> None:
        """Decide for everybody whose service is over; the clocks of the meters start in the month after."""
        model = self._model
        people, month = model.people, model.month
        self._stopped[~model.works & (self._stopped == 0)] = month
        self.over[(self.over == 0) & (people.enrol_month > 0) & ~people.in_service] = month
        held = np.flatnonzero((self.over > 0) & (self.said == 0)).astype(np.int32)
        if not held.size:
            return
        states = people.history[self._outcome, month]
        seen = model.casebook.learns(month + 1, held, people.seed, (self._outcome, states))
        ends = held[self._ending(Told("with", month, self.over, self.said), held, seen)]
        self.said[ends] = month
        for meter in self._meters if ends.size else ():
            meter.begin(ends, month + 1)

    def clock(self, world: World) -> Ids:
        """(N,) contract month of person-month 1 of the metrics that count from the end (0: never).

        Without the contract: what the same rule says of the same people, whose service would be over when it was, on their states there.
        """
        said = self.said if world == "with" else self._said_without()
        return np.where(said > 0, said + 1, 0).astype(np.int32)

    @property
    def delay(self) -> float:
        """Mean months by which the end was put off (nan: for nobody yet)."""
        told = self.said > 0
        return float((self.said - self.over)[told].mean()) if told.any() else float("nan")

    def _said_without(self) -> Ids:
        model, said = self._model, np.zeros_like(self.said)
        for month in range(1, model.case.months + 1):
            held = np.flatnonzero((self.over > 0) & (self.over <= month) & (said == 0)).astype(np.int32)
            if held.size:
                states = model.people.history_without[self._outcome, month]
                seen = model.casebook.learns(month + 1, held, model.people.seed, (self._outcome, states))
                said[held[self._ending(Told("without", month, self.over, said), held, seen)]] = month
        return said

    def _ending(self, told: Told, held: Ids, seen: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """(n,) of whom it is said with this month that service has ended; seen (n,) states as workers learn them."""
        model, years, left = self._model, self._years, self._most - (told.month - self.over[held])
        found: NDArray[np.bool_] = left <= 0
        asked = ~found
        if years is not None:
            years.begin(told)
            asked = years.counts(held)
            found |= ~asked | (told.month >= model.case.contract.length)
        for provider in model.providers if self._most else ():
            mine, rule = model.people.provider[held] == provider.number, provider.rule
            idle = years is not None and years.award(provider.declared.id) == 0.0
            if idle or 0 < self._stopped[provider.number] <= told.month or not says_when_service_ends(rule):
                found |= mine
            elif (open_ := np.flatnonzero(mine & asked)).size:
                worth = self._worth[provider.number][model.recorded_group[held[open_]], np.maximum(left[open_], 0), seen[open_]]
                year = None if years is None else years.year(told, provider.number, (held[open_], worth[:, 0]))
                found[open_] |= rule.ends(EndingView(now=worth[:, 0], later=worth[:, 1], year=year))
        return found

    def _worth_to(self, provider: str) -> Floats:
        """(groups, most + 1, 3, 2) `worth_of_ending` to one provider."""
        case = self._model.case
        groups = range(len(case.contract.groups))
        return np.stack([worth_of_ending(monthly_steps(case, self._outcome, g), self._paid(provider, g), self._most) for g in groups])

    def _paid(self, provider: str, group: int) -> list[tuple[float, int]]:
        """(minor units that reach the provider, months after the end) of each clause on a metric that counts from there.

        Under a rate standard it is the chance to count as a success.
        """
        case, found = self._model.case, []
        if self._years is not None:
            return [(1.0, self._years.distance(group))]
        for clause in self._model.clauses.persons:
            metric = clause.metric
            if not from_end_of_service(metric) or metric.hidden_from_providers or not clause.groups[group]:
                continue
            if metric.outcome == case.people.outcomes[self._outcome].id:
                price = float(clause.price_minor[group]) * reach(clause, case.contract, provider) * recorded_share(metric)
                found.append((price, at(metric.after_service, group)))
        return found


def endings_of(model: "ContractModel") -> Endings | None:
    """None where nothing counts from the end of service."""
    return Endings(model) if any(from_end_of_service(metric) for metric in model.case.contract.metrics) else None


def monthly_steps(case: "Case", outcome: int, group: int) -> Floats:
    """(3, 3) monthly chances between out, durably in and shallowly in, of a pay group at its mean need and without help."""
    law, (entry, leave) = law_looked_at(case, outcome, group)
    need = case.people.groups[group].need
    enters = logistic(entry - law.entry_by_need * need)
    leaves = [logistic(leave + law.exit_by_need * need + more) for more in (0.0, law.exit_if_shallow)]
    return np.array([[1.0 - enters, enters, 0.0], [leaves[0], 1.0 - leaves[0], 0.0], [leaves[1], 0.0, 1.0 - leaves[1]]])
