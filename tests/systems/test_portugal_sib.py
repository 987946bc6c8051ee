"""A bond that repays cost and no more: only mission or tax brings an investor, however sure the result."""

import pytest

import utfall
from tests.systems.runs import side_by_side
from utfall.experiment.starting import starting

SURE = {"contract.terms.cost_back.level": "20 %"}
DOUBTFUL = {"contract.terms.cost_back.level": "50 %"}
CASES = [
    ("", {}, True),
    ("", DOUBTFUL, False),
    ("for_the_return", {}, False),
    ("for_the_return", SURE, False),
    ("for_the_tax", {}, True),
]


@pytest.mark.parametrize(("variant", "changes", "signs"), CASES)
def test_who_looks_at_money_signs_for_the_tax_alone_and_who_cares_signs_while_the_risk_is_small(variant: str, changes: dict, signs: bool) -> None:
    base = utfall.load("portugal_sib")
    (seen,) = side_by_side((base.variant(variant) if variant else base).replace(changes), seeds=2)
    assert (seen["unsigned"] == (0.0 if signs else 1.0)).all()


POINTS = 20


def test_over_what_is_not_known_money_alone_never_brings_an_investor_and_mission_or_tax_does_where_the_result_is_sure() -> None:
    base = utfall.load("portugal_sib")
    money, tax = base.variant("for_the_return"), base.variant("for_the_tax")
    assert starting(money, POINTS).share == starting(money.replace(SURE), POINTS).share == 0.0
    for wanted in (base, tax):
        doubtful, sure = starting(wanted, POINTS).share, starting(wanted.replace(SURE), POINTS).share
        assert 0.0 < doubtful < sure


def test_the_investor_can_lose_all_and_gain_nothing() -> None:
    (seen,) = side_by_side(utfall.load("portugal_sib"), seeds=20)
    assert seen["finance_cost"].max() == 0.0
    assert seen["finance_cost"].min() == -12_000_000.0
