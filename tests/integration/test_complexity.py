"""Simple problems are not for outcome pay, and no private party is needed for it."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import side_by_side
from utfall.experiment.api import How

RUNS = 8


def over_agreed_hours(share: str, store: str) -> np.ndarray:
    """Effect by outcome pay over that of agreed hours for the same money, a number a seed, where some find a home anyway."""
    case = utfall.load("no_way_out").replace({"people.complexity": share, "outcomes.home.entry": "0.5 % per month"}).scaled(500)
    found = utfall.run(case, runs=RUNS, seed=1, how=How(workers=1, store=store, references=RUNS, point=True))
    rows = found.main[0].rows, found.references("no_way_out")["fee_agreed_hours"].rows
    ours, fee = (np.array([row.values["true_effect_eligible"].value for row in one], dtype=float) for one in rows)
    return ours / fee


def test_the_simpler_the_problem_the_worse_outcome_pay_does_beside_agreed_hours(tmp_path) -> None:
    simple, complex_ = (over_agreed_hours(share, str(tmp_path / "s.sqlite")) for share in ("0 %", "100 %"))
    assert (complex_ > simple).sum() >= 7  # of 8 seeds, paired: by chance in 7 of 100 two-sided, and the means beside it
    assert simple.mean() < 0.95
    assert complex_.mean() > simple.mean() + 0.05


@pytest.mark.parametrize(
    ("name", "settings"), [("investeringspulje", {}), ("den_sociale_investeringsfond", {"investors.bikuben.type": "public_fund"})]
)
def test_a_contract_of_public_parties_alone_runs(name: str, settings: dict[str, object]) -> None:
    scenario = utfall.load(name).replace(settings)
    contract = scenario.case().contract
    assert {row["sector"] for row in scenario.raw["providers"].values()} == {"public"}
    assert {investor.type for investor in contract.investors} <= {"public_fund"}
    (seen,) = side_by_side(scenario, seeds=2)
    for record in seen.records:
        assert record.signed
        assert record.persons.enrolled.any()
    assert (seen["programme_cost"] > 0).all()
