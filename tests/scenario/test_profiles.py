"""A rival profile is laid over the shared one: by name, on values and tasks, and on nothing else."""

import runpy

import pytest

from utfall.base.errors import InputError
from utfall.scenario import load
from utfall.scenario.behind import library_under, rival_layer, shared_layer, task_layer
from utfall.scenario.layers import leaf_paths
from utfall.scenario.library import library_folder
from utfall.scenario.schema.behaviour import PROFILES, SECTIONS, SHARED

RIVAL = "well_informed"


def test_a_rival_changes_what_it_says_and_nothing_else():
    shared, rival = load("koto_sib"), load("koto_sib", {"behaviour.profile": RIVAL})
    assert shared.case().profile != rival.case().profile
    assert rival.case().profile.belief_in_own_effect == 1.0
    assert shared.case().contract == rival.case().contract
    assert shared.case().mechanisms == rival.case().mechanisms
    assert shared.fingerprint != rival.fingerprint


def test_naming_the_shared_profile_is_saying_nothing():
    assert load("koto_sib", {"behaviour.profile": SHARED}).case().profile == load("koto_sib").case().profile


def test_what_a_case_overrides_it_overrides_under_a_rival_too():
    found = load("koto_sib", {"behaviour.profile": RIVAL, "behaviour.override.belief_in_own_effect": 1.5})
    assert found.case().profile.belief_in_own_effect == 1.5


def test_an_unknown_profile_is_told_with_those_there_are():
    with pytest.raises(InputError, match="well_informed"):
        load("koto_sib", {"behaviour.profile": "well_inform"})


@pytest.mark.parametrize("name", [name for name in PROFILES if name != SHARED])
def test_every_key_of_a_rival_is_a_key_of_what_it_is_laid_over(name):
    layer = rival_layer(name)
    for section, table in layer.tree.items():
        if section == "title":
            continue
        under = task_layer().tree if section == "tasks" else shared_layer().tree[section]
        assert section == "tasks" or section in SECTIONS or section in ("state", "events", "capabilities")
        for path, _ in leaf_paths(table):
            here = under
            for part in path:
                if part in ("value", "range", "note", "source"):
                    break
                assert part in here, (section, path)
                here = here[part]


def test_a_task_of_the_library_is_the_rivals_where_it_says_so():
    values, tasks = library_under(SHARED)
    assert (values, tasks) == (shared_layer(), task_layer())


def test_the_profiles_that_a_fit_gave_are_what_it_wrote():
    made = runpy.run_path(str(library_folder().parent / "experiments" / "calibration" / "profiles.py"))
    assert set(made["TITLES"]) == {name for name in PROFILES if name != SHARED}
    for name in made["TITLES"]:
        assert (library_folder() / "behaviour" / f"{name}.toml").read_text(encoding="utf-8") == made["profile"](name)


def test_a_rate_that_a_case_overrides_may_have_a_range_and_a_word_may_not():
    found = load("koto_sib").replace({"behaviour.override.drop_out": {"value": "0.5 % per month", "range": ["0.3 % per month", "0.8 % per month"]}})
    row = next(row for row in found.leaves if row.path == "behaviour.drop_out")
    assert (row.value, row.range) == ("0.5 % per month", "0.3 to 0.8 % per month")
    drawn = [found.case(point).people.drop_out for point in range(5)]
    assert len(set(drawn)) == 5
    assert all(0.003 <= one <= 0.008 for one in drawn)
    with pytest.raises(InputError, match="words and switches have no range"):
        load("koto_sib").replace({"behaviour.override.motivation_form": {"value": "linear", "range": ["linear", "linear"]}})
