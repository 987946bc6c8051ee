"""Value tables: `solve(problem)` answers what a person is worth from ahead, and what an hour adds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.candidates import GAIN_SHARE, PUSH_AT, PUSHES, Candidates, task_phases
from utfall.behaviour.valuation.events import Happening, happening, marked
from utfall.behaviour.valuation.problem import Problem
from utfall.behaviour.valuation.product import MOST_STATES, Product, parts, product
from utfall.behaviour.valuation.reach import Blocks, blocks
from utfall.behaviour.valuation.readings import ReadingValues, reading_values
from utfall.behaviour.valuation.sweep import Chances, Grid, Probe, Stakes, Steps, chances, sweep

Floats = NDArray[np.float64]
HELD = 0.6  # logits of lock-in over which its slope is taken


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One product solved by itself.

    cells   (blocks, classes, x, 12): see `sweep.CELL`; `blocks` says which node and served month a block is of
    start   (2, classes, 3) money (minor units), outcome time (full-time months, need weight included), cost-weighted hours at
            enrolment of who is out of / in the outcome
    """

    product: Product
    blocks: Blocks
    cells: NDArray[np.float32]
    start: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ValueTable:
    """What one pay group is worth to one provider from ahead.

    key          fingerprint of the problem
    problem      what it was solved from
    parts        one, unless the product of the paid metrics has more than 200 states: then parts whose values add up
    x_most       greatest help of the x nodes; `nodes` their number
    logits       (classes, nodes) logit of the class's mean entry chance at each x before the month, after half a month's gain
    readings     values of scores
    """

    key: bytes
    problem: Problem
    parts: tuple[Part, ...]
    x_most: float
    nodes: int
    logits: Floats
    readings: ReadingValues

    @property
    def served(self) -> int:
        """Person-months that have cells."""
        return min(self.problem.service, self.problem.months)

    @property
    def size(self) -> int:
        """Bytes that its cells take."""
        return sum(int(part.cells.nbytes) for part in self.parts)

    def start_values(self) -> Floats:
        """(2, classes, 3) money, outcome time and cost-weighted hours expected at enrolment, by recorded state (1: in the outcome) and class."""
        total: Floats = np.sum([part.start for part in self.parts], axis=0)
        return total + np.array([self.readings.money.sum(), 0.0, self.readings.hours.sum()])

    def progress(self, state: int, progress: NDArray[np.int16]) -> tuple[int, ...]:
        """Node of each part for a person's state and the recorded progress on each stream that has an automaton."""
        found = []
        for part in self.parts:
            code = int(np.minimum(np.maximum(progress[: part.product.radix.size], 0), part.product.sizes - 1) @ part.product.radix)
            found.append(int(part.product.lookup[state + 3 * code]))
        return tuple(found)


def solve(problem: Problem, most_states: int = MOST_STATES) -> ValueTable:
    """Solve a problem by backward sweep; the first part carries the value of outcome time."""
    phase, found = task_phases(problem)
    x_most, size = _axis(problem, found)
    x = np.linspace(0.0, x_most, size)
    grid, chance = _grid(problem, found, x)
    probe = _probe(problem, found, x)
    solved = []
    for number, streams in enumerate(parts(problem.streams, most_states)):
        made = product(streams, problem.months)
        events = _events(problem, x, number == 0)
        if events.survive.size:
            made = marked(made, events.survive.shape[0])
        where = blocks(made, min(problem.service, problem.months), whole=events.survive.size > 0)
        steps = Steps(made.state, made.phase, phase, made.follow, made.money, where.kept)
        values, cells = sweep(grid, chance, steps, _stakes(problem, number == 0), probe, problem.classes.weights, events)
        at_start = np.stack([problem.classes.weights @ values[:, node, :, 0].T for node in made.start])
        solved.append(Part(made, where, cells, at_start))
    logits = _class_logits(problem, x, found[0].full_gain)
    return ValueTable(problem.key, problem, tuple(solved), x_most, size, logits, reading_values(problem))


def _events(problem: Problem, x: Floats, whole: bool) -> Happening:
    """What events add to the first part; nothing to the others."""
    weight = np.exp(problem.need_weight * problem.classes.needs)
    laws, streams = (problem.events, problem.streams) if whole else ((), ())
    return happening(laws, streams, (problem.months, problem.horizon), (problem.classes.needs, x), weight)


def _stakes(problem: Problem, whole: bool) -> Stakes:
    weight = np.exp(problem.need_weight * problem.classes.needs)
    time = np.outer(weight, [0.0, problem.law.intensity, problem.law.intensity_shallow])
    return Stakes(
        pay=problem.pay,
        mission=problem.mission if whole else 0.0,
        wage=problem.wage,
        months=problem.months,
        service=problem.service,
        horizon=problem.horizon if whole else 0,
        drop_out=problem.drop_out,
        drop_out_ends=problem.drop_out_ends_it,
        time=time,
    )


