"""By how much what a clause pays is moved for all alike: prices that grow or are reviewed, weights, limits that all persons share.

What a success would have been paid without the contract is the price that was paid for those with it, scaled alike.
"""

from utfall.contract.limits import Limiter

_PERSONAL = ("per_person", "last_payment_month")


class Scales:
    """Sums by clause: minor units due at the prices of the contract, at those of the day, left by limits of one person and by dates, paid."""

    __slots__ = ("_limiter", "_sums")

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._sums: dict[str, list[float]] = {}

    @property
    def cut(self) -> int:
        """Minor units that dates and limits of one person have cut so far."""
        return sum(self._limiter.cut[limit] for limit in _PERSONAL)

    def note(self, clause: str, agreed: int, due: int, open_: int, paid: int) -> None:
        """A month of a clause."""
        sums = self._sums.setdefault(clause, [0.0, 0.0, 0.0, 0.0])
        for place, amount in enumerate((agreed, due, open_, paid)):
            sums[place] += amount

    def listed(self, clause: str) -> float:
        """Minor units that fell due under a clause so far, at the prices of the contract."""
        return self._sums.get(clause, (0.0,))[0]

    def of(self, clause: str) -> float:
        """Growth of prices x share that shared limits (or a holder without money) leave."""
        agreed, due, open_, paid = self._sums.get(clause, (0.0, 0.0, 0.0, 0.0))
        return (due / agreed if agreed > 0.0 else 1.0) * (paid / open_ if open_ > 0.0 else 1.0)
