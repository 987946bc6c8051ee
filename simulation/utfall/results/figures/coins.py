"""Figure b: where each unit of money paid for outcomes went; fifty coins in two rows per contract, each wearing the mark of its class."""

from collections.abc import Callable

from matplotlib.figure import Figure

from utfall.results.figures import marks, tokens
from utfall.results.figures.canvas import Point, Sheet, Words, clipped, house_style, text_width, wrap
from utfall.results.figures.data import Cell, CoinRow, Coins, Estimate, Table, TableRow
from utfall.results.figures.numbers import MINUS, between, plain, whole_hundred

WIDTH = 760.0
ROW = 86.0
LEFT = 250.0
STEP = 20.2
CLASSES: tuple[tuple[str, str, str], ...] = (
    ("attributable", "caused", tokens.CAUSED),
    ("deadweight", "would have happened", tokens.DEADWEIGHT_TEXT),
    ("hollow", "did not last", tokens.HOLLOW),
    ("false", "never happened", tokens.FALSE_TEXT),
)


def estimates(row: CoinRow) -> tuple[Estimate, ...]:
    """The four shares in the order of the classes."""
    return row.attributable, row.deadweight, row.hollow, row.false


def cents(row: CoinRow) -> tuple[int, ...]:
    """The four shares as whole hundredths that sum to 100; empty when there is no split."""
    shares = tuple(e.mean for e in estimates(row) if e.mean is not None)
    return whole_hundred(shares) if len(shares) == len(CLASSES) else ()