def _axis(problem: Problem, found: list[Candidates]) -> tuple[float, int]:
    """Greatest help that full service can build, and nodes about one month's gain apart (9 to 25 of them)."""
    monthly = max(c.full_gain for c in found)
    if monthly <= 0.0:
        return 1.0, 2
    decay, months = problem.law.decay, min(problem.service, problem.months)
    most = monthly * (months if decay <= 0.0 else (1.0 - (1.0 - decay) ** months) / decay)
    return most, int(min(max(np.ceil(most / monthly) + 3, 9), 25))


def _places(x1: Floats, x: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Left node and share of the way to the next, clipped to the grid."""
    place = np.clip(x1 / (x[1] - x[0]), 0.0, x.size - 1.0)
    left = np.minimum(place.astype(np.int64), x.size - 2)
    return left, place - left


def _grid(problem: Problem, found: list[Candidates], x: Floats) -> tuple[Grid, Chances]:
    most = max(c.gain.size for c in found)
    padded = np.zeros((4, len(found), most))
    for i, c in enumerate(found):
        padded[:, i, : c.gain.size] = c.gain, c.boost, c.hours, c.private
    x1 = (1.0 - problem.law.decay) * x[None, :, None] + padded[0][:, None, :]
    left, share = _places(x1, x)
    push, push_hours = _pushes(problem)
    count = np.array([c.gain.size for c in found], dtype=np.int64)
    grid = Grid(left, share, count, padded[2], padded[3], push_hours)
    return grid, Chances(*chances(_levels(problem), _on(problem), x1, padded[1], push))


def _levels(problem: Problem) -> Floats:
    """(3, needs) logits of entry, exit from durable, exit from shallow at x = 0."""
    law, need = problem.law, problem.classes.needs
    leave = law.exit_level + law.exit_by_need * need
    return np.stack([law.entry_level - law.entry_by_need * need, leave, leave + law.exit_if_shallow])


def _on(problem: Problem) -> Floats:
    return np.array([problem.law.on_entry, problem.law.on_exit])


def _pushes(problem: Problem) -> tuple[Floats, Floats]:
    """Logits and cost-weighted hours of the candidate pushes; only no push where there is no placement task."""
    at = problem.tasks.placement
    if at < 0 or not problem.may_place:
        return np.zeros(1), np.zeros(1)
    response = np.array(PUSHES)
    return problem.tasks.boosts[at] * response, -problem.tasks.eta[at] * np.log1p(-response) * problem.tasks.cost[at]


def _reference_push(problem: Problem) -> float:
    at = problem.tasks.placement
    return float(problem.tasks.boosts[at]) * PUSH_AT if at >= 0 and problem.may_place else 1.0


def _probe(problem: Problem, found: list[Candidates], x: Floats) -> Probe:
    steps = np.array([GAIN_SHARE * c.full_gain if c.full_gain > 0.0 else 1e-3 for c in found])
    x1 = (1.0 - problem.law.decay) * x[None, None, :] + steps[:, None, None] * np.array([0.0, 1.0, 0.5])[None, :, None]
    left, share = _places(x1, x)
    # off the grid the chances stand at the clipped help too, so that slopes end at 0 rather than jump
    base = _levels(problem)[:, None, None, :, None] + 0.0 * x1[None, :, :, None, :]
    push = _reference_push(problem)
    entry = base[0] + _on(problem)[0] * x1[:, :, None, :]
    leave = _logistic(base[1:] - _on(problem)[1] * x1[None, :, :, None, :])
    reference = np.empty((len(found), problem.classes.count, x.size))
    for f, c in enumerate(found):
        logits = _class_logits(problem, x, c.full_gain)
        reference[f] = np.maximum(_logistic(logits + push) - _logistic(logits), 1e-12)
    return Probe(left, share, steps, _logistic(entry), _logistic(entry + push), _logistic(entry - HELD), leave, HELD, reference)


def _class_logits(problem: Problem, x: Floats, full_gain: float) -> Floats:
    """(classes, x) logit of the mean entry chance after half the step of slopes."""
    x1 = (1.0 - problem.law.decay) * x + 0.5 * GAIN_SHARE * full_gain
    chance = problem.classes.weights @ _logistic(_levels(problem)[0][:, None] + _on(problem)[0] * x1[None, :])
    chance = np.clip(chance, 1e-30, 1.0 - 1e-15)
    return np.log(chance / (1.0 - chance))


def _logistic(logit: Floats) -> Floats:
    value: Floats = 1.0 / (1.0 + np.exp(-np.clip(logit, -700.0, 700.0)))
    return value
