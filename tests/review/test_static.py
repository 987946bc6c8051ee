"""Each rule of advice fires on a contract with its danger and on no sound one, and the change that it names takes the danger away."""

from pathlib import Path
from typing import Any

import pytest

from utfall.review.rule import SEVERITIES
from utfall.review.static import RULES, also_odd, as_if, changed, reviewed, still_found
from utfall.review.yardsticks import YARDSTICKS
from utfall.scenario import Scenario, list_library, load
from utfall.scenario.library import references

SOUND = Path(__file__).with_name("sound.toml")
WORK = {"near": "EUR 4000 per person", "far": "EUR 6000 per person"}
SUSTAINED = {"kind": "sustained", "outcome": "work", "lasts": "6 months", "within": "30 months", "title": "six months in work"}
PER_PERSON = {
    "contract.metrics.six": SUSTAINED,
    "contract.terms.more": {"kind": "outcome", "metric": "six", "price": WORK},
    "contract.metric": "six",
}
COHORT = {
    "contract.metrics.six": SUSTAINED | {"compared_with": "alike"},
    "contract.metric": "six",
    "contract.terms.more": {"kind": "cohort_linear", "metric": "six", "price": "EUR 9000 per person", "floor": "EUR 0"},
    "contract.comparisons.alike": {"design": "agreed", "expected": "30 %"},
}
HOME = {"kind": "state", "title": "in a home", "entry": "2 % per month", "exit": "2 % per month"}
CAPITAL = {
    "investors": {"fund": {"title": "Fund"}},
    "capital": {"need": "EUR 1 million", "holder": "the fund", "tranches": {"loan": {"investor": "fund"}}},
    "subcontract": {"pass_through": "10 %", "terms": {"cost": {"kind": "block", "fee": "EUR 10 000 per month"}}},
}
#: Rule -> what is changed in the sound contract so that it has the danger.
SPOILED: dict[str, dict[str, Any]] = {
    "several_goals": {
        "contract.metric": ["months", "visits"],
        "contract.terms.visit": {"kind": "activity", "metric": "visits", "price": "EUR 50 per hour"},
    },
    "not_the_goal": {"outcomes.home": HOME, "outcomes.work.main": True, "contract.metrics.months.outcome": "home"},
    "activity_alone": {"contract.metric": "visits", "contract.terms.more": {"kind": "activity", "metric": "visits", "price": "EUR 50 per hour"}},
    "one_day": {"contract.metric": "day_90", "contract.terms.more": {"kind": "outcome", "metric": "day_90", "price": WORK}},
    "unaudited_word": PER_PERSON | {"contract.metrics.six.data_source": "provider_report"},
    "own_severity": PER_PERSON | {"contract.assurance.severity": "provider_report"},
    "chosen_measurer": {"contract.assurance.evaluator": "chosen_by_payee"},
    "chosen_day": {
        "contract.metrics.day_90.reported": "when_provider_chooses",
        "contract.metrics.day_90.until": "6 months",
        "contract.metric": "day_90",
        "contract.terms.more": {"kind": "outcome", "metric": "day_90", "price": WORK},
    },
    "own_past": {"contract.comparisons.alike": {"design": "pre_post"}},
    "earlier_years": {"contract.comparisons.alike": {"design": "historical", "people": 1000}},
    "agreed_level": COHORT,
    "model_error": {"contract.comparisons.alike": {"design": "predicted", "error": 0.1}},
    "few_people": {"contract.comparisons.alike.people": 40},
    "no_comparison": {"contract.terms.more": {"kind": "outcome", "metric": "six", "price": "EUR 4000 per person"}, "contract.metrics.six": SUSTAINED},
    "who_is_counted": {"contract.metrics.months.among": "completed"},
    "ends_with_the_help": {"contract.metrics.months.within": "12 months"},
    "late_starters": {"contract.limits.last_payment_month": 36},
    "provider_selects": {"contract.service.who_selects": "provider", "people.places": 200},
    "may_refuse": {"contract.service.may_refuse": True},
    "prices_against_need": PER_PERSON | {"contract.terms.more": {"kind": "outcome", "metric": "six", "price": "EUR 5000 per person"}},
    "mixed_groups": PER_PERSON
    | {f"people.groups.{group}.need_spread": 1.5 for group in ("near", "far")}
    | {"people.places": 200, "providers.bridge.places": 200},
    "waits_for_money": {"providers.bridge.reserves": "EUR 20 000"},
    "beyond_reserves": {
        "contract.metrics.six": SUSTAINED,
        "contract.terms.fine": {"kind": "penalty", "metric": "six", "below": "50 %", "pays": "EUR 3 million"},
    },
    "nothing_felt": CAPITAL | {"contract.terms.more.payee": "holder"},
    "all_or_nothing": {"contract.terms.more": {"kind": "cohort_threshold", "metric": "months", "change": "10 %", "pays": "EUR 400 000"}},
    "looks_short": {"payers.town.horizon": "12 months", "contract.signing": "decided"},
    "another_purse": {"payers.town.purse": "society", "values.benefit.falls_on": "state"},
    "secret": {"contract.open": False},
    "unseen": {"outcomes.home": HOME, "outcomes.work.main": True},
    "no_time": COHORT,
    "adviser_with_a_stake": {"contract.preparation": {"adviser": "with_a_stake", "takes": "6 months"}, "mechanisms.preparation": True},
    "dear_to_set_up": CAPITAL | {"capital.fees": {"manager": {"to": "fund", "set_up": "EUR 300 000"}}},
}

