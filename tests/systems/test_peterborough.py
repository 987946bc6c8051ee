"""Peterborough: all released men count, so that nobody is picked; a line drawn on a thousand men is partly a lottery."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, side_by_side
from utfall.indicators.reached import NO_CHOICE

#: The same men, a service with few places, and a provider that picks and is paid.
PICKED = {
    "people.cohorts": 1,
    "people.eligible": 1000,
    "people.enrolment": "12 months",
    "people.places": 150,
    "contract.service.who_selects": "provider",
    "behaviour.providers": "optimiser",
    "subcontract.pass_through": "100 %",
}


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """One cohort of a thousand men, whom nobody, and whom the agreed service, helps."""
    base = utfall.load("peterborough").replace({"people.cohorts": 1, "people.eligible": 1000, "people.enrolment": "12 months"})
    return side_by_side(base.replace({"people.take_up": "0 %"}), base, seeds=20)


def gain(runs: Seen, kind: str) -> np.ndarray:
    """Fall in reconvictions as a share of what they would be (about 1.55 a man), measured or true, one a seed."""
    paid = [record.cohort_payments[0] for record in runs.records]
    return np.array([getattr(one, kind) for one in paid]) / 1.55


def test_every_man_released_is_offered_help_and_counted_and_no_provider_chooses() -> None:
    (seen,) = side_by_side(utfall.load("peterborough"), seeds=10)
    for record in seen.records:
        people, counted = record.persons, next(metric for metric in record.metrics if metric.id == "reconvictions").counted
        assert people.offered.all()
        assert counted.all()
        assert not people.choice.any()
        assert people.enrolled.any()
        assert not people.enrolled.all()
    people = [record.persons for record in seen.records]
    apart = np.array([p.need[p.enrolled].mean() - p.need.mean() for p in people])
    assert abs(apart.mean()) < 0.1  # sd of need: joining falls a little with need, and is the men's own
    assert all(of.reason == NO_CHOICE for of in (values["creaming"] for values in seen.values))


def test_where_a_provider_picks_among_the_same_men_the_measure_of_choice_finds_that_somebody_chose() -> None:
    (seen,) = side_by_side(utfall.load("peterborough").replace(PICKED), seeds=3)
    assert all(record.persons.choice.any() for record in seen.records)
    assert np.isfinite(seen["creaming"]).all()


def test_the_measure_of_a_thousand_men_is_off_by_more_than_a_third_of_the_line(seen: tuple[Seen, ...]) -> None:
    error = gain(seen[1], "measured") - gain(seen[1], "true")
    assert 0.03 < error.std(ddof=1) < 0.12
    assert 0.15 < (error > 0.0).mean() < 0.85


def test_without_any_help_the_measure_still_moves_and_leans_neither_way(seen: tuple[Seen, ...]) -> None:
    found = gain(seen[0], "measured")
    assert gain(seen[0], "true").std() == 0.0
    assert 0.15 < (found > 0.0).mean() < 0.85
    assert found.std(ddof=1) > 0.03


def test_a_cohort_of_three_hundred_men_whom_nobody_helps_is_a_wider_lottery_than_one_of_a_thousand(seen: tuple[Seen, ...]) -> None:
    of_few = {"people.cohorts": 1, "people.eligible": 300, "people.enrolment": "12 months", "people.take_up": "0 %"}
    (few,) = side_by_side(utfall.load("peterborough").replace(of_few), seeds=40)
    assert gain(few, "measured").std(ddof=1) > 1.15 * gain(seen[0], "measured").std(ddof=1)  # by theory 1.7 times
    assert (gain(few, "measured") > 0.1).mean() > (gain(seen[0], "measured") > 0.1).mean()


def test_reconvictions_fall_the_ministry_gains_and_investors_lose_in_about_half_of_the_runs() -> None:
    (agreed,) = side_by_side(utfall.load("peterborough"), seeds=20, people=3000)
    assert (agreed["true_effect_eligible"] > 0).all()
    assert (agreed["payer_net_cost.moj"] < 0).all()
    assert 0.2 < (agreed["finance_cost"] < 0).mean() < 0.8  # a coin, two-sided: one in 85
