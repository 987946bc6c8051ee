"""What ABLE at Rikers Island must show: no effect, no pay, and the guarantor bears most of what is lost."""

import numpy as np
import pytest

from tests.systems.runs import Seen, variants

SEEDS = 10


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("rikers_able", "had_it_worked", seeds=SEEDS)


def flow(seen: Seen, party: str) -> np.ndarray:
    return np.array([record.flows[party].sum() for record in seen.records])


def test_without_an_effect_the_city_pays_in_few_runs_and_then_by_luck(runs: tuple[Seen, ...]) -> None:
    asked, worked = runs
    assert not asked["true_effect_offered"].any()
    assert (asked["payments"] > 0).sum() <= 2  # a ninth of the case: chance reaches the line in one run of twenty
    assert (worked["payments"] > 0).sum() >= 7
    assert all(row.measured > row.true for record in asked.records for row in record.cohort_payments if row.due_measured)


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
