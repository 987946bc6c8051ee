"""Forecasts that were frozen with a commit before the rows that they are of were run."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from math import nan


@dataclass(frozen=True, slots=True)
class OtherMeasure:
    """A forecast of a row by a measure that it is not looked for by any more."""

    value: float
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """Forecasts of one commit.

    seen                 what was known of these rows when it was frozen
    forecasts            row -> value, in the row's unit
    by_another_measure   row -> value and measure: told, and not scored
    """

    commit: str
    dated: date
    model_version: int
    seen: str
    forecasts: Mapping[str, float]
    by_another_measure: Mapping[str, OtherMeasure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Commit and version, as the page gives them."""
        return f"{self.commit}, version {self.model_version}"


@lru_cache(maxsize=1)
def freezes() -> tuple[Freeze, ...]:
    """All of them, oldest first."""
    text = (files("utfall.validation") / "frozen_forecasts.toml").read_text(encoding="utf-8")
    return tuple(_freeze(one) for one in tomllib.loads(text)["freeze"])


def scored(row: str) -> float:
    """The forecast by which a row is scored: of the first freeze that has it as it is looked for now (nan: none has)."""
    return next((one.forecasts[row] for one in freezes() if row in one.forecasts), nan)


def _freeze(cells: Mapping[str, object]) -> Freeze:
    others = {row: OtherMeasure(**one) for row, one in cells.get("by_another_measure", {}).items()}  # type: ignore[attr-defined]
    return Freeze(**{**cells, "by_another_measure": others})  # type: ignore[arg-type]
