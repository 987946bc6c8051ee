"""Means over runs, their two intervals, differences, verdicts, draws."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.build import Row, persons, record, rows
from utfall.indicators.differences import differences, verdict
from utfall.indicators.ensemble import draw_share, summarise, unit_of
from utfall.indicators.export import difference_json, summary_json
from utfall.indicators.pooling import Resampler
from utfall.indicators.run import run_series, run_values
from utfall.indicators.spread import spread
from utfall.indicators.values import RunValue, Setting, setting_of

NAME = "false_share"


def runs(values, per_point=1, name="equity"):
    return rows(name, [(value, 1.0) for value in values], per_point)


def test_the_mean_is_a_ratio_of_sums_and_not_a_mean_of_ratios():
    found = summarise(rows(NAME, [(1, 10), (90, 100)]))[NAME]
    assert found.mean == pytest.approx(91 / 110)
    assert found.mean != pytest.approx((0.1 + 0.9) / 2)


def test_a_zero_denominator_is_counted_and_its_numerator_kept():
    found = summarise(rows(NAME, [(3, 10), (5, 0), (0, 10)]))[NAME]
    assert found.mean == pytest.approx(8 / 20)
    assert found.undefined == 1
    assert found.zero_denominator == pytest.approx(1 / 3)
    assert found.reasons == (("nothing to divide by", 1),)
    assert found.low == pytest.approx(0.015)
    assert found.high == pytest.approx(0.285)


def test_all_undefined_is_none_and_never_0():
    found = summarise(rows(NAME, [(0, 0), (0, 0)]))[NAME]
    assert (found.mean, found.low, found.high, found.mc_low, found.mc_high, found.sd) == (None,) * 6
    assert found.undefined == 2
    assert found.reason == "nothing to divide by"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 50)), min_size=1, max_size=12))
def test_pooling_is_a_ratio_of_sums_whatever_the_runs(pairs):
    found = summarise(rows(NAME, pairs))[NAME]
    bottom = sum(b for _, b in pairs)
    assert found.mean is None if bottom == 0 else found.mean == pytest.approx(sum(t for t, _ in pairs) / bottom)
    assert found.undefined == sum(b == 0 for _, b in pairs)


def test_low_and_high_are_percentiles_over_runs_and_do_not_shrink_with_runs():
    few, many = summarise(runs(range(101)))["equity"], summarise(runs(list(range(101)) * 4))["equity"]
    assert (few.low, few.high) == (5.0, 95.0)
    assert (many.low, many.high) == pytest.approx((5.0, 95.0))
    assert many.mc_high - many.mc_low < 0.6 * (few.mc_high - few.mc_low)


def test_the_order_in_which_runs_finished_changes_no_bit():
    made = rows(NAME, [(1 / 3 * i, 7.0 + i / 9) for i in range(40)], per_point=4)
    assert summarise(made) == summarise(made[::-1])


def test_the_interval_of_the_mean_resamples_points_not_runs():
    # Ten points, ten equal runs in each: the information is ten numbers, not a hundred.
    values = np.repeat(np.arange(10.0), 10)
    by_points, alone = summarise(runs(values, 10))["equity"], summarise(runs(values[::10]))["equity"]
    assert by_points.mc_low == pytest.approx(alone.mc_low)
    assert by_points.mc_high == pytest.approx(alone.mc_high)


def test_under_ten_points_runs_are_resampled():
    assert Resampler.of(runs(range(30), 10)).count == 30
    assert Resampler.of(runs(range(100), 10)).count == 10


def test_the_interval_of_the_mean_covers_the_truth_as_often_as_it_says():
    # 400 sets of 20 points from a normal law, known mean 0; 95 % intervals: 4 standard errors are 4.4 points.
    from utfall.base.draws import normals

    hits = 0
    resampler = Resampler.of(runs(range(20)))
    for i in range(400):
        column = normals(7, 1, i, 0, 20)
        low, high = resampler.interval(resampler.sums(column) / resampler.sums(np.ones(20)))
        hits += low <= 0 <= high
    assert 0.906 <= hits / 400 <= 0.994


def test_differences_pair_seeds_that_both_have():
    ours, theirs = runs([1, 2, 3, 4]), runs([0, 1, 2, 30])[:3]
    found = differences(ours, theirs)["equity"]
    assert found.n == 3
    assert (found.mean, found.low, found.high, found.share_above_0) == (pytest.approx(1.0), 1.0, 1.0, 1.0)


def test_a_pair_with_one_undefined_is_counted_and_not_0():
    ours, theirs = rows(NAME, [(1, 2), (1, 2)]), rows(NAME, [(0, 0), (1, 4)])
    found = differences(ours, theirs)[NAME]
    assert found.undefined == 1
    assert (found.low, found.high) == (0.25, 0.25)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ([2, 3, 4], [1, 1, 1], "more"),
        ([0, 0, 0], [1, 1, 1], "less"),
        ([0, 3, 1], [1, 1, 1], "cannot tell"),
        ([1, 1, 1], [1, 1, 1], "no change"),
    ],
)
def test_the_four_verdicts(ours, theirs, expected):
    assert verdict(differences(runs(ours), runs(theirs))["equity"]) == expected


def test_nothing_to_compare_is_not_a_verdict():
    assert verdict(differences(rows(NAME, [(0, 0)]), rows(NAME, [(1, 1)]))[NAME]) == "not defined"


def test_share_of_draws_counts_points_by_the_sign_of_their_mean():
    ours = runs([1, 1, -3, 1, -1, -1], per_point=2)  # point means 1, -1, -1
    assert draw_share(ours, "equity").share == pytest.approx(1 / 3)
    assert draw_share(ours, "equity", sign=-1).share == pytest.approx(2 / 3)
    paired = draw_share(ours, "equity", against=runs([0, 0, -4, -4, 0, 0], per_point=2))
    assert (paired.share, paired.points) == (pytest.approx(2 / 3), 3)


def test_chance_and_ignorance_add_up_where_both_are_known():
    # Two points, means 0 and 10, variance 2 inside each: between 50, less 2 / 2.
    found = spread(runs([-1, 1, 9, 11], per_point=2), "equity")
    assert found.chance == pytest.approx(2.0)
    assert found.ignorance == pytest.approx(50.0 - 1.0)
    assert spread(runs([1, 2, 3], per_point=3), "equity") is None


def test_units_say_the_currency_and_the_metric():
    setting = setting_of(record())
    assert unit_of("net_value_5y.state", setting) == "EUR per eligible"
    assert unit_of("measured_rate.hours_3m", setting) == "hours per counted person"
    assert unit_of("measured_rate", setting) == "share of those counted"
    assert unit_of("true_effect", Setting(main_kind="score")) == "sd per enrolled"


def test_the_json_has_the_names_of_the_interface_money_in_whole_units_and_nothing_hidden():
    made = [Row(seed, 0, run_values(record(seed=seed)), run_series(record())) for seed in (1, 2)]
    found = summary_json(summarise(made, setting_of(record())))
    assert set(found["true_effect"]) >= {"mean", "low", "high", "mc_low", "mc_high", "sd", "undefined", "unit"}
    assert found["payments"]["mean"] == 90.0
    assert found["payments"]["unit"] == "EUR"
    assert found["true_effect"]["mean"] == 3.0
    assert not any(name.startswith("_") for name in found)
    numbers = [number for summary in found.values() for number in summary.values() if isinstance(number, float)]
    assert all(math.isfinite(number) for number in numbers)
    same = difference_json(differences(made, made, setting_of(record()))["payments"])
    assert (same["mean"], same["verdict"], same["pairs"]) == (0.0, "no change", len(made))


def test_a_difference_says_in_which_draws_it_has_which_sign():
    ours, theirs = runs([1, 1, 2, 2, -1, -1], per_point=2), runs([0] * 6, per_point=2)
    found = differences(ours, theirs)["equity"]
    assert (found.draws, found.draws_above_0, found.draws_below_0) == (3, pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert found.by_point == found.draws_above_0
    assert found.verdict == "cannot tell"
    held = [[replace(row, point=-1) for row in runs(values)] for values in ([1, 2], [0, 0])]
    central = differences(held[0], held[1])["equity"]
    assert (central.draws, central.draws_above_0, central.by_point) == (0, None, None)


def test_a_run_that_lacks_an_indicator_counts_as_undefined():
    found = summarise([Row(1, 0, {"equity": RunValue(2.0, "", 2.0, 1.0)}), Row(2, 0, {})])["equity"]
    assert (found.mean, found.undefined, found.reason) == (2.0, 1, "not in this run")


EFFECTS = st.lists(st.floats(-30, 30), min_size=10, max_size=10)


@settings(max_examples=25, deadline=None)
@given(EFFECTS, st.lists(st.booleans(), min_size=10, max_size=10))
def test_effect_on_enrolled_and_on_others_make_the_whole(effects, enrolled):
    who = np.array(enrolled)
    people = persons(enrolled=who, outcome_time=persons().outcome_time_without + np.array(effects))
    found = run_values(record(persons=people))
    share = who.mean()
    parts = [weight * found[name].value for weight, name in ((share, "true_effect"), (1 - share, "effect_on_others")) if weight > 0]
    assert sum(parts) == pytest.approx(found["true_effect_eligible"].value, abs=1e-9)
