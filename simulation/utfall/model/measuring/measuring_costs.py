"""What measuring costs: a resource that the payers of a metric buy, in the month in which the last of a person is known."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import split
from utfall.contract.contract import Contract
from utfall.contract.metrics.basket import parts_of
from utfall.contract.metrics.declarations import Metric
from utfall.contract.metrics.units import last_month
from utfall.contract.terms.declarations import RateCard
from utfall.model.measuring.comparing import compared_by_lot
from utfall.model.measuring.counted import counted_by, in_groups
from utfall.model.paying.accounts import MEASUREMENT, costs_to_measure

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Ints = NDArray[np.int64]


class MeasuringCost:
    """One paid metric that costs something: so much a person measured, those of its comparison included, each once.

    Whoever pays on the metric pays for measuring it, in the shares of the first such term.
    """

    __slots__ = ("_delay", "_metric", "_minor", "_others", "_payers")

    def __init__(self, contract: Contract, metric: Metric) -> None:
        self._metric = metric
        self._minor = 0 if metric.cost is None else metric.cost.minor
        self._payers = _payers(contract, metric)
        lag = 0 if metric.lag is None else metric.lag.months
        parts = parts_of(metric, contract)
        self._delay = np.array([max(max(last_month(part, group) for part in parts) - 1, 0) + lag for group in range(len(contract.groups))])
        self._others: set[str] = set()

    def month(self, model: "ContractModel") -> None:
        """Pay for those who are known this month."""
        people = model.people
        start = model.meters[model.by_metric[self._metric.id]].start
        known = getattr(self._metric, "at_month", None) or start + self._delay[people.group]
        measured = counted_by(model, self._metric)
        if compared_by_lot(model.case.contract, self._metric):
            measured = measured | (people.control & in_groups(model.case.contract, self._metric, people.group))
        self._pay(model, int(np.count_nonzero((known == model.month) & (start <= model.month) & measured)))

    def others(self, model: "ContractModel", sizes: dict[str, int]) -> None:
        """Pay for the people of comparisons, when a cohort is first measured against them; `sizes`: comparison id -> people."""
        self._pay(model, sum(size for id_, size in sizes.items() if id_ not in self._others))
        self._others |= set(sizes)

    def _pay(self, model: "ContractModel", persons: int) -> None:
        if not persons:
            return
        ledger = model.accounts.ledger
        parts = split(persons * self._minor, [share for _, share in self._payers])
        for (payer, _), amount in zip(self._payers, parts, strict=True):
            ledger.transfer(model.month, ledger.account(payer), model.accounts.staff, amount, ledger.clause(MEASUREMENT))


def measuring_costs(contract: Contract) -> dict[str, MeasuringCost]:
    """Metric id -> what it costs, for those that are paid on and cost something."""
    return {metric.id: MeasuringCost(contract, metric) for metric in costs_to_measure(contract)}


def _payers(contract: Contract, metric: Metric) -> tuple[tuple[str, float], ...]:
    for term in contract.in_force:
        ids = [id_ for id_, _ in term.prices] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
        if metric.id in ids and term.payers:
            return term.payers
    return ((contract.payers[0].id, 1.0),)
