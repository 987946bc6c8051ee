"""Shared values that a case is said not to use move nothing in it; those that it uses are told apart."""

import pytest

from tests.model.test_same_luck import differences
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.brief import assumed_in
from utfall.scenario.explain import meaning_of

CASES = ("koto_sib", "first_steps", "no_way_out", "team_nystart", "peterborough", "utfallslabb", "innovation_fund")
SMALL = 150


def at_other_values(scenario, rows):
    """The scenario with each of these values at an end of its range."""
    return scenario.replace({row.path.replace("behaviour.", "behaviour.override.", 1): _end(row) for row in rows})


def _end(row):
    text = row.low if row.low != row.value else row.high
    return text if any(letter.isalpha() or letter == "%" for letter in text) else float(text)


@pytest.mark.parametrize("name", CASES)
def test_values_at_rest_change_no_bit_of_a_run(name: str) -> None:
    scenario = load(name).scaled(SMALL)
    resting = [row for row in scenario.leaves if row.rests and row.drawn and "hour_cost" not in row.path]
    assert len(resting) > 30
    plain, moved = (run_case(one.case(), 3) for one in (scenario, at_other_values(scenario, resting)))
    assert [path for path in differences(plain, moved) if "fingerprint" not in path] == []


def test_the_same_change_of_values_at_work_does_change_a_run() -> None:
    scenario = load("koto_sib").scaled(SMALL)
    working = [row for row in scenario.leaves if row.path in ("behaviour.exit_by_need", "behaviour.entry_by_need")]
    assert all(not row.rests for row in working)
    plain, moved = (run_case(one.case(), 3) for one in (scenario, at_other_values(scenario, working)))
    assert [path for path in differences(plain, moved) if "fingerprint" not in path] != []


@pytest.mark.parametrize(
    ("switch", "value"),
    [("participants", "patience"), ("learning", "doing"), ("pressure", "investor_pressure"), ("staffing", "staff_speed"), ("trust", "trust_pull")],
)
def test_a_switch_wakes_its_values(switch: str, value: str) -> None:
    off, on = (
        {row.path: row.rests for row in load("koto_sib", sets={f"mechanisms.{switch}": word}).leaves}[f"behaviour.{value}"] for word in (False, True)
    )
    assert (off, on) == (f"mechanisms.{switch} is off", "")


def test_a_tender_wakes_what_bidders_see_badly() -> None:
    plain, on_tender = ({row.path: row.rests for row in load("first_steps", sets=sets).leaves} for sets in ({}, {"market.tender": 5}))
    names = [f"behaviour.{name}" for name in ("bid_spread", "bid_shading", "base_spread")]
    assert [plain[name] for name in names] == ["there is no tender", "there is no tender", "mechanisms.learning is off"]
    assert [on_tender[name] for name in names] == ["", "", ""]


def test_the_count_of_assumed_values_is_of_those_at_work() -> None:
    scenario = load("koto_sib")
    at_work = [row for row in scenario.leaves if not row.rests]
    said = " ".join(scenario.notes)
    assert f"{sum(row.assumed for row in at_work)} of the {len(at_work)} values at work here are assumed" in said
    assert "of no effect" not in said  # what the shared files hold beside is no matter of this file
    assert "all the 5" in " ".join(load("first_steps").notes)


def test_values_that_a_file_writes_in_vain_are_named_and_each_says_why_with_sources(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('base = "first_steps"\n[about]\ntitle = "x"\nsource = "illustrative"\n[behaviour.override]\ndoing = 0.1\n')
    mine = load(path)
    assert "written here, and of no effect: behaviour.doing (utfall show --sources says why)" in mine.notes
    (row,) = (row for row in mine.leaves if row.path == "behaviour.doing")
    assert row.rests == "mechanisms.learning is off"


def test_what_stands_in_the_files_behind_every_case_is_none_of_the_widest_values_of_the_case_s_own() -> None:
    for name in ("koto_sib", "ae_four_hour", "tyhy_sib"):
        found = assumed_in(load(name).leaves)
        assert found.widest
        assert {row.file for row in found.widest} == {f"{name}.toml"}
    behind = [row for row in load("koto_sib").leaves if row.path == "capabilities.work.decay" and not row.rests]
    assert (assumed_in(behind).shared, assumed_in(behind).widest) == (1, ())


def test_a_task_that_keeps_what_its_row_of_the_library_builds_is_warned_of(tmp_path) -> None:
    def odd(builds: str) -> list[str]:
        path = tmp_path / "mine.toml"
        path.write_text(f'base = "no_way_out"\n[about]\ntitle = "x"\nsource = "illustrative"\n[tasks.visits]\nlike = "coaching"\n{builds}\n')
        return [str(problem) for problem in load(path).warnings if "tasks.visits" in str(problem)]

    assert "also builds work, as its row of the library does" in odd("")[0]
    assert odd("builds = { work = 0.0 }") == []
    assert [str(problem) for problem in load("no_way_out").warnings] == []
    assert load("no_way_out").case().people.tasks[0].builds == (0.3,)


def test_every_number_is_said_to_be_something() -> None:
    for name in ("koto_sib", "team_nystart"):
        assert [row.path for row in load(name).leaves if not (row.note or meaning_of(row.path))] == []
