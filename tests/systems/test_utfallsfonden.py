"""What Utfallsfonden must show: what a contract loses the others carry; and money that is lent again. Eleven towns, as many as the fund holds."""

import numpy as np
import pytest
from numpy.typing import NDArray

import utfall
from tests.systems.runs import PEOPLE, share_above
from utfall.contract.finance.fund import Fund, FundFlows, later, pool
from utfall.model.run import run_case
from utfall.scenario import Scenario

SEEDS = 40
TOWNS = (*("", "another_town") * 5, "weak_training")
NOTHING_WORKS = {"tasks.training.builds.daily_life": 0.0}
LARGE = 10**12
Flows = NDArray[np.int64]


def flows(town: Scenario, number: int, seeds: int = SEEDS) -> Flows:
    """What the fund puts in (below 0) and gets back in a town of its own luck, [seeds, months]."""
    case = town.scaled(PEOPLE).in_place(number, 0.5).case()
    return np.array([run_case(case, seed).flows["utfallsfonden"] for seed in range(1, seeds + 1)])


def of_towns(fund: Scenario, seeds: int = SEEDS) -> Flows:
    """[towns, seeds, months]; the weak one is the last."""
    return np.array([flows(fund.variant(name) if name else fund, number, seeds) for number, name in enumerate(TOWNS, 1)])


@pytest.fixture(scope="module")
def loans() -> Flows:
    return of_towns(utfall.load("utfallsfonden"))


@pytest.fixture(scope="module")
def shares() -> Flows:
    return of_towns(utfall.load("utfallsfonden").variant("half_of_the_rest"), SEEDS // 2)


def pooled(of: Flows, *, recycled: bool) -> list[FundFlows]:
    """The fund run by run, where a new contract begins every half year, as in experiments/utfallsfonden.toml."""
    placed = [later(of[:, seed], range(0, 6 * len(TOWNS), 6)) for seed in range(of.shape[1])]
    return [pool(Fund(LARGE, recycled=recycled), np.maximum(-flow, 0), np.maximum(flow, 0)) for flow in placed]


def carried(weak: Flows, others: Flows) -> NDArray[np.float64]:
    """Of what the weak town [seeds, months] loses, the share that others [towns, seeds, months] earn: one number for each run in which it loses."""
    lost, earned = -weak.sum(axis=1), others.sum(axis=(0, 2))
    return (np.clip(earned, 0, lost) / lost)[lost > 0]


def test_a_town_whose_service_is_weak_loses_in_some_runs_and_the_others_hardly_ever(loans: Flows) -> None:
    net = loans.sum(axis=2)
    assert 0.1 < (net[-1] < 0).mean() < 0.45  # of 40 runs: a quarter, two-sided, one in 100
    assert (net[:-1] < 0).mean() < 0.05


def test_most_of_what_one_town_loses_is_carried_by_the_ten_others_and_all_of_it_in_most_runs(loans: Flows) -> None:
    part = carried(loans[-1], loans[:-1])
    assert part.mean() - 2 * part.std(ddof=1) / np.sqrt(part.size) > 0.6  # one in 40
    assert (part == 1.0).mean() > 0.5
    assert (loans.sum(axis=(0, 2)) < 0).sum() <= (loans[-1].sum(axis=1) < 0).sum() / 2


def test_of_a_whole_failure_ten_others_carry_a_large_part_and_four_others_much_less(loans: Flows) -> None:
    failed = flows(utfall.load("utfallsfonden").replace(NOTHING_WORKS), len(TOWNS))
    ten, four = carried(failed, loans[:-1]), carried(failed, loans[:4])
    assert ten.size >= SEEDS / 2
    assert 0.5 < ten.mean() < 0.95
    gap = ten - four
    assert gap.mean() > 2.7 * gap.std(ddof=1) / np.sqrt(gap.size) + 0.1  # one in 100


def test_with_half_of_the_rest_in_place_of_interest_the_others_carry_all_of_it(shares: Flows) -> None:
    assert (shares[-1].sum(axis=1) < 0).any()
    assert (carried(shares[-1], shares[:-1]) == 1.0).mean() >= 0.9


def test_a_fund_is_surer_of_its_money_than_its_towns_are(shares: Flows) -> None:
    put_in, net = np.maximum(-shares, 0).sum(axis=2), shares.sum(axis=2)
    alone = (net / put_in).std(axis=1, ddof=1)
    together = (net.sum(axis=0) / put_in.sum(axis=0)).std(ddof=1)
    assert together < alone.mean()


def test_lending_again_what_comes_back_calls_less_capital_and_changes_no_result(loans: Flows) -> None:
    once, again = pooled(loans, recycled=False), pooled(loans, recycled=True)
    called = [np.array([run.called.sum() for run in runs], dtype=float) for runs in (once, again)]
    assert share_above(0.8 * called[0], called[1]) >= 0.9
    assert [run.lost for run in once] == [run.lost for run in again]
