"""Who is sent where, and when: first referrals, and those sent back who wait for another provider."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.cuts import classes_between
from utfall.base.draws import Purpose, uniforms

Ids = NDArray[np.int32]
WAIT = 3
MOST_REFUSALS = 3


class Referrals:
    """The queue of persons sent to providers.

    first     (N,) provider of the first referral, a draw of the person with chances in proportion to `weights`
    refusals  (N,) times sent back
    """

    def __init__(self, people: int, weights: NDArray[np.float64], seed: int) -> None:
        shares = np.cumsum(weights) / weights.sum()
        luck = uniforms(seed, int(Purpose.REFERRAL_PROVIDER), 0, 0, people)
        self.first = classes_between(luck, shares[:-1], True)
        self.refusals = np.zeros(people, np.int8)
        self._providers = weights.size
        self._waiting: dict[int, list[Ids]] = {}

    def due(self, month: int, arriving: Ids) -> tuple[Ids, Ids]:
        """Persons sent this month, and the provider each is sent to: the first, then the next ones in order."""
        waiting = self._waiting.pop(month, [])
        persons = np.concatenate([arriving, *waiting]) if waiting else arriving
        return persons, ((self.first[persons] + self.refusals[persons]) % self._providers).astype(np.int32)

    def send_back(self, month: int, persons: Ids) -> None:
        """Refused: they wait three months and go to another provider; after three refusals, or with nobody else to go to, they stay outside."""
        self.refusals[persons] += 1
        again = persons[self.refusals[persons] < min(MOST_REFUSALS, self._providers)]
        if again.size:
            self._waiting.setdefault(month + WAIT, []).append(again)

    @property
    def waiting(self) -> bool:
        """Whether anybody still waits."""
        return bool(self._waiting)
