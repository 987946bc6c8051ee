"""The heart is right: what the value tables gain of what could be gained, against brute-force dynamic programming."""

import pytest

from utfall.base.automata import PayStream
from utfall.behaviour.valuation.product import CAP_LEVELS
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.reference import Judge
from utfall.validation.behaviour.share import LEAST, MOST, WAGES, gain_row

from .contracts import CONTRACTS, months_in, problem, stream
from .policy import on_grid, stake


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_tables_reach_nearly_all_that_could_be_gained(name, capsys):
    row = gain_row(name, CONTRACTS[name], quick=False)
    with capsys.disabled():
        print(f"[{name}: {row.obtained:.3f}]", end=" ", flush=True)  # noqa: T201
    assert row.holds, f"{name}: {row.obtained:.3f}"


@pytest.mark.parametrize("most", [3, 6])
def test_a_cap_a_person_is_foreseen_as_well_as_a_count_of_the_months_that_it_pays(most, capsys):
    price, gained, attainable = 1500.0, 0.0, 0.0
    capped = PayStream("pay", price, months_in(), cap=price * most)
    for wage in WAGES:
        table = solve(problem((capped,), wage))
        for number, need in ((0, -1.5), (2, 0.0), (4, 1.5)):
            judge = Judge((stream(price, months_in(most)),), need, wage)
            nothing = judge.unserved()
            policy = on_grid(judge, table, number, stake(wage), rows=lambda used: (0, used[0] * CAP_LEVELS // most))
            gained += judge.under(policy) - nothing
            attainable += judge.optimum() - nothing
    with capsys.disabled():
        print(f"[at most {most} months: {gained / attainable:.3f}]", end=" ", flush=True)  # noqa: T201
    assert LEAST <= gained / attainable <= MOST