#: Rule -> what looks like the danger and is none.
HARMLESS: dict[str, dict[str, Any]] = {
    "several_goals": PER_PERSON
    | {"contract.metric": ["months", "six"]}
    | {"contract.terms.also": {"kind": "cohort_linear", "metric": "months", "price": "EUR 800 per month", "floor": "EUR 0"}},
    "not_the_goal": {"outcomes.home": HOME, "outcomes.work.main": True},
    "activity_alone": {
        "contract.metric": ["months", "visits"],
        "contract.terms.visit": {"kind": "activity", "metric": "visits", "price": "EUR 50 per hour"},
    },
    "one_day": PER_PERSON | {"contract.terms.more": {"kind": "outcome", "metric": "six", "price": WORK}, "contract.steering": ["day_90"]},
    "unaudited_word": PER_PERSON | {"contract.metrics.six.data_source": "provider_report", "contract.assurance.audit": "20 %"},
    "own_severity": {"contract.assurance.severity": "register"},
    "chosen_measurer": {"contract.assurance.evaluator": "independent"},
    "chosen_day": {"contract.metrics.day_90.reported": "when_provider_chooses", "contract.metrics.day_90.until": "6 months"},
    "own_past": {"contract.comparisons.alike": {"design": "pre_post"}, "contract.comparisons.others": {"design": "matched", "people": 1000}}
    | {"contract.metrics.months.compared_with": "others"},
    "agreed_level": {"contract.comparisons.guess": {"design": "agreed", "expected": "30 %"}},
    "earlier_years": {"contract.comparisons.alike": {"design": "historical", "expected": "30 %"}}
    | {
        "contract.metrics.six": SUSTAINED | {"compared_with": "alike"},
        "contract.metric": "six",
        "contract.terms.more": {"kind": "cohort_linear", "metric": "six", "price": "EUR 9000 per person", "floor": "EUR 0"},
    },
    "model_error": {"contract.comparisons.alike": {"design": "predicted", "error": 0.0}},
    "few_people": {"contract.comparisons.alike.people": 400},
    "no_comparison": {"contract.metrics.six": SUSTAINED},
    "who_is_counted": {"contract.metrics.months.among": "enrolled"},
    "ends_with_the_help": {"contract.metrics.months.within": "14 months"},
    "late_starters": {"contract.limits.last_payment_month": 44},
    "provider_selects": {"contract.service.who_selects": "random", "people.places": 200},
    "may_refuse": {"contract.service.may_refuse": False},
    "prices_against_need": PER_PERSON,
    "mixed_groups": {f"people.groups.{group}.need_spread": 1.5 for group in ("near", "far")} | {"people.places": 200, "providers.bridge.places": 200},
    "waits_for_money": {
        "providers.bridge.reserves": "EUR 20 000",
        "contract.terms.start": {"kind": "block", "fee": "EUR 10 000 per month"},
    },
    "beyond_reserves": {
        "contract.metrics.six": SUSTAINED,
        "contract.terms.fine": {"kind": "penalty", "metric": "six", "below": "50 %", "pays": "EUR 1 million"},
    },
    "nothing_felt": CAPITAL | {"contract.terms.more.payee": "holder", "subcontract.pass_through": "40 %"},
    "all_or_nothing": {
        "contract.terms.more": {"kind": "cohort_tiers", "metric": "months"} | {"tiers": {"low": {"at_least": "5 %", "pays": "EUR 1"}}}
    },
    "looks_short": {"payers.town.horizon": "60 months", "contract.signing": "decided"},
    "another_purse": {"payers.town.purse": "state", "values.benefit.falls_on": "state"},
    "secret": {"contract.open": True},
    "unseen": {"outcomes.home": HOME, "outcomes.work.main": True}
    | {"contract.metrics.home": {"kind": "state_at", "outcome": "home", "after_enrolment": "12 months"}, "contract.steering": ["home"]},
    "no_time": COHORT | {"contract.preparation": {"takes": "6 months"}, "mechanisms.preparation": True},
    "adviser_with_a_stake": {"contract.preparation": {"adviser": "independent", "takes": "6 months"}, "mechanisms.preparation": True},
    "dear_to_set_up": CAPITAL | {"capital.fees": {"manager": {"to": "fund", "set_up": "EUR 50 000"}}},
}


