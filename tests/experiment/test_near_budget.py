"""Equal budgets where a limit bites: near enough by few seeds, beside the four digits by all of them; who keeps the prices of the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from utfall.experiment.expected import Forecasts, limited
from utfall.experiment.plan import plan
from utfall.experiment.request import Request, Variant
from utfall.experiment.runner import versions
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.forecast import forecast
from utfall.results.store import open_store
from utfall.scenario import load
from utfall.scenario.case import Case


@pytest.fixture(scope="module")
def asked() -> Request:
    """A contract with a limit for each person, and two with another metric: one for the same money, one at its own prices."""
    first = load("first_steps").replace({"contract.limits.per_person": "SEK 60 000"})
    longer = first.replace({"contract.metrics.six_months.lasts": "9 months"})
    variants = (
        Variant(label="first", title="first", scenario=first),
        Variant(label="longer", title="longer", scenario=longer),
        Variant(label="own", title="own", scenario=longer.replace({"contract.metrics.six_months.lasts": "8 months"}), own_prices=True),
    )
    return Request(
        kind="compare", title="x", question="", variants=variants, runs=1, seed=1, central=True, luck="monotone", equal_budget=True, near=0.01
    )


def test_prices_found_by_few_seeds_are_near_those_of_all_seeds_and_take_fewer_whole_forecasts(asked: Request, tmp_path: Path) -> None:
    assert limited(asked.variants[0].scenario.case())
    made: list[Case] = []

    def counted(case: Case) -> Expectations:
        made.append(case)
        return forecast(case)

    with open_store(str(tmp_path / "near.sqlite")) as store:
        near = plan(asked, Forecasts(store, versions().model, 1, counted))
        few = len(made)
        exact = plan(replace(asked, near=None), Forecasts(store, versions().model, 1, counted))
    assert few == 3
    assert len(made) > 2 * few
    assert near.factors["own"] == exact.factors["own"] == 1.0
    found, wanted = near.factors["longer"], exact.factors["longer"]
    assert found is not None
    assert wanted is not None
    assert wanted > 1.2
    assert found == pytest.approx(wanted, rel=0.05)
    paid = {arm.label: arm.expected.payers for arm in near.arms if arm.expected is not None}
    assert paid["longer"] == pytest.approx(paid["first"], rel=0.04)
