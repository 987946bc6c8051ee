"""The assumed values of a scenario for its report: what was used, the range, and the value at each parameter point of the runs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from utfall.base.money import MINOR
from utfall.base.quantities import Money, Price, Rate, Return, Share, ShareOfCapital
from utfall.base.sourced import Sourced, number_of, unit_of
from utfall.scenario.points import quantile
from utfall.scenario.understand import LeafAt, leaves

if TYPE_CHECKING:
    from utfall.scenario import Scenario


def assumed_values(scenario: "Scenario", points: Sequence[int], beside: Sequence["Scenario"] = ()) -> list[dict[str, object]]:
    """Values that are drawn, that nobody outside stands behind, and that do something here, in the order of the vocabulary.

    beside   scenarios that are compared with it: what does something in one of them is told, and what only one of them has comes last
    """
    all_of_them = (scenario, *beside)
    at_work = {row.path for one in all_of_them for row in one.leaves if not row.rests}
    made: dict[str, dict[str, object]] = {}
    for one in all_of_them:
        assumed = {row.path: row.source for row in one.leaves if row.drawn and row.assumed and row.path in at_work}
        for found in _all(one):
            key = ".".join(found.path)
            if key in assumed and key not in made and found.value.drawn:
                made[key] = _one(found, assumed[key], points)
    return list(made.values())


def _all(scenario: "Scenario") -> Iterable[LeafAt]:
    yield from leaves(scenario.understood.document)
    yield from leaves(scenario.understood.shared, ("behaviour",))


def _one(found: LeafAt, source: str, points: Sequence[int]) -> dict[str, object]:
    key, value = ".".join(found.path), found.value
    return {
        "key": key,
        "name": _name(found),
        "used": _shown(value.value),
        "low": _shown(value.low),
        "high": _shown(value.high),
        "unit": _unit(value),
        "source": source or "assumed",
        "points": [_shown(value.at(quantile(key, point))) for point in points],
    }


def _name(found: LeafAt) -> str:
    """A path in words: what it is of, then what it is."""
    parts = [part.replace("_", " ") for part in found.path if part not in ("behaviour", "people", "contract")]
    return ", ".join(parts[-3:])


def _shown(value: object) -> float:
    """The number as its unit says: whole units of money, shares in per cent; six figures are enough to look at."""
    number = number_of(value)
    if isinstance(value, Money | Price):
        number /= MINOR
    elif isinstance(value, Share | Rate | Return | ShareOfCapital):
        number *= 100.0
    return float(f"{number:.6g}")


def _unit(value: Sourced) -> str:
    unit = unit_of(value.value)
    return unit.replace("share", "%", 1) if unit.startswith("share") else unit
