"""Opening a database: where it is, whether it can be written, whether it is whole and of this version."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from utfall.base.errors import StoreError, UsageError
from utfall.results.schema import SCHEMA_VERSION, meta, metadata

#: File systems over a network, where a WAL file shared by processes is not safe.
NETWORK = frozenset({"nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "glusterfs", "lustre"})


def engine(where: str, *, must_exist: bool = False) -> tuple[Engine, str]:
    """An engine on a file name or a database URL, and what is unusual about it in words."""
    url = _url(where)
    if url.get_backend_name() != "sqlite":
        return _other(url), ""
    path = Path(url.database or "")
    _can_be_written(path, must_exist=must_exist)
    mode = "DELETE" if network_file_system(path) else "WAL"
    # No pool: no connection is open when workers are forked.
    made = create_engine(url, connect_args={"timeout": 30.0}, poolclass=NullPool)
    event.listen(made, "connect", _settings(mode))
    words = _check(made, path)
    if mode == "DELETE":
        words = f"{path.parent} is on a network file system: the store works without WAL there, more slowly; use one machine at a time"
    return made, words


def network_file_system(path: Path) -> bool:
    """Whether a path lies on a file system over a network (Linux: from the table of mounts; elsewhere unknown, so no)."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    place = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts:
        point, found = line.split()[1:3]
        if (place == point or place.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, found
    return kind in NETWORK


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(f"--store {where}: not a database URL; write a file name or, for example, sqlite:///results/utfall.sqlite") from error
    if url.get_backend_name() == "sqlite" and (not url.database or url.database == ":memory:"):
        raise UsageError("--store: a database in memory is gone with the command; name a file")
    return url


def _other(url: URL) -> Engine:
    try:
        made = create_engine(url)
        metadata.create_all(made)
    except ModuleNotFoundError as error:
        raise UsageError(f"--store {url.get_backend_name()}: needs the package {error.name}; install it with: pip install {error.name}") from error
    except DatabaseError as error:
        raise UsageError(f"--store: cannot reach {url.render_as_string()}: {error.orig}") from error
    _version(made, url.render_as_string())
    return made


def _can_be_written(path: Path, *, must_exist: bool) -> None:
    """Refuse in words, before any run, a store that could not be written at the end."""
    if path.is_dir():
        raise UsageError(f"--store {path}: is a folder; name a file in it, for example {path / 'utfall.sqlite'}")
    if path.exists():
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise UsageError(f"--store {path}: cannot be written; choose another place with --store FILE")
        return
    if must_exist:
        raise UsageError(f"--store {path}: there is no store; make a run first, or name the store with --store FILE")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb"):
            pass
        path.unlink()
    except OSError as error:
        raise UsageError(f"--store {path}: cannot be written ({error.strerror}); choose another place with --store FILE") from error


def _settings(mode: str) -> Callable[[DBAPIConnection, ConnectionPoolEntry], None]:
    def on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode={mode}")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return on_connect


def _check(made: Engine, path: Path) -> str:
    """Whole and of this version, else `StoreError`."""
    try:
        with made.connect() as connection:
            answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
            journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
        if answer != "ok":
            raise StoreError(f"{path}: the store is damaged ({answer}); move it away and repeat the command, or put back a copy")
        metadata.create_all(made)
        _version(made, str(path))
    except (DatabaseError, sqlite3.DatabaseError) as error:
        what = f"{path}: the store is damaged or no store of Utfall ({_cause(error)})"
        raise StoreError(f"{what}; move it away and repeat the command, or put back a copy") from error
    return "" if journal == "wal" else f"{path}: no WAL here (journal is {journal}); the store works, more slowly"


def _version(made: Engine, name: str) -> None:
    with made.begin() as connection:
        found = connection.execute(select(meta.c.value).where(meta.c.name == "schema_version")).scalar()
        if found is None:
            connection.execute(insert(meta).values(name="schema_version", value=str(SCHEMA_VERSION)))
            return
    if not found.isdigit() or int(found) != SCHEMA_VERSION:
        raise StoreError(f"{name}: the store has version {found}, this program knows version {SCHEMA_VERSION}; use a newer Utfall or another --store")


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", error) or error)
