"""Providers that decide alike: by one rule and the same value tables, so that all their caseloads are filled in one compiled call."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import CaseloadsRule, ProviderRule
from utfall.behaviour.valuation.outlook import Outlook

if TYPE_CHECKING:
    from utfall.model.parties.organisations import ProviderAgent


class Office(NamedTuple):
    """Providers that decide together: their rule and tables, and who they are (P,)."""

    rule: CaseloadsRule
    outlook: Outlook | None
    mine: NDArray[np.bool_]


def offices(providers: Sequence["ProviderAgent"]) -> tuple[tuple[Office, ...], tuple["ProviderAgent", ...]]:
    """Offices, and the providers that decide alone because their rule takes one caseload at a time."""
    found: list[Office] = []
    alone = []
    for provider in providers:
        rule = provider.rule
        if not _says_the_same(type(rule)):
            alone.append(provider)
            continue
        office = next((office for office in found if cast(ProviderRule, office.rule) == rule and office.outlook is provider.outlook), None)
        if office is None:
            office = Office(cast(CaseloadsRule, rule), provider.outlook, np.zeros(len(providers), dtype=np.bool_))
            found.append(office)
        office.mine[provider.number] = True
    return tuple(found), tuple(alone)


def _says_the_same(kind: type) -> bool:
    """Whether the rule takes many caseloads at once (`CaseloadsRule`), and in its own name: one derived from another may have hours of its own."""
    line = kind.__mro__
    return hasattr(kind, "caseloads") and _place(line, "caseloads") <= _place(line, "hours")


def _place(line: tuple[type, ...], name: str) -> int:
    """Place of the nearest class that defines a method."""
    return next(number for number, one in enumerate(line) if name in vars(one))
