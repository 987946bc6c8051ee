"""People of a comparison, as they are measured: lived through month by month, read by meters like those of the people counted."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.comparisons.declarations import Historical, Matched, Predicted
from utfall.contract.contract import Comparison
from utfall.contract.metrics.basket import known_in, weighted
from utfall.contract.metrics.declarations import Metric
from utfall.model.measuring.baskets import BasketMeter
from utfall.model.measuring.metering import Meter, Month
from utfall.model.measuring.meters import meter_of
from utfall.people.compared import people_beside
from utfall.people.population import Population

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
#: At most so many people of a comparison are simulated for each person offered the service.
MOST_TIMES = 5


class Others:
    """Untreated people of one comparison and what is recorded of them.

    people   their population; meters: metric id -> meter that reads them
    """

    __slots__ = ("_nobody", "_out", "meters", "people")

    def __init__(self, people: Population, meters: dict[str, Meter]) -> None:
        self.people = people
        self.meters = meters
        self._out = np.zeros(len(people))
        self._nobody = np.empty(0, np.int32)

    def live(self, until: int) -> None:
        """Live through the months up to `until` and record each."""
        nothing, nobody = np.zeros((self.people.columns.hours.shape[0], 0)), np.empty(0)
        while self.people.month < min(until, self.people.months):
            month = self.people.month + 1
            arriving = self.people.arrivals(month)
            newly = np.arange(arriving.start, arriving.stop, dtype=np.int32)
            for meter in self.meters.values() if newly.size else ():
                meter.begin(newly, month)
            self.people.advance(month, self._nobody, nothing, nobody)
            self._record(month)

    def _record(self, number: int) -> None:
        people = self.people
        month = Month(
            number,
            people.group,
            people.history[:, number - 1],
            people.state,
            self._out,
            self._nobody,
            np.zeros((people.columns.hours.shape[0], 0)),
            people.columns.hours,
            people.enrol_month,
            people.capability,
            people.columns.shown,
            people.event_counts,
        )
        for meter in self.meters.values():
            if meter.runs(number):
                true = meter.true_month(month)
                meter.deliver(true if meter.plain or meter.metric.data_source == "provider_report" else meter.record(true, month))

    def recorded(self, metric: Metric, weights: Floats) -> Floats:
        """(m,) units of a metric recorded so far; of a basket its components' by `weights` (K,)."""
        if metric.id in self.meters:
            return self.meters[metric.id].recorded
        columns = [self.meters[f"{metric.id}.{id_}"].recorded for id_, _ in getattr(metric, "weights", ())]
        return weighted(columns, weights)


def is_measured_on_others(comparison: Comparison) -> bool:
    """Whether a comparison has people of its own, beside the eligible."""
    return isinstance(comparison, Matched) or (isinstance(comparison, Historical | Predicted) and comparison.expected is None)


def others_of(model: "ContractModel", comparison: Comparison, metrics: list[Metric]) -> Others:
    """The people of a comparison, in their first month, with meters of the metrics that are compared with them."""
    case, contract = model.case, model.case.contract
    number = contract.comparisons.index(comparison)
    size = min(comparison.people or case.people.offered, MOST_TIMES * case.people.offered)
    earlier = 0
    if not isinstance(comparison, Matched):
        earlier = max(known_in(metric, contract, case.people.enrolment) for metric in metrics)
    people = people_beside(model.people, number, size, max(earlier, case.people.enrolment) if earlier else 0)
    read = [model.meters[number] for metric in metrics for number in measured_by(model, metric)]
    return Others(people, {meter.metric.id: meter_of(case, meter.metric, (meter.number, people.seed, model.outlooks), people=size) for meter in read})


def measured_by(model: "ContractModel", metric: Metric) -> tuple[int, ...]:
    """Numbers of the meters that measure a metric: its own, or those of a basket's components."""
    meter = model.meters[model.by_metric[metric.id]]
    return meter.components if isinstance(meter, BasketMeter) else (meter.number,)
