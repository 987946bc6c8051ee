"""Complexity as one number: differences shrink, means stay, and what is written is 100 %."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.base.errors import InputError
from utfall.scenario import load

BASE = load("no_way_out")


def people(share: str | None = None):
    return (BASE if share is None else BASE.replace({"people.complexity": share})).case().people


@pytest.mark.parametrize("share", [0, 30, 75])
def test_an_hour_builds_as_much_on_average_and_tasks_and_people_differ_by_the_share(share: int) -> None:
    written, found = people(), people(f"{share} %")
    builds = [np.array([task.builds[0] for task in one.tasks]) for one in (written, found)]
    building = builds[0] > 0.0
    assert builds[1][~building].tolist() == [0.0]  # what builds nothing goes on building nothing
    assert builds[1][building].mean() == pytest.approx(builds[0][building].mean())
    assert np.ptp(builds[1][building]) == pytest.approx(share / 100 * np.ptp(builds[0][building]))
    assert found.response_spread == pytest.approx(share / 100 * written.response_spread)
    assert replace(found, tasks=written.tasks, response_spread=written.response_spread, complexity=1.0) == written


def test_all_of_it_is_the_file_as_written() -> None:
    assert people("100 %") == people()


def test_it_is_said_and_it_is_a_share() -> None:
    assert any("by 30 % of what is written (complexity)" in sentence for sentence in BASE.replace({"people.complexity": "30 %"}).case().sentences)
    with pytest.raises(InputError, match=r"people\.complexity"):
        BASE.replace({"people.complexity": "130 %"})
