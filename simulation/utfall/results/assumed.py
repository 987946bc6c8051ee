"""The assumed values of a result, as its provenance holds them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from utfall.results.frames import ExperimentResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An assumed value as the provenance holds it (JSON under `assumed`): its range, and its value at each parameter point."""

    key: str
    name: str
    used: float
    low: float
    high: float
    unit: str = ""
    source: str = "assumed"
    points: tuple[float, ...] = ()


def assumed_values(result: ExperimentResult) -> tuple[Assumed, ...]:
    """The assumed values of the first contract; none when the provenance does not hold them."""
    found = json.loads(result.provenance.get("assumed", "[]"))
    return tuple(Assumed(**{**one, "points": tuple(one.get("points", ()))}) for one in found)


def drawn_at(result: ExperimentResult, points: Iterable[int]) -> dict[str, tuple[float, ...]]:
    """key -> the value at each of these parameter points, in their order; values that the provenance does not hold at all points are left out."""
    first = result.main[0]
    place = {point: number for number, point in enumerate(sorted({row.point for row in (*first.rows, *first.failed)}))}
    wanted = [place[point] for point in points]
    return {value.key: tuple(value.points[n] for n in wanted) for value in assumed_values(result) if len(value.points) == len(place)}
