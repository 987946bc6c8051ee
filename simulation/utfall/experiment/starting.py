"""At how many drawn points a contract starts, where its parties know the point that they sign at.

A run signs by one forecast at central values, whatever is drawn afterwards: a contract starts in every run or in none. Here the forecast is made at
the point, so that what comes out says how much the decision hangs on what is not known.
"""

from collections import Counter
from dataclasses import dataclass

from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel
from utfall.scenario import Scenario

#: Runs of a forecast: fewer than where a contract is run, since points differ by more than luck does.
SEEDS = 8


@dataclass(frozen=True, slots=True)
class Starting:
    """What was decided at each point: whether it starts, in order of points, and at how many each party declines."""

    started: tuple[bool, ...]
    declined: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """Share of points at which it starts."""
        return sum(self.started) / len(self.started)


def starting(scenario: Scenario, points: int, seeds: int = SEEDS) -> Starting:
    """Decide at points 0 to `points` - 1 of what is uncertain, each with a forecast of its own of `seeds` runs."""
    models = []
    for point in range(points):
        case = scenario.case(point)
        models.append(ContractModel(case, expectations=forecast(case, seeds)))
    counts = Counter(party for model in models for party in model.declined)
    return Starting(tuple(model.signed for model in models), tuple(sorted(counts.items())))
