"""A share of a measured saving up to a cap or to break-even: what is paid, and how far providers work for it."""

from dataclasses import replace
from functools import lru_cache

import pytest

from tests.model.build import case, lived, loan, money, record
from utfall.base.quantities import Share
from utfall.contract.terms.declarations import CohortLinear
from utfall.model.foresight.forecast import forecast

TOWN = (("town", 1.0),)


def saving(**changes):
    """A share of benefit saved and tax gained against what was agreed beforehand."""
    return CohortLinear(**{"id": "saving", "metric": "gain", "payers": TOWN, "share": Share(0.6)} | changes)


def paid_by(term, **changes):
    return case(**{"terms": (term,), "paid": ("gain",)} | changes)


@lru_cache(maxsize=1)
def usual():
    """What is due in the forecast without cap or break-even, minor units."""
    made = paid_by(saving(), rule="equal_effort")
    return sum(record(made, seed).cohort_payments[0].due_measured for seed in (1, 2, 3)) / 3


def worked(term, **changes):
    made = paid_by(term, **changes)
    expected = forecast(made, 6)
    ((_, paid, repaid),) = [(one.clause, one.paid, one.repaid) for one in expected.foreseen.linear] or [("saving", 1.0, 0.0)]
    return float(record(made, 1, expected).hours_by_task.sum()), paid, repaid


def test_a_cap_far_above_changes_nothing_one_far_below_leaves_nothing_to_work_for():
    free, high, low = (worked(saving(cap=None if part is None else money(part * usual() / 100))) for part in (None, 8.0, 0.1))
    assert free[0] > 1000
    assert high[1] == pytest.approx(1.0, abs=1e-9)
    assert high[0] == pytest.approx(free[0])
    assert low[1] < 0.1
    assert low[0] < 0.1 * free[0]


def test_once_capital_is_sure_to_be_repaid_only_the_later_share_is_worked_for():
    capital = {"payee": "holder", "pass_through": 1.0}
    small, large = (loan(part * usual() / 100) for part in (0.02, 6.0))
    fee = saving(payee="holder", once_repaid=Share(0.0))
    spent = {"drawdown": "at_start"}
    (soon, _, chance_soon), (never, _, chance_never) = (worked(fee, capital=replace(c, **spent), **capital) for c in (small, large))
    assert chance_soon > 0.95
    assert chance_never < 0.01
    assert never > 1000
    assert soon < 0.1 * never


@pytest.mark.parametrize("seed", [1, 2])
def test_up_to_break_even_pays_what_the_capital_still_needs_and_the_later_share_of_the_rest(seed):
    need = usual() / 200
    term = saving(payee="holder", once_repaid=Share(0.1))
    model = lived(paid_by(term, rule="equal_effort", capital=loan(need, drawdown="at_start"), pass_through=0.0), seed)
    (found,) = model.settlement.cohorts
    gain = found.estimate.measured * found.estimate.quantity
    assert found.remaining == model.settlement.capital_drawn
    assert found.due == pytest.approx(found.remaining + 0.1 * (gain - found.remaining / 0.6), abs=1)
