"""Brute-force dynamic programming for one person, written apart from the value tables: the judge, not the accused."""

from collections.abc import Callable

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton, PayStream
from utfall.validation.behaviour.contracts import PERSON, SERVICE, Person

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Combination = tuple[int, ...]
Policy = Callable[[int], tuple[Floats, Floats]]
NODES, BUILDS, PUSHES = 41, 33, 19


def automaton_of(stream: PayStream) -> Automaton:
    """What a stream counts by."""
    assert stream.automaton is not None
    return stream.automaton


def joint(streams: tuple[PayStream, ...]) -> tuple[list[Combination], list[int]]:
    """All combinations of progress reached: list of tuples, and next/pay by (combination, state) for a month."""
    automata = [automaton_of(s) for s in streams]
    begin = [tuple(int(a.start[y]) for a in automata) for y in (0, 1)]
    found = list(dict.fromkeys(begin))
    for combination in found:
        for y in range(3):
            after = tuple(int(a.step[s, y]) for a, s in zip(automata, combination, strict=True))
            if after not in found:
                found.append(after)
    return found, [found.index(b) for b in begin]


def month_table(streams: tuple[PayStream, ...], found: list[Combination], month: int) -> tuple[Ints, Floats]:
    """(combinations, 3) next combination and pay in one month."""
    follow = np.zeros((len(found), 3), np.int64)
    pay = np.zeros((len(found), 3))
    for i, combination in enumerate(found):
        for y in range(3):
            after = list(combination)
            for j, s in enumerate(streams):
                counts = automaton_of(s)
                if counts.first <= month <= counts.last:
                    after[j] = int(counts.step[combination[j], y])
                    pay[i, y] += s.price * counts.emits[combination[j], y]
            follow[i, y] = found.index(tuple(after)) if tuple(after) in found else i
    return follow, pay


@nb.njit(cache=True)
def at(row: Floats, k: float, step: float) -> float:
    """Value at k, between nodes."""
    place = min(k / step, row.size - 1.000001)
    left = int(place)
    return row[left] + (place - left) * (row[left + 1] - row[left])


@nb.njit(cache=True)
def worth(  # noqa: PLR0913
    y: int, s: int, k: float, build: float, push: float, ahead: Floats, follow: Ints, pay: Floats, p: Floats
) -> float:
    """Value of one action net of its hours; p is made in `Judge`."""
    x = (1 - p[4]) * k + p[5] * (1 - np.exp(-build / p[6]))
    no = pay[s, 0] + at(ahead[0, follow[s, 0]], x, p[10])
    if y == 0:
        alone = 1 / (1 + np.exp(-(p[0] + x)))
        helped = 1 / (1 + np.exp(-(p[0] + x + p[7] * (1 - np.exp(-push / p[8])))))
        lasting = pay[s, 1] + at(ahead[1, follow[s, 1]], x, p[10])
        quick = pay[s, 2] + at(ahead[2, follow[s, 2]], x, p[10])
        return no + alone * (lasting - no) + (helped - alone) * (quick - no) - p[9] * (build + push)
    leave = 1 / (1 + np.exp(-(p[1] - p[3] * x + (p[2] if y == 2 else 0.0))))
    stay = pay[s, y] + at(ahead[y, follow[s, y]], x, p[10])
    return stay + leave * (no - stay) - p[9] * (build + push)


