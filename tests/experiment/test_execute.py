"""Runs reach the store whatever happens to a worker, a run or the command; numbers do not depend on who made them."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.experiment.fake import FakeRunner, jobs
from utfall.experiment.execute import Hands, Interrupted, execute, to_make
from utfall.experiment.jobs import Job
from utfall.results.lease import Owner, is_alive, this_process
from utfall.results.rows import Row, RunKey
from utfall.results.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_store(str(tmp_path / "s.sqlite")) as opened:
        yield opened


def rows_of(made: list[Job], store: Store) -> dict[RunKey, Row]:
    return store.rows(job.key for job in made)


def numbers(rows: dict[RunKey, Row]) -> dict[int, tuple[float | None, bytes]]:
    return {key.seed: (row.values["true_effect"].value, row.series["paid"].tobytes()) for key, row in rows.items() if row.done}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_run_is_stored_once_and_the_same_for_any_number_of_workers(store: Store, workers: int) -> None:
    done = execute(jobs(57), store, Hands(FakeRunner(), workers, serial_below=0.0))
    assert (done.made, done.reused) == (57, 0)
    found = rows_of(jobs(57), store)
    expected = {job.seed: FakeRunner()(job) for job in jobs(57)}
    assert numbers(found) == numbers({row.key: row for row in expected.values()})


def test_what_is_there_is_reused(store: Store) -> None:
    execute(jobs(10), store, Hands(FakeRunner(), 1))
    runner = FakeRunner()
    done = execute(jobs(15), store, Hands(runner, 1))
    assert (done.made, done.reused) == (5, 10)
    assert runner.made == [11, 12, 13, 14, 15]
    again = FakeRunner()
    execute(jobs(15), store, Hands(again, 1, force=True))
    assert len(again.made) == 15


def test_rows_with_older_indicators_are_made_again_and_it_is_said_why(store: Store) -> None:
    execute(jobs(3), store, Hands(FakeRunner(), 1))
    newer = [type(job)(job.label, job.scenario, job.fingerprint, job.seed, job.clock, job.versions._replace(indicators=2)) for job in jobs(3)]
    missing, why = to_make(newer, store, force=False)
    assert len(missing) == 3
    assert why == ("3 stored runs have indicators of an older version and are made again",)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_is_a_failed_row_with_type_and_message_and_the_others_finish(store: Store, workers: int) -> None:
    execute(jobs(20), store, Hands(FakeRunner(fail=frozenset({7, 13})), workers, serial_below=0.0))
    found = rows_of(jobs(20), store)
    failed = {key.seed: row.error for key, row in found.items() if not row.done}
    assert failed == {7: ("ValueError", "no run with seed 7"), 13: ("ValueError", "no run with seed 13")}
    assert len(found) == 20
    missing, why = to_make(jobs(20), store, force=False)
    assert [job.seed for job in missing] == [7, 13]
    assert why == ("2 stored runs failed before and are made again",)


def test_a_killed_worker_costs_one_run_and_a_second_call_makes_it(store: Store) -> None:
    execute(jobs(40), store, Hands(FakeRunner(kill=frozenset({5, 23, 40})), 2, serial_below=0.0))
    found = rows_of(jobs(40), store)
    assert {key.seed for key, row in found.items() if not row.done} == {5, 23, 40}
    assert found[jobs(40)[4].key].error == ("WorkerKilled", "the worker was killed by signal 9 (SIGKILL)")
    runner = FakeRunner()
    execute(jobs(40), store, Hands(runner, 1))
    assert runner.made == [5, 23, 40]
    assert all(row.done for row in rows_of(jobs(40), store).values())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 2])
def test_one_signal_stops_after_the_runs_at_hand_and_keeps_them(store: Store, workers: int, number: signal.Signals) -> None:
    timer = threading.Timer(0.5, lambda: os.kill(os.getpid(), number))
    timer.start()
    with pytest.raises(Interrupted, match=r"stopped: \d+ of 400 runs are stored"):
        execute(jobs(400), store, Hands(FakeRunner(pause=0.02), workers, serial_below=0.0))
    timer.join()
    kept = numbers(rows_of(jobs(400), store))
    assert 2 < len(kept) < 400
    execute(jobs(400), store, Hands(FakeRunner(), 1))
    assert len(numbers(rows_of(jobs(400), store))) == 400


def test_a_second_signal_stops_at_once(store: Store) -> None:
    def twice() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.4, twice)
    timer.start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        execute(jobs(10), store, Hands(FakeRunner(pause=240.0), 1))
    assert time.monotonic() - start < 200
    timer.join()


_SCRIPT = """
import sys
sys.path[:0] = {paths!r}
from tests.experiment.fake import FakeRunner, jobs
from utfall.experiment.execute import Hands, execute
from utfall.results.store import open_store
with open_store({store!r}) as store, store.writer("job", lambda pid: print("waiting", pid, flush=True)):
    print("started", flush=True)
    execute(jobs(300), store, Hands(FakeRunner(pause=0.02), {workers}, serial_below=0.0))
print("done", flush=True)
"""


def start(path: Path, workers: int) -> subprocess.Popen[str]:
    paths = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "simulation")]
    script = _SCRIPT.format(paths=paths, store=str(path), workers=workers)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_acknowledged_survives_sigkill_no_process_is_left_and_the_end_is_the_same(tmp_path: Path, workers: int) -> None:
    path = tmp_path / "s.sqlite"
    process = start(path, workers)
    time.sleep(3.0)
    children = _children(process.pid)
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    with open_store(str(path)) as store:
        kept = store.count()
        assert 0 < kept < 300
        with store.writer("another job", lambda _pid: pytest.fail("waits for a dead process")):
            execute(jobs(300), store, Hands(FakeRunner(), 1))
        after = numbers(rows_of(jobs(300), store))
    assert after == {job.seed: (FakeRunner()(job).values["true_effect"].value, FakeRunner()(job).series["paid"].tobytes()) for job in jobs(300)}
    assert len(children) == (0 if workers == 1 else workers)
    _wait_until_gone(children)


def test_a_second_writer_of_the_same_job_is_refused_with_the_process_id_and_another_job_waits(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    process = start(path, 1)
    waited: list[int] = []
    with open_store(str(path)) as store:
        with pytest.raises(Exception, match=f"already running as process {process.pid}"), store.writer("job", waited.append):
            pass
        threading.Timer(0.5, process.terminate).start()
        with store.writer("another job", waited.append):
            assert waited == [process.pid]
    process.communicate()


def test_a_process_is_told_apart_from_a_later_one_with_its_number() -> None:
    us = this_process()
    assert is_alive(us, time.time())
    assert not is_alive(Owner(us.host, us.boot, us.pid, "1"), time.time())
    assert not is_alive(Owner(us.host, "another boot", us.pid, us.started), time.time())
    assert not is_alive(Owner(us.host, us.boot, 2**22 + 1, us.started), time.time())
    assert is_alive(Owner("elsewhere", "", 1, ""), time.time())
    assert not is_alive(Owner("elsewhere", "", 1, ""), time.time() - 3600)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _wait_until_gone(pids: list[int]) -> None:
    end = time.monotonic() + 120
    while any(Path(f"/proc/{pid}").exists() and ") Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in pids):
        assert time.monotonic() < end, "a worker outlived the command"
        time.sleep(0.05)
