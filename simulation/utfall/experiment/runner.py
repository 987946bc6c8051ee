"""Makes one run: a case of the scenario at the seed's parameter point, the model, the indicators, a row."""

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from utfall.experiment.jobs import Job, Versions
from utfall.indicators.run import INDICATOR_VERSION, run_series, run_values
from utfall.indicators.values import setting_of
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.model.version import MODEL_VERSION
from utfall.results.rows import Row
from utfall.scenario.case import Case

if TYPE_CHECKING:
    from utfall.scenario import Scenario

MOST_SCENARIOS = 64


def versions() -> Versions:
    """Versions of the model and of the indicators."""
    return Versions(MODEL_VERSION, INDICATOR_VERSION)


@dataclass(slots=True)
class ModelRunner:
    """Runs jobs with the model, in one process.

    Value tables are shared over the runs of a parameter point, which come together; scenarios are kept by fingerprint, because
    one that has travelled to a worker would be understood anew with every chunk. Those of one tree that came together are understood once.
    """

    _outlooks: Outlooks = field(default_factory=Outlooks, repr=False)
    _scenarios: dict[str, "Scenario"] = field(default_factory=dict, repr=False)
    _tree: "Scenario | None" = field(default=None, repr=False)
    _last: tuple[tuple[str, int], Case] | None = field(default=None, repr=False)

    def __call__(self, job: Job) -> Row:
        start = time.perf_counter()
        record = run_case(self._case(job), job.seed, outlooks=self._outlooks, expectations=job.expected)
        values, series, setting = run_values(record), run_series(record), setting_of(record)
        return Row(
            key=job.key,
            label=job.label,
            point=job.point,
            error=("", ""),
            indicator_version=job.versions.indicators,
            seconds=time.perf_counter() - start,
            values=values,
            series=series,
            setting=setting,
        )

    def _case(self, job: Job) -> Case:
        wanted = (job.fingerprint, job.point)
        if self._last is None or self._last[0] != wanted:
            if len(self._scenarios) >= MOST_SCENARIOS:
                self._scenarios.clear()
            scenario = self._scenarios.setdefault(job.fingerprint, job.scenario)
            if self._tree is not None:
                scenario.like(self._tree)
            self._tree = scenario
            case = scenario.case(job.point, months=job.clock.months, follow_up=job.clock.follow_up)
            self._last = (wanted, replace(case, fingerprint=job.fingerprint, luck=job.clock.luck))
        return self._last[1]
