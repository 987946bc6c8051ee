"""Service of a month: what help builds and pushes, and who leaves for good."""

import numba as nb
import numpy as np

from utfall.base.draws import Purpose, stream
from utfall.base.rules import saturating
from utfall.people.columns import Columns, Floats, Int32s, Laws, States
from utfall.people.steps import BLOCK, draw_words_of, luck_of

_DROP_OUT = int(Purpose.DROP_OUT)


@nb.njit(cache=True, error_model="numpy")
def _respond(effect: Floats, hours: Floats, eta: float, linear: bool) -> None:
    if linear:
        effect[:] = hours
    else:
        for i in range(effect.size):
            effect[i] = saturating(hours[i], eta)


@nb.njit(cache=True, error_model="numpy")
def _weigh(total: Floats, weights: Floats, effects: Floats) -> None:
    """Sum over tasks, in their order, of weight x effect; effects (K, n)."""
    total[:] = 0.0
    for task in range(weights.size):
        if weights[task] != 0.0:
            for i in range(total.size):
                total[i] += weights[task] * effects[task, i]


@nb.njit(cache=True, error_model="numpy")
def _put(column: Floats, persons: Int32s, values: Floats) -> None:
    for i in range(persons.size):
        column[persons[i]] = values[i]


@nb.njit(cache=True, error_model="numpy")
def _add(column: Floats, persons: Int32s, values: Floats) -> None:
    for i in range(persons.size):
        column[persons[i]] += values[i]


@nb.njit(cache=True, error_model="numpy")
def _add_help(column: Floats, persons: Int32s, gains: Floats, response: Floats, productivity: Floats) -> None:
    """k += r x productivity x gain."""
    for i in range(persons.size):
        column[persons[i]] += response[persons[i]] * productivity[i] * gains[i]


@nb.njit(cache=True, error_model="numpy")
def serve(served: Int32s, hours: Floats, productivity: Floats, laws: Laws, columns: Columns) -> None:
    """Capability gains, boosts and what drill shows, of the persons served."""
    effects, total = np.empty((laws.eta.size, BLOCK)), np.empty(BLOCK)
    for a in range(0, served.size, BLOCK):
        z = min(a + BLOCK, served.size)
        n = z - a
        persons = served[a:z]
        for i in range(n):
            columns.served_months[persons[i]] += 1
        for task in range(laws.eta.size):
            _respond(effects[task, :n], hours[task, a:z], laws.eta[task], laws.linear[task])
            _add(columns.hours[task], persons, hours[task, a:z])
        for j in range(laws.keeps.size):
            _weigh(total[:n], laws.builds[j], effects)
            _add_help(columns.capability[j], persons, total[:n], columns.response, productivity[a:z])
        for o in range(laws.ends.size):
            _weigh(total[:n], laws.boosts[o], effects)
            _put(columns.boost[o], persons, total[:n])
        for s in range(columns.shown.shape[0]):
            _weigh(total[:n], laws.shows[s], effects)
            _put(columns.shown[s], persons, total[:n])


@nb.njit(cache=True, error_model="numpy")
def drop_out(served: Int32s, month: int, key: np.uint32, laws: Laws, columns: Columns, history: States) -> None:
    """Who is served may leave for good, on a draw of its own."""
    words, luck = np.empty(BLOCK, np.uint32), np.empty(BLOCK)
    for a in range(0, served.size, BLOCK):
        z = min(a + BLOCK, served.size)
        draw_words_of(words[: z - a], served[a:z], stream(_DROP_OUT, month, 0), key)
        luck_of(luck[: z - a], words[: z - a])
        for i in range(z - a):
            person = served[a + i]
            if luck[i] < laws.leaving[0] + laws.leaving[1] * columns.need[person]:
                columns.dropped[person] = True
                columns.in_service[person] = False
                for o in range(laws.ends.size):
                    if laws.ends[o]:
                        history[o, month, person] = np.uint8(0)
