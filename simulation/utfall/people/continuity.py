"""Who works with whom: workers leave, and a new one starts from less of what the old one had won [bordin-1979].

With c uninterrupted months with the same worker, help builds a share f(c) = 1 - s 2^(-c / h) of what it could. A file's `builds` are what
help builds with one worker throughout, so that a month counts f(c) / f(months served): 1 for who never changed. A worker has a part of a
provider's people, who all lose it at once.
"""

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.base.rules import exponential
from utfall.people.columns import Floats, Int32s
from utfall.people.parameters import Continuity

_LN2 = 0.6931471805599453


class Workers:
    """Workers of the providers P, and how long each person has had its own.

    rates    (P,) chance a month that a worker leaves; whoever decides on staff writes here
    slots    (P,) workers of each provider
    lasting  (N,) uninterrupted months with the present worker
    same     (N,) served months with the worker of the month before; the first counts
    """

    def __init__(self, law: Continuity, rates: Floats, slots: NDArray[np.int64], people: int, months: int) -> None:
        self.rates, self.slots = rates, slots
        self.lasting, self.same = np.zeros(people, np.int32), np.zeros(people, np.int32)
        self._works = np.array([1.0 - law.lost_at_first * exponential(-_LN2 * c / law.half_life) for c in range(months + 2)])

    def month(self, seed: int, month: int, served: Int32s, served_months: Int32s, provider: Int32s) -> Floats:
        """(n,) factors on what the month's help builds in those served; `served_months` (N,) before the month, `provider` (N,)."""
        who, theirs = provider[served], served_months[served]
        gone = np.zeros(served.size, np.bool_)
        for number in np.flatnonzero(np.bincount(who, minlength=self.rates.size)[: self.rates.size]).tolist():
            slots = int(self.slots[number])
            leaves = uniforms(seed, int(Purpose.WORKER_LEAVES), month, number, slots) < self.rates[number]
            mine = np.flatnonzero(who == number)
            gone[mine] = leaves[served[mine] % slots]
        gone &= theirs > 0
        self.lasting[served[gone]] = 0
        self.same[served[~gone]] += 1
        factor: Floats = self._works[self.lasting[served]] / self._works[theirs]
        self.lasting[served] += 1
        return factor

    def interrupted(self, served: Int32s, served_months: Int32s) -> Floats:
        """(n,) share of the months served so far that were spent with another worker than the present one: 0 for who never changed."""
        months = np.maximum(served_months[served], 1)
        found: Floats = 1.0 - np.minimum(self.lasting[served], months) / months
        return found
