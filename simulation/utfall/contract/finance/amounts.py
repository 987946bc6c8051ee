"""Amounts that are a share of the capital, in money."""

from utfall.base.money import exact, round_half_even
from utfall.base.quantities import Amount, Money


def minor_of(amount: Amount, drawn: int, agreed: int) -> int:
    """Minor units of an amount, given the capital drawn so far and agreed (the need), in minor units."""
    if isinstance(amount, Money):
        return amount.minor
    return round_half_even(exact(amount.fraction) * (drawn if amount.of == "drawn" else agreed))
