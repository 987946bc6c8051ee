"""Runs setups: what a row of evidence looks at."""

from collections.abc import Iterable
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
    """Runs setups under one calibration, and keeps cases and records: for the rows of one scenario, not for all of them.

    Value tables are those of the latest setup alone, so that a setup is best run on all of its seeds at once.
    """

    change: Change = unchanged
    _made: dict[Setup, Made] = field(default_factory=dict, repr=False)
    _runs: dict[tuple[Setup, int], RunRecord] = field(default_factory=dict, repr=False)
    _tables: tuple[Setup | None, Outlooks] = field(default_factory=lambda: (None, Outlooks()), repr=False)

    def made(self, setup: Setup) -> Made:
        """A setup as a case, with its forecast."""
        if setup not in self._made:
            case = setup.case(self.change)
            self._made[setup] = Made(case, forecast(case))
        return self._made[setup]

    def run(self, setup: Setup, seed: int) -> RunRecord:
        """One run of a setup."""
        if (setup, seed) not in self._runs:
            if self._tables[0] != setup:
                self._tables = (setup, Outlooks())
            case, expected = self.made(setup)
            self._runs[setup, seed] = run_case(case, seed, outlooks=self._tables[1], expectations=expected)
        return self._runs[setup, seed]

    def run_all(self, setup: Setup, seeds: Iterable[int]) -> None:
        """A setup on some seeds, to be asked for later."""
        for seed in seeds:
            self.run(setup, seed)
