"""What every rule of the catalogue promises, and what each does that the others do not."""

from dataclasses import fields, replace

import numpy as np
import pytest

from utfall.base.draws import Purpose, uniforms
from utfall.behaviour.catalogue import PROVIDER_RULES, build
from utfall.behaviour.decisions import LearningRule
from utfall.behaviour.month_view import MonthView, PeersView, StartView
from utfall.behaviour.seen import SEEN
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve
from utfall.behaviour.views import SigningView

from .contracts import CONTRACTS, problem
from .views import claim_view, hours_view, selection_view

ALL = np.tile(np.arange(9), 5)
START = StartView(plan=np.array([1.0, 0.0]), planned_cost=8000.0)
OFFER = SigningView(mean=10.0, variance=4.0, mission=0.0, wealth=10.0, least_wealth=5.0, risk_aversion=1.0)


@pytest.fixture(scope="module")
def look():
    return outlook((solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.7), horizon=24, mission=50.0)),))


def lived(memory, month=12, income=4000.0, luck=0.3, paid=(1.0, 5.0), shares=((1.0, 0.0), (0.0, 1.0))):
    peers = PeersView(paid=np.array(paid), shares=np.array(shares))
    plan = np.array([1.0, 0.0])
    return MonthView(month=month, memory=memory, income=income, planned_cost=8000.0, plan=plan, served=45, peers=peers, luck=luck)


def months(rule, count, **given):
    """What a rule has in mind after so many months alike."""
    memory = rule.start(START)
    for month in range(1, count + 1):
        memory = rule.learn(lived(memory, month=month, **given))
    return memory


@pytest.mark.parametrize("name", PROVIDER_RULES)
def test_the_same_view_and_draws_give_the_same_decision_never_over_budget_or_places(name, look):
    rule = build(name)
    memory = months(rule, 14) if isinstance(rule, LearningRule) else ()
    picked = selection_view(look, ALL, places=7, normal=np.linspace(-1, 1, ALL.size), noise=100.0)
    work = hours_view(look, ALL, budget=50.0, memory=memory, mission=50.0)
    filed = claim_view(np.linspace(0.0, 900.0, 30), integrity=300.0, audit=0.1, penalty=200.0)
    for _ in range(2):
        again = build(name)
        assert np.array_equal(rule.select(picked), again.select(picked))
        assert np.array_equal(rule.hours(work).hours, again.hours(work).hours)
        assert np.array_equal(rule.claim(filed), again.claim(filed))
        assert rule.sign(OFFER) == again.sign(OFFER)
        assert not isinstance(rule, LearningRule) or memory == months(again, 14)
    assert rule.select(picked).sum() <= 7
    assert 0.0 < rule.hours(work).hours.sum() <= 50.0 * (1 + 1e-9)
    assert (rule.hours(work).hours >= 0.0).all()
    assert rule.hours(hours_view(look, np.zeros(0, dtype=int), memory=memory)).hours.shape == (2, 0)
    assert not rule.claim(claim_view(np.zeros(5))).any()


@pytest.mark.parametrize("name", PROVIDER_RULES)
def test_a_rule_says_whose_theory_it_is_what_it_reads_and_what_its_parameters_mean(name):
    kind = PROVIDER_RULES[name]
    text = kind.__doc__
    assert "Theory   " in text
    assert "Reads    " in text
    for one in (field for field in fields(kind) if field.init and field.name != "needs_outlook"):
        line = next(line for line in text.splitlines() if line.strip().startswith(f"{one.name} "))
        assert "(" in line, f"{name}.{one.name} has no unit"
        assert "range" in line, f"{name}.{one.name} has no range"


@pytest.mark.parametrize("view", SEEN, ids=lambda view: view.__name__)
def test_every_field_of_a_view_says_which_measured_column_it_comes_from(view):
    assert set(SEEN[view]) == {field.name for field in fields(view)}


def test_a_satisficer_eases_off_once_income_has_reached_what_it_aspires_to(look):
    rule = build("target_satisficer")
    poor, rich = (hours_view(look, ALL, budget=50.0, memory=months(rule, 12, income=income)) for income in (100.0, 30000.0))
    assert rule.hours(poor).hours.sum() == pytest.approx(50.0, rel=1e-3)
    assert rule.hours(rich).hours.sum() == pytest.approx(25.0, rel=1e-3)


def test_its_aspiration_follows_what_it_earns_and_so_it_wakes_up_again(look):
    rule = build("target_satisficer")
    memory = months(rule, 24, income=30000.0)
    assert memory[0] > 8000.0
    for month in range(25, 28):
        memory = rule.learn(lived(memory, month=month, income=0.0))
    assert rule.hours(hours_view(look, ALL, budget=50.0, memory=memory)).hours.sum() == pytest.approx(50.0, rel=1e-3)


def shares_tried(income_of, seed=1, count=240):
    """Share of the last half of the months in which each mix was drawn."""
    rule, draws = build("adaptive"), uniforms(seed, Purpose.TRIAL, 0, 0, count)
    memory, drawn = rule.start(START), []
    for month in range(1, count + 1):
        memory = rule.learn(lived(memory, month=month, income=income_of(int(memory[-1])), luck=float(draws[month - 1])))
        drawn.append(int(memory[-1]))
    return np.bincount(drawn[count // 2 :], minlength=3) / (count - count // 2)


def test_an_adaptive_provider_comes_to_do_what_money_follows_and_nothing_else_when_none_does():
    # two-sided over 20 draws: mean share of the paid mix against that of the two others, and of the same mix when all pay alike
    paid = np.mean([shares_tried(lambda mix: 9000.0 if mix == 1 else 0.0, seed)[1] for seed in range(20)])
    alike = np.mean([shares_tried(lambda mix: 3000.0, seed)[1] for seed in range(20)])
    assert paid > 0.5
    assert abs(alike - 1 / 3) < 0.15


def test_an_imitator_takes_the_plan_of_the_best_paid_only_where_payments_can_be_known(look):
    rule = build("imitator")
    open_, secret = months(rule, 36), months(rule, 36, paid=(1.0, np.nan))
    assert open_ == pytest.approx((0.125, 0.875))
    assert secret == (1.0, 0.0)
    hours = rule.hours(hours_view(None, ALL, budget=45.0, memory=open_)).hours
    assert hours.sum(axis=1) == pytest.approx([0.125 * 45, 0.875 * 45])


def test_the_naive_gamer_games_by_script_whatever_is_paid():
    rule = build("naive_gamer")
    assert rule.hours(hours_view(None, ALL, budget=45.0)).hours.sum(axis=1) == pytest.approx([9.0, 36.0])
    assert rule.claim(claim_view([0.0, 1.0], integrity=1e9)).tolist() == [False, True]
    assert set(ALL[rule.select(selection_view(None, ALL, places=5))]) == {0}


def test_a_mission_with_need_in_its_weight_chooses_the_hard_and_without_it_the_easy(look):
    def chosen(need_weight):
        own = outlook(
            (solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.9), horizon=36, mission=900.0, need_weight=need_weight)),)
        )
        return ALL[build("mission").select(selection_view(own, ALL, places=10, mission=900.0))].mean()

    assert chosen(0.0) < ALL.mean() < chosen(1.0)


def test_a_rule_is_frozen_and_keeps_nothing():
    for name in PROVIDER_RULES:
        rule = build(name)
        with pytest.raises(AttributeError):
            rule.needs_outlook = True
        assert replace(rule) == rule
