"""Rules of all parties by name. A new rule is one file in the folder of its party and one line here."""

from difflib import get_close_matches
from typing import Protocol, cast, runtime_checkable

from utfall.base.errors import UsageError
from utfall.behaviour.auditors.at_random import AtRandom
from utfall.behaviour.auditors.by_risk import ByRisk
from utfall.behaviour.auditors.views import AuditorRule
from utfall.behaviour.commissioners.adaptive_review import AdaptiveReview
from utfall.behaviour.commissioners.easy_target import EasyTarget
from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.pooled_budget import PooledBudget
from utfall.behaviour.commissioners.ratchet import Ratchet
from utfall.behaviour.commissioners.relational import Relational
from utfall.behaviour.commissioners.views import CommissionerRule
from utfall.behaviour.decisions import ProviderRule
from utfall.behaviour.evaluators.chosen_by_payee import ChosenByPayee
from utfall.behaviour.evaluators.independent import Independent
from utfall.behaviour.evaluators.views import EvaluatorRule
from utfall.behaviour.investors.commercial import Commercial
from utfall.behaviour.investors.fund import Fund
from utfall.behaviour.investors.guarantor import Guarantor
from utfall.behaviour.investors.impact_first import ImpactFirst
from utfall.behaviour.investors.views import InvestorRule
from utfall.behaviour.profile import Profile
from utfall.behaviour.providers.adaptive import Adaptive
from utfall.behaviour.providers.equal_effort import EqualEffort
from utfall.behaviour.providers.imitator import Imitator
from utfall.behaviour.providers.mission import Mission
from utfall.behaviour.providers.naive_gamer import NaiveGamer
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.providers.target_satisficer import TargetSatisficer
from utfall.behaviour.referrers.at_a_peak import AtAPeak
from utfall.behaviour.referrers.by_lot import ByLot
from utfall.behaviour.referrers.by_need import ByNeed
from utfall.behaviour.referrers.by_rating import ByRating
from utfall.behaviour.referrers.views import ReferrerRule

PROVIDER_RULES: dict[str, type[ProviderRule]] = {
    "optimiser": Optimiser,
    "equal_effort": EqualEffort,
    "mission": Mission,
    "target_satisficer": TargetSatisficer,
    "adaptive": Adaptive,
    "imitator": Imitator,
    "naive_gamer": NaiveGamer,
}

REFERRERS: dict[str, ReferrerRule] = {
    "random": ByLot(),
    "by_need": ByNeed(),
    "at_a_peak": AtAPeak(),
    "by_rating": ByRating(),
}

COMMISSIONERS: dict[str, CommissionerRule] = {
    "fixed": Fixed(),
    "adaptive_review": AdaptiveReview(),
    "ratchet": Ratchet(),
    "relational": Relational(),
    "pooled_budget": PooledBudget(),
    "easy_target": EasyTarget(),
}

INVESTORS: dict[str, InvestorRule] = {
    "commercial": Commercial(),
    "impact_first": ImpactFirst(),
    "guarantor": Guarantor(),
    "fund": Fund(),
}

AUDITORS: dict[str, AuditorRule] = {
    "at_random": AtRandom(),
    "by_risk": ByRisk(),
}

EVALUATORS: dict[str, EvaluatorRule] = {
    "independent": Independent(),
    "chosen_by_payee": ChosenByPayee(),
}


@runtime_checkable
class Tuned(Protocol):
    """A class of rules whose parameters stand in the shared profile, so that they have a range."""

    def under(self, profile: Profile) -> ProviderRule:
        """The rule with the profile's parameters."""


def build(name: str, profile: Profile | None = None) -> ProviderRule:
    """The rule of that name, tuned by a profile; an unknown name is answered with the nearest and with all that are known."""
    if name in PROVIDER_RULES:
        kind = PROVIDER_RULES[name]
        return cast(Tuned, kind).under(profile) if profile is not None and hasattr(kind, "under") else kind()
    near = get_close_matches(name, PROVIDER_RULES, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"unknown provider rule {name!r}.{hint} Known: {', '.join(sorted(PROVIDER_RULES))}")
