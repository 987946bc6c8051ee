"""Figure a for a phone: the same numbers, one row per metric, 340 units wide."""

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, clipped, house_style, wrap
from utfall.results.figures.data import PaidCaused
from utfall.results.figures.paid_caused import cost_text, pair, sorted_rows
from utfall.results.figures.scale import scale_over

WIDTH = 340.0
SIZE = 10.5


def draw(data: PaidCaused) -> Figure:
    """Label and money per caused outcome above, the dumbbell below; every row on the same scale."""
    rows = sorted_rows(data)
    labels = [clipped(wrap(row.label, 236, SIZE, 600), 2) for row in rows]
    heights = [72.0 + 17 * (len(lines) - 1) for lines in labels]
    with house_style():
        sheet = Sheet(WIDTH, sum(heights) + 4, None)
        scale = scale_over([e for row in rows for e in (row.paid, row.caused)], 16.0, 296.0, 4)
        y = 0.0
        for row, lines, height in zip(rows, labels, heights, strict=True):
            if row.own:
                sheet.rect((0, y), (WIDTH, height), fill=tokens.WASH)
            for i, line in enumerate(lines):
                sheet.text(2, y + 15 + 17 * i, line, size=SIZE, weight=600)
            sheet.text(WIDTH - 2, y + 15, cost_text(row), size=SIZE - 0.5, colour=tokens.SECOND, align="right")
            middle = y + height - 23
            sheet.line([(scale(0.0), middle - 14), (scale(0.0), middle + 14)], colour=tokens.ZERO, width=1.2)
            pair(sheet, scale, row, middle, SIZE)
            y += height
            sheet.line([(0, y), (WIDTH, y)])
    return sheet.figure
