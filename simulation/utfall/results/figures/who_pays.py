"""Figure: who pays whom. Payers left, the holder of the capital in the middle, providers right; each flow has a number, told below."""

from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from utfall.results.figures import tokens
from utfall.results.figures.canvas import Point, Sheet, Words, clipped, house_style, wrap
from utfall.results.figures.data import Cell, Table, TableRow

Role = Literal["payer", "holder", "provider", "investor", "other"]
WIDTH, BOX, GAP, LINE = 760.0, 190.0, 26.0, 17.0
COLUMN: dict[Role, float] = {"payer": 0.0, "holder": 285.0, "provider": 570.0, "investor": 285.0, "other": 570.0}
COLOUR: dict[Role, str] = {
    "payer": tokens.PAYER, "holder": tokens.INK, "provider": tokens.PROVIDER, "investor": tokens.INVESTOR, "other": tokens.SECOND,
}  # fmt: skip
ROOM_ABOVE = 46.0
#: Between two lines that pass the same boxes.
LANE = 14.0


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow of money: from, to, for what in a few words, and the sentence of the contract if it has one."""

    source: str
    target: str
    what: str
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPays:
    """Parties (name, role) and flows between them, in the order of the contract."""

    title: str
    parties: tuple[tuple[str, Role], ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    corner: Point
    height: float
    lines: tuple[str, ...]
    role: Role

    @property
    def middle(self) -> float:
        return self.corner[1] + self.height / 2


def words(data: WhoPays) -> Words:
    """Title, subtitle and source."""
    return Words(
        data.title, "Who pays whom, for what. Numbers are told below.", "As agreed in the contract file; what was paid in runs stands in the report."
    )


def describe(data: WhoPays) -> str:
    """The flows in words."""
    return "Who pays whom. " + " ".join(f"{i}: {flow.source} to {flow.target}, {flow.what}." for i, flow in enumerate(data.flows, 1))


def table(data: WhoPays) -> Table:
    """The same flows."""
    rows = tuple(TableRow(str(i), (Cell(flow.source), Cell(flow.target), Cell(flow.what))) for i, flow in enumerate(data.flows, 1))
    return Table("Who pays whom", ("Number", "From", "To", "For what"), rows)


def draw(data: WhoPays, chrome: bool = True) -> Figure:
    """Boxes, numbered arrows, and the numbers told."""
    boxes, bottom = _boxes(data)
    told = [(number, line) for number, flow in enumerate(data.flows, 1) for line in _told(number, flow)]
    with house_style():
        sheet = Sheet(WIDTH, bottom + 24 + LINE * len(told), words(data) if chrome else None)
        _arrows(sheet, data, boxes)
        for box in boxes.values():
            _box(sheet, box)
        for k, (_, (number, text)) in enumerate(told):
            y = bottom + 24 + LINE * k
            sheet.text(8, y, number, size=10.5, weight=700, colour=tokens.PAID_DARK, align="center")
            sheet.text(26, y, text, size=10.5)
    return sheet.figure


def _told(number: int, flow: Flow) -> list[tuple[str, str]]:
    target = f"the {flow.target[4:]}" if flow.target.startswith("The ") else flow.target
    lines = wrap(flow.sentence or f"{flow.source} to {target}: {flow.what}.", WIDTH - 40, 10.5)
    return [(str(number) if i == 0 else "", line) for i, line in enumerate(lines)]


def _boxes(data: WhoPays) -> tuple[dict[str, _Box], float]:
    """A box for each party, stacked in its column; the lowest line of all. First boxes are alike high, so that arrows run straight."""
    above = ROOM_ABOVE if _goes_over(data) else 8.0
    roles, next_y = dict(data.parties), dict[float, float]()
    among_payers = any(roles[f.source] == roles[f.target] == "payer" for f in data.flows)
    boxes: dict[str, _Box] = {}
    order = {"payer": 0, "holder": 1, "provider": 2, "investor": 3, "other": 4}
    lines_of = {name: tuple(clipped(wrap(name, BOX - 20, 11, 600), 3)) for name, _ in data.parties}
    tallest: dict[float, int] = {}
    for name, role in data.parties:
        if role in ("payer", "holder", "provider"):
            tallest.setdefault(COLUMN[role], len(lines_of[name]))
    for name, role in sorted(data.parties, key=lambda party: order[party[1]]):
        x, lines = COLUMN[role], lines_of[name]
        height = 18 + LINE * (len(lines) if x in next_y else max((len(lines), *tallest.values())))
        apart = role in ("investor", "other") or (role == "payer" and among_payers)
        y = next_y.get(x, above) + (2 * GAP if apart and x in next_y else 0.0)
        boxes[name] = _Box((x, y), height, lines, role)
        next_y[x] = y + height + GAP
    return boxes, max((box.corner[1] + box.height for box in boxes.values()), default=0.0)


def _goes_over(data: WhoPays) -> bool:
    roles = dict(data.parties)
    return "holder" in roles.values() and any({roles[f.source], roles[f.target]} == {"payer", "provider"} for f in data.flows)


def _box(sheet: Sheet, box: _Box) -> None:
    sheet.rect(box.corner, (BOX, box.height), fill=tokens.PAPER, edge=COLOUR[box.role])
    for i, line in enumerate(box.lines):
        y = box.middle + 8 - LINE / 2 + LINE * (i - (len(box.lines) - 1) / 2)
        sheet.text(box.corner[0] + BOX / 2, y, line, weight=600, colour=COLOUR[box.role], align="center")


def _arrows(sheet: Sheet, data: WhoPays, boxes: dict[str, _Box]) -> None:
    """One arrow for each pair of parties and direction, with the numbers of its flows."""
    pairs: dict[tuple[str, str], list[int]] = {}
    for number, flow in enumerate(data.flows, 1):
        pairs.setdefault((flow.source, flow.target), []).append(number)
    over, passes = 0, _goes_over(data)
    for (source, target), numbers in pairs.items():
        back = (target, source) in pairs
        ends = boxes[source], boxes[target]
        between = _between(*ends, boxes)
        path = _around(*ends, between) if between else _path(*ends, back, over if passes else None)
        over += len(path) == 5
        investor = "investor" in (boxes[source].role, boxes[target].role)
        _arrow(sheet, path, ", ".join(map(str, numbers)), tokens.INVESTOR if investor else tokens.PAID_DARK)


def _between(source: _Box, target: _Box, boxes: dict[str, _Box]) -> int:
    """How many boxes stand between two of the same column."""
    (x, y0), (x1, y1) = source.corner, target.corner
    return sum(box.corner[0] == x and min(y0, y1) < box.corner[1] < max(y0, y1) for box in boxes.values()) if x == x1 else 0


def _around(source: _Box, target: _Box, between: int) -> list[Point]:
    """Corner points past the boxes in between: up on the right of the column, down on the left; further out the more there are."""
    up = source.corner[1] > target.corner[1]
    lower, upper = (source, target) if up else (target, source)
    edge = lower.corner[0] + (BOX if up else 0.0)
    lane, high = edge + (1 if up else -1) * (2.0 + LANE * between), upper.corner[1] + upper.height - 7.0
    path = [(edge, lower.middle), (lane, lower.middle), (lane, high), (edge, high)]
    return path if up else path[::-1]


def _path(source: _Box, target: _Box, back: bool, over: int | None) -> list[Point]:
    """Corner points from one box to the other; the way back lies beside the way there. `over`: how many pass above the holder already."""
    shift = 9.0 if back else 0.0
    (x0, _), (x1, _) = source.corner, target.corner
    if x0 == x1:
        x, side = x0 + BOX / 2 + (shift if source.corner[1] < target.corner[1] else -shift) * 4, source.corner[1] < target.corner[1]
        start, end = (source.corner[1] + source.height, target.corner[1]) if side else (source.corner[1], target.corner[1] + target.height)
        return [(x, start), (x, end)]
    right = x1 > x0
    y0, y1 = (box.middle + (-shift if right else shift) for box in (source, target))
    a, b = (x0 + BOX, x1) if right else (x0, x1 + BOX)
    if over is not None and abs(x1 - x0) > 300:
        top, inner = 12.0 + 9.0 * over, 40.0 if right else -40.0
        down = x1 + BOX / 2 + 20.0 * over
        return [(a, y0), (a + inner, y0), (a + inner, top), (down, top), (down, target.corner[1])]
    mid = (a + b) / 2
    return [(a, y0), (b, y1)] if abs(y0 - y1) < 1 else [(a, y0), (mid, y0), (mid, y1), (b, y1)]


def _arrow(sheet: Sheet, path: list[Point], number: str, colour: str) -> None:
    sheet.line(path, colour=colour, width=1.4)
    (x0, y0), (x1, y1) = path[-2:]
    dx, dy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
    sheet.area([(x1, y1), (x1 - 9 * dx - 4.5 * dy, y1 - 9 * dy - 4.5 * dx), (x1 - 9 * dx + 4.5 * dy, y1 - 9 * dy + 4.5 * dx)], fill=colour)
    k = 2 if len(path) == 5 else 1 if path[0][0] == path[-1][0] and len(path) == 4 else 0
    (a, b), (c, d) = path[k], path[k + 1]
    x, y = ((a + c) / 2, (b + d) / 2)
    half = 5.0 + 3.2 * len(number)
    sheet.rect((x - half, y - 9), (2 * half, 18), fill=tokens.PAPER)
    sheet.text(x, y, number, size=10.5, weight=700, colour=colour, align="center")
