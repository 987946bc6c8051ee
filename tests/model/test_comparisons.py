"""Every comparison through a whole run: what it reads where nothing was done, how far chance moves it, and what it leaves alone."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from tests.model.build import case, lived, money, months, price, record, same, shared
from tests.model.test_events import CLEAN, FEWER, made
from utfall.base.quantities import Change, Share
from utfall.contract.comparisons.declarations import Historical, Matched, Predicted, PrePost, mix
from utfall.contract.contract import Comparison
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.threshold import CohortThreshold
from utfall.indicators.money import programme_cost
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import streams_of
from utfall.model.model import ContractModel

TOWN = (("town", 1.0),)
PEOPLE = 120
DESIGNS = {
    "pre_post": PrePost(id="other"),
    "sample": PrePost(id="other", people=60),
    "matched": Matched(id="other", people=PEOPLE),
    "historical": Historical(id="other", people=PEOPLE),
    "predicted": Predicted(id="other", people=PEOPLE),
    "randomised": Comparison(id="other", design="randomised", people=PEOPLE),
}
PER = {"time": "month", "entry": "person", "day_90": "person", "sustained": "person", "hours": "hour"}
SEEDS = range(1, 161)


def null(comparison, metric="time", **changes):
    """A programme that does nothing: nobody has an hour to give. One cohort term on one metric against one comparison."""
    compared = comparison.id if isinstance(comparison, Comparison) else "other"
    term = CohortLinear(id="gain", metric=metric, payers=TOWN, price=price(100, PER[metric]))
    control = PEOPLE if comparison.design == "randomised" else 0
    given = {
        "terms": (term,),
        "paid": (metric,),
        "metrics": {metric: {"among": "offered", "compared_with": compared} | changes.pop("wrong", {})},
        "eligible": PEOPLE + control,
        "control": control,
        "rule": "equal_effort",
        "hours": 0.0,
    } | changes
    made = case(**given)
    return replace(made, contract=replace(made.contract, comparisons=(*made.contract.comparisons[:1], comparison)))


def estimates(made, seeds=SEEDS):
    """(runs,) measured gains, and their standard errors as the contract would state them."""
    found = [lived(made, seed).settlement.cohorts[0].estimate for seed in seeds]
    return np.array([one.measured for one in found]), np.array([one.error for one in found])


@lru_cache(maxsize=16)
def without_shock(design):
    return estimates(null(DESIGNS[design]))


@pytest.mark.parametrize("design", DESIGNS)
def test_where_nothing_is_done_every_design_reads_nothing_on_average(design):
    """Two-sided at 4 standard errors, with persons' shocks but no shock common to all."""
    found, _ = without_shock(design)
    assert abs(found.mean()) < 4 * found.std(ddof=1) / np.sqrt(found.size)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_spread_of_an_estimate_is_the_standard_error_that_it_states(design):
    """Variance over runs against the mean of the squared errors; the chi-square error of a variance is sqrt(2 / n), tested at 4 of them.

    A predicted level is taken as known, so that the people whom the model was fitted on come on top.
    """
    found, errors = without_shock(design)
    stated = float((errors**2).mean()) * (2.0 if design == "predicted" else 1.0)
    assert abs(found.var(ddof=1) / stated - 1.0) < 4 * np.sqrt(2 / found.size) + (0.1 if design == "predicted" else 0.0)


@pytest.mark.parametrize("metric", ["day_90", "sustained", "hours"])
def test_the_own_past_is_the_mirror_image_of_the_time_ahead(metric):
    """The way to the start and the way from it are alike; first entries are no such thing, for who is seen to enter is seen to leave backward."""
    found, _ = estimates(null(PrePost(id="other"), metric), range(1, 101))
    assert abs(found.mean()) < 4 * found.std(ddof=1) / np.sqrt(found.size)


