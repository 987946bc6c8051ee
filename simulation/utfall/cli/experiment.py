"""`utfall experiment NAME`: a whole design from a file; goes on from what is stored."""

import click

from utfall.cli.options import Options, options

SIZES = ("whole", "demo", "quick")


@click.command("experiment")
@click.argument("name")
@click.option("--size", type=click.Choice(SIZES), default="whole", show_default=True, help="Counts of the file, or of its smaller tables.")
@options("workers", "people", "point", "luck", "store", "json", "quiet", "force", "allow_path", "everything", "plugin")
def command(name: str, size: str, asked: Options) -> int:
    """Run a whole design: arms on the same seeds, equal and written prices, references, a grid of prices.

    NAME is an experiment of the library (metric_choice_koto) or a file (mine.toml). Stored runs are reused: stop and repeat as you like.
    A portfolio (utfallsfonden) is run as `utfall run FILE` runs it.
    """
    from utfall.cli.making import guarded  # noqa: PLC0415  heavy
    from utfall.cli.portfolio import names_portfolio, run_portfolio  # noqa: PLC0415
    from utfall.experiment.from_design import locate  # noqa: PLC0415

    file = str(locate(name)[0])
    return guarded(lambda: run_portfolio(file, asked) if names_portfolio(file) else _experiment(name, size, asked))


def _experiment(name: str, size: str, asked: Options) -> int:
    from utfall.cli.making import finish, make  # noqa: PLC0415
    from utfall.cli.show_result import show_comparison  # noqa: PLC0415
    from utfall.experiment.from_design import request_of  # noqa: PLC0415

    return finish(make(request_of(name, "" if size == "whole" else size, asked.changes()), asked, name), asked, show_comparison)
