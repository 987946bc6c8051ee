"""What reaches a terminal is safe to print, and any console can show it."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import command, environment, utfall
from utfall.base.errors import UsageError
from utfall.cli.compare import split_vary
from utfall.cli.console import plain
from utfall.cli.making import command_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x07b\x00c", "abc"),
        ("safe \u202eevil", "safe evil"),
        ("\x9b2J", "2J"),
        ("Örebro kommun – två ord\n\tnext", "Örebro kommun – två ord\n\tnext"),
    ],
)
def test_escape_codes_and_changes_of_direction_are_stripped(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_console_without_these_letters_shows_the_nearest() -> None:
    code = "from utfall.cli.console import prepare_streams\nprepare_streams()\nprint('Ö\u202fé – “x” … 漢')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment({"PYTHONIOENCODING": "ascii"}), check=True)
    assert done.stdout == b'O e - "x" ... ?\n'


def test_a_closed_standard_output_is_no_traceback() -> None:
    words = shlex.join(command("--help"))
    done = subprocess.run(
        ["bash", "-c", f"{words} | head -c 1; exit ${{PIPESTATUS[0]}}"], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [("nosuch",), ("run", "--nosuch"), ("run",), ("run", "x", "--runs", "0"), ("compare",)])
def test_a_command_that_is_not_understood_is_exit_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = utfall(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("contract.metric=a,b", "contract.metric", ("a", "b")),
        ("contract.metric = [a, b], c", "contract.metric", ("[a, b]", "c")),
        ('x.price="EUR 1,200 per person",EUR 2 per person', "x.price", ('"EUR 1,200 per person"', "EUR 2 per person")),
    ],
)
def test_values_to_vary_are_parted_by_commas_outside_brackets_and_quotes(text: str, key: str, values: tuple[str, ...]) -> None:
    assert split_vary(text) == (key, values)


@pytest.mark.parametrize("text", ["contract.metric", "contract.metric=a", "=a,b", "x=a,,b", "x=a,a"])
def test_one_value_an_empty_one_or_one_twice_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--vary"):
        split_vary(text)


def test_the_command_of_the_provenance_can_be_typed_again_and_says_no_place_of_this_machine() -> None:
    words = ("run", "koto_sib", "--store", "/secret/x.sqlite", "--workers=2", "--quiet", "--set", "a.b=EUR 2 000 per person", "--runs", "5")
    assert command_line(words) == "utfall run koto_sib --set 'a.b=EUR 2 000 per person' --runs 5"
