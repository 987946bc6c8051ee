"""`utfall run NAME`: one contract, many runs, what was paid and what was caused."""

import click

from utfall.cli.options import MAKING, Options, options


@click.command("run")
@click.argument("name")
@options(*MAKING, "precision", "reference", "settings", "only")
def command(name: str, asked: Options) -> int:
    """Run one contract many times and say what was paid and what was caused.

    NAME is a scenario of the library (`utfall scenarios`), one of its variants (koto_sib:hours_3m) or a file (mine.toml).
    A file of kind "portfolio" names several contracts under one fund: they are run side by side and the fund's return is pooled.
    """
    from utfall.cli.making import guarded  # noqa: PLC0415  heavy
    from utfall.cli.portfolio import names_portfolio, run_portfolio  # noqa: PLC0415

    return guarded(lambda: run_portfolio(name, asked) if names_portfolio(name) else _run(name, asked))


def _run(name: str, asked: Options) -> int:
    from utfall.cli.making import command_line, finish, make, scenario  # noqa: PLC0415
    from utfall.cli.show_result import show_run  # noqa: PLC0415
    from utfall.experiment.defaults import defaults  # noqa: PLC0415
    from utfall.experiment.request import Request, Variant  # noqa: PLC0415

    found = scenario(name, asked)
    if asked.only:
        from utfall.cli.only import make_one  # noqa: PLC0415

        return make_one(found, asked)
    file = defaults(found)
    runs = asked.runs or file.runs
    request = Request(
        kind="run",
        title=found.title,
        question="",
        variants=(Variant(label=found.id, title=found.title, scenario=found),),
        runs=runs,
        seed=asked.seed or file.seed,
        central=asked.point or file.central,
        luck=asked.luck or file.luck,
        references=runs if asked.reference else 0,
        held=asked.reference,
        notes=found.notes,
        precision=asked.precision,
        command=command_line(),
    )
    return finish(make(request, asked, found.id), asked, show_run)
