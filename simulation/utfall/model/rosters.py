"""Who is served this month, by provider: one array of persons sorted by provider, so that each caseload is a slice."""

import numba as nb
import numpy as np
from numpy.typing import NDArray



@nb.njit(cache=True)
def _serve(
    old: NDArray[np.int32],
    new: NDArray[np.int32],
    provider: NDArray[np.int32],
    until: NDArray[np.int32],
    dropped: NDArray[np.bool_],
    month: int,
    works: NDArray[np.bool_],
    ids: NDArray[np.int32],
    offsets: NDArray[np.int64],
) -> int:
    """Counting sort by provider of those still served and those new; keeps the order of enrolment inside a provider."""
    offsets[:] = 0
    for source in (old, new):
        for i in source:
            if until[i] >= month and not dropped[i] and works[provider[i]]:
                offsets[provider[i] + 1] += 1
    for p in range(works.size):
        offsets[p + 1] += offsets[p]
    cursor = offsets.copy()
    for source in (old, new):
        for i in source:
            if until[i] >= month and not dropped[i] and works[provider[i]]:
                ids[cursor[provider[i]]] = i
                cursor[provider[i]] += 1
    return offsets[-1]


class Rosters:
    """Persons in service, (served,) int32 sorted by provider; `slice(p)` is the caseload of provider p."""

    __slots__ = ("_buffers", "_turn", "ids", "offsets")

    def __init__(self, people: int, providers: int) -> None:
        self._buffers = (np.empty(people, np.int32), np.empty(people, np.int32))
        self._turn = 0
        self.ids: NDArray[np.int32] = self._buffers[0][:0]
        self.offsets: NDArray[np.int64] = np.zeros(providers + 1, np.int64)

    def update(
        self,
        month: int,
        newcomers: NDArray[np.int32],
        provider: NDArray[np.int32],
        until: NDArray[np.int32],
        dropped: NDArray[np.bool_],
        works: NDArray[np.bool_],
    ) -> None:
        """Drop who is done, take in who is new. `until`: last contract month of service; `works`: providers that still work."""
        if not self.ids.size and not newcomers.size:
            return
        self._turn = 1 - self._turn
        buffer = self._buffers[self._turn]
        count = _serve(self.ids, newcomers, provider, until, dropped, month, works, buffer, self.offsets)
        self.ids = buffer[:count]

    def bounds(self, provider: int) -> tuple[int, int]:
        """First and last-plus-one place of a provider's caseload in `ids`."""
        return int(self.offsets[provider]), int(self.offsets[provider + 1])
