"""What hours were privately and socially worth, in true numbers: kept by the model, out of the agents' reach, for indicators alone.

Two sets of value tables are solved with the people as they are (true effect of help, true need): *private*, what a provider could
still earn by a person (the contract's streams, less later hours at the wage), and *social*, what that person's outcome time is worth
to society (less the same). Hours just decided are held against both (`worth`).
"""

from typing import TYPE_CHECKING, Any

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.marginals import Known
from utfall.behaviour.valuation.classes import classify, need_classes
from utfall.model.finished.worth import GAMING, HOURS, PRIVATE, SEEN, SOCIAL, judge
from utfall.model.foresight.outlook import social_value
from utfall.model.main import main_of

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
#: Hours per served month under this share of the mean of the same provider and pay group: parked.
PARKED_BELOW = 0.1
#: At most this many months between two looks at a person.
LONGEST_GAP = 6


class Watch:
    """Hours on actions whose private marginal value > wage > social marginal value; and whose next hour was worth more than its cost.

    Undefined (nan) where no resource value hangs on the main outcome. A provider whose rule looks no values up does not choose its
    hours by what they pay: none of them are gaming, and nobody is left unserved for it. Each person is looked at in one month of service
    in `every` (at least twice over its service), all in turn; totals are scaled to all hours. So a look costs a few per cent of a run.
    """

    def __init__(self, model: "ContractModel") -> None:
        case = model.case
        self._model = model
        self.defined = _has_values(model)
        self._judging: list[tuple[Any, ...]] = []  # what the kernel is handed each time, for each set of true tables
        self._totals = np.zeros((5, len(case.people.tasks)))
        self._worth, self._looks = np.zeros(len(model.people)), np.zeros(len(model.people), np.int16)
        self.judge_by(model)

    def judge_by(self, model: "ContractModel") -> None:
        """Take the true tables of who looks ahead now."""
        case, self._judging = model.case, []
        choosing = [provider for provider in model.providers if provider.outlook is not None]
        if not (self.defined and choosing):
            return
        wages = np.array([provider.wage for provider in model.providers])
        every = max(1, min(model.service_months // 2, LONGEST_GAP))
        for outlook in dict.fromkeys(provider.outlook for provider in choosing):  # who looks ahead alike is judged alike
            mine = np.array([provider.outlook is outlook for provider in model.providers])
            first = model.providers[int(mine.argmax())].declared
            private, social = model.outlooks.judged(case, first, model.foreseen, model.settlement.by_weight)
            weights = mine, wages, social_value(case), every
            self._judging.append((private.stack, social.stack, private.tasks, *weights, self._totals, self._worth, self._looks))
        self._need_class = _classes_of_need(model)

    def look(self, known: Known) -> None:
        """Judge the hours just decided; `known` is what providers saw. Call before people respond."""
        model, people = self._model, self._model.people
        if not self._judging:
            return
        for tables in self._judging:
            judge(
                model.month,
                model.rosters.offsets,
                model.hours,
                model.shut,
                model.books.means,
                model.productivity,
                known.who,
                known.group,
                known.began,
                people.state_of(model.outcome),
                self._need_class,
                known.progress,
                people.capability,
                people.response,
                known.received,
                *tables,
            )

    @property
    def gaming_hours(self) -> float:
        """Hours of gaming in all (nan: undefined)."""
        if not self.defined:
            return float("nan")
        given = sum(provider.hours_used for provider in self._model.providers if provider.outlook is not None)
        seen = float(self._totals[HOURS].sum())
        return given * float(self._totals[GAMING].sum()) / seen if seen > 0.0 else 0.0

    def private_value(self) -> Floats:
        """(tasks,) mean private value of a first hour, over wage; nan where never looked at."""
        return self._mean(PRIVATE)

    def social_value(self) -> Floats:
        """(tasks,) mean social value of a first hour, over wage; nan where never looked at."""
        return self._mean(SOCIAL)

    def unserved_worth(self) -> NDArray[np.bool_]:
        """(N,) parked although the next hour was worth more than its cost, at the mean of the months in which the person was looked at."""
        worth = np.divide(self._worth, self._looks, out=np.zeros_like(self._worth), where=self._looks > 0)
        found: NDArray[np.bool_] = (worth > 1.0) & _parked(self._model)
        return found

    def _mean(self, row: int) -> Floats:
        seen = self._totals[SEEN]
        return np.divide(self._totals[row], seen, out=np.full_like(seen, np.nan), where=seen > 0)


def _has_values(model: "ContractModel") -> bool:
    """Whether society values the main outcome: a resource value, with a price by time, on it."""
    kind, number = main_of(model.case)
    values = model.case.contract.values
    mine = [v for v in values if v.outcome == number and v.kind == "resource" and v.of_events == (kind == "events")]
    return kind != "score" and number >= 0 and any(v.of_events or v.when != "for_each" for v in mine)


def _classes_of_need(model: "ContractModel") -> NDArray[np.int16]:
    """(N,) class of true need inside the pay group, as the true tables cut it."""
    groups = [need_classes(group.need, group.need_spread, 1.0) for group in model.case.people.groups]
    return classify(groups, model.people.group, model.people.standard_need())


def _parked(model: "ContractModel") -> NDArray[np.bool_]:
    """(N,) hours per served month under a tenth of the mean of the same provider and pay group."""
    people = model.people
    served = people.enrol_month > 0
    size = len(model.providers), len(model.case.people.groups)
    found: NDArray[np.bool_] = _under(PARKED_BELOW, served, people.columns.hours, people.columns.served_months, people.provider, people.group, size)
    return found


@nb.njit(cache=True, error_model="numpy")
def _under(
    share: float,
    served: NDArray[np.bool_],
    hours: Floats,
    months: NDArray[np.int32],
    provider: NDArray[np.int32],
    group: NDArray[np.int16],
    size: tuple[int, int],
) -> NDArray[np.bool_]:
    """Whose hours a month are under a share of the mean of those served by the same provider in the same pay group; size: providers, groups."""
    rate, sums, counts = np.zeros(served.size), np.zeros(size), np.zeros(size)
    for t in range(hours.shape[0]):
        for i in range(served.size):
            rate[i] += hours[t, i]
    for i in range(served.size):
        if served[i]:
            rate[i] /= max(months[i], 1)
            sums[provider[i], group[i]] += rate[i]
            counts[provider[i], group[i]] += 1.0
    out = np.zeros(served.size, np.bool_)
    for i in range(served.size):
        if served[i]:
            out[i] = rate[i] < share * (sums[provider[i], group[i]] / counts[provider[i], group[i]])
    return out
