"""Areas: people live in one, providers work in some, and nobody is sent to a provider that does not work where it lives."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.cuts import classes_between
from utfall.base.draws import Purpose, uniforms
from utfall.contract.contract import Contract

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]


class Areas:
    """Who works where.

    names   areas, in the order in which the providers name them; of (N,) number of each person's, a draw with equal chances
    """

    __slots__ = ("_count", "_order", "_works", "names", "of")

    def __init__(self, contract: Contract, people: int, seed: int) -> None:
        self.names = area_names(contract)
        shares = np.arange(1, len(self.names)) / len(self.names)
        self.of = classes_between(uniforms(seed, int(Purpose.AREA), 0, 0, people), shares, True)
        self._works = np.array([[not p.areas or name in p.areas for p in contract.providers] for name in self.names])
        self._count = self._works.sum(axis=1)
        self._order = np.argsort(~self._works, axis=1, kind="stable")  # those that work there, in the order of the file, come first

    def first(self, persons: slice, luck: Floats, weights: Floats) -> NDArray[np.int16]:
        """(n,) place of the first provider among those of each person's area; chances in proportion to weights (P,)."""
        found = np.zeros(luck.size, np.int16)
        for area, works in enumerate(self._works):
            shares = np.cumsum(weights[works]) / weights[works].sum()
            here = self.of[persons] == area
            found[here] = classes_between(luck[here], shares[:-1], True)
        return found

    def next(self, persons: Ids, first: NDArray[np.int16], refusals: NDArray[np.int8]) -> Ids:
        """(n,) provider that each is sent to: the first, then the next ones of its area."""
        area = self.of[persons]
        place = (first[persons] + refusals[persons]) % self._count[area]
        return self._order[area, place].astype(np.int32)

    def providers_of(self, persons: Ids) -> NDArray[np.int64]:
        """(n,) how many providers work where each lives."""
        found: NDArray[np.int64] = self._count[self.of[persons]]
        return found


def area_names(contract: Contract) -> tuple[str, ...]:
    """All areas that providers name."""
    return tuple(dict.fromkeys(name for provider in contract.providers for name in provider.areas))
