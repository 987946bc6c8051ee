"""Figure c: who was served, by fifth of need; dots for people, then hours, then effect, on one axis from easy to hard."""

from matplotlib.figure import Figure

from utfall.results.figures import marks, tokens
from utfall.results.figures.canvas import Sheet, Words, house_style
from utfall.results.figures.data import Cell, Estimate, Served, Table, TableRow
from utfall.results.figures.numbers import CANNOT_TELL, cell, decimals_for, full_text, mean_text, percent, plain, share_cell
from utfall.results.figures.scale import scale_over

WIDTH = 760.0
LEFT, COLUMN = 150.0, 121.0
FIFTHS = ("easiest fifth", "second", "middle fifth", "fourth", "hardest fifth")


def title(data: Served) -> str:
    """The finding: who gets hours or a place, or that this cannot be told."""
    return f"“{data.contract}”: {_finding(data)}"


def _finding(data: Served) -> str:
    if data.creaming.tells:
        who = "easier" if (data.creaming.mean or 0.0) > 0 else "harder"
        return f"those taken are {plain(abs(data.creaming.mean or 0.0), decimals_for(data.creaming))} sd {who} than those referred"
    gain, lose = (sum(e.tells and ((e.mean or 0.0) > 0) == up for e in data.effect) for up in (True, False))
    if not gain + lose:
        return "cannot tell whom it helps, every fifth's interval includes 0"
    if gain == len(FIFTHS):
        return "every fifth of need gains"
    rest = "" if gain + lose == len(FIFTHS) else "; cannot tell of the rest"
    parts = [f"{plain(gain)} of 5 fifths of need gain"] if gain else []
    parts += [f"{plain(lose)} of 5 lose"] if lose else []
    return ", ".join(parts) + rest


def words(data: Served) -> Words:
    """Title, subtitle and source."""
    taken = " One dot is 5 % of the fifth." if data.enrolled else ""
    taken += " Not taken: among others, who was drawn by lot into the control group." if data.enrolled and data.control else ""
    return Words(
        title(data),
        f"Eligible people by distance from the outcome, in fifths.{taken}",
        f"Mean and 90 % of {data.runs} runs. Effect: {data.effect_unit} per eligible person of the fifth, those left out included. "
        f"Creaming: {_creaming(data)}.",
    )


def _creaming(data: Served) -> str:
    if data.creaming.mean is None:
        return data.creaming.reason or "not defined"
    return f"{full_text(data.creaming, plus=True)} sd of need"


def describe(data: Served) -> str:
    """The finding in words."""
    said = [f"{name}: {'cannot tell' if not e.tells else mean_text(e)}" for name, e in zip(FIFTHS, data.effect, strict=False)]
    return f"{title(data)}. Effect by fifth, {data.effect_unit}: " + ", ".join(said) + ". The numbers are in the table that follows."


def table(data: Served) -> Table:
    """The same numbers, a row per fifth."""
    columns: list[tuple[str, list[Cell]]] = []
    if data.enrolled:
        columns.append(("Enrolled", [share_cell(e) for e in data.enrolled]))
    if data.parked:
        columns.append(("Parked", [share_cell(e) for e in data.parked]))
    if data.hours:
        columns.append(("Hours per enrolled person", [cell(e) for e in data.hours]))
    columns.append((f"Effect, {data.effect_unit}", [cell(e) for e in data.effect]))
    rows = tuple(TableRow(name.capitalize(), tuple(cells[i] for _, cells in columns)) for i, name in enumerate(FIFTHS))
    return Table(f"By fifth of need; mean, and 90 % of {data.runs} runs", ("Need", *(head for head, _ in columns)), rows)


def draw(data: Served, chrome: bool = True) -> Figure:
    """Up to three panels on the same five columns; a panel without data is left out."""
    heights = (124.0 if data.enrolled else 0.0, 128.0 if data.hours else 0.0, 132.0 if data.effect else 0.0)
    with house_style():
        sheet = Sheet(WIDTH, 8 + sum(heights) + 30, words(data) if chrome else None)
        top = 8.0
        if data.enrolled:
            _people(sheet, data, top)
        if data.hours:
            _hours(sheet, data.hours, top + heights[0])
        if data.effect:
            _effects(sheet, data, top + heights[0] + heights[1])
        for i, name in enumerate(FIFTHS):
            sheet.text(_centre(i), 8 + sum(heights) + 14, name, size=10.5, colour=tokens.SECOND, align="center")
    return sheet.figure


def _centre(fifth: int) -> float:
    return LEFT + COLUMN * (fifth + 0.5)


def _side(sheet: Sheet, y: float, lines: tuple[str, ...]) -> None:
    for i, line in enumerate(lines):
        sheet.text(0, y + 17 * i, line, size=10.5, colour=tokens.SECOND)


