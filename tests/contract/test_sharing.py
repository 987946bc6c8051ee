"""What part of one more success reaches a provider, where pay for many people at once is shared."""

from dataclasses import replace

import pytest

from utfall.model.foresight.outlook import streams_of
from utfall.model.foresight.planned import parts_of
from utfall.validation.settings.contracts import UNIT
from utfall.validation.theory.teams import HOLDER, HOLDERS, MONEY, OWN, TEAM, TOGETHER, Paid, team

#: Four providers, the first twice as large as the others; holders pass half on.
POINT = {**TEAM, "size": 2.0, "passed": 0.5}


def foreseen(made, number):
    """Price that a provider foresees over that of the contract."""
    return [stream.price / (POINT["b"] * MONEY * UNIT) for stream in streams_of(made, made.contract.providers[number], 0)]


@pytest.mark.parametrize(
    ("paid", "large", "small"),
    [(TOGETHER, 0.4, 0.2), (HOLDER, 0.2, 0.1), (HOLDERS, 0.2, 0.1), (OWN, 1.0, 1.0)],
    ids=["all providers", "one holder", "a holder each", "own people"],
)
def test_each_foresees_its_part_by_size(paid, large, small):
    made = team(POINT, paid)
    assert [foreseen(made, number) for number in (0, 1)] == [[pytest.approx(large)], [pytest.approx(small)]]


def test_who_is_paid_by_name_foresees_the_whole_and_others_nothing():
    made = team(POINT, Paid(("provider_1",)))
    assert [foreseen(made, number) for number in (0, 1, 2)] == [[], [pytest.approx(1.0)], []]


def test_heads_go_by_places_where_there_are_any_and_hours_do_not():
    made = team(POINT, TOGETHER)
    providers = tuple(replace(one, places=30 if number == 1 else 10) for number, one in enumerate(made.contract.providers))
    placed = replace(made, contract=replace(made.contract, providers=providers))
    parts = [parts_of(placed, one) for one in providers]
    assert [one.heads for one in parts] == pytest.approx([1 / 6, 1 / 2, 1 / 6, 1 / 6])
    assert [one.hours for one in parts] == pytest.approx([0.4, 0.2, 0.2, 0.2])
    assert foreseen(placed, 1) == [pytest.approx(0.5)]


@pytest.mark.parametrize("paid", [TOGETHER, HOLDER, HOLDERS])
def test_parts_of_all_come_to_the_whole(paid):
    made = team(POINT, paid)
    whole = sum(sum(foreseen(made, number)) for number in range(4))
    assert whole == pytest.approx(1.0 if paid == TOGETHER else POINT["passed"])
