"""Asking for help, reading a file and mistyping a command need no compiler, no tables, no pictures and no database."""

import subprocess
import sys

import pytest

from tests.cli.calling import environment

HEAVY = ("numba", "mesa", "pandas", "scipy", "matplotlib", "sqlalchemy", "rich", "jinja2")


def loaded(*arguments: str) -> set[str]:
    code = (
        "import sys\nfrom utfall.cli.main import call\n"
        f"call({list(arguments)!r})\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    return set(done.stderr.split()) & set(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("run", "--help"),
        ("compare", "--help"),
        ("experiment", "--help"),
        ("demo", "--help"),
        ("report", "--help"),
        ("nosuch",),
        ("check", "first_steps"),
        ("scenarios",),
        ("show", "first_steps"),
        ("explain", "contract.metric"),
    ],
)
def test_it_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) == set()


def test_the_python_package_loads_nothing_until_asked() -> None:
    code = f"import sys, utfall\nprint(*(name for name in {HEAVY!r} if name in sys.modules))\nprint(sorted(utfall.__all__))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.splitlines() == ["", "['ContractModel', 'compare', 'load', 'run']"]
