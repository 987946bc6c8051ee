"""What one board with one budget must show: the wrong pocket is gone without any outcome contract."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, variants
from utfall.experiment.starting import starting

POINTS = 30


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("tiohundra", "separate", seeds=4, people=400)


def test_one_purse_starts_what_two_purses_do_not(runs: tuple[Seen, ...]) -> None:
    pooled, separate = runs
    assert all(record.signed for record in pooled.records)
    assert not any(record.signed for record in separate.records)
    assert {notice.party for record in separate.records for notice in record.notices if notice.kind == "declines"} == {"municipality"}


def test_over_what_is_not_known_one_purse_starts_it_at_most_points_and_two_at_few_of_these() -> None:
    case = utfall.load("tiohundra").scaled(400)
    pooled, separate = (np.array(starting(one, POINTS, seeds=6).started) for one in (case, case.variant("separate")))
    assert pooled.mean() >= 2 / 3
    assert separate.mean() <= 1 / 2
    assert not (separate & ~pooled).any()


def test_nobody_is_paid_for_outcomes_and_society_gains_where_the_purse_is_one(runs: tuple[Seen, ...]) -> None:
    pooled, separate = runs
    assert not pooled["outcome_payments"].any()
    assert (pooled["net_value_horizon"] > 0).all()
    assert not separate["net_value_horizon"].any()


def test_the_municipality_alone_would_lose_and_the_region_gains_without_paying(runs: tuple[Seen, ...]) -> None:
    pooled = runs[0]
    assert (pooled["payer_net_cost.municipality"] > 0).all()
    assert (pooled["payer_net_cost.region"] < 0).all()


def test_the_same_children_are_helped_as_much_as_under_the_state_payment_to_the_bit(runs: tuple[Seen, ...]) -> None:
    (state_pays,) = variants("utfallslabb", seeds=4, people=400)
    assert np.array_equal(runs[0]["true_effect"], state_pays["true_effect"])


def test_the_pool_gets_back_what_the_municipality_does_not(runs: tuple[Seen, ...]) -> None:
    assert (runs[0]["payer_net_cost.municipality"] + runs[0]["payer_net_cost.region"] < 0).all()
