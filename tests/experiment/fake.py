"""A small stand-in for the model: a run is a few numbers from its seed. Faults are injected through it."""

import os
import signal
import time
from dataclasses import dataclass, field

import numpy as np

from utfall.experiment.jobs import Arm, Clock, Job, Versions, jobs_of
from utfall.indicators.values import RunValue, Setting
from utfall.results.rows import Row

VERSIONS = Versions(model=1, indicators=1)
CLOCK = Clock(months=12, follow_up=12, central=False)


@dataclass(frozen=True)
class FakeScenario:
    fingerprint: str = "fake"
    title: str = "fake"


@dataclass
class FakeRunner:
    """`kill`, `fail`: seeds that kill their worker or raise; `pause`: seconds a run takes."""

    kill: frozenset[int] = frozenset()
    fail: frozenset[int] = frozenset()
    pause: float = 0.0
    made: list[int] = field(default_factory=list)

    def __call__(self, job: Job) -> Row:
        start = time.perf_counter()
        self.made.append(job.seed)
        if job.seed in self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if job.seed in self.fail:
            raise ValueError(f"no run with seed {job.seed}")
        time.sleep(self.pause)
        effect = (job.seed * 2654435761 % 1000) / 1000 + len(job.fingerprint)
        return Row(
            key=job.key, label=job.label, point=job.point, error=("", ""), indicator_version=job.versions.indicators,
            seconds=time.perf_counter() - start,
            values={"true_effect": RunValue(effect, "", effect, 1.0), "payments": RunValue(100 * effect, "", 100 * effect, 1.0)},
            series={"paid": np.full(12, effect), "fee": np.full(12, float(getattr(job.scenario, "fee", 0)))}, setting=Setting(currency="EUR"),
        )  # fmt: skip


def jobs(runs: int, *, first: int = 1) -> list[Job]:
    scenario = FakeScenario()
    arm = Arm(label="agreed", title="As agreed", view="main", parent="agreed", scenarios=dict.fromkeys(range(first, first + runs), scenario))  # type: ignore[misc]
    return jobs_of([arm], CLOCK, VERSIONS)
