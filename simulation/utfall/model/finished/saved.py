"""What of a value can really be saved: a share that may rise, less the places that others fill."""

import numpy as np
from numpy.typing import NDArray

from utfall.contract.parties import Value

Floats = NDArray[np.float64]


def saved_share(value: Value, months: int) -> float | Floats:
    """Share of a value that is freed, by contract month where it rises: buildings and posts are given up one after another.

    s(m) = (1 - refilled) [cashable + (rising_to - cashable) min(1, m / after)], m from 1
    """
    kept_free = 1.0 - value.refilled.fraction
    if value.rising_to is None or value.after is None:
        return value.cashable.fraction * kept_free
    risen = np.minimum(np.arange(1, months + 1) / value.after.months, 1.0)
    return kept_free * (value.cashable.fraction + (value.rising_to.fraction - value.cashable.fraction) * risen)
