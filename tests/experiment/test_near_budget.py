"""Equal budgets where a limit bites: near enough by few seeds, beside the four digits by all of them; who keeps the prices of the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from utfall.experiment.budget import near_budget_factor
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


@pytest.mark.parametrize(
    ("payments", "target", "looks"),
    [
        (lambda f: 100.0 * f, 680.0, 2),
        (lambda f: 50.0 + 50.0 * f, 400.0, 3),
        (lambda f: 50.0 + 50.0 * f, 70.0, 3),
        (lambda f: sum(min(f * one, 1000.0) for one in range(20, 300, 20)), 5000.0, 3),
        (lambda f: min(100.0 * f, 300.0), 299.0, 3),
        (lambda f: 30.0 + f**0.5, 32.0, 6),
        (lambda f: 0.0 if f < 2.0 else 100.0 * f, 600.0, 5),
    ],
)
def test_near_prices_are_found_in_few_looks(payments: Callable[[float], float], target: float, looks: int) -> None:
    looked: list[float] = []

    def counted(factor: float) -> float:
        looked.append(factor)
        return payments(factor)

    found = near_budget_factor(counted, target, 0.01)
    assert found is not None
    assert payments(found) == pytest.approx(target, rel=0.011)
    assert len(looked) <= looks


@pytest.mark.parametrize("payments", [lambda f: 100.0 + f, lambda f: min(10.0 * f, 20.0), lambda f: 0.0, lambda f: 0.0 if f == 0.0 else 100.0])
def test_where_no_prices_give_the_money_none_are_named(payments: Callable[[float], float]) -> None:
    assert near_budget_factor(payments, 50.0, 0.01) is None
