"""What all commands that make runs share: loading, hands, store, and how the end is told."""

import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from utfall.cli.console import plain, progress
from utfall.cli.naming import named
from utfall.cli.options import Options
from utfall.cli.plain_text import print_json
from utfall.experiment.carry_out import Telling, carry_out
from utfall.experiment.execute import Hands, Interrupted
from utfall.experiment.precision import MOST, until_precise
from utfall.experiment.request import Request
from utfall.experiment.runner import ModelRunner, versions
from utfall.results.frames import ExperimentResult
from utfall.results.store import open_store
from utfall.scenario import load
from utfall.scenario.own_rules import own_rules_of_file

if TYPE_CHECKING:
    from utfall.scenario import Scenario

SOME_FAILED = 3
INTERRUPTED = 130
#: Options that change no number, with a value and without.
_WITH_VALUE = ("--store", "--workers", "-o", "--output")
_ALONE = ("--json", "--quiet", "--all", "--force")


def scenario(name: str, asked: Options, settings: Sequence[str] = ()) -> "Scenario":
    """A scenario with what the command line changes in it."""
    found = load(named(name), sets=[*asked.settings, *settings], allow_path=asked.allow_path)
    if asked.plugin is not None:
        found = found.with_rules(own_rules_of_file(asked.plugin))
    return found.scaled(asked.people) if asked.people is not None else found


def make(request: Request, asked: Options, what: str) -> ExperimentResult:
    """Carry a request out with progress on standard error."""
    with open_store(asked.store) as store, progress(what, quiet=asked.silent) as advance:
        hands = Hands(ModelRunner(), asked.workers, advance, force=asked.force)
        carried = partial(carry_out, store=store, hands=hands, versions=versions(), telling=_telling(asked))
        return carried(request) if asked.precision is None else until_precise(request, asked.precision, asked.runs or MOST, carried)


def finish(result: ExperimentResult, asked: Options, show: Callable[[ExperimentResult, bool], None]) -> int:
    """Print a result as JSON or for people; the exit code says whether runs failed."""
    if asked.json:
        print_json(result.json())
    else:
        show(result, asked.everything)
    return SOME_FAILED if result.failed else 0


def guarded(work: Callable[[], int]) -> int:
    """Run a command's work; an interruption is told in one line and has its own exit code."""
    try:
        return work()
    except Interrupted as stopped:
        sys.stderr.write(f"utfall: {stopped}\n")
        return INTERRUPTED


def command_line(arguments: Sequence[str] | None = None) -> str:
    """The command as it was typed, for provenance; without the options that change no number."""
    words = iter(sys.argv[1:] if arguments is None else arguments)
    kept = ["utfall"]
    for word in words:
        name = word.partition("=")[0]
        if name in _WITH_VALUE and "=" not in word:
            next(words, None)
        elif name not in _WITH_VALUE and name not in _ALONE:
            kept.append(shlex.quote(plain(word)))
    return " ".join(kept)


def _telling(asked: Options) -> Telling:
    if asked.silent:
        return Telling()
    return Telling(
        say=_write,
        waiting=lambda pid: _write(f"waiting for process {pid}, which writes to the same store"),
    )


def _write(text: str) -> None:
    sys.stderr.write(f"{plain(text)}\n")
    sys.stderr.flush()