def _dots(sheet: Sheet, data: Served, fifth: int, top: float) -> None:
    """Twenty dots a fifth, filled from below: taken, then parked (ring), then not taken (small)."""
    places = [(_centre(fifth) - 36 + 18 * (k % 5), top + 72 - 18 * (k // 5)) for k in range(20)]
    taken, parked = round(20 * (data.enrolled[fifth].mean or 0.0)), _parked(data, fifth)
    fill, edge = tokens.NEED[fifth], tokens.NEED_EDGE[fifth]
    sheet.marks(places[: taken - parked], 15, fill=fill, edge=edge, line=1.0)
    sheet.marks(places[taken - parked : taken], 15, fill=tokens.PAPER, edge=tokens.NEED[3] if fifth < 4 else tokens.NEED[4], line=2.0)
    sheet.marks(places[taken:], 7, fill=tokens.NOT_TAKEN, edge=tokens.NOT_TAKEN, line=0.2)
    sheet.text(_centre(fifth), top + 96, percent(data.enrolled[fifth].mean or 0.0), size=10.5, weight=600, align="center")


def _parked(data: Served, fifth: int) -> int:
    """Dots of the fifth that are taken and parked."""
    return min(round(20 * (data.enrolled[fifth].mean or 0.0)), round(20 * (data.parked[fifth].mean or 0.0))) if data.parked else 0


def _people(sheet: Sheet, data: Served, top: float) -> None:
    _side(sheet, top + 14, ("enrolled",))
    sheet.marks([(11, top + 40)], 13, fill=tokens.NEED[2], edge=tokens.NEED_EDGE[2], line=1.0)
    sheet.text(24, top + 40, "taken", size=10, colour=tokens.SECOND)
    parking = any(_parked(data, fifth) for fifth in range(5))
    if parking:
        sheet.marks([(11, top + 60)], 13, fill=tokens.PAPER, edge=tokens.NEED[3], line=2.0)
        sheet.text(24, top + 60, "taken, parked", size=10, colour=tokens.SECOND)
    y = top + (80 if parking else 60)
    sheet.marks([(11, y)], 7, fill=tokens.NOT_TAKEN, edge=tokens.NOT_TAKEN, line=0.2)
    sheet.text(24, y, "not taken", size=10, colour=tokens.SECOND)
    for fifth in range(5):
        _dots(sheet, data, fifth, top + 14)
    if data.creaming.tells:
        _arrow(sheet, (data.creaming.mean or 0.0) > 0, top + 2)


def _arrow(sheet: Sheet, easier: bool, y: float) -> None:
    """From the middle of the eligible towards whom the provider takes."""
    x0, x1 = LEFT + 2.5 * COLUMN, LEFT + (2.0 if easier else 3.0) * COLUMN
    sheet.line([(x0, y), (x1, y)], colour=tokens.INK, width=1.6)
    tip = 8 if easier else -8
    sheet.area([(x1, y), (x1 + tip, y - 4.5), (x1 + tip, y + 4.5)], fill=tokens.INK)
    said = "creaming" if easier else "the harder are taken"
    sheet.text(x0 + (8 if easier else -8), y, said, size=10, weight=600, align="left" if easier else "right")


def _hours(sheet: Sheet, hours: tuple[Estimate, ...], top: float) -> None:
    _side(sheet, top + 40, ("hours per", "enrolled person"))
    floor = top + 108
    scale = scale_over(hours, floor, top + 32)
    for fifth, estimate in enumerate(hours):
        if estimate.mean is None:
            sheet.text(_centre(fifth), floor - 12, estimate.reason or "nobody taken", size=9.5, colour=tokens.SECOND, align="center")
            continue
        y = scale(estimate.mean)
        sheet.rect((_centre(fifth) - 52, y), (104, floor - y), fill=tokens.NEED[fifth], edge=tokens.NEED_EDGE[fifth])
        if estimate.low is not None and estimate.high is not None:
            sheet.line([(_centre(fifth), scale(estimate.low)), (_centre(fifth), scale(estimate.high))], colour=tokens.INK, width=1.8)
        roof = min(y, scale(estimate.high or estimate.mean)) - 13
        sheet.text(_centre(fifth), roof, f"{mean_text(estimate)} h", size=10.5, weight=600, align="center")
    sheet.line([(LEFT, floor), (LEFT + 5 * COLUMN, floor)], colour=tokens.ZERO, width=1)


def _effects(sheet: Sheet, data: Served, top: float) -> None:
    _side(sheet, top + 32, ("effect,", *_two_lines(data.effect_unit)))
    scale = scale_over(data.effect, top + 112, top + 30)
    sheet.line([(LEFT, scale(0.0)), (LEFT + 5 * COLUMN, scale(0.0))], colour=tokens.ZERO, width=1)
    for fifth in range(1, 5):
        sheet.line([(LEFT + COLUMN * fifth, top + 10), (LEFT + COLUMN * fifth, top + 120)])
    for fifth, estimate in enumerate(data.effect):
        if estimate.mean is None:
            sheet.text(_centre(fifth), scale(0.0) - 12, estimate.reason or "not defined", size=9.5, colour=tokens.SECOND, align="center")
            continue
        if estimate.low is not None and estimate.high is not None:
            sheet.line([(_centre(fifth), scale(estimate.low)), (_centre(fifth), scale(estimate.high))], colour=tokens.CAUSED, width=1.8)
        marks.discs(sheet, [(_centre(fifth), scale(estimate.mean))], 16, open_mark=not estimate.tells)
        said = mean_text(estimate) if estimate.tells else CANNOT_TELL
        colour = tokens.CAUSED if estimate.tells else tokens.SECOND
        roof = min(scale(estimate.mean) - 8, scale(estimate.mean if estimate.high is None else estimate.high))
        sheet.text(_centre(fifth), roof - 10, said, size=10, weight=700 if estimate.tells else 400, colour=colour, align="center")


def _two_lines(unit: str) -> tuple[str, ...]:
    head, _, tail = unit.partition(" ")
    return (head, tail) if tail else (head,)
