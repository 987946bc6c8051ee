"""Sanctions: benefit that is withheld for a month, from those who are on it."""

import numpy as np

from utfall.people.columns import Floats, Int32s, States


class Sanctions:
    """Who was sanctioned, and by how much.

    cuts     (K,) share of a month's benefit that each task withholds at full response
    months   each month's (month, persons, benefit months withheld)
    now      (N,) share of this month's benefit withheld
    """

    def __init__(self, cuts: Floats, people: int) -> None:
        self.cuts = cuts
        self.months: list[tuple[int, Int32s, Floats]] = []
        self.now = np.zeros(people)
        self._latest = np.empty(0, np.int32)

    def month(self, month: int, served: Int32s, effects: Floats, on_benefit: States) -> Floats:
        """(n,) shares of the month's benefit withheld from those served; `on_benefit` (N,) 0: on it."""
        self.now[self._latest] = 0.0
        share = np.zeros(served.size)
        for cut, row in zip(self.cuts, effects, strict=True):
            share += cut * row
        share[on_benefit[served] != 0] = 0.0
        np.minimum(share, 1.0, out=share)
        self.now[served] = share
        self._latest = served.copy()
        hit = share > 0.0
        if hit.any():
            self.months.append((month, served[hit], share[hit]))
        return share
