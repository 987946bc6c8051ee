"""What was read: one row a figure, with where it was read, how sure it is, and what it may be used for."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import inf
from typing import Literal, get_args

from utfall.base.errors import UsageError

Role = Literal["calibrate", "hold-out", "seen", "input", "contested", "weak"]
#: Least share of the seeds that must show the sign of a stylised fact.
SIGN_SHARE = 0.9
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One figure of a real system, or one part of a stylised fact.

    id         number, and part where a row has several (C25.year_2)
    about      programme, or for a stylised fact the region in which it should hold
    statement  what is counted; value: as published, in words; unit in words
    low, high  band, in the unit (infinite where it is open)
    sign       (over, line): least nine seeds in ten must lie over the line (or under it); None: only the middle counts
    source     where it was read, and how much of it is ours; confidence in words
    role       calibrate; hold-out: never fitted; seen: held out until the form of its run was chosen after a look; input: a term that the
               scenario states; contested: the region in which a fact fails; weak: shown apart
    no_effect, as_bid   what two naive forecasts say of such a row: nothing works; what was promised comes true (None: not to be said)
    """

    id: str
    about: str
    statement: str
    value: str
    low: float
    high: float
    sign: tuple[bool, float] | None
    unit: str
    source: str
    confidence: str
    role: Role
    no_effect: float | None
    as_bid: float | None

    @property
    def banded(self) -> bool:
        """Whether it has a band at all."""
        return self.low > -inf or self.high < inf

    def off(self, value: float) -> float:
        """How far outside the band a value lies, in the unit (0: inside); the last digit of a sum is no distance."""
        off = max(self.low - value, value - self.high, 0.0)
        return 0.0 if off <= ROUNDING * abs(value) else off


@lru_cache(maxsize=1)
def evidence() -> tuple[Evidence, ...]:
    """All rows: targets, then stylised facts, in the order of the files."""
    return tuple(row for file in ("targets.csv", "stylised_facts.csv") for row in _read(file))


def row_of(id_: str) -> Evidence:
    """One row by id. Raises UsageError where there is none."""
    for row in evidence():
        if row.id == id_:
            return row
    raise UsageError(f"there is no row of evidence {id_}; `utfall validate --evidence --list` names them")


def _read(file: str) -> list[Evidence]:
    text = (files(__package__) / file).read_text(encoding="utf-8")
    return [_row(cells) for cells in csv.DictReader(text.splitlines())]


def _row(cells: dict[str, str]) -> Evidence:
    role = cells["role"]
    assert role in get_args(Role), f"{cells['id']}: {role}"
    return Evidence(
        id=cells["id"],
        about=cells.get("programme") or cells.get("region") or "",
        statement=cells["statement"],
        value=cells["value"],
        low=float(cells["low"] or -inf),
        high=float(cells["high"] or inf),
        sign=(cells["sign"][0] == ">", float(cells["sign"][1:])) if cells["sign"] else None,
        unit=cells["unit"],
        source=cells["source"],
        confidence=cells["confidence"],
        role=role,  # type: ignore[arg-type]
        no_effect=float(cells["no_effect"]) if cells["no_effect"] else None,
        as_bid=float(cells["as_bid"]) if cells["as_bid"] else None,
    )
