"""Displacement in a whole run: what others lose, how it is told, and that its switch takes it away."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, record, same
from utfall.indicators.run import run_values
from utfall.people.parameters import Market

MADE = case(eligible=300, offered=150, enrolment=2, rule="equal_effort", hours=900.0)


def with_market(jobs: float, **more):
    return replace(MADE, people=replace(MADE.people, market=Market((jobs,), **more)))


def test_the_effect_on_all_is_that_on_the_enrolled_and_that_on_the_others():
    values = run_values(record(with_market(4.0)))
    share = values["enrolled"].value / 300
    parts = share * values["true_effect"].value + (1.0 - share) * values["effect_on_others"].value
    assert parts == pytest.approx(values["true_effect_eligible"].value, rel=1e-12)
    assert values["effect_on_others"].value < 0.0 < values["true_effect"].value


def test_what_others_lose_is_told_and_ends_with_its_cause():
    tight, off = run_values(record(with_market(4.0))), run_values(record(replace(with_market(4.0), mechanisms=replace(ALL_OFF, displacement=False))))
    assert tight["displaced_share"].value > 0.2
    assert tight["crowding_market"].value > 0.0
    assert off["displaced_share"].value is None
    assert off["displaced_share"].reason == "openings do not bind"
    assert off["crowding_market"].value == off["effect_on_others"].value == 0.0
    assert off["true_effect_eligible"].value > tight["true_effect_eligible"].value


def test_switched_off_openings_leave_every_bit_as_without_them():
    off, plain = record(replace(with_market(4.0), mechanisms=replace(ALL_OFF, displacement=False))), record(MADE)
    for column in fields(off.persons):
        assert same(getattr(off.persons, column.name), getattr(plain.persons, column.name)) or column.name == "gain_same_service", column.name
    assert same(off.ledger.amount, plain.ledger.amount)


def test_the_eligible_outside_bear_all_of_it_alone_and_a_part_where_others_compete():
    """Months lost among the eligible who are not served over all months lost, 8 seeds: about 1, and under 0.6 with 600 outsiders."""
    borne = []
    for made in (with_market(4.0), with_market(12.0, others=600.0)):
        values = [run_values(record(made, seed)) for seed in range(1, 9)]
        lost = -sum(v["effect_on_others"].top for v in values) / 300
        borne.append(lost / sum(v["crowding_market"].value for v in values))
    assert 0.7 < borne[0] < 1.3
    assert 0.0 < borne[1] < 0.6


def test_a_run_of_the_same_seed_has_the_same_bits():
    one, two = record(with_market(4.0, others=50.0), 3), record(with_market(4.0, others=50.0), 3)
    assert one.crowding_market == two.crowding_market
    assert np.array_equal(one.persons.outcome_time, two.persons.outcome_time)


def test_a_trial_inside_the_market_overstates_by_what_the_control_group_loses():
    """With few openings those drawn by lot into the control group lose to those offered: 12 seeds, 4 standard errors."""
    made = case(eligible=400, offered=200, control=200, enrolment=1, rule="equal_effort", hours=1200.0)
    over = {}
    for jobs in (None, 3.0):
        found = made if jobs is None else replace(made, people=replace(made.people, market=Market((jobs,))))
        values = [run_values(record(found, seed)) for seed in range(1, 13)]
        over[jobs] = np.array([v["direct_effect"].value - v["true_effect_offered"].value for v in values])
    assert abs(over[None].mean()) < 4.0 * over[None].std(ddof=1) / 12**0.5
    assert over[3.0].mean() > over[None].mean() + 0.1
    assert over[3.0].mean() > 0.1
