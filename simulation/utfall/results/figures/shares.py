"""Shares of a space: one bar a statement, where it holds, where that cannot be told, where it is the other way round."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, house_style

LEFT, LONG, RIGHT, HIGH = 330.0, 300.0, 350.0, 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One statement: shares of all points, and what moves it in words; `part`: of a part of the points, under the statement that it belongs to."""

    words: str
    holds: float
    turned: float
    unsure: float
    undefined: float
    moved: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """All bars."""

    words: Words
    bars: tuple[Bar, ...]


def draw(data: Shares) -> Figure:
    """A bar a statement, from above."""
    with house_style():
        sheet = Sheet(LEFT + LONG + RIGHT, 34 + HIGH * len(data.bars) + 30, data.words)
        sheet.text(LEFT, 12, "share of the space in which it holds", size=10, weight=600)
        sheet.text(LEFT + LONG + 18, 12, "goes most with", size=10, weight=600)
        for number, bar in enumerate(data.bars):
            _bar(sheet, bar, 34 + HIGH * number)
        _key(sheet, 34 + HIGH * len(data.bars) + 16)
    return sheet.figure


def _bar(sheet: Sheet, bar: Bar, y: float) -> None:
    middle, x, edge = y + HIGH / 2, LEFT, 9 if bar.part else 5
    sheet.text(22 if bar.part else 0, middle, bar.words, size=9.5 if bar.part else 10.5, colour=tokens.SECOND if bar.part else tokens.INK)
    for share, fill in ((bar.holds, tokens.CAUSED), (bar.unsure, tokens.GAP), (bar.undefined, tokens.WASH), (bar.turned, tokens.PUSHES[1])):
        if share > 0.0:
            sheet.rect((x, y + edge), (LONG * share, HIGH - 2 * edge), fill=fill)
        x += LONG * share
    said = f"{100 * bar.holds:.0f} %"
    inside = bar.holds > 0.2
    place = LEFT + LONG * bar.holds + (-6 if inside else 6)
    sheet.text(
        place,
        middle - 0.5,
        said,
        size=9 if bar.part else 10,
        weight=600,
        colour=tokens.PAPER if inside else tokens.INK,
        align="right" if inside else "left",
    )
    sheet.text(LEFT + LONG + 18, middle, bar.moved, size=9.5, colour=tokens.SECOND)


def _key(sheet: Sheet, y: float) -> None:
    x = LEFT
    for fill, said in ((tokens.CAUSED, "holds"), (tokens.GAP, "cannot tell"), (tokens.PUSHES[1], "the other way round")):
        sheet.rect((x, y - 7), (22, 14), fill=fill)
        sheet.text(x + 28, y, said, size=9.5, colour=tokens.SECOND)
        x += 110
