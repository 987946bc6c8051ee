"""A rule of one's own from a file: the example of the documentation runs, and every fault is told in words."""

import re
from pathlib import Path

import pytest

from utfall.base.errors import SimulationError, UsageError
from utfall.model.model import ContractModel
from utfall.scenario import load
from utfall.scenario.own_rules import OwnRules, own_rules_of_file, own_rules_of_objects

from .calling import utfall

PAGE = Path(__file__).parents[2] / "docs" / "add-a-behaviour.md"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The file of the documentation's page."""
    path = tmp_path_factory.mktemp("own") / "mine.py"
    path.write_text(re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)[1])
    return path


def test_the_example_is_short_and_runs_for_every_provider(example):
    assert len(example.read_text().splitlines()) <= 30
    scenario = load("koto_sib").scaled(300).with_rules(own_rules_of_file(example))
    model = ContractModel(scenario.case(), 1).run()
    assert {type(provider.rule).__name__ for provider in model.providers} == {"LeastHelpedFirst"}
    received = model.people.columns.hours.sum(axis=0)[model.people.enrol_month > 0]
    assert received.max() > 0.0
    plain = ContractModel(load("koto_sib").scaled(300).with_rules(own_rules_of_objects({"*": model.providers[0].rule})).case(), 1).run()
    assert (plain.people.columns.hours == model.people.columns.hours).all()


def test_what_the_file_says_is_part_of_the_identity_of_a_run(example, tmp_path):
    scenario = load("koto_sib")
    other = tmp_path / "other.py"
    other.write_text(example.read_text().replace("4.0", "5.0"))
    prints = {scenario.fingerprint, *(scenario.with_rules(own_rules_of_file(path)).fingerprint for path in (example, other))}
    assert len(prints) == 3
    assert scenario.with_rules(own_rules_of_file(example)).fingerprint in prints


RULE = "class R:\n    needs_outlook = False\n"
METHODS = {name: f"    def {name}(self, view): return None\n" for name in ("sign", "select", "hours", "claim")}
FAULTS = {
    "": "has no rule",
    "def": "invalid syntax",
    "import no_such_thing\n": "ModuleNotFoundError",
    RULE + METHODS["hours"]: "class R has no method sign",
    RULE + "".join(METHODS.values()).replace("hours(self, view)", "hours(self)"): "R.hours must take one view",
    RULE + "".join(METHODS.values()) + "    def __init__(self, size): pass\n": "cannot be made without arguments",
    "class R:\n" + "".join(METHODS.values()): "does not say needs_outlook",
    RULE + "".join(METHODS.values()) + RULE.replace("R", "S") + "".join(METHODS.values()): "say which",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_faulty_file_is_told_in_words(text, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(text)
    with pytest.raises(UsageError, match=re.escape(FAULTS[text])):
        load("koto_sib").with_rules(own_rules_of_file(path))


def test_on_the_command_line_it_is_one_line_and_leaves_with_2(tmp_path):
    (tmp_path / "mine.py").write_text("import no_such_thing\n")
    done = utfall("run", "koto_sib", "--plugin", "mine.py", "--runs", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "ModuleNotFoundError" in done.stderr


def test_a_rule_that_gives_more_hours_than_it_has_ends_the_run_with_the_reason(example):
    text = example.read_text().replace("min(self.a_head, left)", "self.a_head")
    scenario = load("koto_sib").scaled(300).with_rules(OwnRules("mine.py", text))
    with pytest.raises(SimulationError, match="its rule gave"):
        ContractModel(scenario.case(), 1).run()


def test_a_missing_file_and_a_missing_name_are_told(example, tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        own_rules_of_file(tmp_path / "none.py")
    named = load("koto_sib", sets=["behaviour.providers=own:most_helped_first"])
    with pytest.raises(UsageError, match="--plugin FILE"):
        ContractModel(named.scaled(300).case(), 1)
    with pytest.raises(UsageError, match="no rule"):
        ContractModel(named.scaled(300).with_rules(own_rules_of_file(example)).case(), 1)
