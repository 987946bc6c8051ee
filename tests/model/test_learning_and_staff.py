"""Beliefs, staff and motivation over a run: what each mechanism does, and that it does nothing when it is off."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, loan, shared
from utfall.behaviour.hours import PRICE
from utfall.behaviour.valuation.blend import blended
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.outlook import Motives, Outlooks
from utfall.model.model import ContractModel
from utfall.people.parameters import Continuity

from .test_signing import expected as renewable


def of(**changes):
    given = {
        "eligible": 300,
        "enrolment": 24,
        "length": 36,
        "paid": ("all_hours",),
        "amount": 5.0,
        "drop_out": 0.0,
        "providers": 2,
        "hours": 200.0,
        "theta": 0.1,
    }
    return case(**(given | changes))


def at_stake(share):
    """Expectations under which so much of the income of two providers hangs on outcomes."""
    one = ProviderExpectation(outcome_mean=share, outcome_variance=0.0, income=1.0, net_mean=0.0, net_variance=0.0)
    return Expectations(by_clause=(), variable=0.0, payers=0.0, providers=(one, one), outcome_time=0.0)


def forecast_of(outcome):
    """Expectations under which two providers were to have so much outcome pay (minor units), evenly over 24 months."""
    path = tuple((month + 1) / 24 for month in range(24))
    one = ProviderExpectation(outcome_mean=outcome, outcome_variance=0.0, income=outcome, net_mean=0.0, net_variance=0.0, path=path)
    return replace(at_stake(0.0), providers=(one, one))


def busy(made, expectations=None):
    """A model at the height of service."""
    model = ContractModel(made, 1, outlooks=shared(), expectations=expectations)
    for _ in range(20):
        model.step()
    return model


def leaving(made):
    """The case with workers of whom 3 % leave a month."""
    return replace(made, people=replace(made.people, continuity=Continuity(leaves=0.03, lost_at_first=0.3, half_life=3.0)))


def test_an_overrated_effect_is_learned_from_a_control_group_and_moves_hours():
    learning = replace(ALL_OFF, learning=True)
    made = of(belief=2.5, control=100, mechanisms=learning)
    model, still = lived(made), lived(of(belief=2.5, control=100))
    effects = [belief.effect for belief in model.believing.beliefs]
    assert max(effects) < 2.4
    assert all(belief.effect == 2.5 for belief in still.believing.beliefs)
    assert not np.array_equal(model.hours_rows[13:], still.hours_rows[13:])
    assert np.array_equal(model.hours_rows[:12], still.hours_rows[:12])


def test_who_learns_still_looks_forward_to_a_renewal():
    """Under a fee alone nothing but the next contract makes an hour worth giving: the tables of later years hold it too."""
    made = of(paid=(), terms=(), theta=0.0, control=100, providers=1, mechanisms=replace(ALL_OFF, learning=True))
    made = replace(made, profile=replace(made.profile, payers=(("town", "relational"),)))
    model = ContractModel(made, 1, outlooks=shared(), expectations=renewable(net=5e8)).run()
    assert (model.hours_rows[2:12].sum(axis=1) > 0.0).all()
    assert (model.hours_rows[12:24].sum(axis=1) > 0.0).all()


def test_a_blend_at_a_node_is_that_node_and_between_two_it_is_near_the_table_solved_there():
    made, tables = of(), Outlooks()
    provider = made.contract.providers[0]
    nodes = [(belief, tables.of(made, provider, motives=Motives(0.0, 0.0, belief))) for belief in (1.0, 1.5, 2.0)]
    at_node = blended(nodes[:2], 1.5, 1.5)
    assert np.array_equal(at_node.start_values(), nodes[1][1].start_values())
    assert (at_node.stack.share, at_node.stack.beside is nodes[1][1].stack.cells) == (1.0, True)
    between = blended([nodes[0], nodes[2]], 1.5, 1.5)
    truth, found = nodes[1][1].start_values()[..., 0], between.start_values()[..., 0]
    assert np.abs(found - truth).max() < 0.02 * truth.max()
    assert between.stack.line == pytest.approx(nodes[1][1].stack.line)


def test_staff_grows_where_an_hour_is_scarce_and_shrinks_where_it_is_slack():
    staffing = replace(ALL_OFF, staffing=True)
    scarce, slack = (busy(of(mechanisms=staffing, amount=amount, hours=80.0)) for amount in (12.0, 0.6))
    assert scarce.books.means[:, PRICE].min() > scarce.books.wage[0] >= slack.books.means[:, PRICE].max()
    assert (scarce.books.staff > 80.0).all()
    assert (slack.books.staff < 80.0).all()
    assert (scarce.books.staff <= 120.0).all()
    assert (busy(of(amount=12.0, hours=80.0)).books.staff == 80.0).all()


def test_workers_leave_more_under_pressure_and_without_motivation_and_those_who_come_fit_the_contract():
    turning = replace(ALL_OFF, turnover=True, motivation=True)
    pressed, easy, rest = (
        busy(leaving(of(mechanisms=turning, amount=amount, hours=80.0)), at_stake(share)) for amount, share in ((12.0, 0.9), (0.6, 0.9), (0.6, 0.0))
    )
    assert rest.turnover == pytest.approx(0.03)
    assert (pressed.turnover > easy.turnover).all()
    assert (easy.turnover > rest.turnover).all()
    assert (easy.staff.mission < 1.0).all()
    assert (rest.staff.mission > 1.0).all()
    assert rest.books.worth / easy.books.worth == pytest.approx(rest.staff.mission / easy.staff.mission)


def test_motivation_falls_only_where_something_is_at_stake():
    moving = replace(ALL_OFF, motivation=True)
    fallen, kept = (lived(of(mechanisms=moving), expectations=at_stake(share)) for share in (0.5, 0.0))
    assert (fallen.books.motivation < 0.7).all()
    assert (kept.books.motivation == 1.0).all()


def test_support_holds_up_a_motivation_that_control_wears_down_and_lifts_one_at_rest():
    def motivation(share, support):
        made = of(mechanisms=replace(ALL_OFF, motivation=True))
        made = replace(made, profile=replace(made.profile, character=replace(made.profile.character, support=support)))
        return lived(made, expectations=at_stake(share)).books.motivation[0]

    assert motivation(0.0, 0.2) == pytest.approx(1.0 + 0.2 * (1.0 - 0.97**36))  # it rises at the slow pace at which it comes back
    assert motivation(0.5, 0.0) < motivation(0.5, 0.2) < 1.0


def test_investors_who_see_a_shortfall_press_for_pay_that_does_not_reach_the_provider():
    made = of(payee="holder", capital=loan(1.0), pass_through=0.2, mechanisms=replace(ALL_OFF, pressure=True), length=24, enrolment=18)
    short, met = (busy(made, forecast_of(amount)) for amount in (1e12, 1.0))
    chi = made.profile.character.investor_pressure
    assert short.providers[0].pay == pytest.approx((0.2 + chi * 0.8) / 0.2, rel=1e-3)
    assert met.providers[0].pay == pytest.approx(1.0)
    assert short.hours_by_task.sum() > met.hours_by_task.sum()
    still = busy(replace(made, mechanisms=ALL_OFF), forecast_of(1e12))
    assert still.providers[0].pay == 1.0
