"""Figure a: what each contract paid for beside what it caused, sorted by caused."""

from collections.abc import Callable

from matplotlib.figure import Figure

from utfall.results.figures import marks, tokens
from utfall.results.figures.canvas import Sheet, Words, clipped, house_style, text_width, wrap
from utfall.results.figures.data import Cell, Estimate, MetricRow, PaidCaused, Table, TableRow
from utfall.results.figures.numbers import CANNOT_TELL, cell, mean_text, money, money_cell, money_interval, tick_text
from utfall.results.figures.scale import Scale, scale_over

WIDTH = 760.0
ROW, LINE = 56.0, 17.0
LABELS = 0.0
LABEL_WIDTH = 236.0
RIGHT = 760.0
#: Room for the legend and what stands at the right of it.
LEGEND = 290.0
#: Room for a reason in place of a mark, on the narrow page too.
REASON = 296.0


def sorted_rows(data: PaidCaused) -> tuple[MetricRow, ...]:
    """Rows by what was caused, most first; undefined last; ties in the given order."""
    return tuple(sorted(data.rows, key=lambda row: float("inf") if row.caused.mean is None else -row.caused.mean))


def widest(data: PaidCaused) -> MetricRow | None:
    """The contract with the widest gap between paid and caused, among those whose caused can be told from 0; work done is no outcome to compare.

    Where no contract has both, the one that causes least of those that can be told.
    """
    told = [row for row in data.rows if row.caused.tells]
    told = [row for row in told if row.paid.mean is not None] or told
    told = [row for row in told if not row.work] or told
    return max(told, key=lambda row: (row.paid.mean or 0.0) - (row.caused.mean or 0.0), default=None)


def bought(row: MetricRow) -> str:
    """How much it paid for, and of what where that is work."""
    return f"{mean_text(row.paid)} {row.work}".rstrip()


def _paid(row: MetricRow, then: str = ", ") -> str:
    """What it paid for, before what it caused; empty where nothing says."""
    return "" if row.paid.mean is None else f"pays for {bought(row)}{then}"


def title(data: PaidCaused) -> str:
    """The finding: the widest gap that can be told, or that nothing can."""
    row = widest(data)
    if row is None:
        return cannot_tell(data)
    return f"“{row.label}” {_paid(row, ' and ')}{data.causes} {mean_text(row.caused)} {data.of_what}"


def cannot_tell(data: PaidCaused) -> str:
    """What is said where no contract's caused can be told from 0: of nothing at all only where the whole follow-up shows nothing either."""
    subject = "this contract" if len(data.rows) == 1 else "any of these contracts"
    return f"Cannot tell whether {subject} {data.claim if any(row.effect.tells for row in data.rows) else 'causes anything'}"


def words(data: PaidCaused) -> Words:
    """Title, subtitle and source."""
    return Words(
        title(data),
        f"{data.heading}{', by contract' if len(data.rows) > 1 else ''}. Line: 90 % of runs.",
        f"{data.yardstick}{_own(data)} {data.runs} paired runs a contract. Open mark and “cannot tell”: the interval of what was caused includes 0.",
    )


def _own(data: PaidCaused) -> str:
    """What counts as paid for, where any contract has successes of its own."""
    return " Paid for: each contract's own successes." if data.each == "caused outcome" else ""


def cost_text(row: MetricRow) -> str:
    """Currency paid per caused outcome; none when nothing was caused for certain."""
    if not row.caused.tells:
        return CANNOT_TELL
    return "not defined" if row.cost.mean is None else money(row.cost.mean)


def describe(data: PaidCaused) -> str:
    """The finding in words for who cannot see the figure."""
    said = [
        f"{row.label}: {_paid(row)}{data.causes} {mean_text(row.caused)}{'' if row.caused.tells else ' (cannot tell from 0)'}"
        for row in sorted_rows(data)
    ]
    return f"{title(data)}. {data.heading}. " + "; ".join(said) + ". The numbers are in the table that follows."


def table(data: PaidCaused) -> Table:
    """The same numbers."""
    rows = []
    for row in sorted_rows(data):
        cost = money_cell(row.cost) if row.caused.tells else Cell(CANNOT_TELL)
        rows.append(TableRow(row.label, (cell(row.paid), cell(row.caused), cost), row.own, row.note))
    heads = ("Contract", "Paid for", "Caused", f"{data.currency} paid per {data.each}")
    return Table(f"{data.heading}; mean, and 90 % of {data.runs} paired runs", heads, tuple(rows))


def draw(data: PaidCaused, chrome: bool = True) -> Figure:
    """The dumbbells: coin, disc and interval on each, a grey bar for the gap, money per caused outcome at the right."""
    rows = sorted_rows(data)
    with house_style():
        height = max([ROW, *(LINE * len(_labels(row)) + 12 for row in rows)])
        bottom = 54 + height * len(rows)
        sheet = Sheet(WIDTH, bottom + (26 if data.each == "caused outcome" else 42), words(data) if chrome else None)
        scale = scale_over([e for row in rows for e in (row.paid, row.caused)], 268.0, 592.0, 5)
        for tick in scale.ticks:
            sheet.line([(scale(tick), 32), (scale(tick), bottom)], colour=tokens.ZERO if tick == 0 else tokens.RULE, width=1.2 if tick == 0 else 0.8)
            sheet.text(scale(tick), bottom + 14, tick_text(tick, scale.ticks), size=10, colour=tokens.SECOND, align="center")
        last = scale(scale.ticks[-1]) + text_width(tick_text(scale.ticks[-1], scale.ticks), 10) / 2 + 5
        fits = last + text_width(data.per, 10) <= RIGHT
        sheet.text(last if fits else RIGHT, bottom + (14 if fits else 30), data.per, size=10, colour=tokens.SECOND, align="left" if fits else "right")
        _legend(sheet, min(scale(0.0), RIGHT - LEGEND), 14)
        for i, head in enumerate((f"{data.currency} paid per", data.each)):
            sheet.text(RIGHT, 8 + 17 * i, head, size=10, colour=tokens.SECOND, align="right")
        for i, row in enumerate(rows):
            _row(sheet, scale, row, 54 + height * (i + 0.5))
            if i < len(rows) - 1:
                sheet.line([(LABELS, 54 + height * (i + 1)), (RIGHT, 54 + height * (i + 1))])
    return sheet.figure


