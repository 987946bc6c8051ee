"""`utfall validate --same-answer`: the flagship comparison under other luck, links and minds."""

from pathlib import Path

import click

from utfall.cli.console import progress
from utfall.cli.options import Options
from utfall.cli.plain_text import columns, print_json


def show_lines(lines: list[list[str]], asked: Options) -> None:
    """A table with its head, for people or as JSON."""
    head, *rows = lines
    if asked.json:
        print_json({"rows": [dict(zip(head, row, strict=True)) for row in rows]})
    else:
        click.echo(columns([tuple(line) for line in lines]))


def compare(asked: Options, output: str | None) -> int:
    """Make what is missing, print the table, write it and its figure where a folder is named."""
    from utfall.experiment.execute import Hands  # noqa: PLC0415  heavy
    from utfall.experiment.runner import ModelRunner  # noqa: PLC0415
    from utfall.results.store import open_store  # noqa: PLC0415
    from utfall.validation.published import keep, lines_of  # noqa: PLC0415
    from utfall.validation.same_answer import table  # noqa: PLC0415
    from utfall.validation.same_answer.answers import RUNS, all_answers  # noqa: PLC0415

    runs = asked.runs or RUNS
    with open_store(asked.store) as store, progress("same answer", quiet=asked.silent) as advance:
        text = table.text(all_answers(store, Hands(ModelRunner(), asked.workers, advance), runs, asked.people), runs)
    show_lines(lines_of(text), asked)
    if output is not None:
        kept = keep(Path(output), "same_answer.csv", text)
        table.figure(kept, kept.with_suffix(".svg"))
    return 0
