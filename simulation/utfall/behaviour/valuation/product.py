"""The product of the automata that a provider is paid on, reduced to what can be reached."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import DURABLE, OUT, SHALLOW, Automaton, PayStream

MOST_STATES = 200
CAP_LEVELS = 12
_CODES = 4_000_000
Node = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """Nodes are reachable pairs of the person's state and the progress on every paid automaton.

    state     (nodes,) state of the person: out, durable, shallow
    phase     (months + 1,) which set of automata runs in a person-month
    follow    (phases, nodes, 3) next node, by the month's state
    money     (phases, nodes, 3) minor units that reach the provider on that step
    radix     (rows,) multiplier of each row of progress in a code: one row per stream that has an automaton, in their order, then one
              per such stream with a cap (`cap_level`)
    sizes     (rows,) number of progress states, to clip what is recorded
    lookup    (3 x codes,) node of state + 3 x code; unreachable pairs point to the nearest in meaning
    start     (2,) node at enrolment of who is then out of / in the outcome
    progress  (nodes,) number of a node's progress, which nodes of other states share
    """

    state: NDArray[np.int8]
    phase: NDArray[np.int64]
    follow: NDArray[np.int32]
    money: NDArray[np.float64]
    radix: NDArray[np.int64]
    sizes: NDArray[np.int64]
    lookup: NDArray[np.int32]
    start: NDArray[np.int32]
    progress: NDArray[np.int64]

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return int(self.state.size)


def automaton_rows(streams: tuple[PayStream, ...]) -> tuple[Automaton, ...]:
    """Automata in the order of the first rows of a view's progress: one per stream that has one."""
    return tuple(stream.automaton for stream in streams if stream.automaton is not None)


def capped_rows(streams: tuple[PayStream, ...]) -> tuple[PayStream, ...]:
    """Streams of the rows that follow: those with an automaton and a cap per person; their progress is `cap_level`."""
    return tuple(stream for stream in streams if stream.automaton is not None and np.isfinite(stream.cap))


def cap_level(paid: NDArray[np.float64], cap: float) -> NDArray[np.int16]:
    """Twelfths of the cap that a person has been paid: 0 to 12 (exact where 1, 2, 3, 4, 6 or 12 equal payments reach it)."""
    return np.clip(np.rint(paid / cap * CAP_LEVELS), 0, CAP_LEVELS).astype(np.int16)


def parts(streams: tuple[PayStream, ...], most: int = MOST_STATES) -> tuple[tuple[PayStream, ...], ...]:
    """Streams solved together: one part if the product is small enough, else parts filled in the order of the contract.

    Every part keeps all streams (so that progress rows stay), with price 0 for those of other parts.
    """
    groups: list[list[int]] = [[]]
    for number, stream in enumerate(streams):
        if stream.automaton is None or stream.price == 0.0:
            continue
        trial = [streams[i] for i in [*groups[-1], number]]
        if groups[-1] and _too_large(tuple(trial), most):
            groups.append([])
        groups[-1].append(number)
    return tuple(tuple(stream if i in group else _asleep(stream) for i, stream in enumerate(streams)) for group in groups)


def _asleep(stream: PayStream) -> PayStream:
    return PayStream(stream.clause, 0.0, stream.automaton, stream.reading, stream.task, stream.units_per_hour, stream.cap, stream.first, stream.last)


def _too_large(streams: tuple[PayStream, ...], most: int) -> bool:
    machines = _machines(streams)
    if np.prod([float(m.states) for m in machines]) > _CODES:
        return True
    reached = _Explorer(streams, max(m.last for m in machines))
    return len({progress for _, progress in reached.nodes}) > most


