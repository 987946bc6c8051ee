"""A portfolio: contracts in places of their own under one seed, a fund that pools their flows, and what a common shock does to it (T28)."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, loan, price
from utfall.base.draws import Purpose, normals
from utfall.base.errors import InputError
from utfall.base.quantities import Money
from utfall.contract.finance.fund import Fund, later, pool
from utfall.contract.terms.declarations import Block
from utfall.experiment.portfolio import read_portfolio
from utfall.indicators.pool_risk import share_of_losses, worst_twentieth
from utfall.model.run import run_case
from utfall.people.make import make_population

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"
CAPITAL = """
base = "ok"
[investors]
bank = { title = "Bank" }
[capital]
need     = "EUR 1 million"
tranches = { loan = { investor = "bank" } }
"""
FILE = """kind  = "portfolio"
title = "Two towns"
[fund]
size     = "EUR 3 million"
recycled = true
[contracts.north]
scenario = "funded.toml"
[contracts.south]
scenario = "funded.toml"
share    = "50 %"
"""


def written(tmp_path, text):
    (tmp_path / "ok.toml").write_text(OK.read_text())
    (tmp_path / "funded.toml").write_text(CAPITAL)
    file = tmp_path / "two.toml"
    file.write_text(text)
    return file


def test_a_portfolio_puts_each_contract_in_a_place_of_its_own(tmp_path):
    file = written(tmp_path, FILE)
    held = read_portfolio(file, "two.toml")
    assert (held.title, held.size, held.recycled, held.alike) == ("Two towns", Money(300_000_000, "EUR"), True, 0.5)
    north, south = held.variants
    assert [own.share for own in held.holdings] == [1.0, 0.5]
    assert (north.scenario.case().people.place, south.scenario.case().people.place) == (1, 2)
    alone = held.holdings[0].scenario
    assert alone.case().people.place == 0
    assert len({alone.fingerprint, north.scenario.fingerprint, south.scenario.fingerprint}) == 3


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Two towns"\n', "", 'two.toml: error: title: is missing; write title = "..."'),
        ("recycled = true", "recycled = 1", "two.toml:5: error: fund.recycled: write true or false, without quotes"),
        ("recycled", "recycle", 'two.toml:5: error: fund.recycle: unknown key "recycle"; did you mean "recycled"?'),
        ('"50 %"', '"0.5"', "two.toml:10: error: contracts.south.share:"),
        ('"EUR 3 million"', '"SEK 3 million"', "SEK in a fund over contracts in EUR; use one currency"),
        ('[contracts.south]\nscenario = "funded.toml"\nshare    = "50 %"\n', "", "a portfolio holds two contracts or more"),
        ('"funded.toml"', '"ok.toml"', "ok has no capital, so that there is nothing to put up"),
    ],
)  # fmt: skip
def test_mistakes_in_a_portfolio_are_told(tmp_path, old, new, message):
    assert old in FILE
    with pytest.raises(InputError) as caught:
        read_portfolio(written(tmp_path, FILE.replace(old, new, 1)), "two.toml")
    assert any(message in str(problem) for problem in caught.value.problems), [str(problem) for problem in caught.value.problems]


def test_a_contract_that_begins_later_can_be_lent_what_the_first_gives_back(tmp_path):
    file = written(tmp_path, FILE + 'starts   = "3 months"\n')
    held = read_portfolio(file, "two.toml")
    assert (held.terms.starts, read_portfolio(written(tmp_path, FILE), "two.toml").terms.starts) == ((0, 3), ())
    flows = np.array([[-10, -10, 22, 0], [-10, -10, 22, 0]])
    placed = later(flows, held.terms.starts)
    assert placed.tolist() == [[-10, -10, 22, 0, 0, 0, 0], [0, 0, 0, -10, -10, 22, 0]]
    at_once, by_turns = (pool(Fund(100, recycled=True), np.maximum(-each, 0), np.maximum(each, 0)) for each in (flows, placed))
    assert (at_once.called.sum(), by_turns.called.sum()) == (40, 20)
    assert at_once.lost == by_turns.lost == -4


def place(number, alike=0.5, **changes):
    made = case(**changes)
    return replace(made, people=replace(made.people, place=number, places_alike=alike))


def test_places_share_part_of_the_common_shock_and_no_other_luck():
    on = replace(ALL_OFF, common_shock=True)
    made = {alike: [make_population(place(n, alike).people, 7, 30, "monotone", on) for n in (1, 2)] for alike in (0.0, 1.0)}
    assert made[1.0][0].common == pytest.approx(made[1.0][1].common)
    assert not np.allclose(made[0.0][0].common, made[0.0][1].common)
    first, second = made[1.0]
    assert abs(np.corrcoef(first.need, second.need)[0, 1]) < 0.25  # 240 people: 4 s.e.
    alone = make_population(case().people, 7, 30, "monotone", on)
    assert alone.seed == 7
    assert alone.common[0] == 0.2 * normals(7, int(Purpose.COMMON), 0, 0, 1)[0]


def test_common_shocks_of_two_places_are_correlated_as_said():
    on = replace(ALL_OFF, common_shock=True)
    pairs = np.array([[make_population(place(n, 0.5).people, s, 5, "monotone", on).common[0] for n in (1, 2)] for s in range(1, 301)])
    assert np.corrcoef(pairs.T)[0, 1] == pytest.approx(0.5, abs=4 * 0.75 / np.sqrt(300))
    assert pairs.std(axis=0) == pytest.approx(0.2, abs=4 * 0.2 / np.sqrt(600))


def funded(number, spread):
    """A contract whose loan is repaid if success is not much rarer than expected."""
    fee = Block(id="fee", payee="providers", fee=price(5_000, "month"), until_month=20)
    own = {"capital": loan(100_000), "payee": "holder", "pass_through": 0.0, "fee": (fee,), "rule": "equal_effort", "amount": 3_150.0}
    made = place(number, **own, mechanisms=replace(ALL_OFF, common_shock=True))
    return replace(made, people=replace(made.people, common_spread=spread))


def test_a_larger_common_shock_makes_a_portfolios_losses_larger_and_more_frequent():
    """T28: with the common shock off, losses of several contracts average out; with it they do not."""
    gains = {}
    for spread in (0.0, 0.25, 0.6):
        cases, found = [funded(number, spread) for number in (1, 2, 3)], []
        for seed in range(1, 41):
            flows = np.array([run_case(made, seed).flows["fund"] for made in cases])
            run = pool(Fund(10**12), np.maximum(-flows, 0), np.maximum(flows, 0))
            found.append(-run.lost)
        gains[spread] = np.array(found, dtype=np.float64)
    worst = [worst_twentieth(-gain)[0] for gain in gains.values()]
    often = [share_of_losses(gain)[0] for gain in gains.values()]
    assert worst[0] < worst[1] < worst[2]
    assert often[0] < often[2]
    assert gains[0.0].std() < gains[0.25].std() < gains[0.6].std()
