"""Providers that fall short: minimums and their consequences, rescue, and early end."""

from collections.abc import Mapping

from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.terms.lines import number

#: From mild to hard.
CONSEQUENCES = ("none", "warning", "lose_places", "terminate")


def missed(minimum: Minimum, results: tuple[float | None, ...]) -> bool:
    """Whether a provider falls short in any pay group; `results`: its measured result in each (None: nobody counted there yet)."""
    return any(result is not None and result < number(level) - 1e-12 for level, result in zip(minimum.level, results, strict=True))


def consequence(review: Review, results: Mapping[str, tuple[float | None, ...]]) -> str:
    """The hardest consequence of all the minimums that a provider missed; `results`: minimum id -> result by pay group."""
    found = [minimum.consequence for minimum in review.minimums if minimum.id in results and missed(minimum, results[minimum.id])]
    return max(found, key=CONSEQUENCES.index, default="none")


def rescue(review: Review, shortfall: int, reserves_at_start: int, rescued: int) -> int:
    """Minor units that payers put in for a provider that is `shortfall` short, given what they have put in for it before."""
    most = int(review.rescue.fraction * reserves_at_start)
    return min(max(shortfall, 0), max(most - rescued, 0))


def may_end(review: Review, party: str, month: int, length: int) -> bool:
    """Whether a party may end the contract with this month: those named, at a review (at any month where none is held)."""
    if party not in review.may_end_early or month >= length:
        return False
    return review.every is None or month % review.every.months == 0


def ends(review: Review, worth: Mapping[str, float], month: int, length: int) -> tuple[str, ...]:
    """Parties that end the contract with this month: those that may, and to whom the rest of it is worth less than nothing (minor units)."""
    return tuple(party for party, value in worth.items() if value < 0 and may_end(review, party, month, length))
