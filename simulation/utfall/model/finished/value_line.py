"""One value line of a finished run: what was counted of it, times its price."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import ValueFacts
from utfall.contract.parties import Value
from utfall.model.finished.saved import saved_share

Floats = NDArray[np.float64]


def value_line(value: Value, price: float, change: Floats, offered: tuple[float, float], by_fifth: Floats) -> ValueFacts:
    """The facts of a value at so many minor units per unit.

    change     (months,) units with minus without the contract, summed over all eligible, by contract month; by_fifth (5, months) the same
    offered    mean units per offered person over follow-up, with and without
    """
    return ValueFacts(
        id=value.id,
        title=value.title or value.id.replace("_", " "),
        sign=value.sign,
        falls_on=value.falls_on,
        kind=value.kind,
        to=value.to,
        cashable=saved_share(value, change.size),
        kept=value.kept.fraction,
        difference=value.sign * price * change,
        per_offered=price * offered[0],
        per_offered_without=price * offered[1],
        by_fifth=value.sign * price * by_fifth,
    )
