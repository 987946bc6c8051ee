"""Who is sent where, and when: first referrals, and those sent back who wait for another provider."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.cuts import classes_between
from utfall.base.draws import Purpose, uniforms
from utfall.model.parties.areas import Areas

Ids = NDArray[np.int32]
WAIT = 3
MOST_REFUSALS = 3


class Referrals:
    """The queue of persons sent to providers.

    first     (N,) provider of the first referral, a draw of the person with chances in proportion to `weights`
    refusals  (N,) times sent back
    areas     where providers work; None: everywhere
    """

    def __init__(self, people: int, weights: NDArray[np.float64], seed: int, areas: Areas | None = None) -> None:
        self._luck = uniforms(seed, int(Purpose.REFERRAL_PROVIDER), 0, 0, people)
        self.areas = areas
        self.refusals = np.zeros(people, np.int8)
        self._providers = weights.size
        self._waiting: dict[int, list[Ids]] = {}
        self.first = self._first(slice(0, people), weights)

    def weigh(self, weights: NDArray[np.float64], persons: slice) -> None:
        """Weigh the providers anew for persons who are still to be sent for the first time."""
        self.first[persons] = self._first(persons, weights)

    def _first(self, persons: slice, weights: NDArray[np.float64]) -> NDArray[np.int16]:
        if self.areas is not None:
            return self.areas.first(persons, self._luck[persons], weights)
        shares = np.cumsum(weights) / weights.sum()
        return classes_between(self._luck[persons], shares[:-1], True)

    def due(self, month: int, arriving: Ids) -> tuple[Ids, Ids]:
        """Persons sent this month, and the provider each is sent to: the first, then the next ones in order."""
        waiting = self._waiting.pop(month, [])
        persons = np.concatenate([arriving, *waiting]) if waiting else arriving
        if self.areas is not None:
            return persons, self.areas.next(persons, self.first, self.refusals)
        return persons, ((self.first[persons] + self.refusals[persons]) % self._providers).astype(np.int32)

    def send_back(self, month: int, persons: Ids) -> None:
        """Refused: they wait three months and go to another provider; after three refusals, or with nobody else to go to, they stay outside."""
        self.refusals[persons] += 1
        most = self._providers if self.areas is None else self.areas.providers_of(persons)
        again = persons[self.refusals[persons] < np.minimum(MOST_REFUSALS, most)]
        if again.size:
            self._waiting.setdefault(month + WAIT, []).append(again)

    @property
    def waiting(self) -> bool:
        """Whether anybody still waits."""
        return bool(self._waiting)
