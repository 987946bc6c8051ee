"""How many runs are enough: the mean of the first runs and its interval, one small panel a headline number."""

import math

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, clipped, house_style, text_width, wrap
from utfall.results.figures.data import Cell, Estimate, Table, TableRow
from utfall.results.figures.doubt_data import Convergence, Settling
from utfall.results.figures.numbers import cell, full_text, plain, tick_text
from utfall.results.figures.scale import Scale

WIDTH = 760.0
PANEL_HEIGHT = 226.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 14.0, 70.0, 48.0


def title(data: Convergence) -> str:
    """The finding: whether so many runs were enough, and for how many of the means."""
    judged = [panel for panel in data.panels if panel.wanted is not None]
    enough = [panel.enough for panel in judged if panel.enough is not None]
    runs = f"{plain(data.runs)} runs"
    if data.too_few:
        return f"Cannot tell how many runs are enough: {runs} hold {plain(data.draws)} draw{'s' if data.draws > 1 else ''} of what nobody knows"
    if not judged:
        return f"Cannot tell how many runs are enough: after {runs} the mean of the first contract is not yet apart from 0"
    if len(enough) == len(judged):
        return f"{plain(max(enough))} runs would have been enough" if max(enough) < data.runs else f"{runs} are just enough"
    if not enough:
        return f"{runs} are not enough"
    return f"{runs} are enough for {len(enough)} of {len(judged)} means"


def words(data: Convergence) -> Words:
    """Title, subtitle and source."""
    tenth = "a tenth of the mean of the first contract" if data.several else "a tenth of the mean"
    yardstick = f"half of the interval is at most {tenth}"
    if data.asked is not None:
        yardstick = f"half of the interval is at most {plain_number(data.asked)}, which was asked for; elsewhere {tenth}"
    made = f"{plain(data.runs)} runs{' of each contract' if data.several else ''} were made"
    made += ", ten a draw of what nobody knows" if data.draws else ""
    made += ": with fewer than ten draws the interval holds chance alone" if data.too_few else ""
    return Words(
        title(data),
        "Mean of the first runs and its 95\u00a0% interval, as runs are added. More runs shrink this interval, not that over single runs.",
        f"Narrow enough (dashed lines): {yardstick}. Upright line: the number of runs from which on it stays so. {made}.",
    )


def plain_number(value: float) -> str:
    """A number as it was asked for."""
    return f"{value:g}".replace("-", "\u2212")


def describe(data: Convergence) -> str:
    """The finding in words."""
    said = [f"{panel.label}: {full_text(_last(panel))} {panel.unit}, {_enough(panel)}" for panel in data.panels]
    return f"{title(data)}. {'. '.join(said)}. The numbers are in the table that follows."


def table(data: Convergence) -> Table:
    """The same numbers, a row a mean."""
    rows = tuple(
        TableRow(
            panel.label, (cell(_last(panel)), Cell(panel.unit), Cell("none" if panel.wanted is None else _amount(panel.wanted)), Cell(_enough(panel)))
        )
        for panel in data.panels
    )
    return Table(f"Means after {plain(data.runs)} runs with their 95\u00a0% interval", ("", "Mean", "Unit", "Narrow enough: within", "Reached"), rows)


def _last(panel: Settling) -> Estimate:
    low, high = panel.low[-1], panel.high[-1]
    known = not (math.isnan(low) or math.isnan(high))
    return Estimate(panel.mean[-1], low, high) if known else Estimate(panel.mean[-1])


def _amount(value: float) -> str:
    decimals = min(4, max(0, 1 - math.floor(math.log10(value)))) if value > 0 else 0
    return plain(value, decimals)


def _enough(panel: Settling) -> str:
    return panel.why if panel.enough is None else f"after {plain(panel.enough)} runs"


