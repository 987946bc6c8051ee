"""Every value of a scenario as a row: what it is, how far it may be off, who said it, where it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from utfall.base.parse import spaced
from utfall.base.quantities import Change, Flow, Mark, Money, Price, Rate, Return, Share, ShareOfCapital, Time
from utfall.base.sourced import Sourced, number_of, unit_of
from utfall.scenario.layers import Layers, Path
from utfall.scenario.library import STANDINGS
from utfall.scenario.understand import LeafAt, Understood, leaves

ABOUT = ("about",)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value. `source` is the nearest that covers it; `assumed` when that is no reference. `rests` says why it does nothing here.

    width   of its range, as a share of the value (0: not drawn; infinite where the value is 0)
    """

    path: str
    value: str
    low: str
    high: str
    dist: str
    unit: str
    spread: float
    source: str
    note: str
    file: str
    line: int | None
    rests: str = ""
    width: float = 0.0

    @property
    def assumed(self) -> bool:
        """Whether nobody outside stands behind the value."""
        return self.source in (*STANDINGS, "")

    @property
    def drawn(self) -> bool:
        """Whether it differs between parameter points."""
        return self.low != ""

    @property
    def range(self) -> str:
        """From its low to its high end, the unit said once: 18 to 36 months, EUR 470 to 740 per month; empty where it is not drawn."""
        if not self.drawn:
            return ""
        low, high = self.low.split(" "), self.high.split(" ")
        unit: list[str] = []
        while len(low) > 1 and len(high) > 1 and low[-1] == high[-1] and not low[-1][:1].isdigit():
            unit.insert(0, low.pop())
            high.pop()
        if low[0].isalpha() and low[0] == high[0]:
            high = high[1:]
        return " ".join((*low, "to", *high, *unit))


def value_rows(understood: Understood, at_rest: Mapping[str, str]) -> tuple[ValueRow, ...]:
    """Every number of a scenario, those that stand behind it included; words and switches are left out.

    at_rest   name of a shared value, or of a capability's -> why it does nothing in this scenario
    """
    own = [
        replace(_row(found, understood.layers, found.path), rests=at_rest.get(found.path[2], "") if found.path[0] == "capabilities" else "")
        for found in leaves(understood.document)
        if _is_number(found)
    ]
    shared = understood.behind.shared
    behind = [
        replace(_row(found, shared, found.path), rests=at_rest.get(found.path[1], ""))
        for found in leaves(understood.shared, ("behaviour",))
        if _is_number(found) and (found.key[-1] != "hour_cost" or found.path[-1] == understood.currency)
    ]
    return (*own, *behind)


def _is_number(found: LeafAt) -> bool:
    if found.path[0] in ("about", "run", "format") or found.path[:2] == ("behaviour", "override"):
        return False
    return found.value.value is not None and not isinstance(found.value.value, (str, bool))


def _row(found: LeafAt, layers: Layers, path: Path) -> ValueRow:
    value, place = found.value, layers.place(path)
    return ValueRow(
        path=".".join(path),
        value=show_quantity(value.value),
        low=show_quantity(value.low) if value.drawn else "",
        high=show_quantity(value.high) if value.drawn else "",
        dist=value.dist if value.drawn else "",
        unit=unit_of(value.value),
        spread=value.spread,
        source=value.source or source_of(layers, path),
        note=value.note,
        file=place.file,
        line=place.line,
        width=_width(value) if value.drawn else 0.0,
    )


def _width(value: Sourced) -> float:
    middle, width = abs(number_of(value.value)), abs(number_of(value.high) - number_of(value.low))
    return width / middle if middle else float("inf")


def source_of(layers: Layers, path: Path) -> str:
    """The nearest `source` that covers a path: of a table around it, else of the file."""
    for length in range(len(path) - 1, 0, -1):
        table = layers.get(path[:length])
        if path[:length] != ABOUT and isinstance(table, dict) and isinstance(table.get("source"), str):
            return str(table["source"])
    about = layers.get(ABOUT)
    return str(about.get("source", "")) if isinstance(about, dict) else ""


def _money(minor: int, currency: str) -> str:
    whole, cents = divmod(abs(minor), 100)
    return f"{currency} {'-' if minor < 0 else ''}{spaced(whole)}" + (f".{cents:02d}" if cents else "")


_SHOWN: dict[type, Callable[[Any], str]] = {
    Price: lambda q: f"{_money(q.minor, q.currency)} per {q.per}",
    Money: lambda q: _money(q.minor, q.currency),
    Share: lambda q: f"{100 * q.fraction:.6g} %",
    Rate: lambda q: f"{100 * (1 - (1 - q.monthly) ** 12 if q.per == 'year' else q.monthly):.4g} % per {q.per}",
    Return: lambda q: f"{100 * q.fraction:.6g} % {'per year' if q.per_year else 'in total'}",
    ShareOfCapital: lambda q: f"{100 * q.fraction:.6g} % of capital {q.of}",
    Time: lambda q: f"{q.count:g} {q.unit}{'' if q.count == 1 else 's'}",
    Flow: lambda q: f"{q.monthly:.6g} {q.what.removesuffix('s') if q.monthly == 1 else q.what} per month".replace("  ", " "),
    Mark: lambda q: f"{q.amount:g} {q.unit}",
    Change: lambda q: f"{100 * q.amount:g} %" if q.unit == "share" else f"{q.amount:g} {q.unit}{'' if q.amount == 1 else 's'}",
    float: spaced,
    int: spaced,
}


def show_quantity(value: object) -> str:
    """A quantity as one would write it."""
    return _SHOWN[type(value)](value) if type(value) in _SHOWN else str(value)
