"""Runs the model for rows of evidence. This is what a calibration may ask, too: the same runs, the same numbers.

observe(["C10", "C12"], change, seeds=range(1001, 1041))["C10"].values
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from utfall.base.errors import UsageError
from utfall.validation.evidence.observable import Observable, Observed
from utfall.validation.evidence.registry import OBSERVABLES
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Change, unchanged

FIRST_SEED = 1


def observe(rows: Iterable[str], change: Change = unchanged, seeds: Sequence[int] | None = None, share: int = 1) -> dict[str, Observed]:
    """What the model shows for rows of evidence, by id.

    change   laid on every scenario before a row's own settings (a calibration)
    seeds    None: those of each row, from 1, or one in `share` of them (two at the least)
    Rows that look at one scenario share their runs. Raises UsageError for a row that nothing looks for.
    """
    asked = sorted((observable_of(row) for row in rows), key=_file)
    found: dict[str, Observed] = {}
    for _, group in groupby(asked, key=_file):
        found |= _together(Runner(change), tuple(replace(one, seeds=max(one.seeds // share, 2)) for one in group), seeds)
    return found


def observable_of(row: str) -> Observable:
    """How a row is looked for."""
    for one in OBSERVABLES:
        if one.row == row:
            return one
    raise UsageError(f"nothing in the model is looked at for {row}")


def _file(observable: Observable) -> str:
    return observable.setups[0].name


def _together(runner: Runner, observables: tuple[Observable, ...], seeds: Sequence[int] | None) -> dict[str, Observed]:
    """Observables that look at one scenario; a setup that several of them look at runs once a seed."""
    asked = {one.row: range(FIRST_SEED, FIRST_SEED + one.seeds) if seeds is None else seeds for one in observables}
    for setup in dict.fromkeys(setup for one in observables if one.runs for setup in one.setups):
        runner.run_all(setup, sorted({seed for one in observables if setup in one.setups for seed in asked[one.row]}))
    found = {}
    for one in observables:
        tops, bottoms = zip(*(one.part(runner, seed) for seed in asked[one.row]), strict=True)
        found[one.row] = Observed(one.row, np.array(tops, dtype=np.float64), np.array(bottoms, dtype=np.float64))
    return found
