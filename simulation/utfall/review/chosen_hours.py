"""Where hours are agreed whatever is paid, what pay does to hours shows in no pair: the pair again, with providers that choose their hours."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from utfall.experiment.request import Request
from utfall.results.frames import ExperimentResult
from utfall.review.facts import metrics_of
from utfall.review.paired import Measured, measure
from utfall.review.sizing import Luck
from utfall.scenario import Scenario

CHOOSES = {"behaviour.providers": "optimiser"}
UNFELT = "no payment for outcomes reaches those who meet people here, so that no price moves hours"


def hours_agreed(scenario: Scenario) -> bool:
    """Whether all providers work the hours that were agreed, whatever is paid."""
    return all(rule == "equal_effort" for _, rule in scenario.case().profile.providers)


def outcomes_reach_providers(scenario: Scenario) -> bool:
    """Whether any payment for outcomes reaches those who meet people, so that a price could move their hours."""
    contract = scenario.case().contract
    ids, own = {"providers", *(provider.id for provider in contract.providers)}, contract.subcontract
    if any(term.payee in ids and metrics_of(term) for term in contract.in_force):
        return True
    if own is None:
        return contract.capital is not None
    return own.pass_through.fraction > 0 or any(metrics_of(term) for term in own.terms)


def with_chosen_hours(
    scenario: Scenario, measured: Sequence[Measured], luck: Luck, make: Callable[[Request], ExperimentResult]
) -> tuple[Measured, ...]:
    """Each danger that works through hours and shows no difference under agreed ones, with its pair under chosen ones beside it."""
    again = [one for one in measured if one.found.rule.by_hours and one.telling is not None and one.telling.judged == "no change"]
    if not again or not hours_agreed(scenario):
        return tuple(measured)
    if outcomes_reach_providers(scenario):
        chosen = measure(scenario.replace(CHOOSES), [one.found for one in again], luck, make)
    else:
        chosen = tuple(Measured(one.found, reason=UNFELT) for one in again)
    beside = {one.found.name: other for one, other in zip(again, chosen, strict=True)}
    return tuple(replace(one, chosen=beside.get(one.found.name)) for one in measured)
