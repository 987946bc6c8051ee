"""What a score pays from ahead, and a price for each event that hangs on a capability off the axis of help: one sweep over a single capability.

A linear score pays the same for every unit above none, a mark pays P(capability + noise >= mark). Need does not enter: a score shows
capability. Hours that build several capabilities earn the sum of their values, each solved as if alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from utfall.base.automata import EventCount, Reading
from utfall.base.shapes import laplace_below, laplace_density, laplace_excess
from utfall.behaviour.valuation.candidates import GAIN_SHARE, LEVELS
from utfall.behaviour.valuation.problem import Problem

Floats = NDArray[np.float64]
#: Nodes of capability: at least so many, more where a mark is sharper than they lie apart, up to the most.
NODES, MOST_NODES = 65, 1025


@dataclass(frozen=True, slots=True, eq=False)
class ReadingValues:
    """Money per unit of each capability, and per unit shown, by served month.

    low, step    (capabilities,) first node and spacing of the capability grid
    slope        (service, capabilities, nodes) net minor units per unit added this month, at the capability before the month
    shown        (service, capabilities, nodes) minor units per unit that only shows this month
    money, hours (capabilities,) expected at enrolment, at capability 0
    """

    low: Floats
    step: Floats
    slope: Floats
    shown: Floats
    money: Floats
    hours: Floats

    @property
    def used(self) -> bool:
        """Whether any score pays."""
        return bool(np.any(self.slope != 0.0) or np.any(self.shown != 0.0))


def reading_values(problem: Problem) -> ReadingValues:
    """Solve all capabilities that a score pays for."""
    size = problem.decays.size
    paid = [
        [(s.price, s.reading) for s in problem.streams if s.reading is not None and s.price != 0.0 and s.reading.capability == j] for j in range(size)
    ]
    ends = [_ends(problem, j, paid[j]) for j in range(size)]
    count = max(_count(*ends[j], paid[j]) for j in range(size)) if size else NODES
    table = np.zeros((2, problem.service, size, count))
    found = ReadingValues(np.zeros(size), np.ones(size), table[0], table[1], np.zeros(size), np.zeros(size))
    for j in range(size):
        if paid[j] or _beside(problem, j):
            _solve(problem, j, paid[j], np.linspace(*ends[j], count), found)
    return found


def _solve(problem: Problem, j: int, paid: list[tuple[float, Reading]], nodes: Floats, found: ReadingValues) -> None:
    found.low[j], found.step[j] = nodes[0], nodes[1] - nodes[0]
    rates = _beside(problem, j)
    last = max([*(reading.month for _, reading in paid), *(count.last for _, _, count in rates)])
    value, spent = np.zeros(nodes.size), np.zeros(nodes.size)
    for month in range(last, 0, -1):
        due = sum((price * _units(reading, nodes) for price, reading in paid if reading.month == month), np.zeros(nodes.size))
        for money, falls, count in rates:
            if count.first <= month <= count.last:
                due = due + money * (np.exp(-falls * nodes) - 1.0)
        after = value + due
        kept = (1.0 - problem.decays[j]) * nodes
        if month > problem.service:
            value, spent = np.interp(kept, nodes, after), np.interp(kept, nodes, spent)
            continue
        gains, hours, private = _actions(problem, j, month)
        reach = kept[:, None] + gains[None, :]
        worth = problem.pay * np.interp(reach, nodes, after) - problem.wage * (np.interp(reach, nodes, spent) + hours) - private
        best = worth.argmax(axis=1)
        row = np.arange(nodes.size)
        step = _step(problem, j, month)
        net = problem.pay * after - problem.wage * spent
        found.slope[month - 1, j] = (np.interp(kept + step, nodes, net) - np.interp(kept, nodes, net)) / step
        read_now = (price * _slope(reading, kept) for price, reading in paid if reading.month == month)
        found.shown[month - 1, j] = problem.pay * sum(read_now, np.zeros(nodes.size))
        value = np.interp(reach[row, best], nodes, after) - private[best] / max(problem.pay, 1e-9)
        spent = np.interp(reach[row, best], nodes, spent) + hours[best]
    found.money[j], found.hours[j] = np.interp(0.0, nodes, value), np.interp(0.0, nodes, spent)


def _beside(problem: Problem, j: int) -> list[tuple[float, float, EventCount]]:
    """Streams on each event that capability j prevents off the axis: (minor units a month at the mean rate, log rate off per unit, months)."""
    found = []
    for law in problem.events:
        for stream in problem.streams:
            count = stream.events
            if count is not None and count.each and count.outcome == law.outcome and stream.price != 0.0 and law.beside[j] != 0.0:
                found.append((stream.price * law.mean, law.beside[j], count))
    return found


def _ends(problem: Problem, j: int, paid: list[tuple[float, Reading]]) -> tuple[float, float]:
    """First and last node: from below any mark to what service can build, and 4 sd of noise beyond the mark."""
    decay, months = float(problem.decays[j]), problem.service
    monthly = float(np.where(problem.tasks.quadratic, 40.0, 1.0) @ np.maximum(problem.tasks.builds[:, j], 0.0))
    most = monthly * (months if decay <= 0.0 else (1.0 - (1.0 - decay) ** months) / decay)
    marks = [(r.threshold, r.noise) for _, r in paid if not np.isnan(r.threshold)]
    low = min([0.0, *(mark - 5.0 * noise for mark, noise in marks)])
    return low, max([most, 1e-3, *(mark + 4.0 * noise for mark, noise in marks)])


def _count(low: float, high: float, paid: list[tuple[float, Reading]]) -> int:
    """Nodes of one capability: no farther apart than the error of the sharpest mark is wide (its sd)."""
    sharpest = min((r.noise for _, r in paid if not np.isnan(r.threshold)), default=np.inf)
    return int(np.clip(np.ceil((high - low) / max(sharpest, 1e-6)) + 1, NODES, MOST_NODES))


def _actions(problem: Problem, j: int, month: int) -> tuple[Floats, Floats, Floats]:
    """Gain of the capability, cost-weighted hours and private cost of the candidate actions of a month."""
    tasks = problem.tasks
    builds = (tasks.builds[:, j] > 0.0) & (month <= tasks.lasts)
    levels = np.array([1.0, *LEVELS])
    hours = np.where(builds & ~tasks.quadratic, tasks.eta * np.log(levels)[:, None], 0.0)
    worth = sum(abs(s.price) for s in problem.streams if s.reading is not None) * problem.pay
    most = np.where(builds & tasks.quadratic, worth * tasks.builds[:, j] / np.maximum(tasks.curvature, 1e-9), 0.0)
    hours = hours + np.where(tasks.quadratic, most * np.linspace(0.0, 1.0, levels.size)[:, None], 0.0)
    response = np.where(tasks.quadratic, hours, 1.0 - np.exp(-hours / tasks.eta))
    private = (0.5 * hours**2) @ np.where(tasks.quadratic, tasks.curvature, 0.0)
    return response @ np.where(builds, tasks.builds[:, j], 0.0), hours @ tasks.cost, private


def _step(problem: Problem, j: int, month: int) -> float:
    """Gain over which the slope is taken: 0.6 of the month's, a small one for quadratic tasks (their first-order condition is local)."""
    tasks = problem.tasks
    builds = np.where(month <= tasks.lasts, np.maximum(tasks.builds[:, j], 0.0), 0.0)
    if bool(np.any(tasks.quadratic & (builds > 0.0))):
        return 1e-3
    return max(GAIN_SHARE * float(builds.sum()), 1e-3)


