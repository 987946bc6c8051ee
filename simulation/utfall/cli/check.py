"""`utfall check FILE...`: every error at once, with file, line, key, what is wrong and what to write."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from utfall.base.errors import InputError, UsageError
from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.base.errors import Problem

BAD_INPUT = 2


@click.command("check")
@click.argument("files", nargs=-1, required=True)
@options("json", "quiet", "allow_path")
def command(files: tuple[str, ...], asked: Options) -> int:
    """Validate scenarios (files or names) and experiment files. Errors: exit code 2. Warnings and notes: exit code 0."""
    from utfall.cli.console import plain  # noqa: PLC0415
    from utfall.cli.plain_text import print_json  # noqa: PLC0415

    found = {name: problems_of(name, allow_path=asked.allow_path) for name in files}
    wrong = sum(problem.level == "error" for problems in found.values() for problem in problems)
    if asked.json:
        print_json({"files": {name: [_as_object(problem) for problem in problems] for name, problems in found.items()}, "errors": wrong})
        return BAD_INPUT if wrong else 0
    for name, problems in found.items():
        for problem in problems:
            if problem.level == "error":
                sys.stderr.write(f"{plain(str(problem))}\n")
            elif not asked.quiet:
                click.echo(plain(str(problem)))
        if not any(problem.level == "error" for problem in problems) and not asked.quiet:
            click.echo(f"{plain(name)}: valid")
    return BAD_INPUT if wrong else 0


def problems_of(name: str, *, allow_path: bool) -> "list[Problem]":
    """Errors, warnings and notes of one file or name."""
    from utfall.cli.naming import named  # noqa: PLC0415
    from utfall.cli.portfolio import names_portfolio  # noqa: PLC0415
    from utfall.scenario import check  # noqa: PLC0415

    if names_portfolio(name):
        return _of_portfolio(name, allow_path=allow_path)
    if name.endswith(".toml") and _is_experiment(name):
        return _of_experiment(name)
    return check(named(name), allow_path=allow_path)


def _is_experiment(name: str) -> bool:
    """Whether a file that can be read as TOML has the tables of an experiment; a broken one is told about as a scenario."""
    from utfall.experiment.design import is_design  # noqa: PLC0415
    from utfall.scenario.text import parse_toml, read_text  # noqa: PLC0415

    try:
        return is_design(parse_toml(read_text(Path(name), name), name))
    except InputError:
        return False


def _of_experiment(name: str) -> "list[Problem]":
    from utfall.base.errors import Problem  # noqa: PLC0415
    from utfall.experiment.design import read_design  # noqa: PLC0415
    from utfall.experiment.from_design import contracts_of  # noqa: PLC0415

    try:
        contracts_of(read_design(Path(name), name), name)
    except InputError as error:
        return error.problems
    except UsageError as error:
        return [Problem(name, None, "scenario", str(error))]
    return []


def _of_portfolio(name: str, *, allow_path: bool) -> "list[Problem]":
    from utfall.experiment.portfolio import read_portfolio  # noqa: PLC0415

    try:
        read_portfolio(Path(name), name, allow_path=allow_path)
    except InputError as error:
        return error.problems
    return []


def _as_object(problem: "Problem") -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "key": problem.key, "level": problem.level, "message": problem.message}
