"""A score on the day that the provider chooses: the best of several readings, whose errors it picks from."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.model.measuring.metering import NO_EMISSION, Emission, Meter, Month, ScoreMeter

Floats = NDArray[np.float64]


@dataclass(slots=True, eq=False, kw_only=True)
class ChosenScoreMeter(ScoreMeter):
    """Reads on every day that may be chosen; a success is reported at once, points on the last day.

    What truly was is the reading on the day agreed.

    days   (groups, 2) first and last person-month that may be chosen
    best   (N,) highest reading so far, in sd of the score (-inf: none)
    """

    days: NDArray[np.int64]
    best: Floats = field(default_factory=lambda: np.empty(0))

    def record(self, true: Emission, month: Month) -> Emission:
        """What the provider reports this month; misses as for any record."""
        del true
        return Meter.record(self, self._reported(month), month)

    def _reported(self, month: Month) -> Emission:
        here = self.window(month.month)
        clock, days = month.month - self.start[here] + 1, self._may_choose(month, here)
        inside = np.flatnonzero((clock >= days[:, 0]) & (clock <= days[:, 1]))
        if not inside.size:
            return NO_EMISSION
        persons, last = (inside + here.start).astype(np.int32), clock[inside] == days[inside, 1]
        groups, before = month.group[persons], self.best[persons]
        self.best[persons] = np.maximum(before, self.shown(month, persons))
        threshold = self.pick("threshold", groups)
        linear = np.isnan(threshold)
        reached = ~linear & (self.best[persons] >= threshold) & ~(before >= threshold)
        points = self.pick("offset", groups) + self.pick("slope", groups) * self.best[persons]
        said = reached | (linear & last)
        return Emission(persons[said], np.where(linear, points, 1.0)[said])

    def _may_choose(self, month: Month, here: slice) -> NDArray[np.int64]:
        """(n, 2) first and last day for persons of a slice; whom nobody serves (a control group) is read on the day agreed."""
        agreed = np.array([reading.month for reading in self.readings])[month.group[here]]
        served = month.enrolled[here] > 0
        return np.where(served[:, None], self.days[month.group[here]], agreed[:, None])
