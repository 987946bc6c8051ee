"""Who is served this month, by provider: one array of persons sorted by provider and pay group, so that each caseload is a slice.

Within it each pay group is one too: who reads the same value tables stands together.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]


@nb.njit(cache=True)
def _serve(  # noqa: PLR0913, PLR0917
    old: Ids,
    bounds: NDArray[np.int64],
    new: Ids,
    provider: Ids,
    group: NDArray[np.int16],
    groups: int,
    in_service: NDArray[np.bool_],
    ids: Ids,
    servers: NDArray[np.int64],
    offsets: NDArray[np.int64],
) -> int:
    """Who of the old (bounds (P x groups + 1,)) is still served, then who is new, provider by provider and group by group; returns how many."""
    count = 0
    for cell in range(offsets.size - 1):
        offsets[cell] = start = count
        p, g = cell // groups, cell % groups
        for k in range(bounds[cell], bounds[cell + 1]):
            ids[count] = old[k]
            count += in_service[old[k]]
        for i in new:
            if provider[i] == p and group[i] == g:
                ids[count] = i
                count += 1
        servers[start:count] = p
    offsets[-1] = count
    return count


@nb.njit(cache=True)
def _end(month: int, served: Ids, bounds: NDArray[np.int64], until: Ids, works: NDArray[np.bool_], in_service: NDArray[np.bool_]) -> None:
    """Service ends of those whose last month it was, and of everybody whose provider has stopped."""
    for p in range(works.size):
        for k in range(bounds[p], bounds[p + 1]):
            if until[served[k]] <= month or not works[p]:
                in_service[served[k]] = False


@nb.njit(cache=True)
def _room(
    places: NDArray[np.int64], served: Ids, bounds: NDArray[np.int64], in_service: NDArray[np.bool_], works: NDArray[np.bool_]
) -> NDArray[np.int64]:
    room = np.zeros(places.size, np.int64)
    for p in range(places.size):
        if works[p]:
            room[p] = places[p]
            for k in range(bounds[p], bounds[p + 1]):
                room[p] -= in_service[served[k]]
    return room


class Rosters:
    """Persons in service, (served,) int32 sorted by provider and pay group; the caseload of provider p is ids[offsets[p]:offsets[p + 1]].

    servers   (served,) number of each one's provider
    stale     somebody listed is no longer in service
    """

    __slots__ = ("_bounds", "_buffers", "_ends", "_group", "_groups", "_servers", "_turn", "ids", "offsets", "servers", "stale")

    def __init__(self, group: NDArray[np.int16], groups: int, providers: int) -> None:
        """`group` (N,) pay group of each person, of so many."""
        people = group.size
        self._group, self._groups = group, groups
        self._buffers = (np.empty(people, np.int32), np.empty(people, np.int32))
        self._bounds = (np.zeros(providers * groups + 1, np.int64), np.zeros(providers * groups + 1, np.int64))
        self._servers = np.empty(people, np.int64)
        self._turn = 0
        self._ends: set[int] = set()
        self.stale = False
        self.ids: Ids = self._buffers[0][:0]
        self.servers = self._servers[:0]
        self.offsets: NDArray[np.int64] = np.zeros(providers + 1, np.int64)

    def update(self, newcomers: Ids, provider: Ids, in_service: NDArray[np.bool_]) -> bool:
        """Drop whose service is over, take in who is new, by their numbers; returns whether anybody came or went. `provider`, `in_service` (N,)."""
        if not newcomers.size and not self.stale:
            return False
        self.stale = False
        self._turn = 1 - self._turn
        buffer, before, bounds = self._buffers[self._turn], self._bounds[1 - self._turn], self._bounds[self._turn]
        new = np.sort(newcomers)
        count = _serve(self.ids, before, new, provider, self._group, self._groups, in_service, buffer, self._servers, bounds)
        self.ids, self.servers, self.offsets = buffer[:count], self._servers[:count], bounds[:: self._groups].copy()
        return True

    def will_end(self, month: int) -> None:
        """Somebody's last contract month of service is `month`."""
        self._ends.add(month)

    def end(self, month: int, until: Ids, works: NDArray[np.bool_], in_service: NDArray[np.bool_], *, stopped: bool) -> None:
        """End the service of those whose last month it was; `until` (N,) last contract month of service, `works` (P,); stopped: a provider did."""
        if self.ids.size and (stopped or month in self._ends):
            _end(month, self.ids, self.offsets, until, works, in_service)
            self.stale = True

    def room(self, places: NDArray[np.int64], in_service: NDArray[np.bool_], works: NDArray[np.bool_]) -> NDArray[np.int64]:
        """(P,) places left of those each provider has, (P,); none where it has stopped."""
        found: NDArray[np.int64] = _room(places, self.ids, self.offsets, in_service, works)
        return found

    def bounds(self, provider: int) -> tuple[int, int]:
        """First and last-plus-one place of a provider's caseload in `ids`."""
        return int(self.offsets[provider]), int(self.offsets[provider + 1])