@nb.njit(cache=True)
def best_month(ahead: Floats, follow: Ints, pay: Floats, p: Floats, builds: Floats, pushes: Floats, k: Floats) -> Floats:
    """The best of all actions; what does not hang on the push is taken out of its loop."""
    value = np.empty_like(ahead)
    boost = p[7] * (1 - np.exp(-pushes / p[8]))
    for y in range(3):
        for s in range(ahead.shape[1]):
            for i in range(k.size):
                best = -1e300
                for b in builds:
                    best = max(best, worth(y, s, k[i], b, 0.0, ahead, follow, pay, p))
                    if y == 0 and pushes.size > 1:
                        x = (1 - p[4]) * k[i] + p[5] * (1 - np.exp(-b / p[6]))
                        alone = 1 / (1 + np.exp(-(p[0] + x)))
                        no = pay[s, 0] + at(ahead[0, follow[s, 0]], x, p[10])
                        lasting = alone * (pay[s, 1] + at(ahead[1, follow[s, 1]], x, p[10]) - no)
                        quick = pay[s, 2] + at(ahead[2, follow[s, 2]], x, p[10]) - no
                        for m in range(pushes.size):
                            helped = 1 / (1 + np.exp(-(p[0] + x + boost[m])))
                            best = max(best, no + lasting + (helped - alone) * quick - p[9] * (b + pushes[m]))
                value[y, s, i] = best
    return value


@nb.njit(cache=True)
def policy_month(ahead: Floats, follow: Ints, pay: Floats, p: Floats, builds: Floats, pushes: Floats, k: Floats) -> Floats:
    """builds, pushes (3, combinations, nodes): the policy's hours."""
    value = np.empty_like(ahead)
    for y in range(3):
        for s in range(ahead.shape[1]):
            for i in range(k.size):
                value[y, s, i] = worth(y, s, k[i], builds[y, s, i], pushes[y, s, i] if y == 0 else 0.0, ahead, follow, pay, p)
    return value


class Judge:
    """Values of one person under one contract: optimal, without service, and under a policy."""

    def __init__(
        self,
        streams: tuple[PayStream, ...],
        need: float,
        wage: float,
        person: Person = PERSON,
        nodes: int = NODES,
        builds: int = BUILDS,
        pushes: int = PUSHES,
    ) -> None:
        self.streams, self.need, self.wage = streams, need, wage
        self.found, self.begin = joint(streams)
        self.months = max(automaton_of(s).last for s in streams)
        self.tables = [month_table(streams, self.found, m) for m in range(self.months + 1)]
        most = person.alpha * (1 - (1 - person.decay) ** SERVICE) / person.decay
        self.k = np.linspace(0.0, most, nodes)
        levels = [person.entry - person.by_need * need, person.exit + person.exit_by_need * need]
        laws = [person.shallow, person.on_exit, person.decay, person.alpha, person.eta, person.psi, person.eta_push]
        self.p = np.array([*levels, *laws, wage, self.k[1]])
        self.builds = np.array([0.0, *(-person.eta * np.log(1 - np.linspace(0.03, 0.99, builds - 1)))])
        self.pushes = np.array([0.0, *(-person.eta_push * np.log(1 - np.linspace(0.05, 0.99, pushes - 1)))])

    def _sweep(self, month_value: Callable[[int, Floats, Ints, Floats], Floats]) -> float:
        value = np.zeros((3, len(self.found), self.k.size))
        for month in range(self.months, 0, -1):
            value = month_value(month, value, *self.tables[month])
        return float(value[0, self.begin[0], 0])

    def optimum(self) -> float:
        """The most that hours can bring."""
        none = np.zeros(1)

        def month_value(month: int, ahead: Floats, follow: Ints, pay: Floats) -> Floats:
            served = month <= SERVICE
            return best_month(ahead, follow, pay, self.p, self.builds if served else none, self.pushes if served else none, self.k)

        return self._sweep(month_value)

    def unserved(self) -> float:
        """Without any hours."""
        none = np.zeros(1)
        return self._sweep(lambda month, ahead, follow, pay: best_month(ahead, follow, pay, self.p, none, none, self.k))

    def under(self, policy: Policy) -> float:
        """policy(month, y, combination index, k) -> (builds, pushes), each (3, combinations, nodes)."""
        shape = (3, len(self.found), self.k.size)
        nothing = (np.zeros(shape), np.zeros(shape))

        def month_value(month: int, ahead: Floats, follow: Ints, pay: Floats) -> Floats:
            builds, pushes = policy(month) if month <= SERVICE else nothing
            return policy_month(ahead, follow, pay, self.p, builds, pushes, self.k)

        return self._sweep(month_value)
