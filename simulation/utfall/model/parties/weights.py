"""Weights of metrics in a run: what is known of each at a review, what is agreed, and what follows for pay and for value tables."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.records import Notice
from utfall.contract.metrics.units import last_month
from utfall.contract.review.declarations import Review
from utfall.contract.review.weights import Proof, agreed, least_true, may_reweigh, reweighed
from utfall.model.foresight.outlook import motives_of
from utfall.model.parties.offices import offices

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations
    from utfall.model.model import ContractModel


class Weights:
    """State of the weights; costs nothing where reviews do not move them.

    now   metric -> weight of every metric that is paid per person
    """

    def __init__(self, model: "ContractModel", review: Review, expected: "Expectations | None") -> None:
        self._review = review
        self.moves = may_reweigh(review)
        clauses = [clause for clause in model.clauses.persons if not clause.subcontract] if self.moves else []
        self._metric = {clause.id: clause.metric_id for clause in clauses}
        self.now = {clause.metric_id: model.settlement.weights.get(clause.id, 1.0) for clause in clauses}
        self._planned = self._by_metric({} if expected is None else dict(expected.listed))
        self._seen = dict.fromkeys(self.now, 0.0)
        self.at_start = [Notice(0, "weighs", metric, weight) for metric, weight in self.now.items()]

    def review(self, model: "ContractModel") -> list[Notice]:
        """One review: what it moved, a notice a metric (amount: its new weight); nothing where nobody is found less true, or one side refuses."""
        if not self.moves:
            return []
        scales = model.settlement.scales
        so_far = self._by_metric({clause: scales.listed(clause) for clause in self._metric})
        due = {metric: amount - self._seen[metric] for metric, amount in so_far.items()}
        self._seen = so_far
        worst = least_true({metric: self._proof(model, metric) for metric in self.now})
        if worst is None:
            return []
        after = reweighed(self.now, self._planned, worst, self._review.step.fraction)
        if after == self.now:
            return []
        if not agreed(self._review, self.now, after, due):
            return [Notice(model.month, "refuses", worst, self.now[worst])]
        changed = [metric for metric in after if after[metric] != self.now[metric]]
        self.now = after
        self._take_effect(model)
        return [Notice(model.month, "weight", metric, after[metric]) for metric in changed]

    def _by_metric(self, by_clause: dict[str, float]) -> dict[str, float]:
        """Sums by clause as sums by metric."""
        found = dict.fromkeys(self.now, 0.0)
        for clause, metric in self._metric.items():
            found[metric] += by_clause.get(clause, 0.0)
        return found

    def _proof(self, model: "ContractModel", metric: str) -> Proof:
        """What audits have found of its claims, and what became of its successes under the metric that they are held against."""
        number = model.by_metric[metric]
        audited, false = model.audits.by_metric.get(number, (0, 0))
        known, true = float(audited), float(audited - false)
        if self._review.held_against is not None:
            meter, against = model.meters[number], model.meters[model.by_metric[self._review.held_against]]
            closed = np.array([last_month(against.metric, g) for g in range(len(model.case.contract.groups))])[model.people.group]
            due = (meter.recorded > 0.0) & (against.start > 0) & (against.start + closed - 1 + against.lag <= model.month)
            known += float(due.sum())
            true += float((against.recorded[due] > 0.0).sum())
        return Proof(known, true)

    def _take_effect(self, model: "ContractModel") -> None:
        """From the next month units are paid by the new weights, and who looks ahead looks at them as if they stayed."""
        model.settlement.weights = {clause: self.now[metric] for clause, metric in self._metric.items()}
        for provider in model.providers:
            if provider.outlook is not None and not model.believing.learns:
                motives = motives_of(provider.rule, model.case.profile)
                provider.outlook = model.outlooks.of(model.looked_ahead, provider.declared, model.foreseen, motives, model.settlement.by_weight)
        model.believing.look_anew()
        model.objective.anew()
        model.offices, model.alone = offices(model.providers)
        model.watch.judge_by(model)
