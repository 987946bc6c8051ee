"""Processes that make runs: each has a pipe of its own, so that the death of one costs one run and the others go on."""

import multiprocessing as mp
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from utfall.experiment.attempt import Runner, attempt, failed
from utfall.experiment.jobs import Job
from utfall.results.store import pack

Packed = Mapping[str, object]
Sink = Callable[[Packed], None]


class StopFlag(Protocol):
    """One byte shared with the workers (no lock: a killed worker could hold it)."""

    value: int


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    waiting: deque[Job] = field(default_factory=deque)
    busy: bool = False


class Crew:
    """So many worker processes; used once, in a `with` block that leaves no process behind."""

    def __init__(self, runner: Runner, count: int, context: BaseContext | None = None) -> None:
        self._runner = runner
        self._context = context or start_method()
        self._stop: StopFlag = self._context.RawValue("b", 0)
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(self._hire())

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_exc: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()

    def run(self, chunks: Iterable[tuple[Job, ...]], sink: Sink, stopped: Callable[[], bool]) -> None:
        """Give out chunks and hand each packed row to the sink as it comes; once `stopped`, let each worker end the run it is at."""
        queue = deque(chunks)
        while True:
            if stopped():
                self._stop.value = 1
                queue.clear()
            for worker in self._workers:
                if queue and not worker.busy:
                    self._give(worker, queue.popleft())
            busy = [worker for worker in self._workers if worker.busy]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy] + [worker.process.sentinel for worker in busy], timeout=0.2)
            for worker in busy:
                if worker.pipe in ready or worker.process.sentinel in ready:
                    self._receive(worker, queue, sink)

    def _give(self, worker: _Worker, chunk: tuple[Job, ...]) -> None:
        worker.waiting.extend(chunk)
        worker.busy = True
        try:
            worker.pipe.send(chunk)
        except OSError:
            return  # it is dead; `_receive` will find so

    def _receive(self, worker: _Worker, queue: deque[tuple[Job, ...]], sink: Sink) -> None:
        try:
            while worker.busy and worker.pipe.poll():
                packed = worker.pipe.recv()
                if packed is None:  # the end of its chunk
                    worker.waiting.clear()
                    worker.busy = False
                else:
                    worker.waiting.popleft()
                    sink(packed)
        except (EOFError, OSError):
            self._replace(worker, queue, sink)

    def _replace(self, worker: _Worker, queue: deque[tuple[Job, ...]], sink: Sink) -> None:
        """The run that a dead worker was at is a failed row; the rest of its chunk goes to the next one."""
        worker.pipe.close()
        worker.process.join()
        if worker.waiting:
            lost = worker.waiting.popleft()
            code = worker.process.exitcode or 0
            reason = f"by signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"(exit code {code})"
            sink(pack(failed(lost, "WorkerKilled", f"the worker was killed {reason}")))
        if worker.waiting:
            queue.appendleft(tuple(worker.waiting))
        self._workers[self._workers.index(worker)] = self._hire(without=worker)

    def _hire(self, without: "_Worker | None" = None) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A forked child inherits the ends of its elders; it closes them, so that the death of this process reaches every worker.
        inherited = [w.pipe for w in self._workers if w is not without] + [ours] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_work, args=(theirs, inherited, self._runner, self._stop), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours)


def start_method() -> BaseContext:
    """Fork where it is cheap and safe, else a fresh process."""
    return mp.get_context("fork" if sys.platform == "linux" else "spawn")


def leave_signals() -> None:
    """In a worker: Ctrl-C is the main process's to answer, SIGTERM ends the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _work(pipe: Connection, inherited: list[Connection], runner: Runner, stop: StopFlag) -> None:
    """The life of a worker: until its pipe closes."""
    leave_signals()
    for end in inherited:
        end.close()
    try:
        while True:
            chunk: tuple[Job, ...] = pipe.recv()
            for job in chunk:
                if stop.value:
                    break
                pipe.send(pack(attempt(runner, job)))
            pipe.send(None)
    except (EOFError, OSError):
        return
