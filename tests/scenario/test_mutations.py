"""Whatever is done to a sound file, it is either a scenario or an error in words."""

import tomllib
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utfall.base.errors import InputError, UsageError
from utfall.scenario import check, load
from utfall.scenario.layers import leaf_paths
from utfall.scenario.toml_text import to_toml

ROOT = Path(__file__).resolve().parents[2]
FILES = [tomllib.loads((ROOT / name).read_text()) for name in ("scenarios/koto_sib.toml", "tests/broken_scenarios/ok.toml")]
PATHS = sorted({path[: n + 1] for tree in FILES for path, _ in leaf_paths(tree) for n in range(len(path))})
FOUND = st.sampled_from(
    [0, -1, True, "", "x", [], {}, ["a", "b"], {"value": 1}, {"a": "1 %"}, {"value": "1 month", "range": ["1 month", "2 months"]}, 1e300,
     "EUR 5", "EUR 5 per person", "EUR 5 per month", "3 %", "1 % per month", "6 months", "6 hours per month", "work", {"other": "EUR 5 per person"},
     {"kind": "block", "fee": "EUR 5 per month"}]
)  # fmt: skip


def put(tree: dict, path: tuple[str, ...], value: object) -> None:
    """Write a value at a path, making tables on the way where there is room."""
    for part in path[:-1]:
        tree = tree.setdefault(part, {}) if isinstance(tree, dict) else {}
    if isinstance(tree, dict):
        tree[path[-1]] = deepcopy(value)


@given(st.sampled_from(FILES), st.lists(st.tuples(st.sampled_from(PATHS), FOUND), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_file_is_a_scenario_or_an_error_in_words(tmp_path: Path, tree: dict, changes: list[tuple[tuple[str, ...], object]]) -> None:
    tree = deepcopy(tree)
    for path, value in changes:
        put(tree, path, value)
    (tmp_path / "mine.toml").write_text(to_toml(tree))
    said, cases = "", []
    try:
        scenario = load(tmp_path / "mine.toml")
        cases = [scenario.case(point) for point in (-1, 0, 5)]
    except (InputError, UsageError) as error:
        said = str(error).strip()
    assert bool(said) != (len({case.fingerprint for case in cases}) == 1)


def test_every_key_that_is_left_out_of_koto_is_told_or_has_a_default(tmp_path: Path) -> None:
    told = 0
    for path in [p for p, _ in leaf_paths(FILES[0]) if p[0] != "variants"]:
        tree = deepcopy(FILES[0])
        holder = tree
        for part in path[:-1]:
            holder = holder[part]
        del holder[path[-1]]
        (tmp_path / "mine.toml").write_text(to_toml(tree))
        told += any(problem.level == "error" for problem in check(tmp_path / "mine.toml"))
    assert 20 < told < 100


@pytest.mark.parametrize("size", [30, 300, 3000])
def test_any_size_of_the_first_file_makes_a_case(size: int) -> None:
    assert load("first_steps").scaled(size).case().people.eligible == size
