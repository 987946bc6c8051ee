"""`utfall bench`: speed and memory as ratios to a floor and to a plain-Mesa twin, in one process on one core."""

import click

from utfall.cli.console import told
from utfall.cli.options import Options, options


@click.command("bench")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="Rounds in which all contenders run in turn.")
@options("json", "quiet")
def command(rounds: int, asked: Options) -> int:
    """Measure speed and memory. CPU time, everything that is compared in turn, so that a busy machine slows all alike."""
    from utfall.bench.measure import measure  # noqa: PLC0415  heavy
    from utfall.bench.report import as_json, as_lines  # noqa: PLC0415
    from utfall.cli.plain_text import print_json  # noqa: PLC0415

    speed = measure(rounds, told(quiet=asked.silent))
    if asked.json:
        print_json(as_json(speed))
    else:
        for line in as_lines(speed):
            click.echo(line)
    return 0
