"""Who says which pay group a person is in: from the file to the sentence, the consequence and the warning."""

from tests.scenario.test_kinds import composed, told

FILE = """
[contract.assurance]
severity = "provider_report"
audit    = "20 %"
penalty  = "EUR 500"
"""
WARNING = "contract.assurance.severity: the pay group is recorded by those it pays; expect more people in the groups that pay more"


def said(scenario):
    return " ".join(scenario.sentences()).replace("\u202f", " ")


def test_sentence_and_warning_say_that_the_group_is_recorded_by_those_it_pays(tmp_path):
    scenario = composed(tmp_path, FILE)
    assert scenario.case().contract.assurance.severity == "provider_report"
    text = "Providers record which pay group each person is in; 20 % of new records are audited; an audit finds 100 % of the false ones"
    assert f"{text}, which are put right, at a penalty of EUR 500." in said(scenario)
    assert WARNING in [f"{problem.key}: {problem.message}" for problem in scenario.warnings]


def test_no_audit_is_said_and_the_register_says_nothing(tmp_path):
    assert "Providers record which pay group each person is in, and no record is audited." in said(composed(tmp_path, FILE.replace("20 %", "0 %")))
    scenario = composed(tmp_path, FILE.replace("provider_report", "register"))
    assert "which pay group" not in said(scenario)
    assert not [problem for problem in scenario.warnings if "severity" in str(problem.key)]


def test_another_word_is_refused_with_those_that_may_stand_there(tmp_path):
    found = told(tmp_path, FILE.replace("provider_report", "survey"))
    assert any('"survey" is not one of: register, provider_report' in line for line in found)
