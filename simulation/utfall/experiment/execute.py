"""From jobs to stored rows: what is there is reused, what is missing is made, one process writes."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from utfall.experiment.attempt import Runner, attempt
from utfall.experiment.jobs import SEEDS_A_POINT, Job, chunks
from utfall.experiment.workers import Crew, Packed
from utfall.results.store import Store, pack

BATCH_RUNS = 200
BATCH_SECONDS = 2.0
#: Below so many seconds of work in all, processes cost more than they bring.
SERIAL_BELOW = 3.0

Progress = Callable[[int, int, int], None]


class Interrupted(Exception):  # noqa: N818  it is no error
    """Stopped by Ctrl-C or SIGTERM; what finished is kept."""

    def __init__(self, kept: int, wanted: int) -> None:
        super().__init__(f"stopped: {kept} of {wanted} runs are stored; repeat the command to go on from there")


@dataclass(frozen=True, slots=True)
class Hands:
    """How runs are made: by whom, by how many processes, what is told on the way (done, failed, wanted)."""

    runner: Runner
    workers: int = 0
    progress: Progress = lambda _done, _failed, _wanted: None
    force: bool = False
    serial_below: float = SERIAL_BELOW

    @property
    def count(self) -> int:
        """Processes to use; 0 means all cores that we may use."""
        return self.workers or cores()


@dataclass(frozen=True, slots=True)
class Executed:
    """How it went: runs that were there, made now, and why stored runs were not reused."""

    reused: int
    made: int
    why: tuple[str, ...]


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def execute(jobs: Sequence[Job], store: Store, hands: Hands) -> Executed:
    """Make those of the jobs that are not stored yet; raises `Interrupted` after Ctrl-C, when what finished is stored.

    The caller holds the writer's lease. Rows are read back from the store afterwards, so that nothing depends on order or workers.
    """
    unique = list({job.key: job for job in jobs}.values())
    missing, why = to_make(unique, store, force=hands.force)
    batch = _Batch(store, hands.progress, done=len(unique) - len(missing), wanted=len(unique))
    batch.tell()
    with _signals() as stop:
        try:
            _make(missing, hands, batch, stop)
        finally:
            batch.flush()
        if stop.asked and batch.done < batch.wanted:
            raise Interrupted(batch.done, batch.wanted)
    return Executed(len(unique) - len(missing), len(missing), why)


def to_make(jobs: Sequence[Job], store: Store, *, force: bool) -> tuple[list[Job], tuple[str, ...]]:
    """The jobs without a usable row, and in words why stored rows are not used."""
    if force:
        return list(jobs), ()
    there = store.statuses(job.key for job in jobs)
    missing = [job for job in jobs if there.get(job.key) != ("done", job.versions.indicators)]
    failed = sum(there[job.key][0] != "done" for job in missing if job.key in there)
    stale = sum(job.key in there for job in missing) - failed
    why = []
    if failed:
        why.append(f"{failed} stored runs failed before and are made again")
    if stale:
        why.append(f"{stale} stored runs have indicators of an older version and are made again")
    return missing, tuple(why)


@dataclass(slots=True)
class _Stop:
    asked: int = 0


@dataclass(slots=True)
class _Batch:
    """Rows on their way to the store: at most so many, at most so long."""

    store: Store
    progress: Progress
    done: int
    wanted: int
    failed: int = 0
    seconds: float = 0.0
    rows: list[Packed] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def add(self, packed: Packed) -> None:
        self.rows.append(packed)
        self.done += 1
        self.failed += packed["status"] != "done"
        self.seconds = float(str(packed["seconds"]))
        self.tell()
        if len(self.rows) >= BATCH_RUNS or time.monotonic() - self.since >= BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        rows, self.rows = self.rows, []
        self.store.save(rows)
        self.since = time.monotonic()

    def tell(self) -> None:
        self.progress(self.done, self.failed, self.wanted)


def _make(jobs: list[Job], hands: Hands, batch: _Batch, stop: _Stop) -> None:
    """A few runs here, which also loads and compiles what forked workers then share; the rest in processes if that pays."""
    start = 0
    while start < len(jobs) and not stop.asked and not _pays(len(jobs) - start, start, hands, batch):
        batch.add(pack(attempt(hands.runner, jobs[start])))
        start += 1
    left = jobs[start:]
    if not left or stop.asked:
        return
    most = max(1, min(SEEDS_A_POINT, len(left) // (4 * hands.count)))
    with Crew(hands.runner, min(hands.count, len(left))) as crew:
        crew.run(chunks(left, most), batch.add, lambda: stop.asked > 0)


def _pays(left: int, made: int, hands: Hands, batch: _Batch) -> bool:
    """Whether processes pay: judged from the second run on, for the first one compiles."""
    return hands.count > 1 and made >= 2 and left > 1 and left * batch.seconds > hands.serial_below


@contextmanager
def _signals() -> Iterator[_Stop]:
    """Count Ctrl-C and SIGTERM; the second stops at once. Outside the main thread signals are not ours."""
    stop = _Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.asked += 1
        if stop.asked > 1:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
