"""A whole run of a plain case: alike people, one outcome, one provider that gives everybody the same, one payer."""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import Capability, Task
from utfall.base.mechanisms import Mechanisms
from utfall.base.records import RunRecord
from utfall.behaviour.profile import Profile
from utfall.contract.contract import Contract
from utfall.model.run import run_case
from utfall.people.make import make_population
from utfall.people.parameters import Group, PopulationParameters
from utfall.people.population import Luck, Population
from utfall.scenario.case import Case
from utfall.validation.entry import Found
from utfall.validation.settings.contracts import STATE
from utfall.validation.settings.state import logit

#: Only people, hours, response and pay; whatever else an entry needs it switches on.
OFF = Mechanisms(
    noise=False, claims=False, selection=False, placement=False, motivation=False, dropout=False, common_shock=False, insolvency=False, review=False
)

#: Months after the start over which it is seen whether a success lasts.
FOLLOW_UP = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """People of a plain case.

    people       eligible; control: of them a group drawn by lot
    chance       of entry a month without help; helped: with a month of it; leaves: of leaving it a month
    need_spread  sd of need, which moves the logit one for one; shock_spread, persistence: of a temporary shock, on the logit too
    common       sd of a shock common to all (logits); common_persistence 1: it stands still over a run
    """

    people: int = 1000
    control: int = 0
    chance: float = 0.3
    helped: float = 0.3
    leaves: float = 0.0
    need_spread: float = 0.0
    shock_spread: float = 0.0
    persistence: float = 0.0
    common: float = 0.0
    common_persistence: float = 1.0


def parameters(world: World) -> PopulationParameters:
    """True parameters: help is one hour or more, and all of it works."""
    outcome = replace(STATE, entry=(world.chance,), exit=(world.leaves,), entry_by_need=1.0, entry_by_shock=1.0)
    help_ = Task("help", "help", builds=(logit(world.helped) - logit(world.chance),), boosts=(0.0,), shows=(), eta=1e-3)
    return PopulationParameters(
        eligible=world.people,
        offered=world.people - world.control,
        control=world.control,
        places=None,
        enrolment=1,
        take_up=1.0,
        take_up_by_need=0.0,
        take_up_by_shock=0.0,
        groups=(Group("all", "all", 1.0, 0.0, world.need_spread),),
        outcomes=(outcome,),
        scores=(),
        capabilities=(Capability("skill", "skill", 0.0),),
        tasks=(help_,),
        response_spread=0.0,
        response_by_need=0.0,
        shock_persistence=world.persistence,
        shock_spread=world.shock_spread,
        common_persistence=world.common_persistence,
        common_spread=world.common,
        drop_out=0.0,
        drop_out_by_need=0.0,
    )


def case(world: World, contract: Contract, luck: Luck = "monotone") -> Case:
    """The case of a contract with these people; the provider gives agreed hours."""
    return Case(
        id="theory",
        title="theory",
        fingerprint="0" * 16,
        point=-1,
        sentences=(),
        people=parameters(world),
        contract=contract,
        profile=PROFILE,
        mechanisms=replace(OFF, common_shock=world.common > 0.0, insolvency=True),
        months=contract.length + FOLLOW_UP,
        follow_up=FOLLOW_UP,
        luck=luck,
    )


def lived(made: Case, seed: int) -> RunRecord:
    """One run of it."""
    return run_case(made, seed)


def population(world: World, seed: int, months: int = 1) -> Population:
    """The people alone, in month 0 of so many."""
    return make_population(parameters(world), seed, months, "monotone", replace(OFF, common_shock=world.common > 0.0))


def live(people: Population) -> Population:
    """They live their months, and nobody is served."""
    for month in range(1, people.months + 1):
        people.advance(month, np.empty(0, np.int32), np.empty((1, 0)), np.empty(0))
    return people


def mean(values: NDArray[np.float64]) -> tuple[float, float]:
    """Mean of independent values (n,), and its standard error."""
    return float(values.mean()), float(values.std(ddof=1)) / float(np.sqrt(values.size))


def share(count: int, of: int) -> Found:
    """Share of independent cases, and its standard error."""
    part = count / of
    return Found(part, sqrt(part * (1.0 - part) / of))


def ratio(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> tuple[float, float]:
    """Ratio of two sums over independent runs (n,), and its standard error."""
    found = float(top.sum() / bottom.sum())
    rest = top - found * bottom
    return found, float(rest.std(ddof=1)) / float(np.sqrt(rest.size)) / abs(float(bottom.mean()))


PROFILE = Profile(
    belief_in_own_effect=1.0,
    mission_weight=0.0,
    social_value=0.0,
    need_weight=0.0,
    screening_accuracy=0.0,
    screening_response=0.0,
    selection_noise=0.0,
    worker_error=0.0,
    integrity_median=1.0,
    integrity_person_spread=0.0,
    integrity_provider_spread=0.0,
    risk_aversion=0.0,
    least_wealth=0.0,
    motivation_form="none",
    control_effect=0.0,
    control_scale=1.0,
    motivation_speed=0.0,
    trust=0.0,
    staff_speed=0.0,
    discount=0.0,
    risk_free=0.0,
    investor_risk_aversion=0.0,
    providers=(("*", "equal_effort"),),
)
