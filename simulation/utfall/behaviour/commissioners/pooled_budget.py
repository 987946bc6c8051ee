"""A commissioner that counts what falls on the others of its pool as its own."""

from dataclasses import dataclass

from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.views import PurseView


@dataclass(frozen=True, slots=True)
class PooledBudget(Fixed):
    """Signs if the pool as a whole gains.

    Theory   wrong pockets: who pays is not who saves; a pool takes both in
    Reads    savings and payments of all members of its pool
    """

    def sign(self, view: PurseView) -> bool:
        """Sign if the savings of all cover the payments of all."""
        return sum(saved - pays for saved, pays in view.members) >= 0.0
