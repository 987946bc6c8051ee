"""A case: a scenario at one parameter point, every value resolved. What the model runs."""

from dataclasses import dataclass
from typing import Literal

from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.profile import Profile
from utfall.contract.contract import Contract
from utfall.people.parameters import PopulationParameters
from utfall.scenario.own_rules import OwnRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a run needs beside its seed.

    fingerprint   identity of the composed scenario (16 hex digits); `point` the parameter point (-1: central values)
    sentences     the contract in plain words, one sentence a clause
    months, follow_up   length of the run; months over which effects are counted
    luck          coupling of the counterfactual's transition draws
    own           rules of one's own that providers may follow
    """

    id: str
    title: str
    fingerprint: str
    point: int
    sentences: tuple[str, ...]
    people: PopulationParameters
    contract: Contract
    profile: Profile
    mechanisms: Mechanisms
    months: int
    follow_up: int
    luck: Literal["monotone", "independent", "entry_exit", "copula"] = "monotone"
    own: OwnRules | None = None
