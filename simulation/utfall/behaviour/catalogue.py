"""Rules of all parties by name. A new rule is one file in the folder of its party and one line here."""

from difflib import get_close_matches

from utfall.base.errors import UsageError
from utfall.behaviour.auditors.at_random import AtRandom
from utfall.behaviour.auditors.by_risk import ByRisk
from utfall.behaviour.auditors.views import AuditorRule
from utfall.behaviour.decisions import ProviderRule
from utfall.behaviour.providers.equal_effort import EqualEffort
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.referrers.at_a_peak import AtAPeak
from utfall.behaviour.referrers.by_lot import ByLot
from utfall.behaviour.referrers.by_need import ByNeed
from utfall.behaviour.referrers.by_rating import ByRating
from utfall.behaviour.referrers.views import ReferrerRule

PROVIDER_RULES: dict[str, type[Optimiser] | type[EqualEffort]] = {
    "optimiser": Optimiser,
    "equal_effort": EqualEffort,
}

REFERRERS: dict[str, ReferrerRule] = {
    "random": ByLot(),
    "by_need": ByNeed(),
    "at_a_peak": AtAPeak(),
    "by_rating": ByRating(),
}

AUDITORS: dict[str, AuditorRule] = {
    "at_random": AtRandom(),
    "by_risk": ByRisk(),
}


def build(name: str) -> ProviderRule:
    """The rule of that name; an unknown name is answered with the nearest and with all that are known."""
    if name in PROVIDER_RULES:
        return PROVIDER_RULES[name]()
    near = get_close_matches(name, PROVIDER_RULES, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"unknown provider rule {name!r}.{hint} Known: {', '.join(sorted(PROVIDER_RULES))}")