def _units(reading: Reading, capability: Floats) -> Floats:
    if np.isnan(reading.threshold):  # E max(mean + noise, 0): points below none pay nothing and cost nothing
        mean, sd = reading.offset + reading.slope * capability, max(abs(reading.slope) * reading.noise, 1e-6)
        if reading.shape == "laplace":
            return sd * laplace_excess(mean / sd)
        density = np.exp(-0.5 * (mean / sd) ** 2) / np.sqrt(2.0 * np.pi)
        points: Floats = mean * ndtr(mean / sd) + sd * density
        return points
    far = (capability - reading.threshold) / max(reading.noise, 1e-6)
    chance: Floats = laplace_below(far) if reading.shape == "laplace" else ndtr(far)
    return chance


def _slope(reading: Reading, capability: Floats) -> Floats:
    if np.isnan(reading.threshold):
        mean, sd = reading.offset + reading.slope * capability, max(abs(reading.slope) * reading.noise, 1e-6)
        if reading.shape == "laplace":
            return reading.slope * laplace_below(mean / sd)
        rise: Floats = reading.slope * ndtr(mean / sd) if reading.noise > 0.0 else np.where(mean >= 0.0, reading.slope, 0.0)
        return rise
    noise = max(reading.noise, 1e-6)
    z = (capability - reading.threshold) / noise
    if reading.shape == "laplace":
        return laplace_density(z) / noise
    density: Floats = np.exp(-0.5 * z * z) / (noise * np.sqrt(2.0 * np.pi))
    return density
