"""Promises of the catalogue's other parties: what each sees is declared, what each says of itself is whole."""

import importlib
import pkgutil
from dataclasses import fields, is_dataclass

import pytest

import utfall.behaviour
from utfall.behaviour.catalogue import AUDITORS, COMMISSIONERS, EVALUATORS, INVESTORS, REFERRERS
from utfall.behaviour.others import Others
from utfall.behaviour.seen import SEEN
from utfall.behaviour.seen_by_others import SEEN_BY_OTHERS, SOURCES
from utfall.scenario.schema.document import COMMISSIONER_RULES, INVESTOR_RULES

ALL = {
    f"{kind}.{name}": rule
    for kind, table in (("r", REFERRERS), ("a", AUDITORS), ("c", COMMISSIONERS), ("i", INVESTORS), ("e", EVALUATORS))
    for name, rule in table.items()
}


def test_every_view_that_any_rule_gets_is_declared_field_by_field():
    found = set()
    for module in pkgutil.walk_packages(utfall.behaviour.__path__, "utfall.behaviour."):
        home = importlib.import_module(module.name)
        found |= {one for name, one in vars(home).items() if name.endswith("View") and isinstance(one, type) and one.__module__ == module.name}
    assert found == set(SEEN) | set(SEEN_BY_OTHERS)


@pytest.mark.parametrize("view", SEEN_BY_OTHERS, ids=lambda view: view.__name__)
def test_every_field_of_a_view_comes_from_something_that_its_party_can_know(view):
    assert set(SEEN_BY_OTHERS[view]) == {field.name for field in fields(view)}
    assert set(SEEN_BY_OTHERS[view].values()) <= set(SOURCES)


@pytest.mark.parametrize("name", ALL)
def test_every_rule_is_frozen_and_names_its_theory_and_what_it_reads(name):
    rule = ALL[name]
    assert is_dataclass(rule)
    assert type(rule).__dataclass_params__.frozen
    said = type(rule).__doc__
    assert "Theory   " in said
    assert "Reads    " in said
    used = [word for word in Others.__slots__ if f"`{word}`" in said]
    assert all(f"`{word}`, " in said or f"`{word}` " in said for word in used)


def test_the_format_knows_every_rule_of_the_catalogue():
    assert tuple(COMMISSIONERS) == COMMISSIONER_RULES
    assert tuple(INVESTORS) == INVESTOR_RULES