@pytest.fixture(scope="module")
def sound() -> Scenario:
    return load(SOUND)


def names(scenario: Scenario) -> list[str]:
    return [one.rule.id for one in reviewed(scenario)]


def test_no_rule_finds_a_danger_in_a_sound_contract(sound: Scenario) -> None:
    assert names(sound) == []


def test_every_rule_has_a_contract_with_its_danger() -> None:
    assert set(SPOILED) == set(HARMLESS) == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", SPOILED)
def test_a_rule_finds_its_danger_and_the_change_takes_it_away(rule: str, sound: Scenario) -> None:
    spoiled = sound.replace(SPOILED[rule])
    found = [one for one in reviewed(spoiled) if one.rule.id == rule]
    assert len(found) == 1, names(spoiled)
    assert found[0].danger.change is not None, found[0].danger.text
    better = changed(spoiled, found[0].danger.change)
    better.case()
    assert not still_found(found[0], better)
    assert still_found(found[0], as_if(spoiled, found[0].danger.change))


@pytest.mark.parametrize("rule", HARMLESS)
def test_a_rule_is_silent_where_something_only_looks_like_its_danger(rule: str, sound: Scenario) -> None:
    assert rule not in names(sound.replace(HARMLESS[rule]))


#: Case of the library -> rules that must find in it what the case is there to teach.
LESSONS = {
    "ae_four_hour": {"unaudited_word", "one_day"},
    "climate_bond": {"own_past"},
    "climate_bond:own_word": {"unaudited_word"},
    "den_sociale_investeringsfond": {"no_comparison", "all_or_nothing"},
    "fair_chance": {"several_goals"},
    "first_steps": {"provider_selects"},
    "innovation_fund": {"several_goals", "unaudited_word"},
    "jtpa": {"chosen_day", "provider_selects"},
    "peterborough": {"all_or_nothing"},
    "rikers_able": {"earlier_years", "all_or_nothing"},
    "team_nystart": {"ends_with_the_help"},
    "transforming_rehabilitation": {"earlier_years", "all_or_nothing"},
    "troubled_families": {"unaudited_word", "no_comparison"},
    "tyhy_sib": {"own_past", "not_the_goal"},
    "tyo_sib": {"model_error"},
    "utah_preschool": {"agreed_level"},
    "utfallsfonden": {"earlier_years"},
    "utfallslabb": {"looks_short"},
    "work_programme": {"mixed_groups", "no_comparison"},
}


