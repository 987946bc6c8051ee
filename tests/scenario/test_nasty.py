"""A contract that is legal and that nobody should sign: it is accepted, and every odd clause is told."""

from pathlib import Path

import pytest

from utfall.base.errors import InputError
from utfall.contract.sentences import contract_told
from utfall.scenario import check, load

NASTY = Path(__file__).with_name("nasty.toml")
#: Keys whose clause is odd, each with a few words of what is said of it.
TOLD = {
    "payers.town.purse": "never saves anything",
    "capital.tranches": "tranches sum to",
    "contract.length": "counted as 1 month",
    "contract.open": "secret",
    "contract.metrics.calm_day": "one success, two payments",
    "contract.metrics.calm_day.among": "people who drop out are not counted",
    "contract.metrics.calm_day.data_source": "no claim is audited",
    "contract.metrics.calm_day.reported": "the provider picks the date",
    "contract.comparisons.before": "join at a bad moment",
    "contract.terms.calm.price": "a price of 0",
    "contract.terms.calm_too.price": "over the limit per person",
    "contract.terms.all_or_nothing": "all or nothing",
    "contract.terms.league": "a tournament of one",
    "contract.terms.calm_again.groups": "for no group",
    "contract.terms.noise": "pays for activity",
    "contract.terms.take_back.if_lost_within": "longer than the contract",
    "contract.review.rule": "it pays to hold back",
    "contract.service.who_selects": "easy cases pay best",
    "contract.limits.total": "a total of 0",
    "behaviour.override.mission_weight": "not comparable with other cases",
}


def test_a_nasty_contract_is_valid_and_each_odd_clause_is_told() -> None:
    problems = check(NASTY)
    assert [problem for problem in problems if problem.level == "error"] == []
    told = [str(problem) for problem in problems]
    assert [key for key, words in TOLD.items() if not any(f" {key}: " in text and words in text for text in told)] == []


def test_each_clause_of_a_nasty_contract_is_said() -> None:
    contract = load(NASTY).case().contract
    said = {row.key for row in contract_told(contract)}
    assert {f"contract.terms.{term.id}" for term in contract.in_force} <= said
    assert {"capital", "contract.limits", "contract.assurance", "contract.review", "contract.service"} <= said


@pytest.mark.parametrize("key", ["payers.town.horizon", "contract.metrics.calm_day.after_enrolment", "contract.terms.calm_too.steps.a.lasts"])
def test_a_time_of_less_than_half_a_month_is_refused(key: str) -> None:
    with pytest.raises(InputError, match="shorter than half a month"):
        load(NASTY).replace({key: "10 days"})


def test_a_reporting_window_of_the_service_is_that_of_a_metric_without_one_of_its_own() -> None:
    scenario = load(NASTY).replace({"contract.service.reporting": "3 months"})
    said = next(row for row in contract_told(scenario.case().contract) if row.key == "contract.terms.calm")
    assert "in the 3 months that begin 1 month after enrolment" in said.sentences[0]
