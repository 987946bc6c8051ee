"""The command `utfall`: finds a command's file when it is asked for, and turns every known fault into words and an exit code."""

import importlib
import os
import signal
import sys
from collections.abc import Sequence

import click

from utfall.base.errors import UtfallError

#: Command -> one line. Each lives in `utfall.cli.<command>` and is imported only when used.
COMMANDS: dict[str, str] = {
    "demo": "The flagship experiment: which metric should Koto-SIB pay on? Writes a report.",
    "scenarios": "List the library of contracts.",
    "show": "One page on a contract in plain words; every value with its range and source on request.",
    "check": "Validate scenario and experiment files; every error at once.",
    "review": "What is dangerous in a contract, how large each danger is here, and which change takes it away.",
    "run": "Run one contract many times and say what was paid and what was caused.",
    "compare": "Two or more contracts on the same people and the same luck.",
    "experiment": "A whole design from a file; goes on from what is stored.",
    "trace": "One run followed closely: a person's months and payments with reasons, or a provider's decisions.",
    "report": "One self-contained HTML page from stored results.",
    "explain": "One key of the scenario file in words, with unit and range.",
    "validate": "What theory says beside what the model does; exit 1 if a row is out.",
    "bench": "Speed and memory, as ratios.",
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group whose commands are imported when asked for, so that `--help` is quick."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"utfall.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    from utfall.results.version import installed_version  # noqa: PLC0415

    if asked:
        click.echo(f"utfall {installed_version()}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit.")
def cli() -> None:
    """Outcome contracts, simulated: what was paid beside what was caused.

    Start with `utfall demo`, or `utfall scenarios` and `utfall show NAME`.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; never shows a traceback for what a person can mend."""
    from utfall.cli.console import prepare_streams  # noqa: PLC0415

    prepare_streams()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    sys.exit(call(arguments))


def call(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        code = cli.main(args=list(arguments) if arguments is not None else None, prog_name="utfall", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except (KeyboardInterrupt, click.Abort):
        _say("stopped; what was stored is kept, repeat the command to go on")
        return INTERRUPTED
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    except UtfallError as error:
        _tell(error)
        return error.exit_code
    return code if isinstance(code, int) else 0


def _tell(error: UtfallError) -> None:
    from utfall.base.errors import InputError  # noqa: PLC0415
    from utfall.cli.console import plain  # noqa: PLC0415

    if isinstance(error, InputError):
        sys.stderr.write("".join(f"{plain(str(problem))}\n" for problem in error.problems))
    else:
        _say(plain(str(error)))


def _say(text: str) -> None:
    sys.stderr.write(f"utfall: {text}\n")


def _silence_stdout() -> None:
    """Nobody reads any more: point standard output at nothing, so that its last flush does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