def coin_counts(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Fifty coins over the classes; a negative class has none and the others share them in proportion."""
    positive = [max(0, part) for part in parts]
    total = sum(positive) or 1
    raw = [50 * part / total for part in positive]
    counts = [int(x) for x in raw]
    order = sorted(range(len(parts)), key=lambda i: (counts[i] - raw[i], i))
    for i in order[: 50 - sum(counts)]:
        counts[i] += 1
    return tuple(counts)


def cent_word(currency: str) -> str:
    """What a hundredth of the currency is called."""
    return {"SEK": "öre", "NOK": "øre", "DKK": "øre", "GBP": "pence"}.get(currency, "cents")


def unit_word(currency: str) -> str:
    """What one unit of the currency is called."""
    return {"SEK": "krona", "NOK": "krone", "DKK": "krone", "GBP": "pound", "USD": "dollar", "EUR": "euro"}.get(currency, currency)


def cents_interval(estimate: Estimate, tight: bool = True) -> str:
    """The interval of a share in hundredths; empty without one."""
    if estimate.low is None or estimate.high is None:
        return ""
    return between(plain(100 * estimate.low), plain(100 * estimate.high), tight)


def title(data: Coins) -> str:
    """The finding: the contract that bought least for its money, among those that can be told."""
    split = [row for row in data.rows if cents(row)]
    if not split:
        return "No contract here pays person by person, so no payment can be split"
    told = [row for row in split if row.attributable.tells]
    if not told:
        return f"Cannot tell how much of each {unit_word(data.currency)} bought something new"
    row = min(told, key=lambda r: r.attributable.mean or 0.0)
    return f"Of each {unit_word(data.currency)} for “{row.label}”, {plain(cents(row)[0])} {cent_word(data.currency)} bought something new"


def words(data: Coins) -> Words:
    """Title, subtitle and source."""
    return Words(
        title(data),
        f"Where each {unit_word(data.currency)} paid for outcomes went, in {cent_word(data.currency)}. One coin = 2 {cent_word(data.currency)}.",
        f"Shares of payments by clause: paid for what happened and would not have, would have happened anyway, did not last, never happened. "
        f"{data.runs} paired runs a contract; 90 % of runs in brackets. A negative share is said in words.",
    )


def describe(data: Coins) -> str:
    """The finding in words."""
    said = []
    for row in data.rows:
        parts = cents(row)
        said.append(f"{row.label}: " + (", ".join(f"{plain(p)} {c[1]}" for p, c in zip(parts, CLASSES, strict=True)) if parts else row.reason))
    return f"{title(data)}. In {cent_word(data.currency)}: " + "; ".join(said) + ". The numbers are in the table that follows."


def table(data: Coins) -> Table:
    """The same numbers."""
    rows = []
    for row in data.rows:
        parts = cents(row)
        made = tuple(Cell(plain(p), cents_interval(e, tight=False)) for p, e in zip(parts, estimates(row), strict=True)) if parts else ()
        rows.append(TableRow(row.label, made or (Cell("not split"),) * len(CLASSES), row.own, "" if parts else row.reason))
    heads = ("Contract", *(name[0].upper() + name[1:] for _, name, _ in CLASSES))
    caption = f"{cent_word(data.currency).capitalize()} of each {unit_word(data.currency)} paid for outcomes; mean, and 90 % of {data.runs} runs"
    return Table(caption, heads, tuple(rows))


def draw(data: Coins, chrome: bool = True) -> Figure:
    """Two rows of 25 coins per contract, numbers below the first coin of each class."""
    with house_style():
        sheet = Sheet(WIDTH, 30 + ROW * len(data.rows), words(data) if chrome else None)
        _legend(sheet, 12)
        for i, row in enumerate(data.rows):
            _row(sheet, row, 34 + ROW * i, data.currency)
            if i < len(data.rows) - 1:
                sheet.line([(0, 27 + ROW * (i + 1)), (760, 27 + ROW * (i + 1))])
    return sheet.figure


def _drawers() -> tuple[Callable[[Sheet, list[Point]], None], ...]:
    return marks.discs, marks.halves, marks.rings, marks.crosses


def _legend(sheet: Sheet, y: float) -> None:
    x = LEFT
    for (_, name, colour), drawer in zip(CLASSES, _drawers(), strict=True):
        drawer(sheet, [(x + 8, y)])
        sheet.text(x + 21, y, name, size=10, weight=600, colour=colour)
        x += 35 + text_width(name, 10, 600)


def _row(sheet: Sheet, row: CoinRow, top: float, currency: str) -> None:
    lines = clipped(wrap(row.label, 228, 11, 600), 2)
    for i, line in enumerate(lines):
        sheet.text(0, top + 14 + 17 * i, line, weight=600 if row.own else 400)
    y = top + 15 + 17 * len(lines)
    parts = cents(row)
    if not parts:
        for i, line in enumerate(clipped(wrap(row.reason, 500, 10.5), 4)):
            sheet.text(LEFT, top + 14 + 17 * i, line, size=10.5, colour=tokens.SECOND)
        return
    told = row.attributable.tells
    said = f"caused {plain(parts[0])} {cent_word(currency)} ({cents_interval(row.attributable)})"
    sheet.text(0, y, said, size=10.5, weight=600 if told else 400, colour=tokens.CAUSED if told else tokens.SECOND)
    if not told:
        sheet.text(0, y + 16, "cannot tell from 0", size=10.5, colour=tokens.SECOND)
    _coins(sheet, parts, top + 12)


def _coins(sheet: Sheet, parts: tuple[int, ...], y: float) -> None:
    counts = coin_counts(parts)
    start, last = 0, -100.0
    for count, part, (_, _, colour), drawer in zip(counts, parts, CLASSES, _drawers(), strict=True):
        places = range(start, start + count)
        if count:
            drawer(sheet, [(LEFT + 8 + STEP * (k // 2), y + 21 * (k % 2)) for k in places])
            x = max(LEFT + 8 + STEP * (start // 2), last + 19)
            sheet.text(x, y + 43, plain(part), size=10.5, weight=700, colour=colour, align="center")
            last = x
        start += count
    negative = [f"{name} {MINUS}{abs(part)}" for part, (_, name, _) in zip(parts, CLASSES, strict=True) if part < 0]
    if negative:
        sheet.text(760, y + 43, "; ".join(negative) + ": not drawn", size=9.5, colour=tokens.SECOND, align="right")
