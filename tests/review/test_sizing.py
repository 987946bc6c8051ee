"""How large the runs of a review are: forty pairs over ten draws, fewer people, and central values where tables are large."""

from pathlib import Path

from utfall.experiment.request import Request, Variant
from utfall.review.sizing import MOST_IN_COHORTS, MOST_PEOPLE, MOST_STATES, Luck, luck_for, small, states_ahead
from utfall.review.words import how_measured
from utfall.scenario import load

SOUND = Path(__file__).with_name("sound.toml")


def test_forty_pairs_are_spread_over_ten_draws_of_what_is_uncertain() -> None:
    luck = luck_for(load(SOUND), None, 1, central=False)
    assert (luck.runs, luck.draws, luck.central) == (40, 10, False)
    variant = Variant(label="x", title="x", scenario=load(SOUND))
    asked = {"kind": "compare", "title": "x", "question": "", "variants": (variant,), "luck": "monotone"}
    request = Request(**asked, runs=luck.runs, seed=1, central=False, a_draw=luck.a_draw)
    assert list(request.seeds)[:6] == [1, 2, 3, 4, 11, 12]
    assert {request.clock().point(seed) for seed in request.seeds} == set(range(10))
    assert list(Request(**asked, runs=12, seed=5, central=False).seeds) == list(range(5, 17))
    assert list(Request(**asked, runs=12, seed=5, central=True, a_draw=luck.a_draw).seeds) == list(range(5, 17))


def test_a_number_of_runs_that_is_asked_for_is_run_ten_to_a_draw() -> None:
    assert luck_for(load(SOUND), 100, 1, central=False) == Luck(runs=100)
    assert [Luck(runs=runs, seed=seed).draws for runs, seed in ((100, 1), (3, 1), (10, 5))] == [10, 1, 2]
    assert Luck(runs=100, central=True).draws == 0


def test_only_the_work_programme_looks_ahead_from_so_many_states_that_it_is_run_at_central_values() -> None:
    large = load("work_programme")
    assert states_ahead(large) > 2 * MOST_STATES
    assert luck_for(large, None, 1, central=False).central
    assert max(states_ahead(load(name)) for name in ("fair_chance", "innovation_fund", "work_and_health", "jtpa")) < MOST_STATES / 4


def test_a_large_contract_is_run_with_fewer_people_and_that_is_said() -> None:
    sizes = {name: small(load(name)).case().people.eligible for name in ("innovation_fund", "peterborough", "utah_preschool")}
    assert sizes == {"innovation_fund": MOST_PEOPLE, "peterborough": MOST_IN_COHORTS, "utah_preschool": 110}
    luck = Luck(runs=40, a_draw=4)
    assert how_measured(luck, 1000, 25000)[0] == (
        "40 pairs of runs for each danger, over 10 draws of what is uncertain; "
        "1000 eligible people in place of 25000: chance weighs more than in the contract itself."
    )
    assert "differ by luck alone" in how_measured(Luck(runs=40, central=True), 110, 110)[0]
