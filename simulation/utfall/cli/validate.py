"""`utfall validate`: what theory says, and what was read of real systems, beside what the model's own code does."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from utfall.base.errors import UsageError
from utfall.cli.console import told
from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.validation.bench import Bench


@click.command("validate")
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@click.option("--theory", is_flag=True, help="Closed forms of theory beside the model's own code (what is shown if nothing is asked for).")
@click.option("--behaviour", is_flag=True, help="What the production rule gains of what could be gained, against brute force.")
@click.option("--evidence", is_flag=True, help="Figures of real systems and stylised facts beside what the model shows; ENTRY then names rows.")
@click.option("--calibration", metavar="NAME", default="shared", help="With --evidence: a behaviour profile by name (default: shared).")
@click.option("--same-answer", is_flag=True, help="The flagship comparison under other luck, links and minds (some minutes).")
@click.option("--phenomena", is_flag=True, help="In what share of a wide space of parameters each thing told of outcome contracts holds (minutes).")
@click.option("--output", metavar="FOLDER", help="Write the tables there too, as they are kept under results/published.")
@click.option("--quick", is_flag=True, help="A quarter of the runs of statistical entries; behaviour at one wage.")
@click.option("--list", "only_list", is_flag=True, help="Name the entries of theory (or rows of evidence) and run nothing.")
@options("runs", "people", "workers", "store", "json", "quiet")
def command(  # noqa: PLR0913  one flag a table
    entries: tuple[str, ...],
    *,
    theory: bool,
    behaviour: bool,
    evidence: bool,
    calibration: str,
    same_answer: bool,
    phenomena: bool,
    output: str | None,
    quick: bool,
    only_list: bool,
    asked: Options,
) -> int:
    """Compare the model with theory. ENTRY such as T5a or T5a.cut_off: only these. Exit 1 if a row is out.

    With --evidence exit 1 if other rows are missed than those that are known to be.
    """
    if evidence:
        from utfall.cli.evidence import Wanted, compare  # noqa: PLC0415

        if theory or behaviour:
            raise UsageError("--evidence is a table of its own; ask for the others without it")
        return compare(entries, Wanted(quick=quick, only_list=only_list, calibration=calibration, output=output), asked)
    if same_answer:
        from utfall.cli.same_answer import compare as under_others  # noqa: PLC0415

        return under_others(asked, output)
    if phenomena:
        from utfall.cli.phenomena import survey  # noqa: PLC0415

        return survey(asked, output)
    from utfall.cli.plain_text import columns, print_json  # noqa: PLC0415
    from utfall.validation import bench as of  # noqa: PLC0415  heavy
    from utfall.validation.entry import Effort  # noqa: PLC0415
    from utfall.validation.published import publish  # noqa: PLC0415
    from utfall.validation.report import as_json  # noqa: PLC0415

    found = of.chosen(entries) if theory or entries or not behaviour else ()
    if only_list:
        click.echo(columns([(entry.id, entry.title, entry.grade, entry.path) for entry in found], widest=80))
        return 0
    tell = told(quiet=asked.silent)
    bench = of.run(found, Effort(quick), tell)
    if behaviour:
        bench = replace(bench, behaviour=tuple(of.behaviour(Effort(quick), tell)))
    if output is not None:
        publish(bench, Path(output))
    if asked.json:
        print_json(as_json(bench))
    else:
        _show(bench)
    return 0 if bench.holds else 1


def _show(bench: "Bench") -> None:
    """The tables, what is not expressed, the last line."""
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415
    from utfall.validation.report import behaviour_lines, cells, summary, with_entries  # noqa: PLC0415

    if bench.rows:
        for line in with_entries(bench, columns(cells(bench)).splitlines()):
            click.echo(line)
    if bench.not_expressed:
        click.echo("\nWhat the model cannot express:")
        for one in bench.not_expressed:
            click.echo(wrapped(f"{one.entry}  {one.title}: {one.reason}.", indent="  "))
    if bench.behaviour:
        click.echo(("\n" if bench.rows else "") + columns(behaviour_lines(bench)))
    click.echo(f"\n{summary(bench)}")
