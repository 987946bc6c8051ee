"""A contract as a provider sees it whose commissioner renews by results: a next contract hangs on every recorded success."""

from dataclasses import replace
from typing import TYPE_CHECKING

from utfall.base.quantities import Price
from utfall.contract.metrics.declarations import Activity, Metric
from utfall.contract.review.foresight import bonus_of_renewal
from utfall.contract.terms.declarations import Outcome
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations

RENEWAL = "renewal"
EVEN = 0.5


def metric_shown(case: Case) -> Metric | None:
    """The metric that a commissioner looks at: the first that is paid, else the first there is."""
    metrics = {metric.id: metric for metric in case.contract.metrics}
    return metrics.get(next(iter(case.contract.paid), ""), next(iter(metrics.values()), None))


def with_renewal(case: Case, expected: "Expectations | None") -> Case:
    """The case with one more term that nobody pays: V x dP(renewed) / d(success), V the net income forecast for the next contract.

    The chance is taken where results are as forecast (even), and the same metric is looked at whether or not it is paid, so that it works
    under a fee too.
    """
    metric, others = metric_shown(case), case.profile.others
    if expected is None or expected.plan is None or metric is None or isinstance(metric, Activity):
        return case
    worth = others.renewal_length * sum(max(provider.net_mean, 0.0) for provider in expected.providers)
    bonus = round(bonus_of_renewal(worth, EVEN, others.renewal_steepness, expected.plan.units))
    if bonus <= 0:
        return case
    contract = case.contract
    prices = (Price(bonus, contract.currency, metric.unit),) * len(contract.groups)
    term = Outcome(id=RENEWAL, metric=metric.id, price=prices, payers=(), payee="providers")
    paid = tuple(dict.fromkeys((*contract.paid, metric.id)))
    return replace(case, contract=replace(contract, terms=(*contract.in_force, term), paid=paid))
