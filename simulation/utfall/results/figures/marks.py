"""The five marks and the parties' marks: more ink is more real."""

from collections.abc import Sequence

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Point, Sheet
from utfall.results.figures.data import Party

PARTY_SHAPES: dict[Party, str] = {"payer": "s", "provider": "^", "investor": "D", "other": "o"}
PARTY_COLOURS: dict[Party, str] = {"payer": tokens.PAYER, "provider": tokens.PROVIDER, "investor": tokens.INVESTOR, "other": tokens.DEADWEIGHT_TEXT}
PARTY_SIZES: dict[Party, float] = {"payer": 14, "provider": 16, "investor": 13, "other": 14}


def coins(sheet: Sheet, points: Sequence[Point], size: float = 18) -> None:
    """What was paid: gold disc, dark rim, inner ring."""
    sheet.marks(points, size, fill=tokens.PAID, edge=tokens.PAID_DARK, line=0.105 * size)
    sheet.marks(points, 0.48 * size, fill=tokens.PAID, edge=tokens.PAID_DARK, line=0.095 * size)


def discs(sheet: Sheet, points: Sequence[Point], size: float = 17, *, open_mark: bool = False) -> None:
    """What was caused: blue disc; open when it cannot be told from 0."""
    sheet.marks(points, size, fill=tokens.PAPER if open_mark else tokens.CAUSED, edge=tokens.CAUSED, line=0.14 * size)


def halves(sheet: Sheet, points: Sequence[Point], size: float = 16) -> None:
    """What would have happened anyway: half disc."""
    sheet.marks(points, size, fill=tokens.DEADWEIGHT, edge=tokens.DEADWEIGHT, line=0.09 * size, half=True)


def rings(sheet: Sheet, points: Sequence[Point], size: float = 16) -> None:
    """What did not last: ring."""
    sheet.marks(points, size, fill=tokens.PAPER, edge=tokens.HOLLOW, line=0.17 * size)


def crosses(sheet: Sheet, points: Sequence[Point], size: float = 16) -> None:
    """What never happened: cross."""
    sheet.marks(points, 0.82 * size, fill=tokens.FALSE, edge=tokens.FALSE, line=0.17 * size, shape="x")


def party(sheet: Sheet, point: Point, kind: Party) -> None:
    """The mark of a party: payer square, provider triangle, investor diamond."""
    colour = PARTY_COLOURS[kind]
    sheet.marks([point], PARTY_SIZES[kind], fill=colour, edge=colour, line=0.4, shape=PARTY_SHAPES[kind])
