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
#: persons worked on at a time
BLOCK = 512


@nb.njit(cache=True, error_model="numpy")
def _see(served: Ids, month: int, lane: int, key: np.uint32, error: float, state: States, seen: States) -> None:
    """States of those served as their workers learn them: wrong by draw."""
    counter = stream(Purpose.WORKER_SEES, month, lane)
    for i in range(served.size):
        person = served[i]
        word, _ = philox(np.uint32(person), counter, key)
        wrong = np.uint8(1) if state[person] == np.uint8(0) else np.uint8(0)
        seen[person] = wrong if unit(word) < error else state[person]


@nb.njit(cache=True, error_model="numpy")
def _note_levels(served: Ids, paid: NDArray[np.int64], cap: float, levels: int, row: NDArray[np.int16]) -> None:
    """Progress towards a cap per person: the part of it that has been paid, in so many steps."""
    for i in range(served.size):
        level = np.rint(np.float64(paid[served[i]]) / cap * levels)
        row[served[i]] = np.int16(min(max(level, 0.0), np.float64(levels)))


@nb.njit(cache=True, error_model="numpy")
def _believe(served: Ids, effects: Floats, builds: Floats, decay: Floats, response: Floats, believed: Floats) -> None:
    """Believed capability after the month: what is left, plus what own hours are believed to have built."""
    gain = np.empty(BLOCK)
    for a in range(0, served.size, BLOCK):
        n = min(BLOCK, served.size - a)
        for j in range(decay.size):
            gain[:n] = 0.0
            for t in range(builds.shape[0]):
                if builds[t, j] != 0.0:
                    row, each = effects[t], builds[t, j]
                    for i in range(n):
                        gain[i] += each * row[a + i]
            keep, column = 1.0 - decay[j], believed[j]
            for i in range(n):
                person = np.uint32(served[a + i])
                column[person] = keep * column[person] + response[person] * gain[i]


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
    """Columns over all persons that only providers write and read.

    need_class  (N,) class of the signal of need; response (N,) believed responsiveness
    believed    (J, N) believed capability
    progress    (columns, N) recorded progress that the value tables read: columns of the meters, then steps towards caps per person
    rows        (rows,) which column each row of the tables reads
    """

    def __init__(self, case: Case, population: Population, tasks: TaskColumns, need_class: NDArray[np.int16]) -> None:
        people, profile = case.people, case.profile
        size = len(population)
        self.need_class = need_class
        self.response = np.ones(size)
        if profile.screening_response != 0.0 and people.response_spread > 0.0:
            standard = np.log(population.response) / people.response_spread + people.response_spread / 2
            looks = noisy_looks(population.seed, int(Purpose.RESPONSE_SIGNAL), profile.screening_response, standard)
            self.response = _expected_response(looks, people.response_spread * profile.screening_response)
        self.believed = np.zeros((len(people.capabilities), size))
        self.progress, self.rows = np.zeros((0, size), np.int16), np.zeros(0, np.int64)
        self._error = profile.worker_error if case.mechanisms.noise else 0.0
        self._seen, self._seen_too, self._looked_at = np.zeros(size, np.uint8), np.zeros(size, np.uint8), -1
        self._tasks = tasks
        self._decay = np.array([capability.decay for capability in people.capabilities])

    def open(self, month: int, served: Ids, population: Population, outcome: int) -> Known:
        """Everybody as providers know them before contract `month`; states and steps towards caps are up to date for those served."""
        self._looked_at = outcome
        return Known(
            population.group,
            population.enrol_month,
            self.sees(month, served, population, outcome),
            self.need_class,
            self.progress,
            self.rows,
            self.believed,
            population.columns.hours,
            self.response,
        )

    def sees(self, month: int, served: Ids, population: Population, outcome: int) -> States:
        """(N,) states in an outcome before contract `month` as workers learn them; up to date for those served, until another is asked for."""
        state = population.state_of(outcome)
        if self._error <= 0.0:
            return state
        first = outcome == self._looked_at
        seen, lane = (self._seen, 0) if first else (self._seen_too, outcome + 1)
        _see(served, month, lane, np.uint32(population.seed), self._error, state, seen)
        return seen

    def note_cap(self, served: Ids, row: int, paid: NDArray[np.int64], cap: float) -> None:
        """Write a row of steps towards a cap per person, from what has been paid so far (N,)."""
        _note_levels(served, paid, cap, CAP_LEVELS, self.progress[row])

    def close(self, served: Ids, effects: Floats) -> None:
        """Update beliefs by the responses to the month's own hours (K, n)."""
        _believe(served, effects, self._tasks.builds, self._decay, self.response, self.believed)


def need_signals(population: Population, seed: int, accuracy: float, *, may_be_refused: bool = False) -> Floats:
    """(N,) signal of need inside the pay group, drawn once a person; who hides its need shows only noise."""
    standard = population.standard_need()
    seen: Floats = noisy_looks(seed, int(Purpose.SIGNAL), accuracy, standard)
    hidden = conceals(population, standard) if may_be_refused else None
    return seen if hidden is None else np.where(hidden, noisy_looks(seed, int(Purpose.SIGNAL), 0.0, standard), seen)