def at_a_low(made, seed):
    """The half of the eligible who were in the outcome least over the year before are offered the service."""
    model = ContractModel(made, seed, outlooks=shared())
    past = (np.concatenate([model.people.before(), model.people.history[:, :1]], axis=1)[0] > 0).sum(axis=0)
    order = np.lexsort((np.arange(past.size), past))
    model.people.offered[:] = False
    model.people.offered[order[: past.size // 2]] = True
    return model.run().settlement.cohorts[0].estimate


def test_people_sent_at_a_low_point_get_better_by_themselves_and_only_their_own_past_takes_that_for_an_effect():
    outcome_at_work = {"outcome": replace(case().people.outcomes[0], start=(0.4,))}
    own = [at_a_low(null(PrePost(id="other", window=months(12)), enrolment=1, **outcome_at_work), seed).measured for seed in range(1, 41)]
    beside = [at_a_low(null(Matched(id="other", people=PEOPLE), enrolment=1, **outcome_at_work), seed).measured for seed in range(1, 41)]
    assert np.mean(own) > 4 * np.std(own, ddof=1) / np.sqrt(40)
    assert np.mean(beside) < np.mean(own) / 2


@pytest.mark.parametrize("design", ["matched", "historical", "predicted"])
def test_a_bias_of_the_comparison_goes_off_the_gain(design):
    plain, biased = null(DESIGNS[design]), null(replace(DESIGNS[design], bias=0.25))
    for seed in (1, 2, 3):
        one, other = (lived(made, seed).settlement.cohorts[0].estimate for made in (plain, biased))
        assert other.measured == pytest.approx(one.measured - 0.25 * one.level, rel=1e-12)
        assert one.level > 0


def test_a_shock_common_to_all_moves_a_historical_comparison_and_leaves_one_of_the_same_years_alone():
    """Variance ratios at 120 runs: their error is about 0.26 of the value; with a shock of sd 0.6 historical grows several times."""
    shaken = replace(null(DESIGNS["matched"]).mechanisms, common_shock=True)
    spread = {}
    for design in ("historical", "matched"):
        for sd in (0.0, 0.6):
            made = null(DESIGNS[design], mechanisms=shaken)
            found, _ = estimates(replace(made, people=replace(made.people, common_spread=sd)), range(1, 121))
            spread[design, sd] = found.var(ddof=1)
    assert spread["historical", 0.6] > 2.0 * spread["historical", 0.0]
    assert 0.4 < spread["matched", 0.6] / spread["matched", 0.0] < 1.9


def test_a_control_group_by_lot_covers_the_truth_as_often_as_it_says():
    """95 % intervals over 160 runs: 152 expected, standard deviation 2.8; within 4 of them."""
    found, errors = without_shock("randomised")
    covered = int((np.abs(found) < 1.96 * errors).sum())
    assert 141 <= covered <= 160


def test_an_error_of_the_model_is_one_draw_a_run():
    made = null(replace(DESIGNS["predicted"], error=0.5))
    found, _ = estimates(made, range(1, 81))
    exact, _ = estimates(null(DESIGNS["predicted"]), range(1, 81))
    level = np.array([lived(null(DESIGNS["predicted"]), seed).settlement.cohorts[0].estimate.level for seed in range(1, 81)])
    luck = (exact - found) / (0.5 * level)
    assert abs(luck.mean()) < 4 / np.sqrt(80)
    assert abs(luck.std(ddof=1) - 1) < 4 / np.sqrt(160)


def test_what_a_register_misses_it_misses_on_both_sides():
    wrong = {"missed": Share(0.3), "mistaken": Share(0.1)}
    noisy = replace(case().mechanisms, noise=True)
    for design in ("matched", "pre_post", "historical"):
        made = null(DESIGNS[design], "sustained", wrong=wrong, mechanisms=noisy)
        found, _ = estimates(made, range(1, 81))
        assert abs(found.mean()) < 4 * found.std(ddof=1) / np.sqrt(80)
        exact = lived(null(DESIGNS[design], "sustained"), 1).settlement.cohorts[0].estimate
        assert lived(made, 1).settlement.cohorts[0].estimate.level != exact.level


def test_a_mix_is_the_weighted_sum_of_its_parts():
    parts = Matched(id="beside", people=PEOPLE), PrePost(id="before")
    made = null(parts[0])
    of = mix("time.mix", (("beside", 0.8), ("before", 0.2)))
    levels = []
    for compared, all_ in ((parts[0], parts), (parts[1], parts), (of, (*parts, of))):
        metrics = tuple(replace(m, compared_with=compared.id) if m.id == "time" else m for m in made.contract.metrics)
        own = replace(made, contract=replace(made.contract, metrics=metrics, comparisons=all_))
        levels.append(lived(own, 3).settlement.cohorts[0].estimate.level)
    assert levels[2] == pytest.approx(0.8 * levels[0] + 0.2 * levels[1], rel=1e-12)


@pytest.mark.parametrize("design", DESIGNS)
def test_a_comparison_moves_no_bit_of_what_happens_and_its_people_are_counted_nowhere(design):
    made = null(DESIGNS[design], hours=400.0)
    bare = replace(made, contract=replace(made.contract, terms=()))
    with_, without = record(made, 4), record(bare, 4)
    assert with_.people == without.people == len(with_.persons.need)
    for name in ("outcome_time", "outcome_time_without", "hours", "enrol_month"):
        assert same(getattr(with_.persons, name), getattr(without.persons, name))


@pytest.mark.parametrize("cohorts", [1, 2])
@pytest.mark.parametrize("design", DESIGNS)
def test_providers_foresee_a_line_against_any_comparison(design, cohorts):
    # a sum at which hours are worth giving: at an eighth of it no price a unit moves anything, and nobody works for it
    term = CohortThreshold(id="gain", metric="time", payers=TOWN, pays=money(400_000), change=Change(0.05, "share"))
    made = null(DESIGNS[design], hours=400.0, terms=(term,), cohorts=cohorts, rule="optimiser")
    expected = forecast(made, 6)
    assert expected.foreseen.cohorts[0].level > 0.1
    worth = streams_of(made, made.contract.providers[0], 0, expected.foreseen)
    assert [stream.clause for stream in worth] == ["gain"]
    assert worth[0].price > 0


def spent(run, clause):
    """Minor units of one clause that left an account."""
    ledger = run.ledger
    return int(ledger.amount[ledger.clause == ledger.clauses.index(clause)].sum())


@pytest.mark.parametrize(("design", "measured"), [("pre_post", PEOPLE), ("randomised", 2 * PEOPLE), ("matched", 2 * PEOPLE)])
def test_measuring_costs_so_much_for_each_person_measured_and_is_a_resource_used(design, measured):
    with_ = record(null(DESIGNS[design], wrong={"cost": price(25)}), 1)
    without = record(null(DESIGNS[design]), 1)
    assert spent(with_, "measurement") == 2500 * measured
    assert "measurement" not in without.ledger.clauses
    assert programme_cost(with_).value > programme_cost(without).value
    assert sum(int(flow.sum()) for flow in with_.flows.values()) == 0


def test_a_metric_that_no_term_pays_on_costs_nothing():
    made = null(DESIGNS["pre_post"], wrong={"cost": price(25)})
    run = record(replace(made, contract=replace(made.contract, paid=("day_90",))), 1)
    assert "measurement" not in run.ledger.clauses


@pytest.mark.parametrize(
    "compared", [PrePost(id="usual"), Matched(id="usual", people=120), Historical(id="usual", people=120)], ids=lambda one: one.design
)
def test_events_have_a_past_and_people_who_resemble_them_too(compared):
    """Nothing is done, so that none are fewer: two-sided at 4 standard errors over 40 runs; without any event is a success on both sides."""
    for metric, per in ((FEWER, "event"), (replace(CLEAN, compared_with="usual"), "person")):
        term = CohortLinear(id="gain", metric=metric.id, payers=TOWN, price=price(100, per))
        case_ = made(terms=(term,), paid=(metric.id,), metrics=(metric,), eligible=120, hours=0.0, rule="equal_effort")
        case_ = replace(case_, contract=replace(case_.contract, comparisons=(compared, *case_.contract.comparisons[1:])))
        found, _ = estimates(case_, range(1, 41))
        assert abs(found.mean()) < 4 * found.std(ddof=1) / np.sqrt(40)
        assert found.std() > 0
