"""Value tables of earlier contracts and parameter points leave when they take too much room; those of the run at hand stay."""

from dataclasses import replace

import pytest

from tests.model.build import case
from utfall.model.foresight import outlook
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel


def tables_left(monkeypatch, room):
    """Sets of tables kept after a second parameter point of the same contract has begun, and whether the second run of a point solved anything."""
    monkeypatch.setattr(outlook, "ROOM", room)
    shared, made = Outlooks(), case(eligible=40)
    ContractModel(made, 1, outlooks=shared)
    solved = shared.tables.misses
    ContractModel(made, 2, outlooks=shared)
    again = shared.tables.misses - solved
    ContractModel(replace(made, point=1, profile=replace(made.profile, mission_weight=0.3)), 3, outlooks=shared)
    return len(shared._made), again


@pytest.mark.parametrize(("room", "left"), [(10**12, 2), (0, 1)])
def test_a_new_point_makes_room_and_a_new_seed_solves_nothing(monkeypatch, room, left):
    assert tables_left(monkeypatch, room) == (left, 0)
