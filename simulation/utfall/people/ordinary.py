"""Ordinary services: what people get without the programme, what its users give up, and what others lose to it.

Capability 0 is what ordinary services of H hours a month give. Who is served by the programme gives up a share sigma of them
[heckman-2000]; the programme draws staff from them, phi hours for each of its own, less what its users leave free, and all others lose
that in equal parts. Losing a share s takes r x builds_j (G(H) - G((1 - s) H)) from a month's gain, G the response of the like task.
"""

import numpy as np

from utfall.base.laws import Task
from utfall.base.rules import response
from utfall.people.columns import Columns, Floats, Int32s
from utfall.people.parameters import Ordinary


class OrdinaryServices:
    """What is left of ordinary services.

    lost   (N,) hours of ordinary service lost to the programme while not served by it
    draws  whether the programme draws staff from them
    """

    def __init__(self, law: Ordinary, task: Task, people: int, *, draws: bool) -> None:
        self._law, self.draws = law, draws
        self._builds = np.array(task.builds)
        self._eta, self._linear = task.eta, task.response == "quadratic"
        self._whole = response(law.hours, self._eta, self._linear)
        self.lost = np.zeros(people)

    def _gain(self, share: float) -> Floats:
        """(J,) logits that a person of mean responsiveness misses in a month without this share."""
        return self._builds * (self._whole - response((1.0 - share) * self._law.hours, self._eta, self._linear))

    def share_lost(self, hours: float, served: int, others: int) -> float:
        """Share of their ordinary service that each of the others loses in a month in which the programme gives so many hours."""
        if not self.draws or others == 0 or self._law.hours <= 0.0:
            return 0.0
        short = self._law.drawn_per_hour * hours - self._law.given_up * self._law.hours * served
        return min(max(short / (self._law.hours * others), 0.0), 1.0)

    def month(self, columns: Columns, active: int, served: Int32s, hours: float) -> None:
        """Take a month's losses from the capability of the first `active` persons; `hours` given by the programme in all."""
        share = self.share_lost(hours, served.size, active - served.size)
        for j in np.flatnonzero(self._builds).tolist():
            column, factor = columns.capability[j], columns.response
            theirs, own = float(self._gain(share)[j]), float(self._gain(self._law.given_up)[j])
            if share > 0.0:
                column[:active] -= factor[:active] * theirs
                column[served] += factor[served] * theirs
            column[served] -= factor[served] * own
        if share > 0.0:
            self.lost[:active] += share * self._law.hours
            self.lost[served] -= share * self._law.hours
