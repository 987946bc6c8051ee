"""What a provider believes about one pay group under one contract: everything the value tables are solved from."""

import hashlib
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton, EventCount, PayStream, Reading
from utfall.base.laws import StateOutcome, Task
from utfall.behaviour.valuation.classes import NeedClasses
from utfall.behaviour.valuation.events import EventLaw

Floats = NDArray[np.float64]
ALWAYS = 9999
IN, OUT = 1, 2
_NEVER = -60.0  # a logit at which nothing happens


@dataclass(frozen=True, slots=True, eq=False)
class TaskColumns:
    """Tasks as columns, with what the provider believes an hour builds.

    builds      (tasks, capabilities) units a month at full response (quadratic: per hour), belief in own effect included
    boosts      (tasks,) logits on this month's entry at full response; negative is lock-in
    shows       (tasks, capabilities) units added to a measured score at full response, without capability
    eta         (tasks,) hours a month at which 63 % of the response is reached
    cost        (tasks,) cost of an hour relative to the provider's hourly cost
    curvature   (tasks,) private cost `curvature` e^2 / 2 a month (minor units), quadratic response only
    quadratic   (tasks,) True: linear gain
    lasts       (tasks,) last person-month in which the task may be given
    only        (tasks,) whom a task is given to: 0 anybody, IN who is in the outcome, OUT who is out of it (None: all to anybody)
    placement   number of the task that pushes entry and builds nothing (-1: none); of several the one with the strongest push an hour
    """

    builds: Floats
    boosts: Floats
    shows: Floats
    eta: Floats
    cost: Floats
    curvature: Floats
    quadratic: NDArray[np.bool_]
    lasts: NDArray[np.int64]
    placement: int
    only: NDArray[np.int8] | None = None

    def open_to(self, state: int) -> NDArray[np.bool_]:
        """(tasks,) whether each is given to people in a state (0 out, else in)."""
        if self.only is None:
            return np.ones(self.eta.size, dtype=np.bool_)
        found: NDArray[np.bool_] = self.only != (OUT if state else IN)
        return found


def task_columns(tasks: tuple[Task, ...], outcome: int, scores: tuple[int, ...], belief: float = 1.0) -> TaskColumns:
    """Columns of the task table.

    outcome   number of the state outcome that the tables are about (-1: none)
    scores    capability that each score outcome shows
    belief    what the provider thinks an hour builds, over the truth
    """
    shows = np.zeros((len(tasks), len(tasks[0].builds)))
    for row, task in enumerate(tasks):
        for score, capability in enumerate(scores):
            shows[row, capability] += task.shows[score] if score < len(task.shows) else 0.0
    boosts = np.array([task.boosts[outcome] if 0 <= outcome < len(task.boosts) else 0.0 for task in tasks])
    eta = np.array([task.eta for task in tasks])
    cost = np.array([task.cost for task in tasks])
    builds = belief * np.array([task.builds for task in tasks], dtype=np.float64)
    only = np.array([_only(task, outcome) for task in tasks], dtype=np.int8)
    pushes = np.where((boosts > 0) & (only != IN) & (builds.max(axis=1) <= 0), boosts / (eta * np.maximum(cost, 1e-9)), 0.0)
    return TaskColumns(
        builds=builds,
        boosts=boosts,
        shows=shows,
        eta=eta,
        cost=cost,
        curvature=np.array([task.curvature for task in tasks]),
        quadratic=np.array([task.response == "quadratic" for task in tasks]),
        lasts=np.array([task.lasts or ALWAYS for task in tasks], dtype=np.int64),
        placement=int(pushes.argmax()) if pushes.max() > 0 else -1,
        only=only if only.any() else None,
    )


def _only(task: Task, outcome: int) -> int:
    """Whom a task is given to, by the state that the tables are about; another state they do not follow, and take the task as open."""
    if outcome < 0:
        return 0
    return IN if task.while_in == outcome else OUT if task.while_out_of == outcome else 0


@dataclass(frozen=True, slots=True, eq=False)
class StateLaw:
    """The hazards of the state outcome as the provider believes them, on one axis of help x (logits).

    entry logit = entry_level - entry_by_need d + on_entry x + boost; exit logit = exit_level + exit_by_need d - on_exit x (+ exit_if_shallow)

    axis        (capabilities,) x = axis . k
    decay       share of x lost a month: that of the capability that tasks build most; no correction for slower ones (it overcorrects)
    """

    entry_level: float
    entry_by_need: float
    exit_level: float
    exit_by_need: float
    exit_if_shallow: float
    intensity: float
    intensity_shallow: float
    axis: Floats
    on_entry: float
    on_exit: float
    decay: float


