"""A provider whose hours bind plans at what an hour is worth to it, and earns more by it than by planning at the wage."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import COACHING, WORK, case, lived
from utfall.model.foresight.outlook import Outlooks
from utfall.model.foresight.planned import staff_hours_each
from utfall.model.foresight.shadow_price import SLACK, chances, planned_hours
from utfall.model.model import ContractModel

TIGHT = {"paid": ("time",), "amount": 1500.0, "service": 9, "enrolment": 6, "eligible": 400, "hours": 250.0, "shocks": False}


def test_where_hours_do_not_bind_the_price_of_an_hour_is_the_wage():
    slack = case(**{**TIGHT, "hours": 4000.0})
    provider = slack.contract.providers[0]
    assert Outlooks().of(slack, provider).tasks.later == provider.cost.minor


def test_where_hours_bind_planned_hours_fit_the_staff_at_the_price_and_do_not_at_the_next_lower_one():
    tight, cache = case(**TIGHT), Outlooks()
    provider = tight.contract.providers[0]
    found = cache.of(tight, provider)
    shares, each = [group.share for group in tight.people.groups], staff_hours_each(tight, provider)
    assert found.tasks.later > 1.2 * provider.cost.minor
    assert planned_hours(found.tables, shares) <= SLACK * each
    below = tuple(cache.tables.table(replace(table.problem, wage=table.problem.wage / 1.25)) for table in found.tables)
    assert planned_hours(below, shares) > SLACK * each


@pytest.mark.parametrize("hours", [2000.0, 4000.0])
def test_who_plans_at_the_shadow_price_earns_more_where_hours_bind_hard(hours, monkeypatch):
    """Help that nobody does without, worth far more than its hours; paired on 6 seeds, only the price of later hours differs."""
    outcome, coaching = replace(WORK, start=(0.0,), entry=(0.002,), exit=(0.02,)), replace(COACHING, builds=(0.3, 0.0))
    hard = {
        "eligible": 2000,
        "hours": hours,
        "amount": 4000.0,
        "outcome": outcome,
        "tasks": (coaching,),
        "belief": 2.1,
        "service": 12,
        "enrolment": 12,
    }
    made = case(**{**TIGHT, **hard, "length": 36, "follow_up": 36})
    planned = [lived(made, seed).settlement.paid["pay_time"].sum() for seed in range(1, 7)]
    monkeypatch.setattr("utfall.model.foresight.outlook.planned_at", lambda solve, wage, shares, hours: solve(wage))
    at_wage = [ContractModel(made, seed, outlooks=cheap).run().settlement.paid["pay_time"].sum() for cheap in (Outlooks(),) for seed in range(1, 7)]
    gain = (np.array(planned) - np.array(at_wage)) / np.mean(at_wage)
    assert gain.mean() > 0.05
    assert gain.mean() > 3.0 * gain.std(ddof=1) / np.sqrt(gain.size)


def test_classes_of_a_signal_have_the_chances_of_a_standard_normal():
    assert chances(np.array([-1.0, 0.0, 1.0])) == pytest.approx([0.158655, 0.341345, 0.341345, 0.158655], abs=1e-6)