def product(streams: tuple[PayStream, ...], months: int) -> Product:
    """Build the product of the awake streams (a price other than 0) over person-months 1 .. months."""
    explorer = _Explorer(streams, months)
    nodes = sorted(explorer.nodes)
    number = {node: i for i, node in enumerate(nodes)}
    phases = len(explorer.active)
    follow = np.zeros((phases, len(nodes), 3), dtype=np.int32)
    money = np.zeros((phases, len(nodes), 3))
    for phase in range(phases):
        for i, node in enumerate(nodes):
            for state in (OUT, DURABLE, SHALLOW):
                after, pays = explorer.step(phase, node[1], state)
                # a step that cannot happen (a node of another phase) may lead outside: it stays, and has no weight
                follow[phase, i, state] = number.get((state, after), i)
                money[phase, i, state] = pays
    radix, sizes = explorer.radix()
    return Product(
        state=np.array([node[0] for node in nodes], dtype=np.int8),
        phase=explorer.phase,
        follow=follow,
        money=money,
        radix=radix,
        sizes=sizes,
        lookup=explorer.lookup(number),
        start=np.array([number[(state, explorer.begin[state])] for state in (OUT, DURABLE)], dtype=np.int32),
        progress=np.unique(np.array([explorer.code(progress) for _, progress in nodes], dtype=np.int64), return_inverse=True)[1],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Machine:
    """An automaton with its pay: next progress and minor units by progress and state; rows are the progress rows that make it up.

    rows   (row of progress, multiplier inside the machine)
    """

    first: int
    last: int
    start: tuple[int, int]
    step: list[list[int]]
    pays: list[list[float]]
    rows: tuple[tuple[int, int], ...]

    @property
    def states(self) -> int:
        return len(self.step)


def _machines(streams: tuple[PayStream, ...]) -> list[_Machine]:
    """Machines of the awake streams; streams without a cap that share an automaton share a machine."""
    owners = [stream for stream in streams if stream.automaton is not None]
    level_row = {id(stream): len(owners) + i for i, stream in enumerate(capped_rows(streams))}
    plain: dict[int, _Machine] = {}
    capped: list[_Machine] = []
    for row, stream in enumerate(owners):
        automaton = stream.automaton
        if automaton is None or stream.price == 0.0:
            continue
        if np.isfinite(stream.cap) and abs(stream.price) * _most_units(automaton) > stream.cap:
            capped.append(_capped(stream, automaton, row, level_row[id(stream)]))
            continue
        before = plain.get(id(automaton))
        pays = automaton.emits * stream.price + (np.array(before.pays) if before else 0.0)
        rows = before.rows if before else ((row, 1),)
        begin = (int(automaton.start[0]), int(automaton.start[1]))
        plain[id(automaton)] = _Machine(automaton.first, automaton.last, begin, automaton.step.tolist(), pays.tolist(), rows)
    return [*plain.values(), *capped]


def _most_units(automaton: Automaton) -> float:
    """The most units that anybody can bring over its months: a cap that lies above them is never met, and nobody's progress towards it matters."""
    units, ahead = np.abs(automaton.emits), np.zeros(automaton.states)
    for _ in range(automaton.first, automaton.last + 1):
        ahead = (units + ahead[automaton.step]).max(axis=1)
    return float(ahead[automaton.start].max())


def _capped(stream: PayStream, automaton: Automaton, row: int, level_row: int) -> _Machine:
    """The automaton times the twelfths of the cap that are used up; what is left is paid and no more."""
    size = CAP_LEVELS + 1
    step: list[list[int]] = []
    pays: list[list[float]] = []
    for progress in range(automaton.states):
        for level in range(size):
            due = np.minimum(stream.price * automaton.emits[progress], stream.cap * (CAP_LEVELS - level) / CAP_LEVELS)
            used = np.minimum(level + np.rint(due / stream.cap * CAP_LEVELS), CAP_LEVELS).astype(int)
            step.append([int(automaton.step[progress, y]) * size + int(used[y]) for y in (OUT, DURABLE, SHALLOW)])
            pays.append(due.tolist())
    begin = (int(automaton.start[0]) * size, int(automaton.start[1]) * size)
    return _Machine(automaton.first, automaton.last, begin, step, pays, ((row, size), (level_row, 1)))


class _Explorer:
    """Walks the product month by month and keeps what it has reached."""

    def __init__(self, streams: tuple[PayStream, ...], months: int) -> None:
        self.sizes = [a.states for a in automaton_rows(streams)] + [CAP_LEVELS + 1] * len(capped_rows(streams))
        self.machines = _machines(streams)
        self.multiplier = [1] * len(self.machines)
        for i in range(1, len(self.machines)):
            self.multiplier[i] = self.multiplier[i - 1] * self.machines[i - 1].states
        self.begin = [tuple(machine.start[i] for machine in self.machines) for i in (0, 1)]
        self._find_phases(months)
        self._walk(months)

    def _find_phases(self, months: int) -> None:
        known: dict[tuple[bool, ...], int] = {}
        self.phase = np.zeros(months + 1, dtype=np.int64)
        for month in range(1, months + 1):
            running = tuple(m.first <= month <= m.last for m in self.machines)
            self.phase[month] = known.setdefault(running, len(known))
        self.active = list(known)

    def _walk(self, months: int) -> None:
        frontier: set[Node] = {(OUT, self.begin[0]), (DURABLE, self.begin[1])}
        self.nodes: set[Node] = set(frontier)
        leads: list[dict[Node, set[Node]]] = [{} for _ in self.active]
        for month in range(1, months + 1):
            phase = int(self.phase[month])
            after: set[Node] = set()
            for node in frontier:
                if node not in leads[phase]:
                    leads[phase][node] = {(state, self.step(phase, node[1], state)[0]) for state in _can_become(node[0])}
                after |= leads[phase][node]
            self.nodes |= after
            frontier = after

    def step(self, phase: int, progress: tuple[int, ...], state: int) -> tuple[tuple[int, ...], float]:
        """Next progress and what it pays."""
        after = list(progress)
        pays = 0.0
        for i, running in enumerate(self.active[phase]):
            if running:
                after[i] = self.machines[i].step[progress[i]][state]
                pays += self.machines[i].pays[progress[i]][state]
        return tuple(after), pays

    def code(self, progress: tuple[int, ...]) -> int:
        """Number of a progress."""
        return sum(p * m for p, m in zip(progress, self.multiplier, strict=True))

    def radix(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Multiplier and size of every progress row; sleeping and repeated automata count 0."""
        radix = np.zeros(len(self.sizes), dtype=np.int64)
        for machine, multiplier in zip(self.machines, self.multiplier, strict=True):
            for row, inside in machine.rows:
                radix[row] += multiplier * inside
        return radix, np.array(self.sizes, dtype=np.int64)

    def lookup(self, number: dict[Node, int]) -> NDArray[np.int32]:
        """Node of every state and code; what workers get wrong is read as the same progress in another state, else as the start."""
        codes = int(np.prod([m.states for m in self.machines], dtype=np.int64)) if self.machines else 1
        table = np.empty(3 * codes, dtype=np.int32)
        for state in (OUT, DURABLE, SHALLOW):
            start = number.get((state, self.begin[min(state, 1)]), number[(OUT, self.begin[0])])
            table[state::3] = start
        for (state, progress), node in number.items():
            code = self.code(progress)
            for other in (OUT, DURABLE, SHALLOW):
                if (other, progress) not in number and (state, other) in ((DURABLE, SHALLOW), (SHALLOW, DURABLE)):
                    table[other + 3 * code] = node
            table[state + 3 * code] = node
        return table


def _can_become(state: int) -> tuple[int, ...]:
    """States that can follow a state in one month."""
    if state == OUT:
        return (OUT, DURABLE, SHALLOW)
    return (OUT, state)
