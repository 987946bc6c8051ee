"""`tournament`: prizes by rank among providers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from utfall.base.money import split
from utfall.base.quantities import Money, Time
from utfall.contract.metrics.declarations import MetricId
from utfall.contract.terms.declarations import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament(Term):
    """The providers with the highest measured result share the prizes, first prize first, once every so often."""

    kind: ClassVar[str] = "tournament"
    metric: MetricId
    prizes: tuple[Money, ...]
    every: Time


def is_due(term: Tournament, month: int) -> bool:
    """Whether a round ends with this contract month."""
    return month % term.every.months == 0


def prizes_due(prizes: Sequence[Money], scores: Sequence[float | None]) -> list[int]:
    """Minor units for each provider by its measured result (None: it takes no part).

    Providers alike share the prizes of the ranks they fill, alike, to the last cent (the first in order gets what does not divide).
    """
    amounts = [prize.minor for prize in prizes]
    paid = [0] * len(scores)
    rank = 0
    for score in sorted({score for score in scores if score is not None}, reverse=True):
        alike = [i for i, own in enumerate(scores) if own == score]
        pot = sum(amounts[rank : rank + len(alike)])
        if pot:
            for i, part in zip(alike, split(pot, [1] * len(alike)), strict=True):
                paid[i] = part
        rank += len(alike)
    return paid