def _legend(sheet: Sheet, x: float, y: float) -> None:
    marks.discs(sheet, [(x + 6, y)], 15)
    sheet.text(x + 18, y, "caused", weight=600, colour=tokens.CAUSED)
    marks.coins(sheet, [(x + 104, y)], 16)
    sheet.text(x + 117, y, "paid for", weight=600, colour=tokens.PAID_DARK)


def _labels(row: MetricRow) -> list[tuple[str, bool]]:
    """Lines at the left: at most two of the label, then the note (True)."""
    lines = [(line, False) for line in clipped(wrap(row.label, LABEL_WIDTH, 11, 600), 2)]
    return [*lines, (clipped(wrap(row.note, LABEL_WIDTH, 9.5), 1)[0], True)] if row.note else lines


def _row(sheet: Sheet, scale: Scale, row: MetricRow, middle: float) -> None:
    lines = _labels(row)
    for i, (text, note) in enumerate(lines):
        y = middle + LINE * (i - (len(lines) - 1) / 2)
        if note:
            sheet.text(LABELS, y, text, size=9.5, colour=tokens.SECOND, italic=True)
        else:
            sheet.text(LABELS, y, text, weight=600 if row.own else 400)
    pair(sheet, scale, row, middle, 11)
    cost = cost_text(row)
    interval = money_interval(row.cost, tight=True) if row.caused.tells else ""
    colour = tokens.INK if row.caused.tells else tokens.SECOND
    sheet.text(RIGHT, middle - (8 if interval else 0), cost, weight=600, colour=colour, align="right")
    if interval:
        sheet.text(RIGHT, middle + 10, interval, size=9.5, colour=tokens.SECOND, align="right")


def pair(sheet: Sheet, scale: Callable[[float], float], row: MetricRow, y: float, size: float) -> None:
    """Gap bar, intervals, marks and numbers of one row; close marks are split vertically."""
    paid, caused = row.paid, row.caused
    if paid.mean is None or caused.mean is None:
        _single(sheet, scale, row, y, size)
        return
    label_end = scale(_reach(caused)) + 16 + text_width(mean_text(caused), size, 700)
    split = scale(paid.low if paid.low is not None else paid.mean) < label_end + 4 and scale(_reach(paid)) > scale(caused.mean) - 22
    up, down = (y - 10.5, y + 10.5) if split else (y, y)
    if not split:
        x0, x1 = sorted((scale(caused.mean), scale(paid.mean)))
        sheet.rect((x0, y - 4.5), (x1 - x0, 9), fill=tokens.GAP)
    _interval(sheet, scale, caused, down, tokens.CAUSED)
    _interval(sheet, scale, paid, up, tokens.PAID_DARK)
    marks.discs(sheet, [(scale(caused.mean), down)], 17, open_mark=not caused.tells)
    marks.coins(sheet, [(scale(paid.mean), up)], 18)
    told = caused.tells
    sheet.text(
        scale(_reach(caused)) + 12, down, mean_text(caused), size=size, weight=700 if told else 400, colour=tokens.CAUSED if told else tokens.SECOND
    )
    sheet.text(scale(_reach(paid)) + 12, up, mean_text(paid), size=size, weight=700, colour=tokens.PAID_DARK)


def _single(sheet: Sheet, scale: Callable[[float], float], row: MetricRow, y: float, size: float) -> None:
    known, colour = (row.caused, tokens.CAUSED) if row.caused.mean is not None else (row.paid, tokens.PAID_DARK)
    if known.mean is None:
        _reason(sheet, scale(0.0) + 10, y, row.paid.reason or row.caused.reason or "not defined")
        return
    _interval(sheet, scale, known, y, colour)
    if known is row.caused:
        marks.discs(sheet, [(scale(known.mean), y)], 17, open_mark=not known.tells)
    else:
        marks.coins(sheet, [(scale(known.mean), y)], 18)
    missing = row.paid if known is row.caused else row.caused
    told = known is row.paid or known.tells
    sheet.text(scale(_reach(known)) + 12, y, mean_text(known), size=size, weight=700 if told else 400, colour=colour if told else tokens.SECOND)
    said = scale(_reach(known)) + 18 + text_width(mean_text(known), size, 700)
    if said + text_width(missing.reason, 9.5) <= scale(0.0) + REASON:
        sheet.text(said, y, missing.reason, size=9.5, colour=tokens.SECOND)


def _reason(sheet: Sheet, x: float, y: float, said: str) -> None:
    lines = clipped(wrap(said, REASON, 10), 2)
    for i, line in enumerate(lines):
        sheet.text(x, y + 15 * (i - (len(lines) - 1) / 2), line, size=10, colour=tokens.SECOND)


def _reach(estimate: Estimate) -> float:
    return max(estimate.mean or 0.0, estimate.high if estimate.high is not None else -float("inf"))


def _interval(sheet: Sheet, scale: Callable[[float], float], estimate: Estimate, y: float, colour: str) -> None:
    if estimate.low is not None and estimate.high is not None:
        sheet.line([(scale(estimate.low), y), (scale(estimate.high), y)], colour=colour, width=1.8)
