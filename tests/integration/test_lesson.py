"""What docs/teaching.md tells a class holds: each clause does to creaming and parking what the page says, and its three people are who it says."""

from pathlib import Path

import pytest

import utfall
from utfall.experiment.api import How
from utfall.experiment.one_run import model_of
from utfall.model.tracing import trace_person

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "teaching.md").read_text(encoding="utf-8")
TOWN = utfall.load("first_steps")
LOTTERY = TOWN.replace({"contract.service.who_selects": "random"})
CONTRACTS = {
    "chooses": TOWN,
    "lottery": LOTTERY,
    "two_hours": LOTTERY.replace({"contract.service.minimum_hours": "2 hours per month"}),
    "dear": TOWN.replace({"contract.terms.job.price": "SEK 80 000 per person"}),
}
#: The first ten of the fifty seeds of the page, whose bands of 90 % of runs are the bounds below.
SEEDS = 10


@pytest.fixture(scope="module")
def means(tmp_path_factory):
    """Contract -> indicator -> mean over the seeds."""
    store = str(tmp_path_factory.mktemp("lesson") / "lesson.sqlite")
    result = utfall.compare(list(CONTRACTS.values()), runs=SEEDS, seed=1, how=How(point=True, store=store))
    return {name: {key: summary.mean for key, summary in v.summaries.items()} for name, v in zip(CONTRACTS, result.main, strict=True)}


def test_the_provider_that_chooses_creams_and_parks_and_most_would_have_come_anyway(means):
    chooses = means["chooses"]
    assert 24 < chooses["paid_for"] < 40
    assert 1 < chooses["caused_at_12_enrolled"] < 4
    assert 0.79 < chooses["deadweight_share"] < 0.92
    assert 0.22 < chooses["creaming"] < 0.31
    assert 0.24 < chooses["parking"] < 0.30


def test_a_lottery_ends_creaming_and_feeds_parking(means):
    assert means["lottery"]["creaming"] is None
    assert 0.35 < means["lottery"]["parking"] < 0.41
    assert means["lottery"]["paid_for"] < means["chooses"]["paid_for"] - 1


def test_two_promised_hours_end_parking_and_the_money_buys_more(means):
    assert means["two_hours"]["parking"] == 0.0
    assert means["two_hours"]["placement_share"] < 0.01
    assert means["two_hours"]["effect_years_per_million"] > 1.2 * means["lottery"]["effect_years_per_million"]


def test_twice_the_price_ends_parking_and_feeds_creaming(means):
    assert means["dear"]["parking"] < 0.03
    assert 0.35 < means["dear"]["creaming"] < 0.45
    assert 1.8 < means["dear"]["payments"] / means["chooses"]["payments"] < 2.3


@pytest.mark.parametrize(
    ("number", "fifth", "outcome", "paid"),
    [
        (11, "easiest fifth", "29.7 full-time months of the follow-up; without the contract 29.7", "would have happened anyway"),
        (30, "easiest fifth", "11.1 full-time months of the follow-up; without the contract 7.2", "what the contract caused"),
        (0, "hardest fifth", "0.0 full-time months of the follow-up; without the contract 0.0", ""),
    ],
)
def test_the_three_people_of_the_lesson_are_who_the_page_says(number, fifth, outcome, paid):
    found = trace_person(model_of(TOWN, 1, central=True), number)
    assert any(fifth in fact for fact in found.facts)
    assert outcome in found.outcome
    assert [paid in payment for payment in found.payments] == [True] * bool(paid)
    assert any("takes the person on" in one.words for one in found.happened)
    assert f"--person {number} --point" in PAGE
