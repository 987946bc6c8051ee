"""Reading a file and asking for help need no compiler, no tables and no pictures."""

import subprocess
import sys

import pytest

from tests.architecture.reading import ROOT

HEAVY = ("numba", "mesa", "pandas", "scipy", "matplotlib", "sqlalchemy")


def loaded_after(code: str) -> set[str]:
    """Heavy libraries that a fresh interpreter has loaded after some code."""
    before = f"import sys\nsys.path.insert(0, {str(ROOT / 'simulation')!r})\n"
    after = f"\nprint(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", before + code + after], capture_output=True, text=True, check=True)
    return set(done.stderr.split()) & set(HEAVY)


@pytest.mark.parametrize(
    "code",
    [
        "import utfall",
        "import utfall.cli.main",
        "from utfall.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass",
        "from utfall.cli.main import main\ntry:\n    main(['check', 'koto_sib'])\nexcept SystemExit:\n    pass",
        "import utfall.scenario.case",
    ],
)
def test_it_loads_no_heavy_library(code):
    assert loaded_after(code) == set()


def test_a_heavy_library_would_be_seen():
    assert "numba" in loaded_after("import utfall.base.rules")
