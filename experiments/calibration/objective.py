"""Residuals of the joint fit and their slopes; every evaluation is written down."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from parameters import PARAMETERS, WORK_PROGRAMME, Parameter
from rows import FITTED
from worlds import LOOKS, Size

Floats = NDArray[np.float64]
#: Slopes are differences over so many prior sd (of levels: over two steps of a tenth in logs), so that they stand out from luck.
OVER = {True: 2.0, False: 0.6}
CASES = tuple(LOOKS.items())


@dataclass(frozen=True, slots=True)
class Fit:
    """One fit."""

    held: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    size: Size = field(default_factory=Size)


class Objective:
    """Residuals at `u`: rows of evidence in sd of their bands, then what each parameter with a range is off its prior mean.

    log     one line for each run of a case that was made anew
    fit     what is held, and at what, which rows are left out, and how much is run
    """

    def __init__(self, log: Path, fit: Fit) -> None:
        self.held, self.size, self._log = dict(fit.held), fit.size, log
        self.rows = tuple(row for row in FITTED if row.id not in fit.without)
        self.free = tuple(parameter for parameter in PARAMETERS if parameter.name not in fit.held)
        self._known: dict[tuple[str, str], dict[str, float]] = _read(log)
        self._last: tuple[Floats, Floats, Floats] | None = None

    @property
    def ranged(self) -> tuple[Parameter, ...]:
        """Free parameters with a prior."""
        return tuple(parameter for parameter in self.free if not parameter.level)

    def values(self, u: Floats) -> dict[str, float]:
        """Every parameter by name."""
        return self.held | {parameter.name: parameter.value(float(x)) for parameter, x in zip(self.free, u, strict=True)}

    def found(self, u: Floats) -> dict[str, float]:
        """What all cases show; a case whose own parameters did not move is not run again."""
        values, found = self.values(u), {}
        for case, run in CASES:
            own = {p.name: values[p.name] for p in PARAMETERS if case in p.scenarios and p.name in values}
            key = case, _dense(own)
            if key not in self._known:
                self._known[key] = run(own, self.size)
                self._write(case, own, self._known[key])
            found |= self._known[key]
        return found

    def residuals(self, u: Floats) -> Floats:
        """Off target, and off prior."""
        found = self.found(u)
        prior = [float(x) for parameter, x in zip(self.free, u, strict=True) if not parameter.level]
        return np.array([row.residual(found[row.id]) for row in self.rows] + prior)

    def updated(self, u: Floats) -> Floats:
        """Slopes at `u`: measured once, then corrected by what each step taken showed (Broyden's update): to measure costs twelve evaluations."""
        here = self.residuals(u)
        if self._last is None:
            slopes = self.slopes(u)
        else:
            before, there, slopes = self._last
            step = u - before
            slopes = slopes + np.outer(here - there - slopes @ step, step) / max(float(step @ step), 1e-12)
        self._last = u.copy(), here, slopes
        return slopes

    def begin(self, u: Floats, slopes: Floats) -> None:
        """Take slopes from elsewhere as the first guess."""
        self._last = u.copy(), self.residuals(u), slopes

    def slopes(self, u: Floats) -> Floats:
        """(residuals, free) by one-sided differences into the range. Levels of the Work Programme, one for each group, move at once."""
        base, columns = self.residuals(u), np.zeros((len(self.rows) + len(self.ranged), len(self.free)))
        together = [i for i, p in enumerate(self.free) if p.level and p.scenarios == (WORK_PROGRAMME,)]
        for group in [[i] for i in range(len(self.free)) if i not in together] + ([together] if together else []):
            moved, steps = u.copy(), {}
            for i in group:
                steps[i] = OVER[self.free[i].level] * (1.0 if u[i] <= 0.0 else -1.0)
                moved[i] += steps[i]
            change = self.residuals(moved) - base
            for i in group:
                columns[:, i] = (change if len(group) == 1 else self._own(change, i, group)) / steps[i]
        return columns

    def _own(self, change: Floats, i: int, group: list[int]) -> Floats:
        """Of a move of several levels, the part of one: its own row, and its group's part of the rate of all."""
        own, part = OWN[self.free[i].name], PART[self.free[i].name]
        kept = [change[n] if row.id in own else change[n] * part if row.id in SHARED else 0.0 for n, row in enumerate(self.rows)]
        return np.array(kept + [0.0] * len(self.ranged))

    def _write(self, case: str, own: Mapping[str, float], found: Mapping[str, float]) -> None:
        new = not self._log.exists()
        with self._log.open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow(["case", "values", "found"])
            writer.writerow([case, _dense(own), _dense(found)])


#: Rows that each level of the Work Programme moves alone, its part of those that all of them move.
OWN: dict[str, tuple[str, ...]] = {
    "entry_jsa_18_24": ("C02",),
    "entry_jsa_25_plus": ("C01", "C06"),
    "entry_jsa_early": (),
    "entry_new_esa": ("C03", "C08"),
    "entry_esa_ex_ib": ("C04",),
}
SHARED = ("C05", "S01")
PART = {"entry_jsa_18_24": 0.25, "entry_jsa_25_plus": 0.5, "entry_jsa_early": 0.2, "entry_new_esa": 0.04, "entry_esa_ex_ib": 0.01}


def _dense(values: Mapping[str, float]) -> str:
    return " ".join(f"{name}={value:.6g}" for name, value in values.items())


def _read(log: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Runs that were made before: a fit that was broken off goes on from its log."""
    if not log.exists():
        return {}
    with log.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["case"], row["values"]): {name: float(x) for name, x in (pair.split("=") for pair in row["found"].split())} for row in rows}
