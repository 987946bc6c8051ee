"""What a database says when it cannot go on, in words and with the right exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from utfall.base.errors import SimulationError, StoreError, UsageError


@contextmanager
def in_words() -> Iterator[None]:
    """Tell what a database says about a full disk, a lock or damage in words and with the right exit code."""
    try:
        yield
    except DatabaseError as error:
        cause = str(error.orig)
        if "full" in cause:
            raise SimulationError("the disk is full: what was stored before is kept; make room and repeat the command to go on") from error
        if "readonly" in cause or "unable to open" in cause:
            raise UsageError(f"the store cannot be written ({cause}); choose another place with --store FILE") from error
        if "I/O" in cause:
            raise SimulationError(f"the store cannot be read or written ({cause}): look at the disk; what was stored before is kept") from error
        if "locked" in cause:
            raise UsageError("the store is locked by another program; close it and repeat the command") from error
        raise StoreError(f"the store is damaged ({cause}); move it away and repeat the command, or put back a copy") from error
