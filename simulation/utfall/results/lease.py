"""One writer at a time: a lease on the store that dies with the process that holds it."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from utfall.base.errors import UsageError
from utfall.results.in_words import in_words
from utfall.results.schema import lease

#: Seconds without a sign of life after which a lease from another machine is taken to be dead.
SILENT_FOR = 120.0
POLL = 0.2


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told apart from a later one with the same number."""

    host: str
    boot: str
    pid: int
    started: str


def this_process() -> Owner:
    """Who we are."""
    return Owner(socket.gethostname(), _boot(), os.getpid(), _started(os.getpid()))


def is_alive(owner: Owner, beat: float) -> bool:
    """Whether the process still runs; one on another machine while it gives signs of life."""
    if owner.host != socket.gethostname():
        return abs(time.time() - beat) < SILENT_FOR
    if owner.boot != _boot():
        return False
    try:
        os.kill(owner.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not owner.started or _started(owner.pid) == owner.started


@contextmanager
def held(engine: Engine, digest: str, waiting: Callable[[int], None]) -> Iterator[None]:
    """Hold the writer's lease; wait while another job holds it, refuse while the same job does, take over from the dead."""
    owner = this_process()
    told = False
    while (other := _take(engine, owner, digest)) is not None:
        pid, their_digest = other
        if their_digest == digest:
            raise UsageError(f"the same job is already running as process {pid}; wait for it, or stop it and repeat the command to go on from there")
        if not told:
            waiting(pid)
            told = True
        time.sleep(POLL)
    try:
        yield
    finally:
        # A store that failed may fail here too: what it said first must not be covered up, and who has ended holds no lease.
        with suppress(DatabaseError), engine.begin() as connection:
            connection.execute(delete(lease).where(lease.c.pid == owner.pid, lease.c.started == owner.started, lease.c.host == owner.host))


def beat(connection: Connection) -> None:
    """Give a sign of life, together with a batch."""
    connection.execute(lease.update().values(beat=time.time()))


@in_words()
def _take(engine: Engine, owner: Owner, digest: str) -> tuple[int, str] | None:
    """Take the lease: None when taken, else the number and job of the process that has it."""
    while True:
        try:
            with engine.begin() as connection:
                found = connection.execute(select(lease)).first()
                if found is not None and is_alive(Owner(found.host, found.boot, found.pid, found.started), found.beat):
                    return int(found.pid), str(found.digest)
                connection.execute(delete(lease))
                connection.execute(insert(lease).values(name="writer", **asdict(owner), digest=digest, beat=time.time()))
                return None
        except IntegrityError:
            time.sleep(POLL)  # another process took it between our look and our write; look again
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            time.sleep(POLL)


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot; empty where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return status.rpartition(")")[2].split()[19]
