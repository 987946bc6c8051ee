"""What providers foresee of clauses that bend prices over time or over persons: own marginal values times a factor, earnings peak near 1.

Seeded: six seeds of 240 people, the same draws for every factor.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, PLACING, case, lived, money, months, shared
from utfall.base.quantities import Rate, Share
from utfall.behaviour.hours import FACTOR, PUSH_FACTOR
from utfall.contract.contract import Limits
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.review.foresight import kept_of_prices
from utfall.contract.terms.declarations import CohortLinear
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.own_claims import put
from utfall.model.model import ContractModel
from utfall.people.parameters import Participation

SEEDS = range(1, 7)
CHOOSY = Participation(
    by_worth=1.0, by_sanction=0.7, by_change=0.5, engagement_speed=0.5, patience=0.98, noise=2.0, conceals=0.1, conceals_by_need=0.7,
    incomes=(180_000.0, 90_000.0, 80_000.0),
)  # fmt: skip


def of(**changes):
    return case(**({"hours": 2000.0, "drop_out": 0.0, "tasks": (COACHING, PLACING), "amount": 8000.0} | changes))


def reviewed(made, review):
    return replace(made, contract=replace(made.contract, review=review))


def with_floor(agreed):
    """A share of the gain on what was agreed, never less than nothing."""
    term = CohortLinear(id="gains", metric="gain", share=Share(1.0), payers=(("town", 1.0),), payee="providers", floor=money(0))
    made = of(enrolment=12, length=30, service=12, paid=("gain",), terms=(term,))
    return replace(made, contract=replace(made.contract, comparisons=(replace(made.contract.comparisons[0], expected=(agreed,)),)))


def reported(**changes):
    source = {"day_90": {"data_source": "provider_report"}}
    return of(mechanisms=replace(ALL_OFF, claims=True, noise=True), metrics=source, **changes)


def choosy():
    made = of(paid=("time",), amount=600.0, service=18, length=30, mechanisms=replace(ALL_OFF, participants=True))
    return replace(made, people=replace(made.people, participation=CHOOSY))


LINE = Minimum(id="least", metric="day_90", level=(Share(0.2),), consequence="terminate")
CLAUSES = {
    "a floor": with_floor(-750_000.0),
    "prices that fall by 30 % a year": of(enrolment=48, length=72, limits=Limits(indexation=Rate(1.0 - 0.7 ** (1.0 / 12.0)))),
    "a last month of payments": of(enrolment=48, length=72, limits=Limits(last_payment_month=36)),
    "prices that follow spending": reviewed(
        of(enrolment=36, length=48), Review(every=months(12), rule="adaptive", may_change=("price",), step=Share(0.6))
    ),
    "a minimum": reviewed(of(enrolment=36, length=48, places_each=60), Review(every=months(12), minimums=(LINE,))),
    "own false claims": reported(integrity=0.3),
    "people who turn quick jobs down": choosy(),
}


def earned(made, factors):
    """(factors,) net income a head where the provider takes its own marginal values so many times."""
    expected, found = forecast(made, 6), []
    for factor in factors:
        total = 0
        for seed in SEEDS:
            model = ContractModel(made, seed, outlooks=shared(), expectations=expected)
            model.books.means[:, [FACTOR, PUSH_FACTOR]] = factor
            model.run()
            total += int(model.accounts.ledger.balance[model.accounts.providers].sum())
        found.append(total / 100 / len(SEEDS) / made.people.eligible)
    return found


@pytest.mark.parametrize("clause", CLAUSES)
def test_who_foresees_a_clause_earns_most_by_its_own_values(clause, capsys):
    half, one, double = earned(CLAUSES[clause], (0.5, 1.0, 2.0))
    with capsys.disabled():
        print(f"[{clause}: {half:.0f} {one:.0f} {double:.0f}]", end=" ", flush=True)  # noqa: T201
    assert one >= 0.98 * max(half, double)
    assert min(half, double) < 0.995 * one


def test_prices_that_follow_spending_leave_a_lone_provider_little_and_one_of_many_nearly_all():
    assert kept_of_prices(1.0, 0.9, 0.05, 1.0) == pytest.approx(0.0, abs=0.01)
    assert kept_of_prices(0.05, 0.9, 0.05, 1.0) == pytest.approx(0.95, abs=0.01)
    assert kept_of_prices(1.0, 0.01, 0.5, 1.0) > 0.95  # a small step is reached nearly always, whatever is done
    assert kept_of_prices(1.0, 0.9, 0.05, 0.0) == 1.0  # nothing more is planned


def test_the_worth_of_a_false_claim_is_the_mean_over_persons_who_would_be_claimed_for():
    z = np.linspace(-8.0, 8.0, 40_001)
    chance = np.exp(-0.5 * z * z) / np.exp(-0.5 * z * z).sum()
    for strike in (10.0, 50.0, 300.0):
        mean = (np.maximum(strike - 50.0 * np.exp(0.8 * z), 0.0) * chance).sum()
        assert put(strike, float(np.log(50.0)), 0.8) == pytest.approx(mean, rel=1e-3)
    assert put(60.0, float(np.log(50.0)), 0.0) == pytest.approx(10.0)


def test_a_dishonest_provider_works_less_for_what_it_would_be_paid_for_anyway():
    def model(**changes):
        return lived(reported(**changes))

    honest, other = model(integrity=1e6), model(integrity=0.1)
    assert honest.objective.weights == pytest.approx([1.0])
    assert other.objective.weights[0] < 0.1
    assert other.hours_by_task.sum() < 0.5 * honest.hours_by_task.sum()
    # audits that are sure to find it make it work again
    sure = model(integrity=0.1, audit=1.0)
    assert sure.objective.weights == pytest.approx([1.0])
    assert sure.hours_by_task.sum() == pytest.approx(honest.hours_by_task.sum(), rel=1e-6)


def test_nothing_is_worked_for_where_a_floor_is_sure_to_bind():
    lost = with_floor(-600_000.0)
    assert lived(lost, expectations=forecast(lost, 6)).hours_by_task.sum() == pytest.approx(0.0, abs=1e-6)
    assert lived(with_floor(-850_000.0), expectations=forecast(with_floor(-850_000.0), 6)).hours_by_task.sum() > 1000.0


def test_no_hour_is_given_for_pay_once_nothing_is_paid_any_more():
    model = lived(of(enrolment=30, length=48, limits=Limits(last_payment_month=20)))
    assert model.hours_rows[:19].sum() > 100.0
    assert model.hours_rows[20:].sum() == pytest.approx(0.0, abs=1e-6)
