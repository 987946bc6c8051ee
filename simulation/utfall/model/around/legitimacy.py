"""Legitimacy of a contract over a run (`mechanisms.legitimacy`; an illustration): what it asks of signing, renewal and a new mandate."""

from typing import TYPE_CHECKING

from utfall.behaviour.surroundings import legitimacy_step
from utfall.model.parties.ratings import successes

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.scenario.case import Case


class Legitimacy:
    """Legitimacy so far.

    level   0-1; at that of an open contract's start nothing is changed
    """

    def __init__(self, case: "Case") -> None:
        law, self._open = case.profile.around, case.contract.open
        self._law, self._start = law, law.legitimacy_at_start
        self.level = self._start * (1.0 if self._open else 1.0 - law.lost_to_secrecy)
        self._gain = 0.0

    def month(self, model: "ContractModel") -> None:
        """After a month's payments: investors' gain draws it down, results that are seen build it up."""
        counted, reached = successes(model)
        shown = float(reached.sum() / counted.sum()) if self._open and counted.sum() > 0 else 0.0
        drawn = model.settlement.capital_drawn
        cash = sum(investor.cash for investor in model.investors)
        gain = max(cash / drawn, self._gain) if drawn > 0 else self._gain
        self.level = legitimacy_step(self._law, self.level, shown, gain - self._gain)
        self._gain = gain

    @property
    def asked(self) -> float:
        """What a payer wants to save for each unit it pays: 1, and more where legitimacy is lacking."""
        return 1.0 + self._law.asked_for_doubt * max(1.0 - self.level / self._start, 0.0)

    def renews(self, chance: float) -> float:
        """A chance of renewal, its odds in proportion to legitimacy."""
        odds = self.level / self._start
        return chance * odds / (1.0 - chance + chance * odds)

    def breaks(self, chance: float) -> float:
        """The chance that a new mandate ends the contract, in proportion to what legitimacy lacks."""
        return min(chance * (1.0 - self.level) / (1.0 - self._start), 1.0)
