"""A contract as a provider sees it some of whose successes are reported and not paid (`mechanisms.steering`; an illustration)."""

from dataclasses import replace

from utfall.base.quantities import WORKER_HOURS, Price
from utfall.contract.terms.declarations import Outcome
from utfall.scenario.case import Case


def reported(case: Case) -> dict[str, str]:
    """Id of a term that nobody pays -> the metric that is reported, where reports are looked at."""
    return {f"steering.{metric}": metric for metric in case.contract.steering} if case.mechanisms.steering else {}


def with_reports(seen: Case) -> Case:
    """The case with one more term for each reported metric: a success is worth `reputation` worker-months to a provider, and nobody pays it."""
    contract, terms = seen.contract, reported(seen)
    worker_month = WORKER_HOURS * sum(provider.cost.minor for provider in contract.providers) / len(contract.providers)
    worth = round(seen.profile.around.reputation * worker_month)
    if not terms or worth <= 0:
        return seen
    prices = (Price(worth, contract.currency, "person"),) * len(contract.groups)
    more = tuple(Outcome(id=id_, metric=metric, price=prices, payers=(), payee="providers") for id_, metric in terms.items())
    paid = tuple(dict.fromkeys((*contract.paid, *terms.values())))
    return replace(seen, contract=replace(contract, terms=(*contract.in_force, *more), paid=paid))
