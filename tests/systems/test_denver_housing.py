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


def test_the_one_lot_that_was_drawn_repaid_1_12_times_which_lies_in_the_middle_half_of_the_runs(runs: tuple[Seen, ...]) -> None:
    """One realised lot: it lies at 0.45 of 200 runs; outside the middle half of 20 runs it would lie by chance in 6 of 100 draws of seeds."""
    multiple = runs[0]["payments"] / CAPITAL
    assert np.quantile(multiple, 0.25) < 1.12 < np.quantile(multiple, 0.75)


def test_on_average_investors_are_repaid_less_because_below_the_line_nothing_is_paid_for_jail(runs: tuple[Seen, ...]) -> None:
    """What was read and is not reproduced (docs/systems.md): 1.12 times as the mean."""
    multiple = runs[0]["payments"] / CAPITAL
    assert multiple.mean() == pytest.approx(1.07, abs=0.11)  # over 200 seeds; two standard errors of 20
    assert multiple.std(ddof=1) == pytest.approx(0.24, abs=0.08)
    assert 0.05 < (multiple < 0.7).mean() < 0.4


def test_each_point_from_the_line_on_pays_the_same(runs: tuple[Seen, ...]) -> None:
    for record in runs[0].records:
        row, nights = record.cohort_payments[0], next(metric for metric in record.metrics if metric.id == "jail_nights").recorded
        fewer = row.measured / (row.measured + nights[record.persons.offered].mean())
        points = min(int(100 * fewer), 36)
        assert row.due_measured == pytest.approx(5.104e8 / 27 * points if points >= 20 else 0.0, abs=5e4)


def test_those_offered_have_27_percent_fewer_nights_in_truth(runs: tuple[Seen, ...]) -> None:
    """Set by hand to what the lot measured: this restates it."""
    fewer = np.array([record.cohort_payments[0].true for record in runs[0].records]).mean()
    left = np.mean([next(m for m in record.metrics if m.id == "jail_nights").true[record.persons.offered].mean() for record in runs[0].records])
    assert fewer / (fewer + left) == pytest.approx(0.27, abs=0.02)


def test_what_was_measured_on_jail_and_paid_for_homes_comes_to_the_sum_that_the_city_paid(runs: tuple[Seen, ...]) -> None:
    homes = np.array([record.person_payments[0].paid.sum() for record in runs[0].records]).mean()
    assert (homes + 5.104e8) / CAPITAL == pytest.approx(1.12, abs=0.05)


def test_the_lot_misses_the_truth_by_luck_alone(runs: tuple[Seen, ...]) -> None:
    gaps = np.array([row.measured - row.true for record in runs[0].records for row in record.cohort_payments])
    assert abs(gaps.mean()) < 3.0 * gaps.std(ddof=1) / np.sqrt(gaps.size)
    assert 0.05 < (gaps > 0).mean() < 0.95
