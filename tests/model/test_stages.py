"""Tasks for people who are in, or out of, an outcome as workers record it: hours, wrong records, both planners, what is told."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, DRILL, PLACING, TEACHING, case, lived
from utfall.model.model import ContractModel
from utfall.model.tracing.person import trace_person
from utfall.model.tracing.provider import trace_provider
from utfall.scenario import load
from utfall.scenario.people_in_words import people_sentences

TASKS = (replace(COACHING, while_out_of=0), PLACING, replace(TEACHING, while_in=0), DRILL)
IN_AND_OUT = {"tasks": TASKS, "paid": ("sustained",), "amount": 6000.0}


def hours_by_state(model: ContractModel, task: int) -> np.ndarray:
    """Hours of a task over the run, (out, in) by the true state before each month."""
    found = np.zeros(2)
    while model.month < model.case.months:
        model.step()
        before = model.people.history[0, model.month - 1] > 0
        if model.hours.size:
            given = model.hours[task]
            found += [float(given[~before[model.rosters.ids]].sum()), float(given[before[model.rosters.ids]].sum())]
    return found


@pytest.mark.parametrize("rule", ["optimiser", "equal_effort", "adaptive"])
def test_each_stage_gets_its_hours_and_no_other(rule):
    made = case(rule=rule, mechanisms=ALL_OFF, **IN_AND_OUT)
    out, inside = hours_by_state(ContractModel(made, 1), 0), hours_by_state(ContractModel(made, 1), 2)
    assert out[0] > 0.0
    assert out[1] == 0.0
    assert inside[0] == 0.0
    assert inside[1] > 0.0 or rule == "optimiser"
    assert hours_by_state(ContractModel(case(rule=rule, mechanisms=ALL_OFF, paid=("sustained",), amount=6000.0), 1), 0)[1] > 0.0


def test_where_workers_are_wrong_the_wrong_stage_gets_about_as_many_hours_as_they_are_wrong():
    made = case(rule="equal_effort", eligible=400, mechanisms=replace(ALL_OFF, noise=True), **IN_AND_OUT)
    out = hours_by_state(ContractModel(made, 1), 0)
    wrong, served = out[1], out.sum()
    assert 0.0 < wrong < 0.02 * served  # workers err in 2 % of months, and fewer than half of the months are in work


def test_a_run_in_which_no_task_asks_for_a_state_keeps_every_bit():
    plain = case(paid=("sustained",))
    assert not ContractModel(plain, 1).stages.asked
    assert lived(plain).shut.size == 0


def test_what_is_shut_is_told():
    made = case(mechanisms=ALL_OFF, **IN_AND_OUT)
    said = people_sentences(made.people, made.mechanisms)
    assert 'Coaching is given only to people who are not "in work", as workers record it.' in said
    assert 'Language teaching is given only to people who are "in work", as workers record it.' in said
    person = trace_person(ContractModel(made, 1), 3)
    served = [one.words for one in person.happened if one.words.startswith("Served")]
    assert served
    assert all("Not open, for the state that workers record: " in text for text in served)
    provider = trace_provider(ContractModel(made, 1), "provider_1")
    assert any("not open to it this month: " in reason for month in provider.months for reason in month.reasons)


SUPPORT = {"title": "support at home", "builds": {"life": 0.06, "school": 0.02}, "half_way": "2.5 hours per month", "while_in": "home"}
STAGES = {
    "tasks.walking_alongside.while_out_of": "home",
    "tasks.support_at_home": SUPPORT,
    "providers.team.plan": {"walking_alongside": "44 %", "support_at_home": "44 %", "special_teaching": "12 %"},
}


def test_two_stages_get_the_share_that_the_plan_gives_each():
    made = load("team_nystart").replace(STAGES).case()
    made = replace(made, mechanisms=replace(made.mechanisms, noise=False))
    names = [task.id for task in made.people.tasks]
    before = hours_by_state(ContractModel(made, 1), names.index("walking_alongside"))
    after = hours_by_state(ContractModel(made, 1), names.index("support_at_home"))
    assert before[0] > 0.0
    assert after[1] > 0.0
    assert before[1] == after[0] == 0.0
