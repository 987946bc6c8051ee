"""What contracts say in the small print, through a whole run: fees paid at once or one by one, points below none, months of part-time work."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, price, record, shared
from utfall.base.quantities import Money, Rate, Share
from utfall.contract.limits import Limits
from utfall.contract.metrics.units import share_of_a_month
from utfall.contract.parties import Value
from utfall.contract.terms.declarations import CohortLinear
from utfall.indicators.run import run_values
from utfall.model.model import ContractModel
from utfall.people.truth import full_time, months_in

TOWN = (("town", 1.0),)
#: A limit that never bites, so that a clause is paid by the general way.
IDLE = Limits(total=Money(10**14, "EUR"))


@pytest.mark.parametrize("metric", ["day_90", "time", "exam_points", "course"])
@pytest.mark.parametrize("providers", [1, 3])
def test_a_clause_without_limits_books_what_the_general_way_books(metric, providers):
    for seed in (1, 2):
        plain, limited = (lived(case(paid=(metric,), amount=700.0, providers=providers, limits=limits), seed) for limits in (Limits(), IDLE))
        ours, theirs = plain.accounts.ledger.columns(), limited.accounts.ledger.columns()
        for name in ("month", "source", "target", "amount", "clause", "person"):
            assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name
        assert plain.settlement.outcome_by_payer == limited.settlement.outcome_by_payer
        assert any(clause is not None for clause in plain.settlement._direct.values())
        assert not any(limited.settlement._direct.values())


def test_points_below_none_cost_the_provider_nothing():
    run = record(case(paid=("exam_points",), amount=100.0, rule="equal_effort", plan=(1.0, 0.0, 0.0, 0.0)), 3)
    metric, clause = next(m for m in run.metrics if m.id == "exam_points"), run.person_payments[0]
    assert (metric.recorded < 0.0).sum() > 20  # nobody is taught, so that the test shows noise
    assert clause.paid.min() == clause.due_true.min() == 0.0
    assert np.array_equal(clause.paid > 0.0, metric.recorded > 5e-5)


def test_a_month_of_work_is_worth_less_than_a_full_time_month_as_its_intensity_is():
    made = case(rule="equal_effort")
    by_hour, by_month = (Value("made", "made", cost, 1, "while_in", 0, "individual") for cost in (price(10, "hour"), price(1600, "month")))
    transfer = replace(by_month, kind="transfer", to="state")
    model = lived(made, 5)
    law, months = made.people.outcomes[0], months_in(model.people, 0, "with", 1, made.follow_up)
    found = [
        record(replace(made, contract=replace(made.contract, values=(*made.contract.values, value))), 5).values[-1]
        for value in (by_hour, by_month, transfer)
    ]
    assert found[0].per_offered == pytest.approx(found[1].per_offered, rel=1e-12)
    assert found[0].difference == pytest.approx(found[1].difference, rel=1e-9)
    assert found[1].per_offered == pytest.approx(160_000 * full_time(law, *months)[model.people.offered].mean(), rel=1e-12)
    assert found[2].per_offered == pytest.approx(160_000 * (months[0] + months[1])[model.people.offered].mean(), rel=1e-12)


def test_twelve_months_of_yearly_interest_make_the_rate_of_the_year():
    yearly, monthly = Rate(1 - 0.94 ** (1 / 12), "year"), Rate(0.005)
    assert 12 * share_of_a_month(yearly) == pytest.approx(0.06, rel=1e-12)
    assert share_of_a_month(monthly) == 0.005


def test_a_cohort_term_without_a_counterfactual_is_paid_and_its_truth_undefined_with_a_reason():
    term = CohortLinear(id="line", metric="gain", payers=TOWN, share=Share(0.5))
    made = case(terms=(term,), paid=("gain",), rule="equal_effort", mechanisms=replace(ALL_OFF, counterfactual=False))
    run = record(made, 2)
    (paid,) = run.cohort_payments
    assert np.isfinite(paid.due_measured)
    assert np.isnan(paid.true)
    assert np.isnan(paid.due_true)
    values = run_values(run)
    assert values["_over_payment"].value is None
    assert "without the contract" in values["_over_payment"].reason


def test_a_provider_without_cash_stops_in_a_month_without_costs_too():
    model = ContractModel(case(rule="equal_effort", reserves=1e6, mechanisms=replace(ALL_OFF, insolvency=True)), 1, outlooks=shared())
    model.step()
    (provider,), ledger = model.providers, model.accounts.ledger
    model.people.columns.in_service[:] = False
    model.people.columns.dropped[:] = True
    model.rosters.stale = True
    model.referrals.due = lambda month, arriving: (arriving[:0], arriving[:0])  # nobody else is sent
    ledger.transfer(2, provider.account, ledger.account("town"), 10**11, ledger.clause("penalty"))
    model.step()
    assert not model.costs.any()
    assert provider.insolvent
    assert not provider.works
