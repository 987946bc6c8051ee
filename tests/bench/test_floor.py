"""The yardstick is the workload it claims to be."""

import numpy as np
import pytest

from utfall.bench.floor import CASELOADS, MONTHS, SERIES, run_floor


def test_means_agree_with_those_of_other_implementations_of_the_workload():
    # 860.1 payments and 16 028 months of work a run of 1,000 people: means of independent engines, standard errors 0.5 and 15
    runs = [run_floor(1_000, seed) for seed in range(400)]
    payments = np.array([run.payments for run in runs])
    months = np.array([run.job_months for run in runs])
    assert abs(payments.mean() - 860.1) < 4 * payments.std() / 20 + 1.0
    assert abs(months.mean() - 16_028) < 4 * months.std() / 20 + 30


def test_who_is_paid_for_needs_less_than_who_is_not():
    run = run_floor(1_000, 1)
    assert run.need_paid < -0.1 < 0.9 < run.need_unpaid


def test_series_are_those_of_the_run():
    run = run_floor(1_000, 3)
    series = dict(zip(SERIES, run.series.T, strict=True))
    assert run.series.shape == (MONTHS, len(SERIES))
    assert series["payments"][-1] == run.payments
    assert series["employed"].sum() == run.job_months
    # payer to provider and investor, provider's costs to investor: what goes in comes out
    assert series["provider_balance"][-1] + series["investor_balance"][-1] == pytest.approx(3_000 * run.payments - series["cost"].sum(), rel=1e-12)
    assert np.all(series["cost"] <= 1_000 * (100 * 0.5 + 20) + 1e-6)


def test_same_seed_same_run_and_another_seed_another():
    first, again, other = run_floor(500, 7), run_floor(500, 7), run_floor(500, 8)
    assert np.array_equal(first.series, again.series)
    assert not np.array_equal(first.series, other.series)


@pytest.mark.parametrize("people", [CASELOADS, 10, 333])
def test_caseloads_need_not_be_alike(people):
    run = run_floor(people, 1)
    assert 0 <= run.payments <= people
