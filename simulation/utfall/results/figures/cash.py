"""Figure f: the money of each party, month by month and at the end, with up to 20 equally likely end results; a ring is a loss."""

import math

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Point, Sheet, Words, clipped, house_style, wrap
from utfall.results.figures.data import Cash, Cell, Estimate, PartyCash, Table, TableRow
from utfall.results.figures.marks import PARTY_COLOURS, party
from utfall.results.figures.numbers import full_text, interval_text, mean_text, plain, tick_text
from utfall.results.figures.scale import Scale, scale_over

WIDTH, ROW = 760.0, 148.0
LEFT, STOP, DOTS, END = 150.0, 458.0, 488.0, 688.0
RADIUS = 10.0


def unit(data: Cash) -> tuple[float, str]:
    """The unit of money that keeps the largest sum readable, and its words."""
    largest = max((abs(v) for p in data.parties for v in (*p.mean, *p.low, *p.high, *p.ends)), default=0.0)
    if largest >= 2e6:
        return 1e6, f"{data.currency} million"
    return (1e3, f"{data.currency} thousand") if largest >= 2e3 else (1.0, data.currency)


def in_unit(estimate: Estimate, size: float) -> Estimate:
    """The estimate in the figure's unit of money."""
    low, high = (None if end is None else end / size for end in (estimate.low, estimate.high))
    return Estimate(None if estimate.mean is None else estimate.mean / size, low, high, estimate.reason)


def title(data: Cash) -> str:
    """The finding: who loses in most runs, or that nobody does."""
    if not data.parties:
        return "No money changed hands"
    worst = max(data.parties, key=lambda p: p.loses)
    if worst.loses == 0:
        who = "None of the others loses" if any(p.only_pays for p in data.parties) else "No party loses"
        return f"{who} money in any of {plain(len(worst.ends))} {_kind(data)}"
    gain = next((p for kind in ("payer", "provider") for p in data.parties if p.kind == kind and p is not worst and (p.net.low or 0.0) > 0), None)
    said = f"{worst.label}: a loss in {plain(worst.loses)} of {plain(len(worst.ends))} runs"
    return f"{said}. {gain.label}: a gain" if gain is not None else said


def words(data: Cash) -> Words:
    """Title, subtitle and source."""
    return Words(
        title(data),
        f"Cash of each party, {unit(data)[1]}, cumulative. Left: month by month, mean and 90 % of runs. Right: end result, {_shown(data)}; "
        "a ring is a loss.",
        f"Contract: {data.contract}. {data.runs} runs. Each party has a scale of its own.{_purses(data)}{_only_paid(data)}",
    )


def _kind(data: Cash) -> str:
    """What the dots are: the runs themselves, or equally likely outcomes of many more."""
    return "runs" if all(len(p.ends) == data.runs for p in data.parties) else "equally likely outcomes"


def _shown(data: Cash) -> str:
    count = max((len(p.ends) for p in data.parties), default=0)
    return f"{'each of' if _kind(data) == 'runs' else ''} {plain(count)} {_kind(data)}".strip()


def _purses(data: Cash) -> str:
    """What the row of a public purse holds, where it is more than cash."""
    named = [(p.label, p.carries) for p in data.parties if p.kind == "payer" and "saving" in p.carries]
    return "".join(f" {label}: {carries}." for label, carries in named)


def _only_paid(data: Cash) -> str:
    return " What a payer pays is no loss; nothing that it saves is counted here." if any(p.only_pays for p in data.parties) else ""


def _how_often(p: PartyCash) -> str:
    return "pays" if p.only_pays else f"loses in {plain(p.loses)} of {plain(len(p.ends))}"


def describe(data: Cash) -> str:
    """The finding in words."""
    size, said = unit(data)
    rows = "; ".join(f"{p.label}: {full_text(in_unit(p.net, size), plus=True)}, {_how_often(p)}" for p in data.parties)
    return f"{title(data)}. End result in {said}. {rows}. The numbers are in the table that follows."


def table(data: Cash) -> Table:
    """The same numbers: end result, and in how many of the runs (of 20, where there are more) it is a loss."""
    size, said = unit(data)
    rows = []
    for p in data.parties:
        net = in_unit(p.net, size)
        cells = (Cell(mean_text(net, plus=True), interval_text(net, plus=True)), Cell("only pays" if p.only_pays else f"{p.loses} of {len(p.ends)}"))
        rows.append(TableRow(p.label, cells, note=p.carries))
    return Table(f"{said} over the contract; mean, and 90 % of {data.runs} runs", ("Party", "End result", "Loses in"), tuple(rows))


