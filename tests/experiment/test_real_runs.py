"""The whole path with the real model on a small case: Python API, references, equal budget, forecasts."""

from pathlib import Path

import numpy as np
import pytest

import utfall
from utfall.base.errors import UsageError
from utfall.experiment.api import How
from utfall.experiment.assumed import assumed_values
from utfall.experiment.expected import Forecasts, at_prices, limited, priced, read
from utfall.experiment.references import References
from utfall.model.foresight.forecast import forecast
from utfall.results.frames import ExperimentResult
from utfall.results.store import open_store
from utfall.scenario import Scenario

RUNS = 6


@pytest.fixture(scope="module")
def case() -> Scenario:
    return utfall.load("first_steps").scaled(300)


@pytest.fixture(scope="module")
def result(case: Scenario, tmp_path_factory: pytest.TempPathFactory) -> ExperimentResult:
    how = How(workers=1, store=str(tmp_path_factory.mktemp("runs") / "s.sqlite"), references=RUNS, point=True)
    return utfall.run(case, runs=RUNS, seed=1, how=how)


def test_a_run_from_python_gives_tables_json_and_figures(result: ExperimentResult) -> None:
    table = result.table()
    references = ("nothing", "fee_agreed_hours", "fee_alone", "motivation_held")
    assert set(table["variant"]) == {"first_steps", *(f"first_steps / {kind}" for kind in references)}
    effect = table[(table["variant"] == "first_steps") & (table["indicator"] == "true_effect_eligible")]
    assert effect["mean"].item() == result.json()["indicators"]["true_effect_eligible"]["mean"]  # type: ignore[index]
    assert result.figure("hours_by_task") is not None
    with pytest.raises(UsageError, match='no figure "nosuch"; there are: truth_vs_paid'):
        result.figure("nosuch")


def test_nothing_serves_nobody_pays_nothing_and_causes_exactly_nothing(result: ExperimentResult) -> None:
    nothing = result.references("first_steps")["nothing"].summaries
    for name in ("payments", "enrolled", "true_effect_eligible", "programme_cost"):
        assert nothing[name].mean == 0.0


def test_a_fee_is_what_the_payers_paid_under_the_same_seed(result: ExperimentResult) -> None:
    paid = {row.seed: row.values["payments"].value for row in result.main[0].rows}
    for kind in ("fee_agreed_hours", "fee_alone"):
        for row in result.references("first_steps")[kind].rows:
            assert row.values["payments"].value == pytest.approx(paid[row.seed], abs=36 / 2 + 1)


def test_agreed_hours_cost_as_much_as_the_fee_that_is_the_outlay_and_no_hour_pushes(result: ExperimentResult) -> None:
    outlay = {row.seed: row.values["payments"].value or 0.0 for row in result.main[0].rows}
    for row in result.references("first_steps")["fee_agreed_hours"].rows:
        assert row.values["payments"].value == pytest.approx(outlay[row.seed], rel=1e-5)
        assert row.values["programme_cost"].value == pytest.approx(outlay[row.seed], rel=0.12)
        assert row.values["placement_share"].value == 0.0


def test_the_people_and_their_world_without_a_contract_are_the_same_in_every_reference(result: ExperimentResult) -> None:
    ours = {row.seed: row.series["in_outcome_without"] for row in result.main[0].rows}
    for reference in result.references("first_steps").values():
        assert all(np.array_equal(row.series["in_outcome_without"], ours[row.seed]) for row in reference.rows)


def test_a_reference_of_a_scaled_case_pays_the_same_fee(case: Scenario) -> None:
    for scenario in (utfall.load("first_steps"), case):
        fee = References(scenario).fee_alone(3_600_000, -1).case().contract.terms[0].fee  # type: ignore[attr-defined]
        assert fee.minor == 100_000


def test_where_nobody_fails_one_forecast_serves_all_prices_and_fees(case: Scenario) -> None:
    lasting = case.replace({"mechanisms.insolvency": False})
    base = forecast(lasting.case(), seeds=3)
    dearer = lasting.with_budget_factor(1.5).with_block_fee(50_000)
    made = forecast(dearer.case(), seeds=3)
    repriced = at_prices(base, case.case(), 1.5, 50_000 * 36)
    assert repriced.payers == pytest.approx(made.payers, rel=1e-4)
    assert repriced.providers[0].net_mean == pytest.approx(made.providers[0].net_mean, rel=1e-3)
    assert repriced.providers[0].outcome_variance == pytest.approx(made.providers[0].outcome_variance, rel=1e-4)
    assert priced(case.case())
    assert not limited(case.case())
    assert limited(case.replace({"contract.limits.total": "SEK 1 million"}).case())


def test_forecasts_are_kept_in_the_store_bit_for_bit(case: Scenario, tmp_path: Path) -> None:
    made: list[str] = []

    def make(given):  # type: ignore[no-untyped-def]
        made.append(given.id)
        return forecast(given, seeds=2)

    with open_store(str(tmp_path / "s.sqlite")) as store:
        first = Forecasts(store, 1, 1, make)
        assert first.prepare([case, case.with_budget_factor(2.0)]) == 1
        again = Forecasts(store, 1, 1, make)
        assert again.prepare([case]) == 0
        assert again.of(case) == first.of(case)
        assert Forecasts(store, 2, 1, make).prepare([case]) == 1
        assert len(made) == 2
        assert all(read(text) == first.of(case) for text in store.forecasts([case.fingerprint], 1).values())


def test_compare_raises_months_and_follow_up_to_the_longest_so_that_effects_are_counted_alike(case: Scenario, tmp_path: Path) -> None:
    longer = case.replace({"run.follow_up": "48 months"})
    result = utfall.compare([case, longer], runs=2, seed=1, how=How(workers=1, store=str(tmp_path / "s.sqlite"), point=True))
    assert result.follow_up == 48
    one, other = result.main
    assert [row.values["true_effect"] for row in one.rows] == [row.values["true_effect"] for row in other.rows]
    assert result.differences_of(other.label, one.label)["true_effect"].verdict == "no change"


def test_assumed_values_are_told_with_the_value_at_each_point(case: Scenario) -> None:
    found = {str(one["key"]): one for one in assumed_values(case, [0, 1, 2])}
    entry = found["outcomes.work.entry"]
    assert entry["unit"] == "% per month"
    assert len(entry["points"]) == 3  # type: ignore[arg-type]
    assert all(entry["low"] <= value <= entry["high"] for value in entry["points"])  # type: ignore[attr-defined, operator]


def test_values_that_only_the_other_contract_has_come_last() -> None:
    koto, other = utfall.load("koto_sib"), utfall.load("no_way_out")
    found = [str(one["key"]) for one in assumed_values(koto, [0, 1], [other])]
    alone = [str(one["key"]) for one in assumed_values(koto, [0, 1])]
    assert len(found) == len(set(found))
    assert set(found) > set(alone)
    assert any(key.startswith("outcomes.home.") for key in found[-10:])
    assert not any(key.startswith("outcomes.home.") for key in alone)
