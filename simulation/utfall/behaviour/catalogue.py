"""Provider rules by name. A new rule is one file in `providers/` and one line here."""

from difflib import get_close_matches

from utfall.base.errors import UsageError
from utfall.behaviour.decisions import ProviderRule
from utfall.behaviour.providers.equal_effort import EqualEffort
from utfall.behaviour.providers.optimiser import Optimiser

PROVIDER_RULES: dict[str, type[Optimiser] | type[EqualEffort]] = {
    "optimiser": Optimiser,
    "equal_effort": EqualEffort,
}


def build(name: str) -> ProviderRule:
    """The rule of that name; an unknown name is answered with the nearest and with all that are known."""
    if name in PROVIDER_RULES:
        return PROVIDER_RULES[name]()
    near = get_close_matches(name, PROVIDER_RULES, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"unknown provider rule {name!r}.{hint} Known: {', '.join(sorted(PROVIDER_RULES))}")
