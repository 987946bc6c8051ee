"""Contract years under a rate standard, as each provider's own records show them: who has ended, what is known of them, who is still to come.

Each provider reckons with its own people: where all of them reach the line, so does the whole.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.rate_year import RateYearView
from utfall.contract.lookahead import reach
from utfall.contract.terms.cohort_clauses import SteppedClause, sums_of
from utfall.contract.terms.lines import number
from utfall.contract.terms.rate_standard import YEAR, by_end_of_service
from utfall.contract.terms.threshold import CohortThreshold
from utfall.model.measuring.counted import counted_by
from utfall.people.truth import WORLDS, World

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
Ids = NDArray[np.int32]


class Told(NamedTuple):
    """What has been said so far in one world: (N,) months with which service was over, and with which it is said to have ended (0: not yet)."""

    world: World
    month: int
    over: Ids
    said: Ids


class RateYears:
    """The rate standard of a run, on an outcome by its number."""

    def __init__(self, model: "ContractModel", clause: SteppedClause, outcome: int) -> None:
        self._model, self._clause, self._outcome = model, clause, outcome
        term, metric = clause.term, clause.metric
        self._months = np.array([time.months for time in getattr(metric, "after_service", None) or ()])
        self._lag = 0 if metric.lag is None else metric.lag.months
        self._line = number(term.level) if isinstance(term, CohortThreshold) and term.level is not None else 0.0
        self._hoped: dict[World, Floats] = {world: np.zeros(len(model.people)) for world in WORLDS}
        self._counted = np.zeros(len(model.people), dtype=np.bool_)
        self._this_year = np.zeros(0, dtype=np.int64)

    def distance(self, group: int) -> int:
        """Months from the day said to the one that is read, in a pay group."""
        return int(self._months[group])

    def begin(self, told: Told) -> None:
        """A month, before anybody is asked: who counts, and whose service was over, or was said to have ended, in its contract year."""
        self._counted = counted_by(self._model, self._clause.metric)
        self._this_year = np.flatnonzero(self._counted & ((told.over >= _first(told)) | (told.said >= _first(told))))

    def counts(self, persons: Ids) -> NDArray[np.bool_]:
        """(n,) who counts in the rate."""
        return self._counted[persons]

    def award(self, provider: str) -> float:
        """Minor units of a year's award that a provider may win; 0 where it does not know of it."""
        if self._clause.metric.hidden_from_providers:
            return 0.0
        return reach(self._clause, self._model.case.contract, provider) * sums_of(self._clause.term, *self._model.settlement.capital_sums)[0]

    def year(self, told: Told, provider: int, held: tuple[Ids, Floats]) -> RateYearView:
        """A provider's year, as it stands before it lets go of those whom it holds.

        held   (n,) persons, and their chances: what it counts of them, once let go, until they are recorded
        """
        self._hoped[told.world][held[0]] = held[1]
        first, mine = _first(told), self._this_year[self._model.people.provider[self._this_year] == provider]
        ended, over = mine[told.said[mine] >= first], told.over[mine]
        award = self.award(self._model.providers[provider].declared.id)
        return RateYearView(
            line=self._line,
            ended=self._known(told, ended),
            fresh=int(np.count_nonzero((over >= first) & (over <= told.month))),
            closes=told.month % YEAR == 0,
            award=award,
            next_award=award if first + YEAR <= self._model.case.contract.length else 0.0,
        )

    def _known(self, told: Told, ended: NDArray[np.int64]) -> Floats:
        """(e,) chance that each of those ended is a success: 0 or 1 where it has been recorded, else what was expected of it."""
        model = self._model
        read = told.said[ended] + self._months[model.people.group[ended]]
        if told.world == "with":
            units = model.meters[model.by_metric[self._clause.metric.id]].recorded[ended]
        else:
            units = model.people.history_without[self._outcome, np.minimum(read, model.case.months), ended] > 0
        return np.where(read + self._lag <= told.month, np.clip(units, 0.0, 1.0), self._hoped[told.world][ended])


def _first(told: Told) -> int:
    """First month of the contract year."""
    return told.month - (told.month - 1) % YEAR


def rate_years(model: "ContractModel", outcome: int) -> RateYears | None:
    """None where nothing is paid by a rate of those ended in a year."""
    clause = next((clause for clause in model.clauses.cohorts if by_end_of_service(clause.term)), None)
    return RateYears(model, clause, outcome) if isinstance(clause, SteppedClause) else None
