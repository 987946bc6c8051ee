"""What providers know of the people they serve, in columns: assessments, own hours, believed capability, recorded progress."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normal_quantile, normals, philox, stream, unit
from utfall.base.rules import exponential, saturating
from utfall.behaviour.valuation.problem import TaskColumns
from utfall.people.population import Population
from utfall.scenario.case import Case

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ids = NDArray[np.int32]


@nb.njit(cache=True, error_model="numpy")
def _open_cases(
    served: Ids,
    month: int,
    key: np.uint32,
    error: float,
    group: NDArray[np.int16],
    enrolled: Ids,
    need_class: Ints,
    response: Floats,
    state: NDArray[np.uint8],
    believed: Floats,
    received: Floats,
    out: tuple,  # type: ignore[type-arg]
) -> None:
    """Gather the columns of those served: pay group, person-month, state as workers learn it, class, response, beliefs, hours so far."""
    groups, months, states, classes, responses, capability, hours = out
    counter = stream(Purpose.WORKER_SEES, month, 0)
    for i in range(served.size):
        person = served[i]
        groups[i] = group[person]
        months[i] = month - enrolled[person] + 1
        seen = np.int64(state[person])
        if error > 0.0:
            word, _ = philox(np.uint32(person), counter, key)
            if unit(word) < error:
                seen = 1 if seen == 0 else 0
        states[i] = seen
        classes[i] = need_class[person]
        responses[i] = response[person]
        for j in range(believed.shape[0]):
            capability[j, i] = believed[j, person]
        for t in range(received.shape[0]):
            hours[t, i] = received[t, person]


@nb.njit(cache=True, error_model="numpy")
def _gather_progress(served: Ids, progress: NDArray[np.int16], row: NDArray[np.int16]) -> None:
    for i in range(served.size):
        row[i] = progress[served[i]]


@nb.njit(cache=True, error_model="numpy")
def _believe(served: Ids, hours: Floats, builds: Floats, eta: Floats, linear: NDArray[np.bool_], decay: Floats, response: Floats, believed: Floats) -> None:
    """Believed capability after the month: what is left, plus what own hours are believed to have built."""
    for i in range(served.size):
        person = served[i]
        for j in range(believed.shape[0]):
            gain = 0.0
            for t in range(eta.size):
                if builds[t, j] != 0.0 and hours[t, i] > 0.0:
                    gain += builds[t, j] * (hours[t, i] if linear[t] else saturating(hours[t, i], eta[t]))
            believed[j, person] = (1.0 - decay[j]) * believed[j, person] + response[person] * gain


@nb.njit(cache=True, error_model="numpy")
def _signals(seed: int, purpose: int, accuracy: float, standard: Floats) -> Floats:
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

    need_class  (N,) int64 class of the signal of need; response (N,) believed responsiveness
    believed    (J, N) believed capability
    """

    def __init__(self, case: Case, population: Population, tasks: TaskColumns, need_class: Ints) -> None:
        people, profile = case.people, case.profile
        size = len(population)
        self.need_class = need_class
        self.response = np.ones(size)
        if profile.screening_response != 0.0 and people.response_spread > 0.0:
            standard = np.log(population.response) / people.response_spread + people.response_spread / 2
            looks = _signals(population.seed, Purpose.RESPONSE_SIGNAL, profile.screening_response, standard)
            self.response = _expected_response(looks, people.response_spread * profile.screening_response)
        self.believed = np.zeros((len(people.capabilities), size))
        self._error = profile.worker_error if case.mechanisms.noise else 0.0
        self._tasks = tasks
        self._decay = np.array([capability.decay for capability in people.capabilities])

    def open(self, month: int, served: Ids, population: Population, outcome: int) -> tuple[Ints, Ints, Ints, Ints, Floats, Floats, Floats]:
        """Columns of those served: group, person-month, state, class, response (n,), believed capability (J, n), hours so far (K, n)."""
        n = served.size
        group, months, state, classes = (np.empty(n, np.int64) for _ in range(4))
        out = (group, months, state, classes, np.empty(n), np.empty((self.believed.shape[0], n)), np.empty((population.columns.hours.shape[0], n)))
        _open_cases(
            served,
            month,
            np.uint32(population.seed),
            self._error,
            population.group,
            population.enrol_month,
            self.need_class,
            self.response,
            population.state[max(outcome, 0)],
            self.believed,
            population.columns.hours,
            out,
        )
        return out

    def progress(self, served: Ids, columns: tuple[NDArray[np.int16], ...]) -> NDArray[np.int16]:
        """(rows, n) recorded progress of those served; `columns` (N,) each."""
        rows = np.empty((len(columns), served.size), np.int16)
        for row, column in zip(rows, columns, strict=True):
            _gather_progress(served, column, row)
        return rows

    def close(self, served: Ids, hours: Floats) -> None:
        """Update beliefs by the month's own hours (K, n)."""
        tasks = self._tasks
        _believe(served, hours, tasks.builds, tasks.eta, tasks.quadratic, self._decay, self.response, self.believed)


def need_signals(population: Population, seed: int, accuracy: float) -> Floats:
    """(N,) signal of need inside the pay group, drawn once a person."""
    groups = population.params.groups
    mean = np.array([group.need for group in groups])[population.group]
    spread = np.maximum(np.array([group.need_spread for group in groups]), 1e-12)[population.group]
    return _signals(seed, Purpose.SIGNAL, accuracy, (population.need - mean) / spread)


def provider_luck(seed: int, purpose: Purpose, providers: int) -> Floats:
    """One standard normal a provider."""
    return normals(seed, int(purpose), 0, 1, providers)
