"""`utfall validate`: what theory says beside what the model's own code does."""

import sys

import click

from utfall.cli.options import Options, options


@click.command("validate")
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@click.option("--theory", is_flag=True, help="The theory bench: closed forms beside the model's own code (today the only bench).")
@click.option("--quick", is_flag=True, help="A quarter of the runs of statistical entries.")
@click.option("--list", "only_list", is_flag=True, help="Name the entries and run nothing.")
@options("json", "quiet")
def command(entries: tuple[str, ...], theory: bool, quick: bool, only_list: bool, asked: Options) -> int:
    """Compare the model with contract and incentive theory. ENTRY such as T5a or T5a.cut_off: only these. Exit 1 if a row is out."""
    from utfall.cli.plain_text import columns, print_json, wrapped  # noqa: PLC0415
    from utfall.validation.bench import chosen, run  # noqa: PLC0415  heavy
    from utfall.validation.entry import Effort  # noqa: PLC0415
    from utfall.validation.report import as_json, lines, summary  # noqa: PLC0415

    found = chosen(entries)
    if only_list:
        click.echo(columns([(entry.id, entry.title, entry.grade, entry.path) for entry in found], widest=80))
        return 0
    bench = run(found, Effort(quick), (lambda _text: None) if asked.silent else (lambda text: print(text, file=sys.stderr, flush=True)))
    if asked.json:
        print_json(as_json(bench))
        return 0 if bench.holds else 1
    click.echo(columns(lines(bench), widest=60))
    if bench.not_expressed:
        click.echo("\nWhat the model cannot express:")
        for one in bench.not_expressed:
            click.echo(wrapped(f"{one.entry}  {one.title}: {one.reason}.", indent="  "))
    click.echo(f"\n{summary(bench)}")
    return 0 if bench.holds else 1
