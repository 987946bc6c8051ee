"""The evidence table on the command line: blocks, what is missed and why, what could not be looked at."""

import sys
from typing import TYPE_CHECKING

import click

from utfall.cli.options import Options

if TYPE_CHECKING:
    from utfall.validation.evidence.table import EvidenceTable


def compare(names: tuple[str, ...], *, quick: bool, only_list: bool, asked: Options) -> int:
    """Look for rows and show what came out; 1 if other rows are missed than those that are known to be."""
    from utfall.cli.plain_text import columns, print_json  # noqa: PLC0415
    from utfall.validation.evidence.report import as_json  # noqa: PLC0415
    from utfall.validation.evidence.table import chosen, look  # noqa: PLC0415

    rows = chosen(names)
    if only_list:
        click.echo(columns([(row.id, row.role, row.about, row.statement) for row in rows], widest=40))
        return 0
    table = look(rows, (lambda _text: None) if asked.silent else (lambda text: print(text, file=sys.stderr, flush=True)), quick=quick)
    if asked.json:
        print_json(as_json(table))
    else:
        _show(table)
    return 0 if table.holds else 1


def _show(table: "EvidenceTable") -> None:
    """The blocks, the reasons, what differs from the list, the last line."""
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415
    from utfall.validation.evidence.report import blocks, reasons, summary  # noqa: PLC0415

    for title, rows in blocks(table):
        click.echo(f"{title}\n{columns(rows, widest=44)}\n")
    for word, title in (("missed", "Missed, and why"), ("not testable", "Not testable, and why")):
        if found := reasons(table, word):
            click.echo(title)
            for line in found:
                click.echo(wrapped(line, indent="  "))
            click.echo("")
    for surprise in table.surprises:
        click.echo(wrapped(f"Not as listed: {surprise}."))
    click.echo(summary(table))
