"""Outcome pay can beat a fee with agreed hours for the same money; one clause changed, and it loses: the tool is rigged neither way."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import utfall
from utfall.experiment.api import How

DESIGN = tomllib.loads((Path(__file__).parents[2] / "experiments" / "no_way_out.toml").read_text(encoding="utf-8"))
RUNS = 10


def beats_the_fee(arm: str, store: str) -> float:
    """Share of seeds in which more is caused than by a fee with agreed hours that costs the payer the same in the same run."""
    case = utfall.load("no_way_out").replace(DESIGN["arms"][arm].get("set", {})).scaled(400)
    found = utfall.run(case, runs=RUNS, seed=1, how=How(workers=1, store=store, references=RUNS, point=True))
    ours = np.array([row.values["true_effect_eligible"].value for row in found.main[0].rows], dtype=float)
    fee = np.array([row.values["true_effect_eligible"].value for row in found.references("no_way_out")["fee_agreed_hours"].rows], dtype=float)
    return float((ours > fee).mean())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("runs") / "s.sqlite")


def test_where_nobody_is_refused_and_the_metric_is_the_goal_outcome_pay_beats_the_fee(store: str) -> None:
    assert beats_the_fee("no_way_out", store) >= 0.9


@pytest.mark.parametrize("arm", ["one_day", "dear", "many_would_anyway"])
def test_one_clause_changed_and_it_loses(arm: str, store: str) -> None:
    assert beats_the_fee(arm, store) <= 0.1
