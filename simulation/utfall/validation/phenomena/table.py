"""The map as a table that is kept, and as a figure made from that table alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from utfall.results.figures.canvas import Words
from utfall.results.figures.output import svg_file
from utfall.results.figures.shares import Bar, Shares, draw
from utfall.validation.phenomena.phenomena import PHENOMENA
from utfall.validation.phenomena.space import AXES, PEOPLE, POINTS, RIVALS, SEEDS
from utfall.validation.phenomena.survey import Floats, Share, shares, under
from utfall.validation.published import csv_text, read_csv

COMMAND = "utfall validate --phenomena --output results/published"
HEAD = ("phenomenon", "holds", "turned", "unsure", "undefined", "most_with", "rank_correlation", "then_with", "then_correlation")


def lines(found: Iterable[Share]) -> Iterator[tuple[str, ...]]:
    """One a phenomenon: shares of the space to three digits, and what moves it most."""
    for share in found:
        moved = [text for name, size in share.moved for text in (name, f"{size:.2f}")]
        shares = (f"{number:.3f}" for number in (share.holds, share.turned, share.unsure, share.undefined))
        yield (share.phenomenon.id, *shares, *moved, *("",) * (4 - len(moved)))


def command(count: int) -> str:
    """What makes the tables at so many points."""
    return COMMAND if count == POINTS else f"{COMMAND} --runs {count}"


def text(found: Floats) -> str:
    """The table of shares; found (2, points, phenomena)."""
    return csv_text(command(found.shape[1]), HEAD, lines(shares(found)))


def points_text(found: Floats) -> str:
    """The table of points: how much there is of each phenomenon at each, in its own unit, and its error (nan: it cannot be asked)."""
    head = ("point", *(name for one in PHENOMENA for name in (one.id, _error(one.id))))
    rows = found.transpose(1, 2, 0).reshape(found.shape[1], -1).tolist()
    return csv_text(command(found.shape[1]), head, ((str(i), *(f"{one:.4g}" for one in row)) for i, row in enumerate(rows, start=1)))


def points_read(kept: Path) -> Floats:
    """(2, points, phenomena) of the table of points."""
    rows = read_csv(kept)
    return np.array([[[float(row[name(one.id)]) for one in PHENOMENA] for row in rows] for name in (str, _error)])


def _error(name: str) -> str:
    return f"{name}, s.e."


def drawn(kept: Path) -> Shares:
    """The figure's data from the table, and for what answers to a price from the table of points beside it: both rival calibrations."""
    rows = {row["phenomenon"]: row for row in read_csv(kept)}
    parts = rivals(points_read(kept.with_name("phenomena_points.csv")))
    bars = []
    for one in PHENOMENA:
        row = rows[one.id]
        why = ", ".join(f"{row[name]} {_signed(row[size])}" for name, size in ((HEAD[5], HEAD[6]), (HEAD[7], HEAD[8])) if row[name])
        bars.append(Bar(one.words, float(row["holds"]), float(row["turned"]), float(row["unsure"]), float(row["undefined"]), why))
        bars += parts.get(one.id, [])
    sure = sum(bar.holds >= 0.9 for bar in bars if not bar.part)
    words = Words(
        f"Of {len(PHENOMENA)} things told of outcome contracts, {sure} {'holds' if sure == 1 else 'hold'} in nine tenths of the space or more",
        f"Share of a wide space of parameters ({len(AXES)} at once, {POINTS} points) in which each holds, in one plain contract: one provider"
        " that chooses, one price for six months in work.",
        f"{POINTS} points of Sobol's sequence, {SEEDS} seeds of {PEOPLE} people each; a sign counts where its 95 % interval leaves out 0; right:"
        " the two parameters that go most with how much of it there is (rank correlation over points). What answers to a price is under both rival"
        " calibrations too. utfall validate --phenomena",
    )
    return Shares(words, tuple(bars))


def rivals(found: Floats) -> dict[str, list[Bar]]:
    """Of each phenomenon that answers to a price: a bar for each rival calibration."""
    bars: dict[str, list[Bar]] = {}
    for rival, (low, high) in RIVALS.items():
        told, count = under(found, rival)
        for one in told:
            if one.phenomenon.answers_price:
                where = f"{count} points: belief in own effect {low:.1f} to {high:.1f}"
                bars.setdefault(one.phenomenon.id, []).append(Bar(rival, one.holds, one.turned, one.unsure, one.undefined, where, part=True))
    return bars


def _signed(number: str) -> str:
    return f"{float(number):+.1f}".replace("-", "\u2212")


def figure(kept: Path, path: Path) -> Path:
    """The table that is kept as a picture."""
    return svg_file(draw(drawn(kept)), path)
