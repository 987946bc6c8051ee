"""What ABLE at Rikers Island must show: no effect, no pay, and the guarantor bears most of what is lost."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, variants
from utfall.base.records import RunRecord
from utfall.model.run import run_case

SEEDS = 10


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("rikers_able", "had_it_worked", seeds=SEEDS)


def flow(seen: Seen, party: str) -> np.ndarray:
    return np.array([record.flows[party].sum() for record in seen.records])


def test_without_an_effect_the_city_pays_in_few_runs_and_then_by_luck(runs: tuple[Seen, ...]) -> None:
    asked, worked = runs
    assert (asked["payments"] > 0).sum() <= 2  # a ninth of the case: chance reaches the line in one run of twenty
    assert (worked["payments"] > 0).sum() >= 7
    assert all(row.measured > row.true for record in asked.records for row in record.cohort_payments if row.due_measured)


@pytest.fixture(scope="module")
def drawn() -> list[RunRecord]:
    """One run at each of twenty drawn points: an effect that the file does not set to nothing, and earlier years that are not like these."""
    case = utfall.load("rikers_able").scaled(1000)
    return [run_case(case.case(point), 10 * point + 1) for point in range(20)]


def test_as_values_are_drawn_the_effect_is_small_either_way_and_the_line_is_reached_by_luck_or_by_the_years_in_few_runs(
    drawn: list[RunRecord],
) -> None:
    rows = [record.cohort_payments[0] for record in drawn]
    days = np.array([record.metrics[0].without[record.metrics[0].counted].mean() for record in drawn])
    true, measured = np.array([row.true for row in rows]), np.array([row.measured for row in rows])
    paid = np.array([row.due_measured > 0 for row in rows])
    assert 0.0 < np.abs(true / days).max() < 0.03
    assert 0.2 < (true > 0).mean() < 0.8
    assert 0 < paid.sum() <= 7
    assert (measured[paid] > 10 * true[paid]).all()
    borne = [(record.flows["bloomberg"].sum(), record.flows["goldman"].sum()) for record, by_luck in zip(drawn, paid, strict=True) if not by_luck]
    assert all(guarantor == pytest.approx(5 * bank, rel=1e-6) and bank < 0 for guarantor, bank in borne)


def test_where_nothing_is_paid_the_guarantor_bears_five_sixths_of_what_is_lost(runs: tuple[Seen, ...]) -> None:
    asked = runs[0]
    unpaid = asked["payments"] == 0
    drawn = np.array([record.capital_drawn for record in asked.records])
    assert unpaid.any()
    assert flow(asked, "bloomberg")[unpaid] == pytest.approx(-drawn[unpaid] * 5 / 6)
    assert flow(asked, "goldman")[unpaid] == pytest.approx(-drawn[unpaid] / 6)


def test_without_the_guarantee_the_bank_loses_all_of_it() -> None:
    guaranteed, bare = variants("rikers_able", "no_guarantee", seeds=2, people=300)
    unpaid = bare["payments"] == 0
    assert unpaid.any()
    assert (flow(bare, "goldman") == flow(guaranteed, "goldman") + flow(guaranteed, "bloomberg"))[unpaid].all()
    assert not flow(bare, "bloomberg").any()
