"""How much of a run is spent inside compiled functions.

Every compiled function that a module of Utfall holds under a name is replaced by one that also adds up the time of its calls, for the
length of a `with`. Only calls from Python pass through names, so nested kernels are counted once. Boxing of arguments (about a
microsecond a call) counts as inside, the extra clock reading (a tenth of that) as outside. Everything must be compiled
before: warm up with the same case.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter_ns
from typing import Any

from numba.core.dispatcher import Dispatcher


class KernelTime:
    """Nanoseconds spent in compiled functions, and the number of calls from Python."""

    def __init__(self) -> None:
        self.nanoseconds = 0
        self.calls = 0

    def timed(self, kernel: Any) -> Any:
        """The same function, timed."""

        def call(*values: Any, **named: Any) -> Any:
            start = perf_counter_ns()
            result = kernel(*values, **named)
            self.nanoseconds += perf_counter_ns() - start
            self.calls += 1
            return result

        return call


@contextmanager
def kernels_timed() -> Iterator[KernelTime]:
    """Adds up the time of all compiled functions called from Python while it lasts."""
    clock = KernelTime()
    held = [
        (module, name, value)
        for place, module in list(sys.modules.items())
        if place.startswith("utfall.")
        for name, value in list(vars(module).items())
        if isinstance(value, Dispatcher)
    ]
    for module, name, kernel in held:
        setattr(module, name, clock.timed(kernel))
    try:
        yield clock
    finally:
        for module, name, kernel in held:
            setattr(module, name, kernel)
