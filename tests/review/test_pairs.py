"""A danger is measured by the contract and the changed contract on the same seeds, and told in words with its interval."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from utfall.experiment.carry_out import carry_out
from utfall.experiment.execute import Hands
from utfall.experiment.request import Request
from utfall.experiment.runner import ModelRunner, versions
from utfall.results.frames import ExperimentResult
from utfall.results.store import open_store
from utfall.review.chosen_hours import with_chosen_hours
from utfall.review.paired import AS_IT_IS, Luck, Measured, measure
from utfall.review.rule import Change, Danger, Found
from utfall.review.static import reviewed
from utfall.review.words import sentences
from utfall.scenario import Scenario, load

SOUND = Path(__file__).with_name("sound.toml")
SIX = {"kind": "sustained", "outcome": "work", "lasts": "6 months", "within": "30 months", "title": "six months in work"}
#: The level without the programme is agreed far below the true one, so that nearly all pay is beside the mark.
AGREED = {
    "contract.metrics.six": SIX | {"compared_with": "alike"},
    "contract.metric": "six",
    "contract.terms.more": {"kind": "cohort_linear", "metric": "six", "price": "EUR 9000 per person", "floor": "EUR 0"},
    "contract.comparisons.alike": {"design": "agreed", "expected": "5 %"},
}
Asked = tuple[Scenario, tuple[Measured, ...], list[Request]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    scenario = load(SOUND).replace(AGREED)
    requests: list[Request] = []
    with open_store(str(tmp_path_factory.mktemp("review") / "runs.sqlite")) as store:
        carried = partial(carry_out, store=store, hands=Hands(ModelRunner(), 1), versions=versions())

        def make(request: Request) -> ExperimentResult:
            requests.append(request)
            return carried(request)

        found = reviewed(scenario)
        spoilt = Change(says="nonsense", settings={"contract.metric": "nobody"})
        wrong = Found(found[0].rule, Danger("contract.metric", "wrong", spoilt))
        none = Found(found[0].rule, Danger("contract.metric", "no way"))
        yield scenario, measure(scenario, (*found, wrong, none), Luck(runs=8, central=True), make), requests


def test_an_agreed_level_far_from_the_truth_is_paid_for_and_people_alike_take_most_of_that_away(asked: Asked) -> None:
    agreed = next(one for one in asked[1] if one.found.rule.id == "agreed_level")
    off, paid, _ = agreed.seen
    assert (off.yardstick.name, paid.yardstick.name) == ("off_the_mark", "payments")
    assert off.before is not None
    assert off.after is not None
    assert off.before > 0.6
    assert off.after < off.before - 0.2
    assert paid.judged == "moves"
    (first, *_) = sentences(agreed)
    assert first.startswith("With 1000 untreated people who resemble them in place of it: share of payments on differences that is too")
    assert ", single runs " in first
    assert "sure in nine runs of ten" in " ".join(sentences(agreed))


def test_the_contract_is_run_once_for_all_changes_and_what_is_taken_for_granted_holds_in_both_of_a_pair(asked: Asked) -> None:
    (request,) = asked[2]
    labels = [variant.label for variant in request.variants]
    assert labels == [AS_IT_IS, "agreed_level:contract.comparisons.alike", "no_time:contract.preparation:as_if", "no_time:contract.preparation"]
    before, after = (variant.scenario for variant in request.variants[2:])
    for scenario in (before, after):
        assert scenario.case().mechanisms.preparation
    (no_time,) = [one for one in asked[1] if one.found.rule.id == "no_time"]
    assert "taken for granted: an agreed level is 20 % too high" in sentences(no_time)[0]


def test_a_change_that_does_not_fit_or_is_not_there_is_said(asked: Asked) -> None:
    wrong, none = asked[1][-2:]
    assert wrong.reason.startswith("the change does not fit this contract: ")
    assert none.reason == "no change of the file takes it away by itself"
    level, reason = sentences(none)
    assert level.startswith("As it is: share of payments on differences that is too much or too little: ")
    assert reason == f"No pair of runs: {none.reason}."


def test_a_danger_that_agreed_hours_hide_is_measured_with_chosen_hours_beside_it(tmp_path: Path) -> None:
    """Help for twelve months, paid on months in work within twelve: what a longer window is worth shows in hours alone."""
    short = load(SOUND).replace({"contract.metrics.months.within": "12 months", "behaviour.providers": "equal_effort", "people.eligible": 200})
    with open_store(str(tmp_path / "runs.sqlite")) as store:
        make = partial(carry_out, store=store, hands=Hands(ModelRunner(), 1), versions=versions())
        luck = Luck(runs=3, central=True)
        (told,) = with_chosen_hours(short, measure(short, reviewed(short), luck, make), luck, make)
    assert told.telling is not None
    assert told.telling.judged == "no change"
    assert told.chosen is not None
    assert any(one.difference.mean for one in told.chosen.seen)
    assert "With providers that choose their hours in both contracts of the pair: " in " ".join(sentences(told))
