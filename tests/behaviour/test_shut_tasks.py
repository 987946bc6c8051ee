"""Tasks that are given only while in, or out of, an outcome: no rule gives an hour where one is shut, and tables plan with it."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.behaviour.catalogue import PROVIDER_RULES, build
from utfall.behaviour.decisions import LearningRule
from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.problem import IN, OUT
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.reference import Judge, best_month

from .contracts import CONTRACTS, SERVICE, problem, tasks
from .policy import people, stake
from .test_promises import months
from .views import hours_view

WHO = np.tile(np.arange(9), 5)
SHUT = np.stack([np.arange(45) % 2 == 0, np.arange(45) % 3 == 0])


@pytest.fixture(scope="module")
def look():
    return outlook((solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.7), horizon=24, mission=50.0)),))


@pytest.mark.parametrize("least", [0.0, 1.0])
@pytest.mark.parametrize("name", PROVIDER_RULES)
def test_no_rule_gives_an_hour_of_a_task_that_is_shut_to_a_person(name, least, look):
    rule = build(name)
    memory = months(rule, 14) if isinstance(rule, LearningRule) else ()
    view = hours_view(look, WHO, budget=80.0, memory=memory, mission=50.0, least=least, plan=np.array([0.5, 0.5]))
    hours = rule.hours(replace(view, shut=SHUT)).hours
    assert (hours[SHUT] == 0.0).all()
    assert 0.0 < hours.sum() <= 80.0 * (1 + 1e-9)
    assert (rule.hours(view).hours[SHUT] > 0.0).any()
    nobody = np.zeros_like(SHUT)
    assert np.array_equal(rule.hours(replace(view, shut=nobody)).hours, rule.hours(view).hours)


def test_the_least_hours_are_made_up_by_the_tasks_of_the_plan_that_are_open(look):
    view = hours_view(look, WHO, budget=1e6, least=3.0, plan=np.array([0.5, 0.5]), mission=0.0, wage=1e5, shut=SHUT)
    hours = build("optimiser").hours(view).hours
    both = SHUT.all(axis=0)
    assert hours.sum(axis=0)[~both] == pytest.approx(3.0)
    assert (hours.sum(axis=0)[both] == 0.0).all()


@pytest.mark.parametrize("only", [IN, OUT])
def test_tables_of_a_task_for_one_state_reach_what_brute_force_reaches(only):
    """Gain share of the production rule against dynamic programming for one person whose coaching is shut in the other state."""
    given = replace(tasks(), only=np.array([only, 0], dtype=np.int8))
    streams, wage, gained, attainable, blind = CONTRACTS["sustained 12"], 20.0, 0.0, 0.0, 0.0
    for number, need in ((0, -1.5), (2, 0.0), (4, 1.5)):
        judge = Judge(streams, need, wage, nodes=25, builds=17, pushes=9)
        nothing = judge.unserved()
        attainable += _optimum(judge, only) - nothing
        gained += judge.under(_rule(judge, solve(problem(streams, wage, tasks=given)), number, only)) - nothing
        blind += judge.under(_rule(judge, solve(problem(streams, wage)), number, only)) - nothing
    assert gained / attainable >= 0.95
    assert gained >= blind - 1e-9


def test_what_is_shut_in_one_state_is_worth_less_than_what_is_open_and_more_than_nothing():
    worth = {}
    for name, only in (("open", None), ("in", np.array([IN, 0])), ("out", np.array([OUT, 0])), ("neither", np.array([IN, OUT]))):
        made = replace(tasks(), only=None if only is None else only.astype(np.int8))
        money, _, hours = solve(problem(CONTRACTS["sustained 12"], 20.0, tasks=made)).start_values()[0, 2]
        worth[name] = money - 20.0 * hours
    bare = replace(tasks(), builds=np.zeros((2, 1)))
    money, _, hours = solve(problem(CONTRACTS["sustained 12"], 20.0, tasks=bare)).start_values()[0, 2]
    assert worth["open"] > max(worth["in"], worth["out"])
    assert min(worth["in"], worth["out"]) > money - 20.0 * hours


def _optimum(judge, only):
    none = np.zeros(1)

    def month_value(month, ahead, follow, pay):
        if month > SERVICE:
            return best_month(ahead, follow, pay, judge.p, none, none, judge.k)
        open_ = best_month(ahead, follow, pay, judge.p, judge.builds, judge.pushes, judge.k)
        shut = best_month(ahead, follow, pay, judge.p, none, judge.pushes, judge.k)
        inside = np.arange(3)[:, None, None] > 0
        return np.where(inside == (only == IN), open_, shut)

    return judge._sweep(month_value)


def _rule(judge, table, need_class, only):
    """The production rule at every state of the judge's grid, coaching shut in the other state."""
    look, shape = outlook((table,)), (3, len(judge.found), judge.k.size)
    state, combination, node = (a.ravel() for a in np.indices(shape))
    progress = np.array(judge.found, dtype=np.int16)[combination].T
    shut = np.stack([(state > 0) != (only == IN), np.zeros(state.size, dtype=bool)])

    def policy(month):
        who = people(month, state, need_class, progress, judge.k[node])
        hours, _ = caseload_hours(who, look.stack, look.tasks, stake(20.0), shut)
        return hours[0].reshape(shape), hours[1].reshape(shape)

    return policy


def test_the_least_hours_are_not_made_up_by_a_task_whose_months_are_over():
    lasting = replace(tasks(), lasts=np.array([6, 9999]))
    look = outlook((solve(problem(CONTRACTS["sustained 6"], 20.0, need_classes(0.0, 1.0, 0.7), tasks=lasting)),))
    given = {"budget": 1e6, "least": 3.0, "plan": np.array([0.6, 0.4]), "wage": 1e5}
    month = np.tile([6, 7, 12], 15)
    hours = build("optimiser").hours(hours_view(look, WHO, month=month, **given)).hours
    assert hours.sum(axis=0) == pytest.approx(3.0)
    assert hours[0, month == 6] == pytest.approx(1.8)
    assert (hours[0, month > 6] == 0.0).all()
