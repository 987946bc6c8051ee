"""Effect against outlay: each metric at a grid of prices, one small panel a metric, the other curves as ghosts behind it."""

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, clipped, house_style, text_width, wrap
from utfall.results.figures.data import Cell, Estimate, OutlayCurve, OutlayCurves, OutlayPoint, Table, TableRow
from utfall.results.figures.marks import discs
from utfall.results.figures.numbers import SPACE, full_text, money, money_interval, plain, tick_text
from utfall.results.figures.scale import Scale, scale_over

WIDTH = 760.0
COLUMNS, PANEL_WIDTH, PANEL_HEIGHT = 3, 244.0, 206.0
LEFT = 34.0
ENOUGH = 0.9


def title(data: OutlayCurves) -> str:
    """The finding: the metric whose curve lies highest, when 90 % of draws agree."""
    if data.best and data.draws > 1 and data.best_share is not None and data.best_share >= ENOUGH:
        where = f"At {data.currency}{SPACE}{money(data.at)} per eligible" if data.at is not None else "For the same outlay"
        return f"{where}, paying for “{data.best}” causes most in {_of_draws(data)}"
    if len(data.curves) == 1:
        return f"What “{data.curves[0].label}” causes as its price rises"
    return "Cannot tell which metric causes most for the same outlay"


def words(data: OutlayCurves) -> Words:
    """Title, subtitle and source."""
    return Words(
        title(data),
        f"{data.effect_unit[:1].upper() + data.effect_unit[1:]} per eligible person against {data.currency} paid per eligible person, over prices.",
        f"At each price a block fee gives the provider its outside option. Point: mean of {data.runs} runs; line: 90 % of runs; open: the interval "
        f"includes 0. Grey: the other metrics. Black ring: the price in the contract.{_rival(data)}{_highest(data)}",
    )


def _rival(data: OutlayCurves) -> str:
    """Whose the dashed lines are."""
    return f" Dashed: {data.rival}, {data.rival_runs} runs." if data.rival else ""


def _highest(data: OutlayCurves) -> str:
    """In which share of draws the best curve lies highest, when that is too few to say so in the title."""
    if data.at is None or not data.best or data.best_share is None or (data.best_share >= ENOUGH and data.draws > 1):
        return ""
    return f" At {data.currency}{SPACE}{money(data.at)} per eligible “{data.best}” is highest in {_of_draws(data)}."


def _of_draws(data: OutlayCurves) -> str:
    """In how many of the draws the best curve lies highest."""
    return f"{plain(round((data.best_share or 0.0) * data.draws))} of {plain(data.draws)} draw{'s' if data.draws != 1 else ''}"


def describe(data: OutlayCurves) -> str:
    """The finding in words."""
    said = [f"{c.label}: {_in_words(c.points)}" + (f"; with {data.rival}: {_in_words(c.rival)}" if c.rival else "") for c in data.curves]
    lead = f"{title(data)}. {data.currency} per eligible person and {data.effect_unit}. "
    return lead + ". ".join(said) + ". The numbers are in the table that follows."


def _in_words(points: tuple[OutlayPoint, ...]) -> str:
    return "; ".join(f"{_money(p.outlay)} gives {full_text(p.effect)}" for p in points)


def _money(estimate: Estimate) -> str:
    return "not defined" if estimate.mean is None else money(estimate.mean)


def table(data: OutlayCurves) -> Table:
    """The same numbers, a row per metric and price."""
    rows = []
    for curve in data.curves:
        for point, beside in (*((point, "") for point in curve.points), *((point, f", {data.rival}") for point in curve.rival)):
            price = point.price + (" (the contract)" if point.current else "") + beside
            effect = Cell(full_text(point.effect).split(" (")[0], full_text(point.effect).partition(" (")[2].rstrip(")"))
            rows.append(
                TableRow(curve.label, (Cell(price), Cell(_money(point.outlay), money_interval(point.outlay)), effect), point.current and not beside)
            )
    heads = ("Contract", "Price", f"{data.currency} paid per eligible", f"Effect, {data.effect_unit} per eligible")
    return Table(f"Each metric over prices; mean, and 90 % of {data.runs} runs", heads, tuple(rows))


