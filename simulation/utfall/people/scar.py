"""Duration dependence: the longer out, the harder to enter: entry logit - scar x log(months out).

Optional (scar 0: nothing here is run). Whoever has been out for one month enters at the rate that the file gives; months out before a
person's own month 0 are counted in the year of history, which was run without a scar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.people.columns import Floats, Int32s, States

if TYPE_CHECKING:
    from utfall.people.population import Population


class MonthsOut:
    """Months out of one state outcome at the end of the latest month, in each world, (N,) each; 0 for who is in it."""

    def __init__(self, population: Population, outcome: int) -> None:
        past = np.concatenate([population.before()[outcome], population.history[outcome]])
        own_zero = population.start_month - 1 + population.before().shape[1]
        found = np.zeros(len(population), dtype=np.int32)
        still = np.ones(len(population), dtype=np.bool_)
        everybody = np.arange(len(population))
        for back in range(past.shape[0]):
            row = own_zero - back
            still &= (row >= 0) & (past[np.maximum(row, 0), everybody] == 0)
            found += still
            if not still.any():
                break
        self.scar = population.params.outcomes[outcome].scar
        self.out: dict[str, Int32s] = {"with": found, "without": found.copy()}

    def logits(self, world: str, active: int) -> Floats:
        """(n,) what the months out take off the entry logits of the first `active` persons."""
        taken: Floats = self.scar * np.log(np.maximum(self.out[world][:active], 1))
        return taken

    def move(self, world: str, after: States) -> None:
        """Count the month: `after` (n,) states at its end."""
        out: NDArray[np.int32] = self.out[world][: after.size]
        out[:] = np.where(after == 0, out + 1, 0)
