"""Service of a month: what help builds and pushes, and who leaves for good."""

import numba as nb
import numpy as np

from utfall.base.draws import Purpose, stream
from utfall.people.columns import Columns, Floats, Int32s, Laws, States
from utfall.people.steps import BLOCK, draw_words_of, luck_of

_DROP_OUT = int(Purpose.DROP_OUT)


@nb.njit(cache=True, error_model="numpy")
def _weigh(total: Floats, weights: Floats, effects: Floats, a: int) -> bool:
    """Sum over tasks, in their order, of weight x effect of persons a, a + 1 ...; effects (K, n). Returns whether any task has a weight."""
    some = False
    for task in range(weights.size):
        if weights[task] != 0.0:
            row, weight = effects[task], weights[task]
            if not some:
                for i in range(total.size):
                    total[i] = weight * row[a + i]
            else:
                for i in range(total.size):
                    total[i] += weight * row[a + i]
            some = True
    return some


@nb.njit(cache=True, error_model="numpy")
def _put(column: Floats, persons: Int32s, values: Floats) -> None:
    for i in range(persons.size):
        column[np.uint32(persons[i])] = values[i]


@nb.njit(inline="always", error_model="numpy")
def serve(served: Int32s, hours: Floats, effects: Floats, productivity: Floats, laws: Laws, columns: Columns) -> None:
    """Capability gains, boosts and what drill shows, of the persons served; effects (K, n) are the responses to the hours."""
    total = np.empty(BLOCK)
    for i in range(served.size):
        columns.served_months[np.uint32(served[i])] += np.int32(1)
    for task in range(laws.eta.size):
        column, row = columns.hours[task], hours[task]
        for i in range(served.size):
            column[np.uint32(served[i])] += row[i]
    for a in range(0, served.size, BLOCK):
        n = min(BLOCK, served.size - a)
        persons = served[a : a + n]
        for j in range(laws.keeps.size):
            if _weigh(total[:n], laws.builds[j], effects, a):
                column = columns.capability[j]
                for i in range(n):
                    total[i] *= productivity[a + i]
                for i in range(n):
                    person = np.uint32(persons[i])
                    column[person] += columns.response[person] * total[i]
        for o in range(laws.ends.size):
            if _weigh(total[:n], laws.boosts[o], effects, a):
                _put(columns.boost[o], persons, total[:n])
        for s in range(columns.shown.shape[0]):
            if _weigh(total[:n], laws.shows[s], effects, a):
                _put(columns.shown[s], persons, total[:n])


@nb.njit(inline="always", error_model="numpy")
def end_boosts(served: Int32s, laws: Laws, columns: Columns) -> None:
    """Pushes are of one month."""
    for o in range(laws.ends.size):
        pushes = False
        for task in range(laws.eta.size):
            pushes = pushes or laws.boosts[o, task] != 0.0
        if pushes and served.size > 0:
            columns.boost[o] = 0.0


@nb.njit(inline="always", error_model="numpy")
def drop_out(served: Int32s, month: int, key: np.uint32, laws: Laws, columns: Columns, history: States) -> int:
    """Who is served may leave for good, on a draw of its own; returns how many do."""
    gone = 0
    words, luck = np.empty(BLOCK, np.uint32), np.empty(BLOCK)
    for a in range(0, served.size, BLOCK):
        z = min(a + BLOCK, served.size)
        draw_words_of(words[: z - a], served[a:z], stream(_DROP_OUT, month, 0), key)
        luck_of(luck[: z - a], words[: z - a])
        for i in range(z - a):
            person = served[a + i]
            if luck[i] < laws.leaving[0] + laws.leaving[1] * columns.need[person]:
                gone += 1
                columns.dropped[person] = True
                columns.in_service[person] = False
                for o in range(laws.ends.size):
                    if laws.ends[o]:
                        history[o, month, person] = np.uint8(0)
    return gone
