"""Every value of a scenario as a row: what it is, how far it may be off, who said it, where it is written."""

from dataclasses import dataclass

from utfall.base.parse import spaced
from utfall.base.quantities import Change, Flow, Mark, Money, Price, Rate, Return, Share, ShareOfCapital, Time
from utfall.base.sourced import unit_of
from utfall.scenario.layers import Layers, Path
from utfall.scenario.library import STANDINGS
from utfall.scenario.understand import LeafAt, Understood, leaves

ABOUT = ("about",)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value. `source` is the nearest that covers it; `assumed` when that is no reference."""

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

    @property
    def assumed(self) -> bool:
        """Whether nobody outside stands behind the value."""
        return self.source in (*STANDINGS, "")

    @property
    def drawn(self) -> bool:
        """Whether it differs between parameter points."""
        return self.low != ""


def value_rows(understood: Understood) -> tuple[ValueRow, ...]:
    """Every number of a scenario, those that stand behind it included; words and switches are left out."""
    own = [_row(found, understood.layers, found.path) for found in leaves(understood.document) if _is_number(found)]
    shared = understood.behind.shared
    behind = [
        _row(found, shared, found.path)
        for found in leaves(understood.shared, ("behaviour",))
        if _is_number(found) and (found.key[-1] != "hour_cost" or found.path[-1] == understood.currency)
    ]
    return (*own, *behind)


def _is_number(found: LeafAt) -> bool:
    return found.path[0] not in ("about", "run", "format") and not isinstance(found.value.value, (str, bool)) and found.value.value is not None and found.path[:2] != ("behaviour", "override")


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
    )


def source_of(layers: Layers, path: Path) -> str:
    """The nearest `source` that covers a path: of a table around it, else of the file."""
    for length in range(len(path) - 1, 0, -1):
        table = layers.get(path[:length])
        if path[:length] != ABOUT and isinstance(table, dict) and isinstance(table.get("source"), str):
            return str(table["source"])
    about = layers.get(ABOUT)
    return str(about.get("source", "")) if isinstance(about, dict) else ""


def show_quantity(value: object) -> str:
    """A quantity as one would write it."""
    match value:
        case Price():
            return f"{_money(value.minor, value.currency)} per {value.per}"
        case Money():
            return _money(value.minor, value.currency)
        case Share():
            return f"{100 * value.fraction:.6g} %"
        case Rate():
            return f"{100 * value.monthly:.4g} % per month"
        case Return():
            return f"{100 * value.fraction:.6g} % {'per year' if value.per_year else 'in total'}"
        case ShareOfCapital():
            return f"{100 * value.fraction:.6g} % of capital {value.of}"
        case Time():
            return f"{value.count:g} {value.unit}{'' if value.count == 1 else 's'}"
        case Flow():
            return f"{value.monthly:.6g} {value.what} per month".replace("  ", " ")
        case Mark():
            return f"{value.amount:g} {value.unit}"
        case Change():
            return f"{100 * value.amount:g} %" if value.unit == "share" else f"{value.amount:g} {value.unit}s"
        case float() | int():
            return spaced(value)
    return str(value)


def _money(minor: int, currency: str) -> str:
    whole, cents = divmod(abs(minor), 100)
    return f"{currency} {'-' if minor < 0 else ''}{spaced(whole)}" + (f".{cents:02d}" if cents else "")
