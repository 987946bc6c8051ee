"""A share in an outcome so long after the start stands for the rate of entry that leads there."""

from pathlib import Path
from shutil import copyfile

import pytest

from utfall.base.errors import UsageError
from utfall.people.levels import Shock, entry_level, exit_level, share_after, start_level
from utfall.scenario import load
from utfall.scenario.scenario import Scenario

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"


def reaching(tmp_path: Path, shares: str) -> Scenario:
    copyfile(OK, tmp_path / "ok.toml")
    path = tmp_path / "mine.toml"
    path.write_text(f'base = "ok"\n[outcomes.work]\nin_outcome_after = {{ "24 months" = {shares} }}\n', encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("point", [-1, 2])
def test_the_share_is_reached_in_each_group_at_every_parameter_point(tmp_path: Path, point: int) -> None:
    scenario = reaching(tmp_path, '{ young = "25 %", other = { value = "10 %", range = ["5 %", "15 %"] } }')
    people = scenario.case(point).people
    law, shock, found = people.outcomes[0], Shock(people.shock_persistence, people.shock_spread), []
    for number, group in enumerate(people.groups):
        levels = (
            start_level(law.start[number], group, law, shock.spread),
            entry_level(law.entry[number], group, law, shock.spread),
            exit_level(law.exit[number], group, law, shock.spread),
        )
        found.append(share_after(24, levels, group, law, shock))
    assert found[0] == pytest.approx(0.25, abs=0.002)
    assert (found[1] == pytest.approx(0.1, abs=0.002)) if point < 0 else 0.05 < found[1] < 0.15


def test_the_rate_that_follows_is_no_value_of_the_file(tmp_path: Path) -> None:
    paths = {row.path for row in reaching(tmp_path, '"25 %"').leaves}
    assert "outcomes.work.entry" not in paths
    assert any(path.startswith("outcomes.work.in_outcome_after") for path in paths)


def test_a_share_that_no_rate_reaches_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no rate of entry brings it to 99 % after 24 months"):
        reaching(tmp_path, '"99 %"').case()
