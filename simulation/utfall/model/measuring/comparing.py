"""What a contract measures of a cohort and of whom it compares it with: records alone, never the world without the contract."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals, uniforms
from utfall.contract.comparisons.declarations import Mix, Predicted, PrePost
from utfall.contract.comparisons.estimate import Recorded, longer, of_cells
from utfall.contract.contract import Comparison, Contract
from utfall.contract.metrics.basket import weighted
from utfall.contract.metrics.declarations import Metric
from utfall.model.measuring.baskets import BasketMeter
from utfall.model.measuring.counted import clock_so_far, in_groups
from utfall.model.measuring.others import Others, is_measured_on_others, measured_by, others_of
from utfall.model.measuring.own_past import recorded_before
from utfall.people.compared import state_before
from utfall.people.make import lowest
from utfall.people.population import Population

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Bools = NDArray[np.bool_]
Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Cells = NDArray[np.int64]


def comparisons_of(contract: Contract, metric: Metric) -> tuple[Comparison, ...]:
    """The comparisons that a metric is compared with: several where they are mixed."""
    by_id = {comparison.id: comparison for comparison in contract.comparisons}
    found = by_id.get(metric.compared_with or "")
    if found is None:
        return ()
    return tuple(by_id[id_] for id_, _ in found.parts) if isinstance(found, Mix) else (found,)


def compared_by_lot(contract: Contract, metric: Metric) -> bool:
    """Whether a control group drawn by lot is part of what a metric is compared with."""
    return any(comparison.design == "randomised" for comparison in comparisons_of(contract, metric))


class Comparing:
    """The comparison people of a run, made when first asked for, and the records that estimates are made of."""

    __slots__ = ("_model", "_others")

    def __init__(self, model: "ContractModel") -> None:
        self._model = model
        self._others: dict[str, Others] = {}

    def recorded(self, metric: Metric, counted: Ids, cohort: tuple[int, int]) -> Recorded:
        """What was recorded of those counted (n,) and of whom they are compared with; `cohort`: first and last month of first referral."""
        model, contract = self._model, self._model.case.contract
        meter = model.meters[model.by_metric[metric.id]]
        weights = meter.weights if isinstance(meter, BasketMeter) else np.ones(1)
        others: dict[str, Floats] = {}
        cells: dict[str, Cells] = {}
        predicted: dict[str, Floats] = {}
        errors: dict[str, float] = {}
        before: Floats | None = None
        own: Cells | None = None
        for comparison in comparisons_of(contract, metric):
            if comparison.design == "randomised":
                others[comparison.id] = meter.recorded[self._control(metric, cohort)]
            elif isinstance(comparison, PrePost):
                clock = np.zeros(len(model.people), np.int32)
                clock[counted] = clock_so_far(model, metric)[counted]
                past = [recorded_before(model, model.meters[number], comparison, clock) for number in measured_by(model, metric)]
                before = weighted(past, weights)[counted]
                if 0 < comparison.people < before.size:
                    scaled = before * longer(metric, comparison, model.people.group[counted])
                    others[comparison.id] = scaled[lowest(self._lots(comparison)[counted], comparison.people)]
            elif is_measured_on_others(comparison):
                people, here = self._people(comparison), self._here(comparison, metric, cohort)
                own = self._cells(model.people, metric, clock_so_far(model, metric))[counted]
                values = people.recorded(metric, weights)[here]
                others[comparison.id] = values
                cells[comparison.id] = self._cells(people.people, metric, people.people.start_month)[here]
                if isinstance(comparison, Predicted) and values.size:
                    predicted[comparison.id] = of_cells(values, cells[comparison.id], own).level
            if isinstance(comparison, Predicted):
                errors[comparison.id] = float(normals(model.seed_number, int(Purpose.MODEL_ERROR), 0, contract.comparisons.index(comparison), 1)[0])
        return Recorded(
            treated=meter.recorded[counted],
            groups=model.people.group[counted],
            before=before,
            others=others,
            cells=own,
            others_cells=cells,
            predicted=predicted,
            model_error=errors,
        )

    def sizes(self, metric: Metric) -> dict[str, int]:
        """Comparison id -> people of its own who have been measured on a metric."""
        compared = [comparison.id for comparison in comparisons_of(self._model.case.contract, metric)]
        return {id_: len(self._others[id_].people) for id_ in compared if id_ in self._others}

    def _lots(self, comparison: Comparison) -> Floats:
        """(N,) a lot a person, by which a sample of them is taken."""
        model = self._model
        lots: Floats = uniforms(model.seed_number, int(Purpose.COMPARED), 1, model.case.contract.comparisons.index(comparison), len(model.people))
        return lots

    def _control(self, metric: Metric, cohort: tuple[int, int]) -> Ids:
        """(m,) those drawn by lot among whom the cohort was referred with."""
        people = self._model.people
        first, end = int(people.started[cohort[0] - 1]), int(people.started[min(cohort[1], people.months)])
        drawn = people.control[first:end]
        if metric.groups is not None:
            drawn = drawn & in_groups(self._model.case.contract, metric, people.group[first:end])
        return np.flatnonzero(drawn) + first

    def _people(self, comparison: Comparison) -> Others:
        """The people of a comparison, lived through up to the latest month (those of earlier years: all their months)."""
        model, contract = self._model, self._model.case.contract
        if comparison.id not in self._others:
            metrics = {clause.metric.id: clause.metric for clause in model.clauses.cohorts if comparison in comparisons_of(contract, clause.metric)}
            self._others[comparison.id] = others_of(model, comparison, list(metrics.values()))
        found = self._others[comparison.id]
        found.live(model.month if comparison.design == "matched" else found.people.months)
        return found

    def _here(self, comparison: Comparison, metric: Metric, cohort: tuple[int, int]) -> Bools:
        """(m,) which of a comparison's people a cohort is compared with: of those in the same years, who started when it did."""
        people = self._others[comparison.id].people
        here = in_groups(self._model.case.contract, metric, people.group)
        if comparison.design != "matched":
            return here
        return here & (people.start_month >= cohort[0]) & (people.start_month <= cohort[1])

    def _cells(self, people: Population, metric: Metric, clock: NDArray[np.int32]) -> Cells:
        """(N,) what records say of a person at the start: the pay group, and whether in the outcome then."""
        ids = [outcome.id for outcome in people.params.outcomes]
        outcome = getattr(metric, "outcome", "")
        number = ids.index(outcome) if outcome in ids else self._model.outcome
        inside = state_before(people, number, clock) if number >= 0 else np.zeros(len(people), dtype=bool)
        return 2 * people.group.astype(np.int64) + inside