def draw(data: Convergence, chrome: bool = True) -> Figure:
    """Small multiples, each on its own scale."""
    columns = 2 if len(data.panels) in (2, 4) else 3
    lines, width = -(-len(data.panels) // columns), WIDTH / columns
    with house_style():
        sheet = Sheet(WIDTH, lines * PANEL_HEIGHT, words(data) if chrome else None)
        for number, panel in enumerate(data.panels):
            _panel(sheet, panel, (number % columns) * width, (number // columns) * PANEL_HEIGHT, width)
    return sheet.figure


def _panel(sheet: Sheet, panel: Settling, left: float, top: float, width: float) -> None:
    colour = tokens.CAUSED if panel.role == "caused" else tokens.PAID_DARK
    lines = clipped(wrap(panel.label, width - 24, 10.5, 600), 2)
    for i, line in enumerate(lines):
        sheet.text(left, top + 8 + 15 * i, line, size=10.5, weight=600, colour=colour)
    sheet.text(left, top + 8 + 15 * len(lines), clipped(wrap(panel.unit, width - 24, 9.5), 1)[0], size=9.5, colour=tokens.SECOND)
    across = Scale(0.0, float(panel.runs[-1]), left + LEFT, left + width - RIGHT - 6, _ticks(0.0, float(panel.runs[-1]), 4))
    low, high = _range(panel)
    up = Scale(low, high, top + PANEL_HEIGHT - BOTTOM, top + TOP, _ticks(low, high, 4))
    _axes(sheet, across, up)
    _lines(sheet, panel, across, up, colour)
    if panel.enough is not None:
        x = across(panel.enough)
        sheet.line([(x, up.start), (x, up.stop)], colour=tokens.INK, width=1.0)
        said = plain(panel.enough)
        sheet.text(min(x, across.stop - text_width(said, 9.5)), up.stop - 6, said, size=9.5)
    else:
        sheet.text(across.stop, up.stop - 6, panel.why, size=9.5, colour=tokens.SECOND, align="right")


def _axes(sheet: Sheet, across: Scale, up: Scale) -> None:
    for tick in up.ticks:
        strong = tick == 0
        sheet.line([(across.start, up(tick)), (across.stop, up(tick))], colour=tokens.ZERO if strong else tokens.RULE, width=1 if strong else 0.8)
        sheet.text(across.start - 6, up(tick), tick_text(tick, up.ticks), size=9.5, colour=tokens.SECOND, align="right")
    for tick in across.ticks:
        sheet.text(across(tick), up.start + 14, tick_text(tick, across.ticks), size=9.5, colour=tokens.SECOND, align="center")
    sheet.text(across((across.low + across.high) / 2), up.start + 29, "runs", size=9.5, colour=tokens.SECOND, align="center")


def _lines(sheet: Sheet, panel: Settling, across: Scale, up: Scale, colour: str) -> None:
    known = [(n, m, lo, hi) for n, m, lo, hi in zip(panel.runs, panel.mean, panel.low, panel.high, strict=True) if not math.isnan(lo + hi)]

    def inside(value: float) -> float:
        return up(min(max(value, up.low), up.high))

    if len(known) > 1:
        upper, lower = [(across(n), inside(hi)) for n, _, _, hi in known], [(across(n), inside(lo)) for n, _, lo, _ in known]
        sheet.area([*upper, *reversed(lower)], fill=colour, alpha=0.16)
    if panel.wanted is not None:
        for side in (-panel.wanted, panel.wanted):
            y = inside(panel.mean[-1] + side)
            sheet.line([(across.start, y), (across.stop, y)], colour=tokens.SECOND, width=0.9, dash=True)
    sheet.line([(across(n), inside(m)) for n, m in zip(panel.runs, panel.mean, strict=True) if not math.isnan(m)], colour=colour, width=2.0)
    if len(panel.runs) == 1:
        sheet.marks([(across(panel.runs[0]), inside(panel.mean[0]))], 8, fill=colour, edge=colour)


def _range(panel: Settling) -> tuple[float, float]:
    """Where the interval lies once an eighth of the runs is in: the first ones are too wide to show."""
    from_here = len(panel.runs) // 8
    ends = [end for column in (panel.low[from_here:], panel.high[from_here:], panel.mean[from_here:]) for end in column if not math.isnan(end)]
    if panel.wanted is not None:
        ends += [panel.mean[-1] - panel.wanted, panel.mean[-1] + panel.wanted]
    low, high = min(ends), max(ends)
    room = 0.06 * (high - low) or 0.5 * abs(high) or 0.5
    return low - room, high + room


def _ticks(low: float, high: float, count: int) -> tuple[float, ...]:
    return tuple(round(float(tick), 12) for tick in MaxNLocator(count, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= tick <= high)
