"""Figure d: on what the providers spent their hours; blues build capability, gold pushes an entry now, hatched orange moves only the measure."""

from collections import Counter

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Sheet, Words, clipped, house_style, text_width, wrap
from utfall.results.figures.data import Estimate, Family, HoursByTask, HoursRow, Table, TableRow, Task
from utfall.results.figures.numbers import percent, plain, share_cell

WIDTH = 760.0
ROW = 56.0
LEFT, BAR = 250.0, 502.0
FAMILY_WORDS: dict[Family, str] = {"builds": "builds capability that lasts", "pushes": "pushes an entry now", "shows": "moves only the measure"}
FAMILY_TEXT: dict[Family, str] = {"builds": tokens.CAUSED, "pushes": tokens.PAID_DARK, "shows": tokens.FALSE_TEXT}
KEYS: dict[Family, str] = {
    "builds": "Blue: builds capability that lasts.",
    "pushes": "Gold: pushes an entry this month.",
    "shows": "Hatched: moves only what is measured.",
}
FAMILIES: tuple[Family, ...] = ("builds", "pushes", "shows")
HATCHES = ("////", "xxxx", "\\\\\\\\")


def look(tasks: tuple[Task, ...], index: int) -> tuple[str, str, str]:
    """Fill, edge and hatch of a task: its shade counts within its family."""
    family = tasks[index].family
    within = Counter(task.family for task in tasks[:index])[family]
    if family == "shows":
        return tokens.PAPER, tokens.FALSE, HATCHES[within % len(HATCHES)]
    shades = tokens.BUILDS if family == "builds" else tokens.PUSHES
    return shades[within % len(shades)], tokens.PAPER, ""


def family_order(tasks: tuple[Task, ...]) -> tuple[int, ...]:
    """Places of the tasks with their families together: builds, pushes, measure."""
    return tuple(sorted(range(len(tasks)), key=lambda i: (FAMILIES.index(tasks[i].family), i)))


def family_share(row: HoursRow, tasks: tuple[Task, ...], families: tuple[Family, ...]) -> float:
    """Mean share of hours in these families."""
    return sum(e.mean or 0.0 for e, task in zip(row.shares, tasks, strict=True) if task.family in families)


def title(data: HoursByTask) -> str:
    """The finding: the contract under which the smallest share of hours builds something that lasts."""
    known = [row for row in data.rows if all(e.mean is not None for e in row.shares)]
    if not known:
        return "No hours were worked"
    shares = [family_share(row, data.tasks, ("builds",)) for row in known]
    if len(known) == 1:
        return f"{percent(shares[0])} of the hours build something that lasts"
    if max(shares) - min(shares) < 0.005:
        return f"The same under every contract: {percent(shares[0])} of the hours build something that lasts"
    row = known[shares.index(min(shares))]
    return f"“{row.label}”: {percent(1 - min(shares))} of the hours build nothing that lasts"


def words(data: HoursByTask) -> Words:
    """Title, subtitle and source."""
    source = f"Mean of {data.runs} runs a contract. {key_words(data.tasks)}"
    by = ", by contract" if len(data.rows) > 1 else ""
    return Words(title(data), f"Providers' hours by task, share of all hours{by}.", source)


def key_words(tasks: tuple[Task, ...]) -> str:
    """What the colours of the families mean, for those that are there."""
    return " ".join(KEYS[family] for family in FAMILIES if any(task.family == family for task in tasks))


def describe(data: HoursByTask) -> str:
    """The finding in words."""
    said = []
    for row in data.rows:
        parts = ", ".join(f"{task.label} {_said(e)}" for task, e in zip(data.tasks, row.shares, strict=True))
        said.append(f"{row.label}: {parts}")
    return f"{title(data)}. " + "; ".join(said) + ". The numbers are in the table that follows."


def _said(estimate: Estimate) -> str:
    return "not defined" if estimate.mean is None else percent(estimate.mean)


def table(data: HoursByTask) -> Table:
    """The same numbers."""
    order = family_order(data.tasks)
    rows = tuple(TableRow(row.label, tuple(share_cell(row.shares[i]) for i in order), row.own) for row in data.rows)
    heads = tuple(data.tasks[i].label for i in order)
    return Table(f"Share of all hours, per cent; mean, and 90 % of {data.runs} runs", ("Contract", *heads), rows)


def draw(data: HoursByTask, chrome: bool = True) -> Figure:
    """A full bar per contract, families in one order."""
    with house_style():
        key = _key_lines(data.tasks)
        top = 10.0 + 24 * len(key)
        sheet = Sheet(WIDTH, top + ROW * len(data.rows), words(data) if chrome else None)
        _key(sheet, data.tasks, key)
        for i, row in enumerate(data.rows):
            _bar(sheet, data.tasks, row, top + ROW * i)
    return sheet.figure


def _key_lines(tasks: tuple[Task, ...]) -> list[tuple[Family, list[int]]]:
    order = family_order(tasks)
    return [(family, [i for i in order if tasks[i].family == family]) for family in FAMILIES if any(t.family == family for t in tasks)]


def _key(sheet: Sheet, tasks: tuple[Task, ...], lines: list[tuple[Family, list[int]]]) -> None:
    for n, (family, members) in enumerate(lines):
        y = 12.0 + 24 * n
        sheet.text(0, y, FAMILY_WORDS[family], size=10.5, weight=600, colour=FAMILY_TEXT[family])
        x = LEFT
        for i in members:
            fill, edge, hatch = look(tasks, i)
            sheet.rect((x, y - 7), (22, 14), fill=fill, edge=edge if hatch else "none", hatch=hatch)
            sheet.text(x + 28, y, tasks[i].label, size=10.5, colour=FAMILY_TEXT[family])
            x += 46 + text_width(tasks[i].label, 10.5)


def _bar(sheet: Sheet, tasks: tuple[Task, ...], row: HoursRow, top: float) -> None:
    lines = clipped(wrap(row.label, 236, 11, 600), 2)
    for i, line in enumerate(lines):
        sheet.text(0, top + 24 + 17 * (i - (len(lines) - 1) / 2), line, weight=600 if row.own else 400)
    if any(e.mean is None for e in row.shares):
        sheet.text(LEFT, top + 24, row.shares[0].reason or "no hours were worked", size=10.5, colour=tokens.SECOND)
        return
    x = LEFT
    for i in family_order(tasks):
        share = row.shares[i].mean or 0.0
        width = BAR * share
        if width <= 0:
            continue
        fill, edge, hatch = look(tasks, i)
        sheet.rect((x, top + 8), (width, 32), fill=fill, edge=edge, hatch=hatch)
        if width >= 34:
            _share(sheet, x + width / 2, top + 24, share, fill, hatch)
        x += width


def _share(sheet: Sheet, x: float, y: float, share: float, fill: str, hatch: str) -> None:
    if hatch:
        half = text_width(percent(share), 10, 600) / 2 + 4
        sheet.rect((x - half, y - 9), (2 * half, 18), fill=tokens.PAPER)
    colour = tokens.FALSE_TEXT if hatch else tokens.PAPER if fill == tokens.CAUSED else tokens.INK
    sheet.text(x, y, plain(100 * share) + "\u00a0%", size=10, weight=600, colour=colour, align="center")