def draw(data: Cash, chrome: bool = True) -> Figure:
    """One row a party."""
    size, _ = unit(data)
    with house_style():
        sheet = Sheet(WIDTH, ROW * len(data.parties) + 40, words(data) if chrome else None)
        for i, p in enumerate(data.parties):
            _party(sheet, p, ROW * i, size)
        months = max((len(p.mean) - 1 for p in data.parties), default=0)
        _months(sheet, months, ROW * len(data.parties) + 6)
    return sheet.figure


def _months(sheet: Sheet, months: int, y: float) -> None:
    step = 12 if months > 24 else 6
    for month in range(0, months + 1, step):
        sheet.text(LEFT + (STOP - LEFT) * month / max(1, months), y, plain(month), size=10, colour=tokens.SECOND, align="center")
    sheet.text((LEFT + STOP) / 2, y + 22, "month of the contract", size=10, colour=tokens.SECOND, align="center")


def _party(sheet: Sheet, p: PartyCash, top: float, size: float) -> None:
    colour = PARTY_COLOURS[p.kind]
    for i, line in enumerate(clipped(wrap(p.label, 104, 12, 600), 2)):
        sheet.text(0, top + 16 + 18 * i, line, size=12, weight=600, colour=colour)
    net = in_unit(p.net, size)
    party(sheet, (11, top + 58), p.kind)
    sheet.text(26, top + 58, mean_text(net, plus=True), weight=700, size=11.5)
    sheet.text(0, top + 80, interval_text(net, plus=True), size=10, colour=tokens.SECOND)
    ends = [Estimate(v / size) for v in (*p.mean, *p.low, *p.high, *p.ends)]
    scale = scale_over(ends, top + ROW - 30, top + 14, 4)
    for tick in scale.ticks:
        strong = tick == 0
        for x0, x1 in ((LEFT, STOP), (DOTS, END)):
            sheet.line([(x0, scale(tick)), (x1, scale(tick))], colour=tokens.ZERO if strong else tokens.RULE, width=1.0 if strong else 0.8)
        sheet.text(LEFT - 8, scale(tick), tick_text(tick, scale.ticks), size=9.5, colour=tokens.SECOND, align="right")
    _curve(sheet, p, scale, size)
    _quantiles(sheet, p, scale, size)
    lost = 2 * p.loses > len(p.ends)
    for i, line in enumerate(("pays",) if p.only_pays else ("loses in", f"{plain(p.loses)} of {plain(len(p.ends))}")):
        sheet.text(760, top + 48 + 18 * i, line, weight=600, colour=colour if lost else tokens.SECOND, align="right")


def _curve(sheet: Sheet, p: PartyCash, scale: Scale, size: float) -> None:
    count = max(1, len(p.mean) - 1)
    xs = [LEFT + (STOP - LEFT) * m / count for m in range(len(p.mean))]
    colour = PARTY_COLOURS[p.kind]
    upper = [(x, scale(v / size)) for x, v in zip(xs, p.high, strict=True)]
    lower = [(x, scale(v / size)) for x, v in zip(xs, p.low, strict=True)]
    sheet.area(upper + lower[::-1], fill=colour, alpha=0.16)
    sheet.line([(x, scale(v / size)) for x, v in zip(xs, p.mean, strict=True)], colour=colour, width=2.2)


def _quantiles(sheet: Sheet, p: PartyCash, scale: Scale, size: float) -> None:
    """Bins one dot high with an edge on 0, so that no dot straddles gain and loss; a full bin grows to the right."""
    zero = scale(0.0)
    filled: list[Point] = []
    lost: list[Point] = []
    seen: dict[int, int] = {}
    for end in p.ends:
        above = (zero - scale(end / size)) / RADIUS
        place = -1 if end < 0 and above > -1 else math.floor(above)
        x = DOTS + RADIUS * (0.5 + seen.get(place, 0))
        seen[place] = seen.get(place, 0) + 1
        (lost if end < 0 and not p.only_pays else filled).append((x, zero - RADIUS * (place + 0.5)))
    colour = PARTY_COLOURS[p.kind]
    sheet.marks(filled, RADIUS - 1, fill=colour, edge=colour, line=0.4)
    sheet.marks(lost, RADIUS - 1, fill=tokens.PAPER, edge=colour, line=1.5)