def state_law(outcome: StateOutcome, levels: tuple[float, float], tasks: TaskColumns, decays: Floats) -> StateLaw:
    """The believed law of one group.

    levels   logits of entry and exit at need 0, capability 0 (mean over the temporary shock, which a provider does not see)
    decays   (capabilities,) share lost a month
    """
    entry, leave = np.array(outcome.helps_entry), np.array(outcome.helps_exit)
    built = tasks.builds.max(axis=0) if tasks.builds.size else np.zeros(decays.size)
    by_entry = bool(np.any(built * entry > 0))
    axis = entry if by_entry else leave
    main = int(np.argmax(built * axis))
    return StateLaw(
        entry_level=levels[0],
        entry_by_need=outcome.entry_by_need,
        exit_level=levels[1],
        exit_by_need=outcome.exit_by_need,
        exit_if_shallow=outcome.exit_if_shallow,
        intensity=outcome.intensity,
        intensity_shallow=outcome.intensity_shallow,
        axis=np.ascontiguousarray(axis, dtype=np.float64),
        on_entry=1.0 if by_entry else 0.0,
        on_exit=float(leave[main] / axis[main]) if axis[main] else 0.0,
        decay=float(decays[main]),
    )


def no_state(capabilities: int) -> StateLaw:
    """The law where no state outcome counts: nobody enters, nothing helps; only scores and activities are paid."""
    return StateLaw(_NEVER, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, np.zeros(capabilities), 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """One pay group as one provider sees it from ahead.

    law, decays     believed hazards; (capabilities,) decay of each capability
    tasks, streams  what hours do; what is paid
    classes         need classes and nodes
    service         person-months in which hours can be given
    horizon         person-months over which outcome time has value to the provider (0: none)
    wage            minor units per hour: the least shadow price of an hour
    pay             share of each payment that moves the provider (pass-through and pressure; 1 = all)
    mission         minor units per full-time month: theta x motivation x believed social value
    need_weight     omega: mission value grows as exp(omega x need)
    drop_out        believed monthly chance that service ends for good; `drop_out_ends_it`: and the outcome with it
    may_place       False shuts placement (a switch)
    events          believed laws of the outcomes of events that are paid on, or matter most
    clients         minor units that a month with a client wholly satisfied with its time is worth to the provider, who is half satisfied
                    with `half_satisfied` hours [prendergast-2007]
    """

    law: StateLaw
    decays: Floats
    tasks: TaskColumns
    streams: tuple[PayStream, ...]
    classes: NeedClasses
    service: int
    wage: float
    horizon: int = 0
    pay: float = 1.0
    mission: float = 0.0
    need_weight: float = 0.0
    drop_out: float = 0.0
    drop_out_ends_it: bool = False
    may_place: bool = True
    events: tuple[EventLaw, ...] = ()
    clients: float = 0.0
    half_satisfied: float = 3.0

    @property
    def months(self) -> int:
        """Last person-month in which anything can be paid, or outcome time has value."""
        moving = [stream.automaton or stream.events for stream in self.streams if stream.price != 0.0]
        return max([1, self.horizon, *(one.last for one in moving if one is not None)])

    @property
    def key(self) -> bytes:
        """Fingerprint: equal problems have equal keys."""
        digest = hashlib.blake2b(digest_size=16)
        _feed(digest, self)
        return digest.digest()


def _feed(digest: hashlib.blake2b, value: object) -> None:
    """Hash a record field by field; arrays by their bytes, so that no repr shortens a number."""
    if isinstance(value, np.ndarray):
        digest.update(str(value.dtype).encode() + str(value.shape).encode() + value.tobytes())
    elif isinstance(value, tuple):
        digest.update(b"(")
        for item in value:
            _feed(digest, item)
        digest.update(b")")
    elif isinstance(value, Problem | TaskColumns | StateLaw | NeedClasses | PayStream | Automaton | Reading | EventCount | EventLaw):
        digest.update(type(value).__name__.encode())
        for field in fields(value):
            _feed(digest, getattr(value, field.name))
    else:
        digest.update(repr(value).encode() + b";")
