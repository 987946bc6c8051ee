"""Where the cause of a distortion is taken away the distortion is gone: slack hours, no mission, no optimism, a fair comparison."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, DRILL, case, hours_of, lived, record, shared
from utfall.base.quantities import Share
from utfall.contract.terms.declarations import CohortLinear
from utfall.indicators.run import run_values
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel

SIGMAS = 4.0


def coaching(hours, paid):
    """Hours that a mission gives to coaching, which nobody pays for, where drill for an exam is paid or not."""
    metrics = ("exam_points",) if paid else ()
    made = case(paid=metrics, terms=None if paid else (), amount=600.0, tasks=(COACHING, DRILL), hours=hours, theta=0.5, drop_out=0.0)
    return hours_of(record(made), "coaching")


def test_slack_hours_crowd_out_no_task_and_binding_hours_do():
    # planned hours move no more than the price of an hour, which is the wage in both
    assert coaching(1e6, paid=True) == pytest.approx(coaching(1e6, paid=False), rel=1e-9)
    assert coaching(250.0, paid=True) < 0.8 * coaching(250.0, paid=False)


def at_stake(share):
    one = ProviderExpectation(outcome_mean=share, outcome_variance=0.0, income=1.0, net_mean=0.0, net_variance=0.0)
    return Expectations(by_clause=(), variable=0.0, payers=0.0, providers=(one,), outcome_time=0.0)


def effort(stake, theta):
    """Hours where so much of income hangs on outcomes and a price that grows with it is paid."""
    price = {"amount": 20.0 * stake} if stake else {"terms": (), "paid": ()}
    made = case(
        **{"paid": ("all_hours",), "mechanisms": replace(ALL_OFF, motivation=True), "theta": theta, "tasks": (COACHING,), "hours": 1e5, **price}
    )
    profile = replace(made.profile, control_effect=0.9, trust=0.0, motivation_speed=0.5)
    return float(ContractModel(replace(made, profile=profile), 1, outlooks=shared(), expectations=at_stake(stake)).run().hours_by_task.sum())


def test_without_a_mission_effort_only_rises_with_the_stake_and_with_one_it_first_falls():
    stakes = (0.0, 0.05, 0.2, 0.6)
    without, with_ = ([effort(stake, theta) for stake in stakes] for theta in (0.0, 0.6))
    assert all(more >= less for less, more in pairwise(without))
    assert without[-1] > without[0]
    assert with_[1] < 0.9 * with_[0]  # control takes away what the price does not yet bring
    assert with_[-1] > 1.5 * min(with_)


def test_without_optimism_spending_is_what_was_planned():
    """Those who do what was agreed are what the Forecast reckons with; fresh seeds, 4 standard errors of both means."""
    made = case(rule="equal_effort", paid=("day_90",), belief=1.0)
    plan = forecast(made, 40).payers
    spent = np.array([-sum(int(record(made, seed).flows[payer].sum()) for payer in ("town", "state")) for seed in range(1, 41)], dtype=float)
    assert spent.mean() == pytest.approx(plan, abs=SIGMAS * np.sqrt(2.0) * spent.std(ddof=1) / np.sqrt(spent.size))


def test_a_linear_price_on_a_fair_comparison_by_lot_over_pays_nothing_on_average():
    """By lot, no floor, no cap: 60 seeds of 240 people, 120 of them drawn as controls; within 4 standard errors of 0, and the spread is not 0."""
    term = CohortLinear(id="gain", metric="trial", share=Share(0.5), payers=(("town", 1.0),), payee="providers")
    made = case(eligible=240, control=120, paid=("trial",), terms=(term,), rule="equal_effort")
    over = np.array([run_values(record(made, seed))["_over_payment"].top for seed in range(1, 61)])
    assert over.std(ddof=1) > 0.0
    assert abs(over.mean()) < SIGMAS * over.std(ddof=1) / np.sqrt(over.size)
    assert lived(made).settlement.cohorts[0].paid != 0
