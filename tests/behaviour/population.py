"""A small population served by the production rule: what a provider really earns when it uses its tables."""

import numpy as np

from utfall.base.draws import Purpose, normals, uniforms
from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve

from .contracts import INTENSITY, PERSON, SERVICE, problem
from .policy import people


def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


class Population:
    """People of one seed under one contract, all served for 24 months; the same draws whatever the provider does."""

    def __init__(self, streams, classes, accuracy, wage, seed, n=3000, theta=0.0):
        self.streams, self.classes, self.wage, self.n, self.seed = streams, classes, wage, n, seed
        self.theta = theta
        self.months = max(s.automaton.last for s in streams)
        self.need = normals(seed, Purpose.NEED, 0, 0, n)
        signal = accuracy * self.need + np.sqrt(1 - accuracy**2) * normals(seed, Purpose.SIGNAL, 0, 0, n)
        self.need_class = classes.classify(signal)
        self.luck = [uniforms(seed, Purpose.TRANSITION, m, 0, n) for m in range(self.months + 1)]

    def serve(self, look, weights):
        """Returns net surplus per head (money), hours (tasks, n), outcome time (n,)."""
        n, p = self.n, PERSON
        state = np.zeros(n, dtype=np.int64)
        k, money, given, time = np.zeros(n), np.zeros(n), np.zeros((2, n)), np.zeros(n)
        progress = np.array([np.full(n, s.automaton.start[0]) for s in self.streams], dtype=np.int16)
        for month in range(1, self.months + 1):
            hours = np.zeros((2, n))
            if month <= SERVICE:
                hours, _ = caseload_hours(people(month, state, self.need_class, progress, k), look.stack, look.tasks, weights)
            given += hours
            k = (1 - p.decay) * k + p.alpha * (1 - np.exp(-hours[0] / p.eta))
            alone = logistic(p.entry - p.by_need * self.need + k)
            helped = logistic(p.entry - p.by_need * self.need + k + p.psi * (1 - np.exp(-hours[1] / p.eta_push)))
            leave = logistic(p.exit + p.exit_by_need * self.need - p.on_exit * k + p.shallow * (state == 2))
            u = self.luck[month]
            state = np.where(state == 0, np.where(u < alone, 1, np.where(u < helped, 2, 0)), np.where(u < 1 - leave, state, 0))
            time += np.choose(state, [0.0, *INTENSITY])
            for row, s in enumerate(self.streams):
                if s.automaton.first <= month <= s.automaton.last:
                    money += s.price * s.automaton.emits[progress[row], state]
                    progress[row] = s.automaton.step[progress[row], state]
        return money.mean() - self.wage * given.sum() / n, given, time


def provider(streams, classes, wage, **changes):
    return outlook((solve(problem(streams, wage, classes, **changes)),))
