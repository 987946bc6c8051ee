"""Which rule each provider follows: one of the catalogue, or one of the user's own, which is held to what every rule promises."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import SimulationError, UsageError
from utfall.behaviour.catalogue import build
from utfall.behaviour.decisions import HoursDecision, ProviderRule
from utfall.behaviour.views import HoursView
from utfall.scenario.case import Case
from utfall.scenario.own_rules import OWN

#: Hours over the budget that rounding explains (share).
ROUNDING = 1e-6


def rule_of(case: Case, provider: str) -> ProviderRule:
    """The rule of a provider in a case: an object given for it, an own rule by name, else one of the catalogue (optimiser)."""
    given = None if case.own is None else case.own.of_provider(provider)
    if given is not None:
        return given
    named = dict(case.profile.providers)
    name = named.get(provider, named.get("*", "optimiser"))
    if not name.startswith(OWN):
        return build(name, case.profile)
    if case.own is None:
        raise UsageError(f'rule "{name}": give the file that holds it with --plugin FILE')
    return case.own.rule(name.removeprefix(OWN))


def kept(provider: str, view: HoursView, decision: HoursDecision, cost: NDArray[np.float64]) -> HoursDecision:
    """The decision, if it keeps what every rule promises: hours by task and person, none below 0, no more than the budget."""
    wanted = (view.plan.size, view.group.size)
    hours = decision.hours
    if hours.shape != wanted:
        raise SimulationError(f"provider {provider}: its rule gave hours of shape {hours.shape}; tasks x people are {wanted}")
    used = min(float((cost @ hours).sum()), float(hours.sum()))  # the budget counts hours by their cost; rules without tables count them plainly
    if not used <= view.budget * (1 + ROUNDING) or (hours < 0.0).any():
        raise SimulationError(f"provider {provider}: its rule gave {used:.1f} hours, or hours below 0; it has {view.budget:.1f}")
    return decision
