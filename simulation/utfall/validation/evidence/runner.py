"""Runs setups: what a row of evidence looks at."""

from dataclasses import dataclass, field
from typing import NamedTuple

from utfall.base.records import RunRecord
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario.case import Case
from utfall.validation.evidence.setup import Change, Setup, unchanged


class Made(NamedTuple):
    """A case and what its parties expect of it."""

    case: Case
    expected: Expectations


@dataclass(slots=True)
class Runner:
    """Runs setups under one calibration; a case, its forecast and its value tables are made once, and so is a run as long as its seed lasts."""

    change: Change = unchanged
    _outlooks: Outlooks = field(default_factory=Outlooks, repr=False)
    _made: dict[Setup, Made] = field(default_factory=dict, repr=False)
    _seed: int = 0
    _runs: dict[Setup, RunRecord] = field(default_factory=dict, repr=False)

    def made(self, setup: Setup) -> Made:
        """A setup as a case, with its forecast."""
        if setup not in self._made:
            case = setup.case(self.change)
            self._made[setup] = Made(case, forecast(case))
        return self._made[setup]

    def run(self, setup: Setup, seed: int) -> RunRecord:
        """One run of a setup."""
        if seed != self._seed:
            self._seed = seed
            self._runs.clear()
        if setup not in self._runs:
            case, expected = self.made(setup)
            self._runs[setup] = run_case(case, seed, outlooks=self._outlooks, expectations=expected)
        return self._runs[setup]
