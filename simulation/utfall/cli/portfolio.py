"""`utfall run portfolio.toml`: several contracts under one fund, side by side, and what the fund puts in and gets back."""

from pathlib import Path
from typing import TYPE_CHECKING

from utfall.cli.options import Options

if TYPE_CHECKING:
    from utfall.experiment.pooled import Pooled
    from utfall.results.frames import ExperimentResult


def names_portfolio(name: str) -> bool:
    """Whether a word names a file that is a portfolio."""
    from utfall.base.errors import InputError  # noqa: PLC0415  heavy
    from utfall.experiment.design import is_portfolio  # noqa: PLC0415
    from utfall.scenario.text import parse_toml, read_text  # noqa: PLC0415

    if not name.endswith(".toml"):
        return False
    try:
        return is_portfolio(parse_toml(read_text(Path(name), name), name))
    except InputError:
        return False


def run_portfolio(name: str, asked: Options) -> int:
    """Run every contract of a portfolio under the same seeds and pool the fund's flows."""
    from utfall.cli.making import SOME_FAILED, command_line, make  # noqa: PLC0415
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.cli.show_result import show_comparison  # noqa: PLC0415
    from utfall.experiment.defaults import defaults  # noqa: PLC0415
    from utfall.experiment.naming import shared_notes  # noqa: PLC0415
    from utfall.experiment.pooled import pooled  # noqa: PLC0415
    from utfall.experiment.portfolio import read_portfolio  # noqa: PLC0415
    from utfall.experiment.request import Request  # noqa: PLC0415

    held = read_portfolio(Path(name), name, people=asked.people, allow_path=asked.allow_path)
    scenarios = [variant.scenario for variant in held.variants]
    file = defaults(scenarios[0])
    request = Request(
        kind="compare",
        title=held.title,
        question="",
        variants=held.variants,
        runs=asked.runs or file.runs,
        seed=asked.seed or file.seed,
        central=asked.point or file.central,
        luck=asked.luck or file.luck,
        notes=shared_notes(scenarios),
        fund=held.terms,
        command=command_line(),
    )
    result = make(request, asked, "portfolio")
    found = pooled(result)
    if asked.json:
        print_json({**result.json(), "fund": None if found is None else found.json()})
    else:
        show_comparison(result, asked.everything)
        _show(result, found)
    return SOME_FAILED if result.failed else 0


def _show(result: "ExperimentResult", found: "Pooled | None") -> None:
    import sys  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from utfall.cli.result_tables import show, table_with_intervals  # noqa: PLC0415
    from utfall.experiment.fund_page import said, table  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)
    if found is None:
        console.print(Text(f"{result.title}: no seed has a run of every contract, so that nothing can be pooled."))
        return
    made = table(found, short=True)
    show(console, made.caption, table_with_intervals(made))
    console.print(Text(said(found), style="dim"))
