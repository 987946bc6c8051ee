"""The sheet a figure is drawn on: one axes over the whole figure in units of 1/100 inch, y downward, so that layout is plain arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from utfall.results.figures import tokens
from utfall.results.figures.lettering import POINTS_PER_UNIT, clipped, family, house_style, text_width, wrap

__all__ = ["Point", "Sheet", "Words", "clipped", "house_style", "text_width", "wrap"]

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
MARGIN = 18.0


@dataclass(frozen=True, slots=True)
class Words:
    """Title (the finding), subtitle (what was measured), source (runs, interval, definitions)."""

    title: str
    subtitle: str
    source: str


class Sheet:
    """A figure of `width` x `height` units with drawing verbs; later marks lie on top of earlier ones."""

    def __init__(self, width: float, height: float, words: Words | None) -> None:
        self.width = width
        self.height = height
        head, foot = self._bands(words)
        side = 0.0 if words is None else MARGIN
        self.figure = Figure(figsize=((width + 2 * side) / 100, (height + head + foot) / 100))
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_xlim(-side, width + side)
        self.axes.set_ylim(height + foot, -head)
        self.axes.set_axis_off()
        self._order = 10.0
        if words is not None:
            self._frame(words, head)

    def _bands(self, words: Words | None) -> tuple[float, float]:
        if words is None:
            return 0.0, 0.0
        title, subtitle = wrap(words.title, self.width, 16, 600, serif=True), wrap(words.subtitle, self.width, 11)
        return 24 + 28 * len(title) + 19 * len(subtitle) + 14, 16 + 16 * len(wrap(words.source, self.width - 60, 8.5)) + 14

    def _frame(self, words: Words, head: float) -> None:
        y = -head + 30
        for line in wrap(words.title, self.width, 16, 600, serif=True):
            self.text(0, y, line, size=16, weight=600, serif=True)
            y += 28
        for line in wrap(words.subtitle, self.width, 11):
            self.text(0, y, line, size=11, colour=tokens.SECOND)
            y += 19
        for i, line in enumerate(wrap(words.source, self.width - 60, 8.5)):
            self.text(0, self.height + 20 + 16 * i, line, size=8.5, colour=tokens.FAINT)
        y = self.height + 20
        self.marks([(self.width - 30, y)], 11, fill=tokens.PAID, edge=tokens.PAID_DARK, line=1.4)
        self.marks([(self.width - 30, y)], 4, fill=tokens.PAID, edge=tokens.PAID_DARK, line=1.2)
        self.marks([(self.width - 13, y)], 11, fill=tokens.CAUSED, edge=tokens.CAUSED, line=0.0)

    def _next(self) -> float:
        self._order += 1
        return self._order

    def text(  # noqa: PLR0913  a label has a place, a look and an anchor
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 11,
        weight: int = 400,
        colour: str = tokens.INK,
        align: Align = "left",
        serif: bool = False,
        italic: bool = False,
    ) -> None:
        """Words whose digits are centred on the line y: the baseline lies a third of the size (in units: 0.455 x points) below it."""
        words = words.replace("\u202f", "\u2009")
        faces, face_weight = family(words, weight, serif)
        self.axes.text(
            x,
            y + 0.455 * size,
            words,
            fontsize=size,
            fontweight=face_weight,
            color=colour,
            ha=align,
            va="baseline",
            fontfamily=faces,
            fontstyle="italic" if italic else "normal",
            zorder=self._next(),
        )

    def line(self, points: Sequence[Point], *, colour: str = tokens.RULE, width: float = 0.8, dash: bool = False, alpha: float = 1.0) -> None:
        """A line through the points; width in points."""
        self.axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width,
            linestyle=(0, (3, 2.2)) if dash else "-",
            solid_capstyle="butt",
            alpha=alpha,
            zorder=self._next(),
            clip_on=False,
        )

    def rect(self, corner: Point, size: Point, *, fill: str, edge: str = "none", hatch: str = "") -> None:
        """A rectangle from its upper left corner; a hatched one is drawn on white with the edge's colour."""
        self.axes.add_patch(
            Rectangle(corner, *size, facecolor=fill, edgecolor=edge, hatch=hatch or None, linewidth=0.8, zorder=self._next(), clip_on=False)
        )

    def area(self, points: Sequence[Point], *, fill: str, edge: str = "none", hatch: str = "", alpha: float = 1.0) -> None:
        """A filled outline."""
        self.axes.add_patch(
            Polygon(
                points,
                closed=True,
                facecolor=fill,
                edgecolor=edge,
                hatch=hatch or None,
                linewidth=0.8,
                alpha=alpha,
                zorder=self._next(),
                clip_on=False,
            )
        )

    def marks(
        self,
        points: Sequence[Point],
        size: float,
        *,
        fill: str,
        edge: str,
        line: float = 1.6,
        shape: str = "o",
        half: bool = False,
    ) -> None:
        """One mark of `size` units across at each point; `half`: only the left half is filled."""
        self.axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            linestyle="none",
            marker=shape,
            markersize=max(0.1, size * POINTS_PER_UNIT - line),
            markerfacecolor=fill,
            markerfacecoloralt=tokens.PAPER,
            fillstyle="left" if half else "full",
            markeredgecolor=edge,
            markeredgewidth=line,
            zorder=self._next(),
            clip_on=False,
        )
