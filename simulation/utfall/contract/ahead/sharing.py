"""What part of pay for many people at once reaches a provider, as settlement shares it: its part of what one more success adds.

How many are counted with each provider, and the hours of each, are given when somebody is helped, so that the part of one more success is the
part of the whole:

    paid to `providers`, or to holders of whom each provider has one    by how many of those counted each served
    passed on by the one holder of all                                  by staff hours
    paid to one party, prizes by rank                                   the whole: its own

That one more person taken on is one more head among those counted is left out.
"""

from dataclasses import dataclass

from utfall.contract.contract import Contract
from utfall.contract.terms.heads import Headed


@dataclass(frozen=True, slots=True)
class Parts:
    """A provider's part, as planned: of those served, and of all staff hours (1: it is the only one)."""

    heads: float = 1.0
    hours: float = 1.0

    def of(self, clause: Headed, contract: Contract) -> float:
        """Its part of what the clause adds for one more success, beside what a holder keeps for itself."""
        if clause.kind == "tournament" or not (clause.payee == "providers" or clause.to_holder):
            return 1.0
        by_heads = clause.payee == "providers" or (contract.capital is not None and contract.capital.per_provider)
        return self.heads if by_heads else self.hours


ALONE = Parts()
