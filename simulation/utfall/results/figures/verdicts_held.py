"""Does the verdict hold over what nobody knows: one dot a draw, open where chance covers the difference there."""

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Point, Sheet, Words, clipped, house_style, wrap
from utfall.results.figures.data import Cell, Estimate, Table, TableRow
from utfall.results.figures.doubt_data import VerdictBlock, VerdictRow, Verdicts
from utfall.results.figures.numbers import full_text, plain, tick_text
from utfall.results.figures.scale import Scale, scale_over

WIDTH = 760.0
NAMES, PLOT, COUNTS = 214.0, (232.0, 590.0), 608.0
ROW, AXIS, DOT = 64.0, 46.0, 9.0


def title(data: Verdicts) -> str:
    """The finding: whether a verdict turns somewhere."""
    rows = data.rows
    if len(rows) == 1:
        return _of_one(data, rows[0])
    turning = [row.label for row in rows if row.turns]
    draws = plain(max(len(row.draws) for row in rows))
    if not turning:
        return f"No verdict turns over {draws} draws of what nobody knows"
    if len(turning) == len(rows):
        return "Each verdict turns somewhere in what nobody knows"
    if len(turning) == 1:
        return f"1 of {plain(len(rows))} verdicts turns somewhere in what nobody knows: that on “{turning[0]}”"
    return f"{plain(len(turning))} of {plain(len(rows))} verdicts turn somewhere in what nobody knows"


def _of_one(data: Verdicts, row: VerdictRow) -> str:
    draws = plain(len(row.draws))
    if not data.first:
        return f"“{row.label}” causes something for sure at {plain(row.more)} of {draws} draws of what nobody knows"
    if row.less > row.more:
        return f"“{row.label}” causes less than “{data.first}” for sure at {plain(row.less)} of {draws} draws, and more at {plain(row.more)}"
    return f"“{row.label}” causes more than “{data.first}” for sure at {plain(row.more)} of {draws} draws, and less at {plain(row.less)}"


def words(data: Verdicts) -> Words:
    """Title, subtitle and source."""
    turning = " A verdict turns where more and less are each sure at more draws than chance gives." if data.first else ""
    what = f"What each contract causes less what “{data.first}” causes" if data.first else "What it causes"
    return Words(
        title(data),
        f"{what}, at each draw of all assumed values.",
        "One dot is one draw: the mean of its runs, which share people and luck between contracts. Filled: chance alone does not cover 0 there; "
        f"open: it does.{turning}",
    )


def describe(data: Verdicts) -> str:
    """The finding in words."""
    said = [f"{row.label}: more at {plain(row.more)}, less at {plain(row.less)}, cannot tell at {plain(row.open + row.same)}" for row in data.rows]
    return f"{title(data)}. {'; '.join(said)}. The numbers are in the table that follows."


def table(data: Verdicts) -> Table:
    """The same numbers, a row a contract."""
    rows = [
        TableRow(
            row.label,
            (Cell(plain(row.more)), Cell(plain(row.less)), Cell(plain(row.open)), Cell(plain(row.same)), Cell(_over(row)), Cell(block.unit)),
        )
        for block in data.blocks
        for row in block.rows
    ]
    head = f"Against “{data.first}”" if data.first else ""
    return Table("Draws by verdict", (head, "More", "Less", "Cannot tell", "No change", "Lowest and highest draw", "Unit"), tuple(rows))


def _over(row: VerdictRow) -> str:
    means = [draw.mean for draw in row.draws if draw.mean is not None]
    return full_text(Estimate(sum(means) / len(means), min(means), max(means))).partition("(")[2].rstrip(")")


def draw(data: Verdicts, chrome: bool = True) -> Figure:
    """A row a contract, a block a unit."""
    height = sum(ROW * len(block.rows) + AXIS for block in data.blocks)
    with house_style():
        sheet = Sheet(WIDTH, height, words(data) if chrome else None)
        top = 0.0
        for block in data.blocks:
            _block(sheet, block, top)
            top += ROW * len(block.rows) + AXIS
    return sheet.figure


def _block(sheet: Sheet, block: VerdictBlock, top: float) -> None:
    bottom = top + ROW * len(block.rows)
    scale = scale_over([Estimate(draw.mean) for row in block.rows for draw in row.draws], *PLOT, 6)
    for tick in scale.ticks:
        strong = tick == 0
        sheet.line([(scale(tick), top), (scale(tick), bottom)], colour=tokens.ZERO if strong else tokens.RULE, width=1.2 if strong else 0.8)
        sheet.text(scale(tick), bottom + 12, tick_text(tick, scale.ticks), size=9.5, colour=tokens.SECOND, align="center")
    for line, said in enumerate(clipped(wrap(block.unit, WIDTH - PLOT[0], 9.5), 1)):
        sheet.text(PLOT[0], bottom + 29 + 13 * line, said, size=9.5, colour=tokens.SECOND)
    for number, row in enumerate(block.rows):
        _row(sheet, row, scale, top + ROW * number + ROW / 2)


def _row(sheet: Sheet, row: VerdictRow, scale: Scale, middle: float) -> None:
    lines = clipped(wrap(row.label, NAMES, 10.5), 3)
    for i, line in enumerate(lines):
        sheet.text(0, middle + 15 * (i - (len(lines) - 1) / 2), line, size=10.5)
    places = _apart([scale(draw.mean) for draw in row.draws if draw.mean is not None], middle)
    known = [draw for draw in row.draws if draw.mean is not None]
    for sure in (False, True):
        points = [place for place, draw in zip(places, known, strict=True) if draw.tells == sure]
        if points:
            fill, edge = (tokens.CAUSED, tokens.PAPER) if sure else (tokens.PAPER, tokens.DEADWEIGHT)
            sheet.marks(points, DOT if sure else DOT - 1, fill=fill, edge=edge, line=0.6 if sure else 1.3)
    said = [f"{plain(count)} {word}" for count, word in _counts(row) if count]
    for i, text in enumerate(said):
        sure = text.endswith(("more", "less"))
        y = middle + 15 * (i - (len(said) - 1) / 2)
        sheet.text(COUNTS, y, text, size=10.5, weight=600 if sure else 400, colour=tokens.INK if sure else tokens.SECOND)


def _counts(row: VerdictRow) -> tuple[tuple[int, str], ...]:
    return (row.more, "more"), (row.less, "less"), (row.open, "cannot tell"), (row.same, "no change")


def _apart(xs: list[float], middle: float) -> list[Point]:
    """Places of dots that do not hide each other: each as near to the middle as those before it leave room."""
    steps = [0.0, *(sign * DOT * n for n in (1, 2, 3) for sign in (-1.0, 1.0))]
    placed: list[Point] = []
    found: dict[int, Point] = {}
    for number in sorted(range(len(xs)), key=lambda i: xs[i]):
        free = [step for step in steps if all(abs(xs[number] - x) >= DOT or abs(middle + step - y) >= DOT for x, y in placed)]
        place = (xs[number], middle + (free[0] if free else steps[number % len(steps)]))
        placed.append(place)
        found[number] = place
    return [found[number] for number in range(len(xs))]
