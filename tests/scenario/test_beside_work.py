"""Off benefit without work, ordinary services and workers that leave: from the file to a run and its indicators."""

from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.indicators.run import run_values
from utfall.model.run import run_case
from utfall.scenario import load

OK = Path(__file__).resolve().parents[1] / "broken_scenarios" / "ok.toml"
OFF = """
[outcomes.work]
main = true

[outcomes.off_benefit]
kind     = "state"
title    = "off benefit"
contains = "work"
leaves   = "1 % per month"
returns  = "5 % per month"

[tasks]
coaching        = {}
quick_placement = {}
sanction        = {}

[contract.metrics.off]
kind             = "state_at"
outcome          = "off_benefit"
after_enrolment  = "12 months"

[contract.terms.job]
metric = "off"
"""


@pytest.fixture
def case_file(tmp_path):
    def write(text: str) -> Path:
        (tmp_path / "ok.toml").write_text(OK.read_text())
        path = tmp_path / "mine.toml"
        path.write_text('base = "ok"\n' + text)
        return path

    return write


def test_a_metric_may_count_being_off_benefit_and_sanctions_push_there(case_file):
    found = load(case_file(OFF))
    case = found.case()
    work, off = case.people.outcomes
    assert (off.contains, off.leaves, off.returns) == (0, pytest.approx(0.01), pytest.approx(0.05))
    assert off.entry == work.entry
    sanction = case.people.tasks[2]
    assert sanction.boosts == (0.5, 1.5)
    assert any("without being" in sentence for sentence in found.sentences())


def test_the_run_counts_more_off_benefit_than_in_work(case_file):
    found = load(case_file(OFF + '\n[contract.metrics.worked]\nkind = "state_at"\noutcome = "work"\nafter_enrolment = "12 months"\n')).scaled(200)
    values = run_values(run_case(found.case(), 1))
    assert values["measured_rate.off"].value > values["measured_rate.worked"].value > 0.0


WORKED = """
[contract.metrics.worked]
kind             = "state_at"
outcome          = "work"
after_enrolment  = "12 months"
"""


def test_who_is_paid_for_people_off_benefit_sanctions_and_who_is_paid_for_work_does_not(case_file):
    """Nothing scripts it: a sanction pushes people off benefit, and that is all that the first contract pays for."""

    def hours_and_effect(text):
        run = run_case(load(case_file(text)).scaled(300).case(), 1)
        return dict(zip(run.tasks, run.hours_by_task, strict=True)), run_values(run)["true_effect"].value

    off, effect_off = hours_and_effect(OFF + WORKED)
    work, effect_work = hours_and_effect(OFF.replace('metric = "off"', 'metric = "worked"') + WORKED)
    shut, _ = hours_and_effect(OFF + "[mechanisms]\nthird_state = false\n")
    assert off["sanction"] > 100.0
    assert work["sanction"] == shut["sanction"] == 0.0
    assert work["quick_placement"] > 100.0 > off["quick_placement"]
    assert effect_work > effect_off


def test_what_an_outcome_around_another_may_not_say(case_file):
    wrong = OFF.replace('title    = "off benefit"', 'entry = "3 % per month"').replace('contains = "work"', 'contains = "off_benefit"')
    with pytest.raises(InputError) as caught:
        load(case_file(wrong))
    told = [problem.message for problem in caught.value.problems]
    assert '"off_benefit" contains another outcome; name the innermost one' in told
    assert 'is that of "off_benefit", which it contains; leave it out' in told


def test_leaves_needs_contains(case_file):
    with pytest.raises(InputError, match="says nothing without contains"):
        load(case_file('[outcomes.work]\nleaves = "1 % per month"\n'))


def test_ordinary_services_and_workers_are_read_said_and_counted(case_file):
    text = '[people]\nordinary_service = { hours = "2 hours per month", like = "coaching" }\n[mechanisms]\nturnover = true\n'
    found = load(case_file(text)).scaled(200)
    assert any("its users give up 50 % of that" in sentence for sentence in found.sentences())
    assert any("of the workers leave" in sentence for sentence in found.sentences())
    values = run_values(run_case(found.case(), 1))
    assert 0.8 < values["continuity"].value < 1.0
    assert values["crowding_services"].value >= 0.0


def test_of_a_file_that_says_nothing_of_them_nothing_is_said(case_file):
    said = " ".join(load(case_file('[about]\ntitle = "Other"\n')).sentences())
    assert "workers leave" not in said
    assert "give up" not in said


def test_each_is_told_clause_by_clause_with_what_it_may_cause(case_file):
    text = OFF + '[market]\nopenings = { work = "5 per month" }\n[mechanisms]\nturnover = true\nparticipants = true\n'
    told = {one.key: one for one in load(case_file(text)).told()}
    assert {"market", "outcomes.off_benefit", "mechanisms.turnover", "mechanisms.participants"} <= set(told)
    assert any("displacement" in cause.text for cause in told["market"].may_cause)
