"""A small population served by the production rule: what a provider really earns when it uses its tables."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.base.draws import Purpose, normals, uniforms
from utfall.behaviour.hours import Caseload, Stake, caseload_hours
from utfall.behaviour.valuation.classes import NeedClasses
from utfall.behaviour.valuation.outlook import Outlook, outlook
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.contracts import INTENSITY, PERSON, SERVICE, problem
from utfall.validation.behaviour.reference import automaton_of

Floats = NDArray[np.float64]
Served = tuple[float, Floats, Floats]


def provider(streams: tuple[PayStream, ...], classes: NeedClasses, wage: float) -> Outlook:
    """What a provider looks ahead with under these terms."""
    return outlook((solve(problem(streams, wage, classes)),))


def _logistic(x: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-x))


class Population:
    """People of one seed under one contract, all served for 24 months; the same draws whatever the provider does."""

    def __init__(self, streams: tuple[PayStream, ...], classes: NeedClasses, accuracy: float, wage: float, seed: int, n: int = 3000) -> None:
        self.streams, self.wage, self.n = streams, wage, n
        self.months = max(automaton_of(s).last for s in streams)
        self.need = normals(seed, Purpose.NEED, 0, 0, n)
        signal = accuracy * self.need + np.sqrt(1 - accuracy**2) * normals(seed, Purpose.SIGNAL, 0, 0, n)
        self.need_class = classes.classify(signal)
        self.luck = [uniforms(seed, Purpose.TRANSITION, m, 0, n) for m in range(self.months + 1)]

    def serve(self, look: Outlook, weights: Stake) -> Served:
        """Net surplus per head (money), hours (tasks, n), outcome time (n,)."""
        n, p = self.n, PERSON
        state = np.zeros(n, dtype=np.int64)
        k, money, given, time = np.zeros(n), np.zeros(n), np.zeros((2, n)), np.zeros(n)
        progress = np.array([np.full(n, automaton_of(s).start[0]) for s in self.streams], dtype=np.int16)
        for month in range(1, self.months + 1):
            hours = self._hours(month, look, weights, {"state": state, "progress": progress, "capability": k})
            given += hours
            k = (1 - p.decay) * k + p.alpha * (1 - np.exp(-hours[0] / p.eta))
            alone = _logistic(p.entry - p.by_need * self.need + k)
            helped = _logistic(p.entry - p.by_need * self.need + k + p.psi * (1 - np.exp(-hours[1] / p.eta_push)))
            leave = _logistic(p.exit + p.exit_by_need * self.need - p.on_exit * k + p.shallow * (state == 2))
            u = self.luck[month]
            state = np.where(state == 0, np.where(u < alone, 1, np.where(u < helped, 2, 0)), np.where(u < 1 - leave, state, 0))
            time += np.choose(state, [0.0, *INTENSITY])
            for row, s in enumerate(self.streams):
                counts = automaton_of(s)
                if counts.first <= month <= counts.last:
                    money += s.price * counts.emits[progress[row], state]
                    progress[row] = counts.step[progress[row], state]
        return float(money.mean() - self.wage * given.sum() / n), given, time

    def _hours(self, month: int, look: Outlook, weights: Stake, at: Mapping[str, NDArray[np.generic]]) -> Floats:
        """(tasks, n) hours of a month; none after service."""
        if month > SERVICE:
            return np.zeros((2, self.n))
        nobody = np.zeros(self.n, dtype=np.int64)
        people = Caseload(
            nobody,
            np.full(self.n, month),
            np.asarray(at["state"], dtype=np.int64),
            np.asarray(self.need_class, dtype=np.int64),
            np.ascontiguousarray(at["progress"], dtype=np.int16),
            np.ascontiguousarray(at["capability"], dtype=np.float64).reshape(1, -1),
            np.zeros((2, self.n)),
            np.ones(self.n),
        )
        hours, _ = caseload_hours(people, look.stack, look.tasks, weights)
        return hours
