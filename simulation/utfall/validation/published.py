"""Tables that are kept under results/published: a first line with the command that makes them, then plain CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path

from utfall.validation.bench import Bench
from utfall.validation.report import number
from utfall.validation.row import Row

HEAD = ("id", "case", "grade", "path", "expected", "obtained", "error", "least", "most", "verdict")


def csv_text(command: str, head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """The text of a table."""
    out = io.StringIO()
    out.write(f"# {command}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(lines)
    return out.getvalue()


def lines_of(text: str) -> list[list[str]]:
    """Head and lines of a table's text."""
    return list(csv.reader(text.splitlines()[1:]))


def keep(folder: Path, name: str, text: str) -> Path:
    """Write a table into a folder, which is made where there is none; where it now stands."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """The lines of such a table by column."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()[1:]))


def line_of(row: Row) -> tuple[str, ...]:
    """A row of a bench as it is kept: six digits, and nothing that differs from run to run."""
    return (
        row.id,
        row.case,
        row.grade,
        row.path,
        number(near(row.expected, row)),
        number(near(row.obtained, row)),
        number(row.error),
        number(row.low + 0.0),
        number(row.high),
        row.verdict,
    )


def near(value: float, row: Row) -> float:
    """A value that is nothing beside the band that an exact row allows is nothing."""
    width = row.high - row.low
    return 0.0 if row.grade == "exact" and isfinite(width) and abs(value) < 1e-3 * width else value


def publish(bench: Bench, folder: Path) -> None:
    """Write what was run of theory and of behaviour into a folder."""
    for name, rows in (("theory", bench.rows), ("behaviour", bench.behaviour)):
        if rows:
            quick = " --quick" if bench.quick else ""
            keep(folder, f"{name}.csv", table(f"utfall validate --{name}{quick} --output results/published", rows))


def table(command: str, rows: Iterable[Row]) -> str:
    """The table of some rows of one bench."""
    return csv_text(command, HEAD, map(line_of, rows))
