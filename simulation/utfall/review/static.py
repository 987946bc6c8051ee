"""A review without a run: every rule of advice asked of a contract, and what `check` finds odd beside them."""

from collections.abc import Mapping
from dataclasses import replace

from utfall.base.errors import Problem
from utfall.review.advice import baseline, goal, horizon, openness, risk, selection, setting_up, window
from utfall.review.facts import Facts
from utfall.review.rule import SEVERITIES, Change, Found, Rule
from utfall.scenario import Scenario
from utfall.scenario.compose import with_sets
from utfall.scenario.layers import leave_out
from utfall.scenario.scenario import validated

#: Every rule, in the order in which a contract is read.
RULES: tuple[Rule, ...] = (
    *goal.RULES,
    *baseline.RULES,
    *window.RULES,
    *selection.RULES,
    *risk.RULES,
    *horizon.RULES,
    *openness.RULES,
    *setting_up.RULES,
)


def reviewed(scenario: Scenario) -> tuple[Found, ...]:
    """Every danger that a rule finds, gravest first, then in the order of the rules."""
    facts = Facts(scenario)
    found = [Found(rule, danger) for rule in RULES for danger in rule.find(facts)]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.rule.severity)))


def also_odd(scenario: Scenario, found: tuple[Found, ...]) -> tuple[Problem, ...]:
    """What `check` warns of and no rule has told already."""
    told = {one.danger.text for one in found}
    keys = {key for one in found for key in one.danger.covers}
    return tuple(problem for problem in scenario.warnings if problem.message not in told and problem.key not in keys)


def changed(scenario: Scenario, change: Change) -> Scenario:
    """The scenario with a change; raises InputError where it cannot be made."""
    return _with(as_if(scenario, change), change.settings, change.without)


def as_if(scenario: Scenario, change: Change) -> Scenario:
    """The scenario with what a change takes for granted of both."""
    return _with(scenario, change.as_if, ()) if change.as_if else scenario


def _with(scenario: Scenario, settings: Mapping[str, object], without: tuple[str, ...]) -> Scenario:
    layers = scenario.layers
    present = [path for path in without if layers.get(tuple(path.split("."))) is not None]
    if present:
        layers, _ = leave_out(layers, present, ("without",))
    return validated(replace(scenario, layers=with_sets(layers, settings, "review")))


def still_found(one: Found, scenario: Scenario) -> bool:
    """Whether a rule still finds the danger at the same key."""
    return any(danger.key == one.danger.key for danger in one.rule.find(Facts(scenario)))
