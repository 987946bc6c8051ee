"""The evidence table on the command line: blocks, what is missed and why, what could not be looked at."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from utfall.cli.console import told
from utfall.cli.options import Options

if TYPE_CHECKING:
    from utfall.validation.evidence.table import EvidenceTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked of the table: a quarter of the seeds, names alone, a calibration by name, a folder to write it to."""

    quick: bool
    only_list: bool
    calibration: str
    output: str | None


#: What is told in a sentence below the blocks, by verdict.
REASONS = (
    ("missed", "Missed, and why"),
    ("restated", "Restated: in the band because of what is named, which is no success of the model"),
    ("met at a chosen region", "Met at a region that was chosen after a look"),
    ("not testable", "Not testable, and why"),
)


def compare(names: tuple[str, ...], wanted: Wanted, asked: Options) -> int:
    """Look for rows and show what came out; 1 if other rows are missed than those that are known to be."""
    from utfall.cli.plain_text import columns, print_json  # noqa: PLC0415
    from utfall.validation.evidence.kept import publish  # noqa: PLC0415
    from utfall.validation.evidence.report import as_json  # noqa: PLC0415
    from utfall.validation.evidence.table import chosen, look  # noqa: PLC0415

    rows = chosen(names)
    if wanted.only_list:
        click.echo(columns([(row.id, row.role, row.about, row.statement) for row in rows], widest=40))
        return 0
    tell = told(quiet=asked.silent)
    table = look(rows, tell, quick=wanted.quick, calibration=wanted.calibration)
    if wanted.output is not None:
        publish(table, Path(wanted.output))
    if asked.json:
        print_json(as_json(table))
    else:
        _show(table)
    return 0 if table.holds else 1


def _show(table: "EvidenceTable") -> None:
    """The blocks, the reasons, what differs from the list, the last line."""
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415
    from utfall.validation.evidence.report import blocks, reasons, rivals, summary  # noqa: PLC0415

    for title, rows in blocks(table):
        click.echo(f"{title}\n{columns(rows, widest=44)}\n")
    if both := rivals(table):
        click.echo(f"How providers answer a price hangs on what they believe: under each calibration\n{columns(both, widest=44)}\n")
    for word, title in REASONS:
        if found := reasons(table, word):
            click.echo(title)
            for line in found:
                click.echo(wrapped(line, indent="  "))
            click.echo("")
    for surprise in table.surprises:
        click.echo(wrapped(f"Not as listed: {surprise}."))
    click.echo(summary(table))
