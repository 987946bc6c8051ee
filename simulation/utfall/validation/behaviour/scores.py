"""Scores as a provider looks at them from ahead, and a judge of them: points, a mark, two marks, alone and beside a job."""

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr

from utfall.base.automata import PayStream, Reading
from utfall.validation.behaviour.contracts import stream, sustained
from utfall.validation.behaviour.events import NOTHING
from utfall.validation.behaviour.reference import BUILDS, PUSHES, Floats, Ints, Judge

#: Nodes of capability: nearer to each other than the error of the sharpest mark is wide.
FINE = 121


def points(price: float, month: int) -> PayStream:
    """So much for each unit of the capability, read in a month with an error of half a unit; nothing below none."""
    return PayStream("points", price, reading=Reading(month, 0, slope=1.0, threshold=float("nan"), noise=0.5))


def mark(price: float, month: int, at_least: float, noise: float = 0.3) -> PayStream:
    """So much for who reaches a mark in a month."""
    return PayStream("mark", price, reading=Reading(month, 0, slope=1.0, threshold=at_least, noise=noise))


SCORED: dict[str, tuple[PayStream, ...]] = {
    "points": (NOTHING, points(1500, 12)),
    "a mark": (NOTHING, mark(3000, 12, 0.8)),
    "a sharp mark": (NOTHING, mark(2500, 18, 0.7, 0.1)),
    "two marks": (NOTHING, mark(1200, 8, 0.4), mark(2500, 18, 0.9)),
    "a job and a mark": (stream(3000, sustained(6)), mark(1500, 12, 0.7)),
    "a job and points": (stream(3000, sustained(6)), points(800, 18)),
}


class ScoreJudge(Judge):
    """Brute force with readings: what is read in a month comes between its action and the next month."""

    def __init__(self, streams: tuple[PayStream, ...], need: float, wage: float) -> None:
        super().__init__(tuple(s for s in streams if s.automaton is not None), need, wage, nodes=FINE, builds=BUILDS, pushes=PUSHES)
        self.paid = [(s.price, s.reading) for s in streams if s.reading is not None]
        last = len(self.tables) - 1
        self.months = max(self.months, *(reading.month for _, reading in self.paid))
        follow, pay = self.tables[last]
        self.tables += [(follow, 0.0 * pay) for _ in range(last, self.months)]

    def _sweep(self, month_value: Callable[[int, Floats, Ints, Floats], Floats]) -> float:
        def with_scores(month: int, ahead: Floats, follow: Ints, pay: Floats) -> Floats:
            read = sum((price * units(reading, self.k) for price, reading in self.paid if reading.month == month), np.zeros(self.k.size))
            return month_value(month, ahead + read, follow, pay)

        return super()._sweep(with_scores)


def units(reading: Reading, capability: Floats) -> Floats:
    """Expected points, none below 0, or chance of the mark, by the normal law."""
    if np.isnan(reading.threshold):
        far = capability / reading.noise
        return np.asarray(reading.noise * (far * ndtr(far) + np.exp(-0.5 * far**2) / np.sqrt(2 * np.pi)))
    return np.asarray(ndtr((capability - reading.threshold) / reading.noise))
