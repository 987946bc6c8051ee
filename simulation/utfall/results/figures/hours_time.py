"""Figure d over time: hours by task month by month under one contract, families together."""

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, clipped, house_style, wrap
from utfall.results.figures.data import Cell, HoursOverTime, Table, TableRow
from utfall.results.figures.hours import FAMILY_TEXT, family_order, key_words, look
from utfall.results.figures.numbers import percent, plain

WIDTH, HEIGHT = 760.0, 330.0
LEFT, STOP, TOP, BOTTOM = 6.0, 540.0, 10.0, 276.0


def _months(data: HoursOverTime) -> int:
    return len(data.shares[0])


def _change(data: HoursOverTime) -> tuple[int, float, float]:
    """The task whose share changes most, with its share at the start and at the end."""
    changes = [column[-1] - column[0] for column in data.shares]
    task = max(range(len(changes)), key=lambda i: abs(changes[i]))
    return task, data.shares[task][0], data.shares[task][-1]


def title(data: HoursOverTime) -> str:
    """The finding: the task whose share of hours changes most."""
    task, first, last = _change(data)
    name = data.tasks[task].label
    if abs(last - first) < 0.01:
        return f"The mix of hours stays as it is: {name.lower()} takes {percent(last)} throughout"
    return f"{name} goes from {percent(first)} of the hours to {percent(last)}"


def words(data: HoursOverTime) -> Words:
    """Title, subtitle and source."""
    drawn = tuple(task for task, share in zip(data.tasks, data.shares, strict=True) if max(share) >= 0.005)
    return Words(
        title(data),
        f"Providers' hours by task, share of all hours, month by month. Contract: {data.contract}.",
        f"Mean of {data.runs} runs, months with at least a tenth of the fullest month's hours. {key_words(drawn)}",
    )


def describe(data: HoursOverTime) -> str:
    """The finding in words."""
    return f"{title(data)}. Stacked shares of hours by task over {_months(data)} months. The numbers are in the table that follows."


def shown_months(data: HoursOverTime) -> tuple[int, ...]:
    """Contract months in the table and on the axis: the first, every sixth (or twelfth), and the last."""
    first, last = data.first, data.first + _months(data) - 1
    step = 6 if last - first <= 42 else 12
    inner = [m for m in range(step, last, step) if last - m >= step / 3 and m - first >= step / 3]
    return tuple(dict.fromkeys([first, *inner, last]))


def table(data: HoursOverTime) -> Table:
    """The same numbers at the months of the axis."""
    order = family_order(data.tasks)
    rows = tuple(TableRow(f"Month {m}", tuple(Cell(percent(data.shares[i][m - data.first])) for i in order)) for m in shown_months(data))
    caption = f"Share of all hours by contract month, per cent; mean of {data.runs} runs"
    return Table(caption, ("Month of the contract", *(data.tasks[i].label for i in order)), rows)


def draw(data: HoursOverTime, chrome: bool = True) -> Figure:
    """Stacked areas with the final share at the right end of each."""
    count = _months(data)
    with house_style():
        sheet = Sheet(WIDTH, HEIGHT, words(data) if chrome else None)
        xs = [LEFT + (STOP - LEFT) * m / max(1, count - 1) for m in range(count)]
        floor, ends = [0.0] * count, []
        for i in family_order(data.tasks):
            roof = [low + share for low, share in zip(floor, data.shares[i], strict=True)]
            fill, edge, hatch = look(data.tasks, i)
            upper = [(x, _y(v)) for x, v in zip(xs, roof, strict=True)]
            lower = [(x, _y(v)) for x, v in zip(xs, floor, strict=True)]
            sheet.area(upper + lower[::-1], fill=fill, edge=edge, hatch=hatch)
            ends.append((i, _y((floor[-1] + roof[-1]) / 2)))
            floor = roof
        sheet.line([(LEFT, BOTTOM), (STOP, BOTTOM)], colour=tokens.ZERO, width=1)
        _axis(sheet, data, xs)
        _labels(sheet, data, ends)
    return sheet.figure


def _y(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share


def _axis(sheet: Sheet, data: HoursOverTime, xs: list[float]) -> None:
    for month in shown_months(data):
        x, first = xs[month - data.first], month == data.first
        sheet.line([(x, BOTTOM), (x, BOTTOM + 6)], colour=tokens.ZERO)
        sheet.text(x - (4 if first else 0), BOTTOM + 18, plain(month), size=10, colour=tokens.SECOND, align="left" if first else "center")
    sheet.text((LEFT + STOP) / 2, BOTTOM + 40, "month of the contract", size=10, colour=tokens.SECOND, align="center")


def _labels(sheet: Sheet, data: HoursOverTime, ends: list[tuple[int, float]]) -> None:
    """Labels keep 19 units apart, from the bottom up, and never leave the panel."""
    shown = [(i, y) for i, y in ends if data.shares[i][-1] >= 0.005]
    place = BOTTOM + 8
    for n, (i, wanted) in enumerate(shown):
        place = min(wanted, place - 19) if n else min(wanted, BOTTOM - 6)
        place = max(place, TOP + 10 + 19 * (len(shown) - 1 - n))
        colour = FAMILY_TEXT[data.tasks[i].family]
        sheet.text(STOP + 46, place, percent(data.shares[i][-1]), size=10.5, weight=700, colour=colour, align="right")
        sheet.text(STOP + 56, place, clipped(wrap(data.tasks[i].label, 156, 10.5), 1)[0], size=10.5, colour=colour)
