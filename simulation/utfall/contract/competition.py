"""How a contract finds its providers, and new ones after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Share, Time

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retender:
    """Places that are tendered anew while the contract runs: who is paid least may lose its own to one that works as others do.

    every     how often
    at_risk   share of the providers, those paid least a month of service since the last time, whose places are tendered
    replaced  chance that another wins such a place
    """

    every: Time
    at_risk: Share
    replaced: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Competition:
    """Rules of the market for the contract itself.

    tender    bidders who offer to do it at a share of the prices written, the lowest wins (None: prices as written)
    entry     whether a newcomer takes the place of a provider that has stopped
    retender  how places are tendered anew (None: they are not)
    """

    tender: int | None = None
    entry: bool = False
    retender: Retender | None = None


NO_COMPETITION = Competition()


def works_like(paid: Floats, rules: Retender, luck: Floats) -> Ints:
    """(P,) number of the provider that each works like from now on: its own, or, where it is replaced, that of one not at risk.

    paid   (P,) minor units a month of service (nan: served nobody, and neither is at risk nor copied)
    luck   (3, P) uniform numbers: who of those paid alike is at risk, whether a place at risk is lost, whom its winner works like
    """
    found = np.arange(paid.size)
    served = np.flatnonzero(~np.isnan(paid))
    order = served[np.lexsort((luck[0, served], paid[served]))]
    count = int(np.rint(rules.at_risk.fraction * order.size))
    last, others = order[:count], order[count:]
    if others.size:
        lost = last[luck[1, last] < rules.replaced.fraction]
        found[lost] = others[(luck[2, lost] * others.size).astype(np.int64)]
    return found
