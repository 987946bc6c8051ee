"""The one boundary where an exception of a run becomes a row: with its type, message, seed and fingerprint."""

import time
from collections.abc import Callable

from utfall.experiment.jobs import Job
from utfall.results.rows import Row

Runner = Callable[[Job], Row]


def attempt(runner: Runner, job: Job, tell: Callable[[], object] = lambda: None) -> Row:
    """Make a run; whatever goes wrong in it is a failed row, counted and never averaged. `tell` is called while the error is at hand."""
    start = time.perf_counter()
    try:
        return runner(job)
    except Exception as error:
        tell()
        return failed(job, type(error).__name__, str(error), time.perf_counter() - start)


def failed(job: Job, kind: str, message: str, seconds: float = 0.0) -> Row:
    """The row of a run that did not finish."""
    return Row(
        key=job.key,
        label=job.label,
        point=job.point,
        error=(kind, message),
        indicator_version=job.versions.indicators,
        seconds=seconds,
        values={},
        series={},
    )
