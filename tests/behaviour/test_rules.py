"""Provider rules: selection, claims, equal effort, signing, motivation, names."""

import numpy as np
import pytest

from utfall.base.errors import UsageError
from utfall.behaviour.catalogue import PROVIDER_RULES, build
from utfall.behaviour.motivation import control, motivation_step
from utfall.behaviour.signing import certainty_equivalent, investor_signs, risk_multiplier
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve
from utfall.behaviour.views import SigningView

from .contracts import CONTRACTS, problem
from .views import claim_view, hours_view, selection_view

ALL = np.arange(9)


def look(accuracy, **changes):
    return outlook((solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, accuracy), **changes)),))


def test_a_blind_signal_selects_by_arrival_and_never_by_need():
    chosen = build("optimiser").select(selection_view(look(0.0), ALL[::-1].copy(), places=4))
    assert chosen.tolist() == [True] * 4 + [False] * 5


def test_a_seeing_provider_paid_per_success_takes_the_easy():
    chosen = build("optimiser").select(selection_view(look(0.7), ALL, places=4))
    assert np.flatnonzero(chosen).tolist() == [0, 1, 2, 3]


def test_noise_in_money_loosens_the_ranking():
    normal = np.array([-1.0, 1, -1, 1, -1, 1, -1, 1, -1])
    chosen = build("optimiser").select(selection_view(look(0.7), ALL, places=4, noise=1e6, normal=normal))
    assert np.flatnonzero(chosen).tolist() == [1, 3, 5, 7]


def test_nobody_is_taken_at_a_loss_unless_the_start_fee_makes_it_up():
    view = selection_view(look(0.7), ALL, place_worth=1e7)
    assert not build("optimiser").select(view).any()
    assert build("optimiser").select(selection_view(look(0.7), ALL, place_worth=1e7, attachment=np.full(9, 1.1e7))).all()


def test_need_weight_turns_a_mission_provider_towards_the_hard():
    changes = {"horizon": 36, "mission": 400.0}
    plain, weighted = (look(0.7, need_weight=w, **changes).start_values()[0, 0] for w in (0.0, 1.0))
    assert plain[0, 1] > plain[8, 1]
    assert weighted[0, 1] < weighted[8, 1]


def test_equal_effort_gives_everybody_the_same_and_places_nobody():
    view = hours_view(None, ALL, budget=27.0, plan=np.zeros(2))
    decision = build("equal_effort").hours(view)
    assert decision.hours[0] == pytest.approx(np.full(9, 3.0))
    assert not decision.hours[1].any()
    assert decision.hours.sum() == pytest.approx(27.0)


def test_equal_effort_follows_its_plan_and_leaves_out_what_may_no_longer_be_given():
    view = hours_view(None, ALL[:2], month=[1, 7], budget=8.0, plan=np.array([0.25, 0.75]), lasts=np.array([9999, 6]))
    assert build("equal_effort").hours(view).hours == pytest.approx(np.array([[1.0, 4.0], [3.0, 0.0]]))


def test_equal_effort_accepts_by_lot_and_files_nothing():
    rule = build("equal_effort")
    assert np.flatnonzero(rule.select(selection_view(None, ALL, places=2))).tolist() == [7, 8]
    assert not rule.claim(claim_view(np.full(5, 1e9))).any()


def test_no_false_claim_where_nothing_is_paid():
    assert not build("optimiser").claim(claim_view(np.zeros(7), integrity=0.0)).any()


def test_a_tick_is_filed_where_an_invention_is_not():
    chosen = build("optimiser").claim(claim_view([1000.0] * 3, 20000.0, [1.0, 0.2, 0.02]))
    assert chosen.tolist() == [False, False, True]


def test_a_risky_contract_is_signed_by_the_rich_only():
    offer = {"mean": 100.0, "variance": 400.0 * 100, "mission": 0.0, "least_wealth": 50.0, "risk_aversion": 1.0}
    assert build("optimiser").sign(SigningView(**offer, wealth=1000.0))
    assert not build("optimiser").sign(SigningView(**offer, wealth=0.0))
    assert certainty_equivalent(100.0, 40000.0, 1.0, 150.0, 50.0) == pytest.approx(0.0)
    assert not investor_signs(-1.0, 0.0, 1.0, 100.0, 0.0)


def test_the_risk_multiplier_is_the_slope_of_the_certainty_equivalent():
    mean, variance, step = 100.0, 900.0, 1e-6
    slope = (
        certainty_equivalent(mean * (1 + step), variance * (1 + step) ** 2, 2.0, 40.0, 10.0) - certainty_equivalent(mean, variance, 2.0, 40.0, 10.0)
    ) / (mean * step)
    assert risk_multiplier(mean, variance, 2.0, 40.0, 10.0) == pytest.approx(slope, rel=1e-5)
    assert risk_multiplier(1.0, 1e9, 2.0, 40.0, 10.0) == 0.0


def test_only_a_concave_or_categorical_control_gives_a_u_of_effort():
    # [theory bench T6a] e = b + m0 M(b) with chi .5, m0 1, scale .1: least at .160944, back at the unpaid level at .496511
    stakes = np.linspace(0.0, 1.0, 100001)
    motive = {form: np.array([1 - 0.5 * control(form, b, 0.1) for b in stakes[::100]]) for form in ("none", "linear", "categorical")}
    effort = stakes + 1 - 0.5 * (1 - np.exp(-stakes / 0.1))
    assert control("concave", 0.2, 0.1) == pytest.approx(1 - np.exp(-2.0))
    assert stakes[effort.argmin()] == pytest.approx(0.160944, abs=1e-4)
    assert stakes[np.flatnonzero((effort >= 1.0) & (stakes > 0.2))[0]] == pytest.approx(0.496511, abs=1e-4)
    assert np.all(np.diff(stakes[::100] + motive["linear"]) > 0)
    assert np.all(motive["none"] == 1.0)
    assert motive["categorical"][0] == 1.0
    assert motive["categorical"][1] == 0.5


def test_motivation_moves_towards_its_target_and_trust_shields_it():
    motivation = 1.0
    for _ in range(200):
        motivation = motivation_step(motivation, 0.8, 0.5, 0.0, 0.1, 0.03)
    assert motivation == pytest.approx(0.6)
    assert motivation_step(1.0, 0.8, 0.5, 1.0, 0.1, 0.03) == 1.0
    assert motivation_step(1.0, 0.8, 0.5, 0.0, 0.1, 0.03) == pytest.approx(0.96)


def test_motivation_goes_faster_than_it_comes_back():
    gone = motivation_step(1.0, 1.0, 0.5, 0.0, 0.1, 0.02)
    assert gone == pytest.approx(0.95)
    assert motivation_step(gone, 0.0, 0.5, 0.0, 0.1, 0.02) == pytest.approx(0.951)


@pytest.mark.parametrize("name", PROVIDER_RULES)
def test_every_rule_keeps_to_its_places_and_its_budget_and_says_the_same_twice(name):
    rule = build(name)
    view = selection_view(look(0.7), np.tile(ALL, 5), places=7)
    assert rule.select(view).sum() <= 7
    assert np.array_equal(rule.select(view), rule.select(view))
    work = hours_view(look(0.7), np.tile(ALL, 5), budget=50.0)
    assert rule.hours(work).hours.sum() <= 50.0 * (1 + 1e-9)
    assert np.array_equal(rule.hours(work).hours, rule.hours(work).hours)
    assert rule.hours(hours_view(look(0.7), np.zeros(0, dtype=int))).hours.shape == (2, 0)
    assert "Theory" in (rule.__doc__ or "")


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="Did you mean optimiser"):
        build("optimizer")
