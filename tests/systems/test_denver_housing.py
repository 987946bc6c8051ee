"""What supportive housing in Denver must show: who is housed after one, two and three years, and investors who are repaid."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

YEARS = ("measured_rate.home_1y", "measured_rate.home_2y", "measured_rate.home_3y")
CAPITAL = 8.6e8


@pytest.fixture(scope="module")
def runs() -> tuple[Seen, ...]:
    return variants("denver_housing", "own_tenancy", people=724)


def test_86_81_and_77_of_100_are_housed_after_one_two_and_three_years(runs: tuple[Seen, ...]) -> None:
    housed = [100 * runs[0][year].mean() for year in YEARS]
    assert housed == pytest.approx([86, 81, 77], abs=3)


def test_they_become_fewer_because_a_home_is_lost_with_the_service(runs: tuple[Seen, ...]) -> None:
    asked, own = runs
    assert share_above(asked[YEARS[0]], asked[YEARS[2]]) >= 0.9
    assert share_above(own[YEARS[2]], asked[YEARS[2]]) == 1.0
    assert (own[YEARS[0]] - own[YEARS[2]]).mean() < 0.5 * (asked[YEARS[0]] - asked[YEARS[2]]).mean()


def test_investors_are_repaid_about_once_less_than_an_eighth_on_top_which_is_within_luck(runs: tuple[Seen, ...]) -> None:
    """What a run does not show (docs/systems.md): 1.12 times as the mean."""
    multiple = runs[0]["payments"] / CAPITAL
    assert 0.9 < multiple.mean() < 1.12  # 1.05 over 60 seeds, standard error of 20 seeds 0.04: beyond either end one in 20
    assert np.quantile(multiple, 0.1) < 1.12 < np.quantile(multiple, 0.95)


def test_steps_that_round_down_take_a_part_of_what_each_point_would_pay(runs: tuple[Seen, ...]) -> None:
    lost = []
    for record in runs[0].records:
        row, nights = record.cohort_payments[0], next(metric for metric in record.metrics if metric.id == "jail_nights").recorded
        fewer = row.measured / (row.measured + nights[record.persons.offered].mean())
        lost.append(min(max(fewer, 0.0), 0.35) / 0.27 * 5.1e8 - row.due_measured)
    assert 0.02 < np.mean(lost) / CAPITAL < 0.08


def test_what_was_measured_on_jail_and_paid_for_homes_comes_to_the_sum_that_the_city_paid(runs: tuple[Seen, ...]) -> None:
    homes = np.array([record.person_payments[0].paid.sum() for record in runs[0].records]).mean()
    assert (homes + 5.1e8) / CAPITAL == pytest.approx(1.12, abs=0.05)


def test_the_lot_misses_the_truth_by_luck_alone(runs: tuple[Seen, ...]) -> None:
    gaps = np.array([row.measured - row.true for record in runs[0].records for row in record.cohort_payments])
    assert abs(gaps.mean()) < 3.0 * gaps.std(ddof=1) / np.sqrt(gaps.size)
    assert 0.05 < (gaps > 0).mean() < 0.95
