"""Nobody imports upward: the table in docs/architecture.md is what the code does."""

from pathlib import Path

import pytest

from tests.architecture import reading


@pytest.fixture
def planted(tmp_path: Path):
    """Makes a small package with one file in it and gives its folder."""

    def plant(place: str, text: str) -> Path:
        path = tmp_path / "utfall" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return tmp_path / "utfall"

    return plant


def test_no_floor_imports_a_floor_above_it():
    assert reading.steps_upward() == []


def test_every_folder_of_the_package_is_a_floor_of_the_table():
    folders = {module.floor for module in reading.modules() if module.floor}
    assert folders == set(reading.table("floor"))


def test_the_table_of_floors_has_no_circle():
    allowed = reading.table("floor")
    order = list(allowed)
    assert all(order.index(below) < order.index(floor) for floor, all_below in allowed.items() for below in all_below)


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("base/peek.py", "from utfall.people import population\n", "base/peek.py:1: base imports people"),
        ("behaviour/peek.py", "import utfall.contract.terms\n", "behaviour/peek.py:1: behaviour imports contract"),
        ("behaviour/providers/peek.py", "from ...people import columns\n", "behaviour/providers/peek.py:1: behaviour imports people"),
        ("behaviour/late.py", "def late():\n    from utfall import people\n", "behaviour/late.py:2: behaviour imports people"),
        ("indicators/late.py", "import importlib\nimportlib.import_module('utfall.model.run')\n", "indicators/late.py:2: indicators imports model"),
    ],
)
def test_a_planted_step_upward_is_found(planted, place, text, expected):
    assert reading.steps_upward(planted(place, text)) == [expected]


def test_a_step_downward_is_allowed(planted):
    assert reading.steps_upward(planted("model/fine.py", "from utfall.base import draws\nfrom utfall.people import parameters\n")) == []


def test_libraries_files_and_clocks_stay_on_their_floors():
    assert reading.misplaced_libraries() == []


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("people/x.py", "import matplotlib.pyplot as plt\n", "people/x.py:1: matplotlib in people"),
        ("contract/x.py", "from pydantic import BaseModel\n", "contract/x.py:1: pydantic in contract"),
        ("model/x.py", "from datetime import datetime\n", "model/x.py:1: datetime in model"),
        ("behaviour/x.py", "import sqlalchemy\n", "behaviour/x.py:1: sqlalchemy in behaviour"),
    ],
)
def test_a_planted_library_is_found(planted, place, text, expected):
    assert reading.misplaced_libraries(planted(place, text)) == [expected]


def test_all_luck_is_counter_based():
    assert reading.luck_from_elsewhere() == []


@pytest.mark.parametrize(
    "text",
    ["import numpy as np\nx = np.random.default_rng(1)\n", "\nfrom numpy.random import default_rng\n", "\nimport random\n"],
)
def test_planted_luck_is_found(planted, text):
    assert [row.split(": ")[0] for row in reading.luck_from_elsewhere(planted("people/x.py", text))] == ["people/x.py:2"]


def test_only_the_command_line_prints_and_the_quiet_floors_open_nothing():
    assert reading.noisy_calls() == []


def test_a_planted_print_and_a_planted_open_are_found(planted):
    package = planted("model/x.py", "print('a month')\nopen('x')\n")
    assert reading.noisy_calls(package) == ["model/x.py:1: print", "model/x.py:2: open"]
