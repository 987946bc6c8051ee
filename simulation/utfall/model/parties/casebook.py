"""What providers know of the people they serve, in columns: assessments, own hours, believed capability, recorded progress."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normal_quantile, philox, stream, unit
from utfall.base.rules import exponential
from utfall.behaviour.marginals import Known
from utfall.behaviour.valuation.problem import TaskColumns
from utfall.behaviour.valuation.product import CAP_LEVELS
from utfall.people.participants import conceals
from utfall.people.population import Population
from utfall.scenario.case import Case

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ids = NDArray[np.int32]
States = NDArray[np.uint8]


@nb.njit(cache=True, error_model="numpy")
def _see(served: Ids, month: int, lane: int, key: np.uint32, error: float, state: States, seen: States) -> None:
    """States (n,) of those served as their workers learn them: wrong by draw."""
    if error == 0.0:
        for i in range(served.size):
            seen[i] = state[np.uint32(served[i])]
        return
    counter = stream(Purpose.WORKER_SEES, month, lane)
    for i in range(served.size):
        person = np.uint32(served[i])
        word, _ = philox(person, counter, key)
        wrong = np.uint8(1) if state[person] == np.uint8(0) else np.uint8(0)
        seen[i] = wrong if unit(word) < error else state[person]


@nb.njit(cache=True, error_model="numpy")
def _seat(
    left: Ids,
    was_believed: Floats,
    served: Ids,
    group: NDArray[np.int16],
    began: Ids,
    need_class: NDArray[np.int16],
    response: Floats,
    believed: Floats,
) -> tuple[NDArray[np.int16], Ids, NDArray[np.int16], Floats, Floats]:
    """Columns (n,) of those served, and what is believed of their capability (J, n); that of those who left goes back to `believed` (J, N)."""
    for j in range(believed.shape[0]):
        for i in range(left.size):
            believed[j, left[i]] = was_believed[j, i]
    n = served.size
    groups, months, classes, responses = np.empty(n, np.int16), np.empty(n, np.int32), np.empty(n, np.int16), np.empty(n)
    now = np.empty((believed.shape[0], n))
    for i in range(n):
        person = np.uint32(served[i])
        groups[i], months[i], classes[i], responses[i] = group[person], began[person], need_class[person], response[person]
        for j in range(believed.shape[0]):
            now[j, i] = believed[j, person]
    return groups, months, classes, responses, now


@nb.njit(cache=True, error_model="numpy")
def _copy_progress(served: Ids, progress: NDArray[np.int16], rows: Ints, mine: NDArray[np.int16]) -> None:
    """Rows of the recorded progress of those served, (rows, n)."""
    for r in range(rows.size):
        column, row = progress[rows[r]], mine[r]
        for i in range(served.size):
            row[i] = column[np.uint32(served[i])]


@nb.njit(cache=True, error_model="numpy")
def _note_levels(served: Ids, paid: NDArray[np.int64], cap: float, levels: int, row: NDArray[np.int16]) -> None:
    """Progress towards a cap per person: the part of it that has been paid, in so many steps."""
    for i in range(served.size):
        level = np.rint(np.float64(paid[served[i]]) / cap * levels)
        row[served[i]] = np.int16(min(max(level, 0.0), np.float64(levels)))


@nb.njit(cache=True, error_model="numpy")
def _believe(effects: Floats, builds: Floats, decay: Floats, response: Floats, believed: Floats) -> Floats:
    """Believed capability (J, n) after the month: what is left, plus what own hours are believed to have built."""
    after = np.empty(believed.shape)
    for j in range(decay.size):
        keep, before, now, some = 1.0 - decay[j], believed[j], after[j], False
        for t in range(builds.shape[0]):
            if builds[t, j] != 0.0:
                row, each = effects[t], builds[t, j]
                if some:
                    for i in range(now.size):
                        now[i] += each * row[i]
                else:
                    for i in range(now.size):
                        now[i] = each * row[i]
                some = True
        if some:
            for i in range(now.size):
                now[i] = keep * before[i] + response[i] * now[i]
        else:
            for i in range(now.size):
                now[i] = keep * before[i]
    return after


@nb.njit(cache=True, error_model="numpy")
def noisy_looks(seed: int, purpose: int, accuracy: float, standard: Floats) -> Floats:
    """A noisy look at a standardised trait: correlation `accuracy` with it, mean 0, variance 1."""
    out = np.empty(standard.size)
    rest = np.sqrt(max(1.0 - accuracy * accuracy, 0.0))
    counter = stream(purpose, 0, 0)
    for i in range(standard.size):
        word, _ = philox(np.uint32(i), counter, np.uint32(seed))
        out[i] = accuracy * standard[i] + rest * normal_quantile(unit(word))
    return out


@nb.njit(cache=True, error_model="numpy")
def _expected_response(signals: Floats, scale: float) -> Floats:
    out = np.empty(signals.size)
    for i in range(signals.size):
        out[i] = exponential(scale * signals[i] - 0.5 * scale * scale)
    return out


class Casebook:
    """What only providers write and read; of those served it lies side by side in the order of the rosters (`seat`).

    need_class  (N,) class of the signal of need
    progress    (columns, N) recorded progress that the value tables read: columns of the meters, then steps towards caps per person
    rows        (rows,) which column each row of the tables reads
    known       those served this month as their providers know them
    """

    def __init__(self, case: Case, population: Population, tasks: TaskColumns, need_class: NDArray[np.int16]) -> None:
        people, profile = case.people, case.profile
        size = len(population)
        self.need_class = need_class
        self._response = np.ones(size)
        if profile.screening_response != 0.0 and people.response_spread > 0.0:
            standard = np.log(population.response) / people.response_spread + people.response_spread / 2
            looks = noisy_looks(population.seed, int(Purpose.RESPONSE_SIGNAL), profile.screening_response, standard)
            self._response = _expected_response(looks, people.response_spread * profile.screening_response)
        self._believed = np.zeros((len(people.capabilities), size))
        self.progress, self.rows = np.zeros((0, size), np.int16), np.zeros(0, np.int64)
        self._error = profile.worker_error if case.mechanisms.noise else 0.0
        self._looked_at = -1
        self._tasks = tasks
        self._decay = np.array([capability.decay for capability in people.capabilities])
        self.known: Known
        self._served, self._now_believed = np.empty(0, np.int32), np.empty((len(people.capabilities), 0))
        self.seat(self._served, population)

    def seat(self, served: Ids, population: Population) -> None:
        """Who is served is another: bring together what is known of them. What was believed of those who leave is kept."""
        everybody = population.group, population.enrol_month, self.need_class, self._response, self._believed
        self._seats = _seat(self._served, self._now_believed, served, *everybody)
        self._served, self._now_believed = served, self._seats[-1]

    def open(self, month: int, population: Population, outcome: int) -> Known:
        """Those served as providers know them before contract `month`."""
        served, (group, began, need_class, response, _) = self._served, self._seats
        self._looked_at = outcome
        state, progress = self.sees(month, population, outcome), np.empty((self.rows.size, served.size), np.int16)
        _copy_progress(served, self.progress, self.rows, progress)
        received = population.columns.hours
        self.known = Known(served, group, began, state, need_class, progress, self._now_believed, response, received)
        return self.known

    def sees(self, month: int, population: Population, outcome: int) -> States:
        """States (n,) of those served in an outcome before contract `month` as workers learn them."""
        return self.learns(month, self._served, population.seed, (outcome, population.state_of(outcome)))

    def learns(self, month: int, persons: Ids, seed: int, of: tuple[int, States]) -> States:
        """States (n,) of any persons as their workers learn them; `of`: number of the outcome, and the states (N,) of either world."""
        outcome, state = of
        seen, lane = np.empty(persons.size, np.uint8), 0 if outcome == self._looked_at else outcome + 1
        _see(persons, month, lane, np.uint32(seed), self._error, state, seen)
        return seen

    def note_cap(self, row: int, paid: NDArray[np.int64], cap: float) -> None:
        """Write a row of steps towards a cap per person, from what has been paid so far (N,); before `open`."""
        _note_levels(self._served, paid, cap, CAP_LEVELS, self.progress[row])

    def close(self, effects: Floats) -> None:
        """Update beliefs by the responses to the month's own hours (K, n); `known` keeps those of before."""
        self._now_believed = _believe(effects, self._tasks.builds, self._decay, self.known.response, self._now_believed)


def need_signals(population: Population, seed: int, accuracy: float, *, may_be_refused: bool = False) -> Floats:
    """(N,) signal of need inside the pay group, drawn once a person; who hides its need shows only noise."""
    standard = population.standard_need()
    seen: Floats = noisy_looks(seed, int(Purpose.SIGNAL), accuracy, standard)
    hidden = conceals(population, standard) if may_be_refused else None
    return seen if hidden is None else np.where(hidden, noisy_looks(seed, int(Purpose.SIGNAL), 0.0, standard), seen)
