"""What is paid is held against what the same rule pays in both worlds: dates, limits and moving prices belong to the rule."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, money, months, price, record
from utfall.base.quantities import Rate
from utfall.contract.contract import Limits
from utfall.contract.terms.declarations import Attachment
from utfall.indicators.run import run_values

HONEST = {"rule": "equal_effort", "mechanisms": ALL_OFF}
SHARES = ("false_share", "deadweight_share", "attributable_share", "hollow_share")


def shares(made, seed=1):
    values = run_values(record(made, seed))
    return [values[name].value for name in SHARES]


def dated(made, metric, **dates):
    terms = tuple(replace(term, **dates) if getattr(term, "metric", "") == metric else term for term in made.contract.terms)
    return replace(made, contract=replace(made.contract, terms=terms))


@pytest.mark.parametrize("metric", ["sustained", "time", "entry"])
@pytest.mark.parametrize("dates", [{"from_month": 7}, {"until_month": 10}, {"from_month": 5, "until_month": 12}])
def test_a_term_with_dates_counts_in_both_worlds_only_what_falls_in_them(metric, dates):
    made = case(paid=(metric,), **HONEST)
    found = shares(dated(made, metric, **dates))
    assert found[0] == 0.0
    assert sum(found) == pytest.approx(1.0)
    assert 0.5 < found[1] < 1.0
    payment = record(dated(made, metric, **dates)).person_payments[0]
    assert np.array_equal(payment.paid, payment.due_true)
    assert payment.due_without.sum() < record(made).person_payments[0].due_without.sum()


def test_the_dates_of_a_term_are_those_of_payment_and_lag_moves_what_falls_in_them():
    made = case(paid=("sustained",), metrics={"sustained": {"lag": months(2)}}, **HONEST)
    found = shares(dated(made, "sustained", from_month=8))
    assert found[0] == 0.0
    assert sum(found) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "limits",
    [
        Limits(total=money(80_000)),
        Limits(per_year=money(30_000)),
        Limits(by_payer=(("town", money(50_000)),)),
        Limits(per_person=(money(900),)),
        Limits(indexation=Rate(0.004, "year")),
        Limits(total=money(80_000), indexation=Rate(0.004, "year")),
    ],
)
def test_a_limit_that_all_share_and_prices_that_grow_scale_both_worlds_alike(limits):
    free, bound = (shares(case(paid=("sustained",), limits=own, **HONEST)) for own in (Limits(), limits))
    assert bound == pytest.approx(free, abs=2e-3 if limits.indexation is not None else 1e-9)


def test_a_last_month_of_payment_ends_what_counts():
    found = shares(case(paid=("sustained",), limits=Limits(last_payment_month=9), **HONEST))
    assert found[0] == 0.0
    assert sum(found) == pytest.approx(1.0)


def test_terms_that_share_a_limit_a_person_share_it_in_both_worlds_and_a_start_goes_first():
    made = case(paid=("sustained", "entry"), limits=Limits(per_person=(money(2500),)), **HONEST)
    start = Attachment(id="start", payers=(("town", 1.0),), payee="providers", fee=(price(700.0, "start"),))
    made = replace(made, contract=replace(made.contract, terms=(*made.contract.terms, start)))
    run = record(made)
    paid, due = (sum(getattr(one, name) for one in run.person_payments) for name in ("paid", "due_true"))
    assert paid.max() == 180_000.0
    assert due == pytest.approx(paid, abs=0.5)
    assert sum(one.due_without for one in run.person_payments).max() <= 180_000.0
