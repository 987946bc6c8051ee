"""A table of signs: statements by world; dark where the sign is as in the first world and sure, so that what survives is seen at a glance;
pale where no other number was possible, so that it counts for nothing."""

from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, house_style

Fate = Literal["kept", "unsure", "turned", "same"]
LEFT, CELL, HIGH, HEAD, GAP, KEY = 312.0, 62.0, 25.0, 44.0, 8.0, 150.0
SAYS: dict[Fate, str] = {"kept": "same sign, sure", "unsure": "cannot tell", "turned": "other sign, sure", "same": "same by algebra"}


@dataclass(frozen=True, slots=True)
class Column:
    """A world: what it changes (worlds that change the same stand together) and its name."""

    differs: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: the number in it and what became of the sign."""

    number: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with a cell a world; `part` begins a new part of the table under that name (empty: goes on)."""

    words: str
    cells: tuple[Mark, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """The whole table."""

    words: Words
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def draw(data: Signs) -> Figure:
    """The table, statements from above, worlds from the left."""
    places = _places(data.columns)
    parts = sum(bool(line.part) for line in data.lines)
    with house_style():
        sheet = Sheet(places[-1] + CELL, HEAD + HIGH * (len(data.lines) + parts) + 34, data.words)
        _head(sheet, data.columns, places)
        y = HEAD
        for line in data.lines:
            if line.part:
                sheet.text(0, y + HIGH / 2, line.part, size=10.5, weight=600)
                y += HIGH
            sheet.text(10, y + HIGH / 2, line.words, size=10.5, colour=tokens.SECOND)
            for x, cell in zip(places, line.cells, strict=True):
                _cell(sheet, (x, y), cell)
            y += HIGH
        _key(sheet, y + 20)
    return sheet.figure


def _places(columns: tuple[Column, ...]) -> list[float]:
    """Left edge of each column, with a gap where what is changed changes."""
    places, x = [], LEFT
    for before, column in zip((None, *columns), columns, strict=False):
        if before is not None and before.differs != column.differs:
            x += GAP
        places.append(x)
        x += CELL
    return places


def _head(sheet: Sheet, columns: tuple[Column, ...], places: list[float]) -> None:
    for differs in dict.fromkeys(column.differs for column in columns if column.differs):
        mine = [x for x, column in zip(places, columns, strict=True) if column.differs == differs]
        sheet.text(mine[0] + 2, 10, differs, size=10.5, weight=600)
        sheet.line([(mine[0] + 1, 20), (mine[-1] + CELL - 3, 20)], colour=tokens.ZERO, width=1)
    for x, column in zip(places, columns, strict=True):
        sheet.text(x + CELL / 2 - 1, 32, column.title, size=9, colour=tokens.SECOND, align="center")


def _cell(sheet: Sheet, corner: tuple[float, float], cell: Mark) -> None:
    fill = {"kept": tokens.CAUSED, "unsure": tokens.WASH, "turned": tokens.PAPER, "same": tokens.PAPER}[cell.fate]
    colour = {"kept": tokens.PAPER, "unsure": tokens.SECOND, "turned": tokens.FALSE_TEXT, "same": tokens.SECOND}[cell.fate]
    x, y = corner
    sheet.rect((x + 1, y + 1), (CELL - 4, HIGH - 3), fill=fill, edge={"turned": tokens.FALSE, "same": tokens.WASH}.get(cell.fate, fill))
    weight = 600 if cell.fate in {"kept", "turned"} else 400
    sheet.text(x + CELL / 2 - 1, y + HIGH / 2 - 0.5, cell.number, size=10, weight=weight, colour=colour, align="center")


def _key(sheet: Sheet, y: float) -> None:
    x = KEY
    for fate, said in SAYS.items():
        _cell(sheet, (x, y - HIGH / 2), Mark("", fate))
        sheet.text(x + CELL + 2, y - 0.5, said, size=9.5, colour=tokens.SECOND)
        x += 168
