"""Before the first run: what a job would need, and a refusal in words when this machine does not have it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from utfall.base.errors import UsageError
from utfall.experiment.jobs import Arm, Clock

#: Bytes a person while a run is made, with what its record keeps; bytes a person and month (states in both worlds, packed).
BYTES_A_PERSON = 900
BYTES_A_PERSON_MONTH = 6
#: Seconds a person-month on a slow core, every mechanism on; seconds a month for the organisations; bytes a stored run.
SECONDS_A_PERSON_MONTH = 1.0e-7
SECONDS_A_MONTH = 2.0e-4
BYTES_A_RUN = 20_000
MOST_MEMORY = 0.8
MOST_SECONDS = 14 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Need:
    """What a job needs: bytes of memory over all workers, seconds, bytes on disk."""

    memory: float
    seconds: float
    disk: float

    def __str__(self) -> str:
        return f"about {_bytes(self.memory)} of memory, {_time(self.seconds)}, {_bytes(self.disk)} on disk"


def need(people: Sequence[tuple[int, int]], clock: Clock, workers: int) -> Need:
    """Estimate from (people, runs) of each arm."""
    largest = max((n for n, _ in people), default=0)
    memory = workers * largest * (BYTES_A_PERSON + BYTES_A_PERSON_MONTH * clock.months)
    work = sum(runs * (n * clock.months * SECONDS_A_PERSON_MONTH + clock.months * SECONDS_A_MONTH) for n, runs in people)
    return Need(float(memory), work / max(1, workers), float(BYTES_A_RUN * sum(runs for _, runs in people)))


def refuse_the_impossible(people: Sequence[tuple[int, int]], clock: Clock, workers: int, *, force: bool) -> None:
    """Refuse a job that would not fit in memory, or (unless forced) would take weeks."""
    asked = need(people, clock, workers)
    runs, largest = sum(n for _, n in people), max((n for n, _ in people), default=0)
    what = f"{runs:,} runs of up to {largest:,} people would need {asked}".replace(",", " ")
    if asked.memory > MOST_MEMORY * memory():
        raise UsageError(f"{what}; this machine has {_bytes(memory())} of memory. Use fewer --people or --workers")
    if asked.seconds > MOST_SECONDS and not force:
        raise UsageError(f"{what}. Use fewer --runs or --people, or --force if you mean it")


def sizes(arms: Sequence[Arm], eligible: Sequence[int]) -> list[tuple[int, int]]:
    """(people, runs) of each arm."""
    return [(people, len(arm.scenarios)) for arm, people in zip(arms, eligible, strict=True)]


def memory() -> float:
    """Bytes of memory in this machine (or allowed to this container); much where the system does not say."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (ValueError, OSError, AttributeError):
        return float(2**36)


def _bytes(size: float) -> str:
    return f"{size / 2**30:,.1f} GB".replace(",", " ") if size >= 2**29 else f"{size / 2**20:.0f} MB"


def _time(seconds: float) -> str:
    for name, length in (("years", 365.25 * 86400), ("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {name}".replace(",", " ")
    return f"{seconds:.0f} seconds"