def draw(data: OutlayCurves, chrome: bool = True) -> Figure:
    """Small multiples on shared axes."""
    lines = -(-len(data.curves) // COLUMNS)
    points = [p for c in data.curves for p in (*c.points, *c.rival)]
    with house_style():
        sheet = Sheet(WIDTH, lines * PANEL_HEIGHT + 18, words(data) if chrome else None)
        for n, curve in enumerate(data.curves):
            left, top = LEFT + (n % COLUMNS) * PANEL_WIDTH, (n // COLUMNS) * PANEL_HEIGHT
            across = scale_over([Estimate(p.outlay.mean) for p in points], left, left + PANEL_WIDTH - 42, 4)
            up = scale_over([p.effect for p in points], top + PANEL_HEIGHT - 34, top + 44, 4)
            _axes(sheet, across, up, top)
            for other in data.curves:
                if other is not curve:
                    sheet.line(_path(other.points, across, up), colour=tokens.GHOST, width=1.6)
            _curve(sheet, curve, across, up, top)
        for n in range(COLUMNS):
            if n < len(data.curves):
                x = LEFT + n * PANEL_WIDTH + (PANEL_WIDTH - 42) / 2
                sheet.text(x, lines * PANEL_HEIGHT + 4, f"{data.currency} per eligible", size=9.5, colour=tokens.SECOND, align="center")
    return sheet.figure


def _path(points: tuple[OutlayPoint, ...], across: Scale, up: Scale) -> list[tuple[float, float]]:
    return [(across(p.outlay.mean), up(p.effect.mean)) for p in points if p.outlay.mean is not None and p.effect.mean is not None]


def _axes(sheet: Sheet, across: Scale, up: Scale, top: float) -> None:
    for tick in up.ticks:
        strong = tick == 0
        sheet.line([(across.start, up(tick)), (across.stop, up(tick))], colour=tokens.ZERO if strong else tokens.RULE, width=1 if strong else 0.8)
        sheet.text(across.start - 6, up(tick), tick_text(tick, up.ticks), size=9.5, colour=tokens.SECOND, align="right")
    for tick in across.ticks:
        sheet.text(across(tick), up.start + 14, tick_text(tick, across.ticks), size=9.5, colour=tokens.SECOND, align="center")


def _curve(sheet: Sheet, curve: OutlayCurve, across: Scale, up: Scale, top: float) -> None:
    for i, line in enumerate(clipped(wrap(curve.label, PANEL_WIDTH - 46, 10.5, 600), 2)):
        sheet.text(across.start, top + 10 + 16 * i, line, size=10.5, weight=600, colour=tokens.CAUSED)
    path = _path(curve.points, across, up)
    if not path:
        sheet.text(across.start, up(0.0) - 20, "no runs", size=9.5, colour=tokens.SECOND)
        return
    if curve.rival:
        sheet.line(_path(curve.rival, across, up), colour=tokens.CAUSED, width=1.4, dash=True)
    sheet.line(path, colour=tokens.CAUSED, width=2.2)
    for point in curve.points:
        _point(sheet, point, across, up)
    for point in curve.points:
        if point.current and point.outlay.mean is not None and point.effect.mean is not None:
            _named(sheet, curve, across(point.outlay.mean), across, up)


def _named(sheet: Sheet, curve: OutlayCurve, x: float, across: Scale, up: Scale) -> None:
    """The word below the contract's own point, below every interval that it would touch."""
    half = text_width("contract", 9.5) / 2
    x = min(max(x, across.start + half), across.stop + 30 - half)
    near = [p.effect for p in curve.points if p.outlay.mean is not None and abs(across(p.outlay.mean) - x) < half + 8]
    lowest = max(up(e.mean if e.low is None else e.low) for e in near if e.mean is not None)
    y = min(lowest + 12, up.start - 9)
    sheet.rect((x - half - 2, y - 6), (2 * half + 4, 12), fill=tokens.PAPER)
    sheet.text(x, y, "contract", size=9.5, align="center")


def _point(sheet: Sheet, point: OutlayPoint, across: Scale, up: Scale) -> None:
    outlay, effect = point.outlay, point.effect
    if outlay.mean is None or effect.mean is None:
        return
    x, y = across(outlay.mean), up(effect.mean)
    if effect.low is not None and effect.high is not None:
        sheet.line([(x, up(effect.low)), (x, up(effect.high))], colour=tokens.CAUSED, width=1.4)
    if point.current:
        sheet.marks([(x, y)], 19, fill=tokens.PAPER, edge=tokens.INK, line=1.6)
    discs(sheet, [(x, y)], 11, open_mark=not effect.tells)