@pytest.mark.parametrize("case", LESSONS)
def test_what_a_case_of_the_library_teaches_is_found_in_it(case: str) -> None:
    assert set(names(load(case))) >= LESSONS[case]


@pytest.mark.parametrize(("case", "rule"), [("troubled_families:register", "unaudited_word"), ("jtpa:exit_on_the_day", "chosen_day")])
def test_a_variant_that_mends_the_lesson_is_not_told_of_it(case: str, rule: str) -> None:
    assert rule not in names(load(case))


def test_audits_that_find_next_to_nothing_are_said_with_what_they_find_and_that_the_payee_ticks_the_list() -> None:
    (word,) = [one for one in reviewed(load("troubled_families")) if one.rule.id == "unaudited_word"]
    assert word.danger.text == (
        "a family turned round: reported by those who are paid for it, who tick the list themselves, and audits find 1 % of false claims"
    )
    assert word.danger.change is not None
    assert word.danger.change.says == "a register in place of the list"
    dear = load(SOUND).replace(SPOILED["unaudited_word"] | {"contract.assurance.audit": "5 %", "contract.assurance.detection": "50 %"})
    (seldom,) = [one for one in reviewed(dear) if one.rule.id == "unaudited_word"]
    assert seldom.danger.text.endswith("audits find 2.5 % of false claims")
    assert seldom.danger.change is not None
    assert seldom.danger.change.says == "40 % of claims audited"


def test_an_end_of_service_that_the_provider_picks_is_told_where_it_is_paid_on() -> None:
    (day,) = [one for one in reviewed(load("jtpa")) if one.rule.id == "chosen_day"]
    assert day.danger.key == "contract.service.end_reported_within"


def test_the_page_on_reviews_has_every_rule() -> None:
    page = (SOUND.parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    for rule in RULES:
        row = f"| `{rule.id}` | {rule.topic} | {rule.severity} | {rule.find.__doc__} | `{rule.source}` |"
        assert row in page, "write this row into docs/review.md"
    assert page.count("\n| `") == len(RULES)


def test_every_rule_names_a_source_a_severity_and_yardsticks_that_there_are() -> None:
    known = references(SOUND.parent)
    for rule in RULES:
        assert rule.source in known, rule.id
        assert rule.severity in SEVERITIES
        assert rule.looks_at
        assert set(rule.looks_at) <= set(YARDSTICKS), rule.id
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("name", [f"{entry.id}{variant}" for entry in list_library() for variant in ("", *(f":{id_}" for id_, _ in entry.variants))])
def test_in_the_library_each_change_can_be_made_and_takes_its_danger_away(name: str) -> None:
    scenario = load(name)
    for one in reviewed(scenario):
        if one.danger.change is not None:
            better = changed(scenario, one.danger.change)
            better.case()
            assert not still_found(one, better), one.name


def test_the_gravest_comes_first_and_no_warning_is_told_twice() -> None:
    scenario = load("innovation_fund")
    found = reviewed(scenario)
    order = [SEVERITIES.index(one.rule.severity) for one in found]
    assert order == sorted(order)
    told = {one.danger.text for one in found}
    assert not [problem for problem in also_odd(scenario, found) if problem.message in told]
    assert any(problem.message.startswith("several small steps") for problem in also_odd(scenario, found))
