"""What Koto-SIB must show at a fifth of its size, at central values, paired by seed: nothing here was tuned to come out so.

The agreed contract: the programme works, the state gains, the investor loses. Paid directly at an equal budget: a metric that
looks at one day raises that day's rate by hollow entries and costs effect; a metric that counts courses buys courses.
"""

from collections.abc import Callable

import pytest

import utfall
from utfall.experiment.api import How
from utfall.results.frames import ExperimentResult, VariantResult

PEOPLE, RUNS = 1000, 16
METRICS = ("job_on_day_90", "sustained_6m", "hours_3m", "language_course")
#: Share of seeds in which a claimed sign must be there.
IN_MOST = 0.9


@pytest.fixture(scope="module")
def how(tmp_path_factory: pytest.TempPathFactory) -> How:
    return How(point=True, equal_budget=True, workers=1, store=str(tmp_path_factory.mktemp("koto") / "runs.sqlite"))


@pytest.fixture(scope="module")
def by_metric(how: How) -> ExperimentResult:
    """The four metrics, prices scaled so that forecast payments equal those of the first."""
    koto = utfall.load("koto_sib").scaled(PEOPLE)
    return utfall.compare([koto.replace({"contract.metric": metric}) for metric in METRICS], runs=RUNS, seed=1, how=how)


@pytest.fixture(scope="module")
def agreed(how: How) -> VariantResult:
    return utfall.run(utfall.load("koto_sib").scaled(PEOPLE), runs=RUNS, seed=1, how=how).main[0]


def value(variant: VariantResult, seed: int, name: str) -> float:
    """An indicator of one run."""
    found = next(row for row in variant.rows if row.seed == seed).values[name].value
    assert found is not None, name
    return found


def share_of_seeds(result: ExperimentResult, name: str, holds: Callable[[float, float], bool], metrics: tuple[str, str]) -> float:
    """Share of seeds in which `holds` is true of an indicator under the first metric and under the second."""
    one, other = (result.main[METRICS.index(metric)] for metric in metrics)
    assert {row.seed for row in one.rows} == {row.seed for row in other.rows} == set(range(1, RUNS + 1))
    return sum(holds(value(one, row.seed, name), value(other, row.seed, name)) for row in one.rows) / RUNS


def test_the_four_metrics_have_one_forecast_budget(by_metric: ExperimentResult) -> None:
    factors = [variant.price_factor for variant in by_metric.main]
    assert by_metric.equal_budget
    assert factors[0] == 1.0
    assert all(0.01 < factor < 100.0 and factor != 1.0 for factor in factors[1:])


@pytest.mark.parametrize("name", ["measured_rate.job_on_day_90", "placement_share", "hollow_share"])
def test_paying_for_one_day_raises_what_is_seen_on_that_day(by_metric: ExperimentResult, name: str) -> None:
    assert share_of_seeds(by_metric, name, lambda day, hours: day > hours, ("job_on_day_90", "hours_3m")) >= IN_MOST


def test_paying_for_one_day_causes_less_than_paying_for_hours(by_metric: ExperimentResult) -> None:
    assert share_of_seeds(by_metric, "true_effect_eligible", lambda day, hours: day < hours, ("job_on_day_90", "hours_3m")) >= IN_MOST


def test_paying_for_courses_moves_hours_to_language_by_more_than_half(by_metric: ExperimentResult) -> None:
    def moved(course: float, hours: float) -> bool:
        return course > 1.5 * hours

    assert share_of_seeds(by_metric, "hours_by_task.language_teaching", moved, ("language_course", "hours_3m")) >= IN_MOST
    assert share_of_seeds(by_metric, "measured_rate.language_course", moved, ("language_course", "hours_3m")) >= IN_MOST


def test_the_agreed_programme_works_within_the_published_size(agreed: VariantResult) -> None:
    earnings = agreed.summaries["value_effect_percent.earnings"]
    assert earnings.mean is not None
    assert 10.0 < earnings.mean < 26.0
    assert sum(value(agreed, row.seed, "true_effect_offered") > 0 for row in agreed.rows) >= IN_MOST * RUNS


def test_under_the_agreed_contract_the_state_gains(agreed: VariantResult) -> None:
    net_cost = [value(agreed, row.seed, "payer_net_cost.ministry") for row in agreed.rows]
    kept = [value(agreed, row.seed, "net_value_horizon.state") for row in agreed.rows]
    assert sum(cost < 0 for cost in net_cost) >= IN_MOST * RUNS
    assert sum(gain > 0 for gain in kept) >= IN_MOST * RUNS


def test_under_the_agreed_contract_the_investor_loses_in_most_runs_but_not_everything(agreed: VariantResult) -> None:
    lost, back = (agreed.summaries[name].mean for name in ("loss_probability.fund_investors", "investor_multiple"))
    assert lost is not None
    assert lost > 0.5
    assert back is not None
    assert 0.05 < back < 1.0
