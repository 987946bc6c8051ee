"""Data maturity of organisations: seven parts on their way over the years; how much of their records they can learn from is the mean [danish-pool].

Each part rises evenly; leaders and skilled staff come and go, and the other parts follow these two.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PARTS = ("strategy", "leadership", "organisation", "culture", "skills", "data", "technology")
#: Parts that move by themselves and that the others follow: leadership and skills.
LEADING = [PARTS.index("leadership"), PARTS.index("skills")]
FOLLOWING = [part for part in range(len(PARTS)) if part not in LEADING]


class Maturity:
    """State of one run.

    start    (providers, 7) at the start, 0 to 1; growth (providers,) rise a year
    shock    sd of what leadership and skills gain or lose in a year (index)
    pull     share of the gap to the mean of leadership and skills that each other part closes in a year
    """

    def __init__(self, start: Floats, growth: Floats, shock: float = 0.0, pull: float = 0.0) -> None:
        self._start, self._growth, self.shock, self._pull = start, growth, shock, pull
        self._beside, self._years = np.zeros_like(start), 0.0

    @property
    def parts(self) -> Floats:
        """(providers, 7), 0 to 1."""
        return np.clip(self._start + self._growth[:, None] * self._years + self._beside, 0.0, 1.0)

    @property
    def mean(self) -> Floats:
        """(providers,) mean of the seven parts; to the bit the one number of all parts where they are alike."""
        parts = self.parts
        return np.asarray(parts[:, 0] + (parts - parts[:, :1]).mean(axis=1))

    def year(self, years: float, luck: Floats | None = None) -> None:
        """On to so many years after the start; luck (2, providers) standard normal, asked for where there are shocks."""
        self._years = years
        if luck is not None:
            self._beside[:, LEADING] += self.shock * luck.T
        if self._pull > 0.0:
            parts = self.parts
            self._beside[:, FOLLOWING] += self._pull * (parts[:, LEADING].mean(axis=1)[:, None] - parts[:, FOLLOWING])
        if luck is not None or self._pull > 0.0:  # what would go past 0 or 1 is not kept in store
            self._beside = self.parts - self._start - self._growth[:, None] * years

    def anew(self, number: int) -> None:
        """Another organisation takes a place."""
        self._beside[number] = 0.0
