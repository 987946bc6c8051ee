"""Hours: bounds that always hold, and what moves them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.staffing import next_staff
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve

from .contracts import CONTRACTS, problem, tasks
from .views import hours_view

CLASSES = need_classes(0.0, 1.0, 0.7)
ALL = np.arange(9)
DECIDE = Optimiser().hours


def look_at(streams, wage=20.0, **changes):
    return outlook((solve(problem(streams, wage, CLASSES, **changes)),))


def priced(name, factor):
    return tuple(replace(s, price=s.price * factor) for s in CONTRACTS[name])


LOOK = {name: look_at(CONTRACTS[name]) for name in ("sustained 6", "in work at month 3")}


@settings(max_examples=60, deadline=None)
@given(
    budget=st.floats(0.0, 2000.0),
    least=st.floats(0.0, 2.0),
    months=st.lists(st.integers(1, 24), min_size=1, max_size=40),
    last=st.floats(0.0, 300.0),
    name=st.sampled_from(list(LOOK)),
    seed=st.integers(0, 2**16),
)
def test_hours_never_pass_the_budget_and_an_hour_is_never_worth_less_than_the_wage(budget, least, months, last, name, seed):
    n = len(months)
    luck = np.modf(np.arange(1, 4 * n + 1) * 0.6180339887 + seed * 0.754877)[0].reshape(4, n)
    state = (luck[0] * 3).astype(int)
    view = hours_view(
        LOOK[name], (luck[1] * 9).astype(int), state, months, luck[2] * 1.5, (luck[3] * 6).astype(int), budget=budget, least=least, last_price=last
    )
    decision = DECIDE(view)
    assert np.isfinite(decision.hours).all()
    assert decision.hours.min() >= 0.0
    assert decision.hours.sum() <= budget * (1 + 1e-9) + 1e-9
    assert decision.shadow_price >= 20.0
    if decision.shadow_price > 20.0 * (1 + 1e-6):
        assert decision.hours.sum() >= budget * 0.999 - 1e-9


def test_where_you_look_first_does_not_change_what_you_find():
    view = hours_view(LOOK["sustained 6"], np.tile(ALL, 20), budget=60.0)
    prices = [DECIDE(replace(view, last_price=guess)).shadow_price for guess in (0.0, 21.0, 45.0, 400.0)]
    assert prices == pytest.approx([prices[0]] * 4, rel=0.02)


@pytest.mark.parametrize("name", ["first entry", "sustained 6", "in work at month 12", "money sum 36 months"])
def test_doubling_the_price_never_lowers_hours_when_the_budget_is_slack(name):
    for month in (1, 2, 6, 10):
        given_ = [DECIDE(hours_view(look_at(priced(name, f)), ALL, month=month)).hours.sum() for f in (0.125, 0.25, 0.5, 1.0, 2.0)]
        assert np.all(np.diff(given_) >= -1e-9), f"{name} month {month}: {given_}"


def test_without_price_and_mission_nobody_gets_more_than_the_least():
    view = hours_view(look_at(priced("sustained 6", 0.0), horizon=36), ALL, least=0.4)
    hours = DECIDE(view).hours
    assert hours[0] == pytest.approx(np.full(9, 0.4))
    assert not hours[1].any(), "nobody is placed"


def test_a_provider_led_by_mission_alone_serves():
    streams = priced("sustained 6", 0.0)
    look = look_at(streams, horizon=36, mission=300.0, pay=1.0)
    assert DECIDE(hours_view(look, ALL, mission=300.0)).hours[0].min() > 0.5


def test_pay_per_hour_over_the_whole_horizon_sends_no_hours_to_tasks_that_do_nothing():
    idle = replace(
        tasks(),
        builds=np.array([[0.12], [0.0], [0.0]]),
        boosts=np.array([0.0, 1.3, 0.0]),
        shows=np.array([[0.0], [0.0], [1.0]]),
        eta=np.array([3.0, 2.5, 3.0]),
        cost=np.ones(3),
        curvature=np.zeros(3),
        quadratic=np.zeros(3, dtype=bool),
        lasts=np.full(3, 9999),
    )
    hours = DECIDE(hours_view(look_at(CONTRACTS["money sum 36 months"], tasks=idle), ALL, tasks=3)).hours
    assert hours[0].min() > 0.0
    assert not hours[2].any()


def test_switching_placement_off_leaves_no_placement():
    assert DECIDE(hours_view(LOOK["in work at month 3"], ALL)).hours[1].sum() > 1.0
    assert not DECIDE(hours_view(look_at(CONTRACTS["in work at month 3"], may_place=False), ALL)).hours[1].any()


def test_people_in_the_outcome_are_not_placed_and_people_past_service_get_nothing():
    assert not DECIDE(hours_view(LOOK["in work at month 3"], ALL, state=1)).hours[1].any()
    assert not DECIDE(hours_view(LOOK["sustained 6"], ALL, month=25)).hours.any()


def test_lock_in_keeps_a_course_from_those_who_would_enter_soon():
    def course(boost):
        held = replace(tasks(), boosts=np.array([boost, 1.3]))
        return DECIDE(hours_view(look_at(CONTRACTS["first entry"], tasks=held), ALL)).hours[0]

    assert course(-2.0).sum() < course(-0.5).sum() < course(0.0).sum()


def _slope(price, wage, name="sustained 6", budget=1e12):
    """Slope of first-month hours on class of need, relative to their mean, month 1 to 3."""
    look = look_at(priced(name, price), wage)
    hours = DECIDE(hours_view(look, ALL, wage=wage, budget=budget)).hours.sum(axis=0)
    return np.polyfit(ALL, hours, 1)[0] / max(hours.mean(), 1e-9)


def test_a_thin_price_parks_the_hard_and_a_generous_one_with_free_hours_does_not():
    assert _slope(0.6, 20.0) < -0.05
    assert _slope(2.0, 10.0) > 0.05


def test_binding_hours_and_long_milestones_park_the_hard_too():
    assert _slope(0.6, 20.0, budget=4.0) < _slope(0.6, 20.0)
    assert _slope(0.6, 20.0, "sustained 12") < _slope(0.6, 20.0, "sustained 6")


def test_staff_follow_what_is_wanted_slowly_and_stay_near_plan():
    plan = np.array([100.0])
    assert next_staff(np.array([120.0]), plan, plan, 0.25) == pytest.approx(105.0)
    staff = plan
    for _ in range(60):
        staff = next_staff(np.array([900.0]), staff, plan, 0.25)
    assert staff == pytest.approx(150.0, rel=1e-6)
