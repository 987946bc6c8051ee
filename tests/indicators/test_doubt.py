"""How many runs are enough, chance against ignorance with its interval, and whether verdicts hold over parameter points."""

import numpy as np
import pytest

from tests.indicators.build import rows
from utfall.base.draws import normals, uniforms
from utfall.indicators.convergence import running
from utfall.indicators.ensemble import summarise
from utfall.indicators.sensitivity import AtPoint, by_point, influences, least_rank, shares, turns
from utfall.indicators.spread import spread

NAME = "equity"


def nested(points=40, seeds=10, ignorance=1.0, chance=1.0, centre=0.0, salt=0):
    """Runs whose value is a point's own number plus luck: variances ignorance and chance."""
    own = np.repeat(normals(5, 100, 0, 2 * salt, points), seeds) * ignorance**0.5
    luck = normals(5, 100, 0, 2 * salt + 1, points * seeds) * chance**0.5
    return rows(NAME, [(value, 1.0) for value in centre + own + luck], per_point=seeds)


def test_the_running_mean_ends_at_the_mean_and_its_interval_at_that_of_the_summary():
    made = nested(centre=2.0)
    found, summary = running(made, NAME), summarise(made)[NAME]
    assert found.runs[-1] == len(made)
    assert found.mean[-1] == pytest.approx(summary.mean, rel=1e-12)
    # the summary resamples points: it and the formula differ by a few per cent of the width
    assert found.half[-1] == pytest.approx((summary.mc_high - summary.mc_low) / 2, rel=0.15)


def test_the_interval_covers_the_truth_about_as_often_as_it_says_at_every_step():
    """200 ensembles of 20 points: misses at a step are binomial with 5 %; between 2 and 19 of 200 with error under 1 in 1000 a side."""
    missed = np.zeros(20)
    for salt in range(200):
        found = running(nested(points=20, seeds=4, salt=salt), NAME)
        missed += (found.low > 0.0) | (found.high < 0.0)
    assert (missed[9:] >= 2).all()
    assert (missed[9:] <= 21).all()


def test_enough_is_where_the_interval_stays_narrow_and_never_before_ten_points():
    found = running(nested(centre=2.0), NAME)
    wanted = float(found.half[20])
    enough = found.enough(wanted)
    assert enough is not None
    place = found.runs.index(enough)
    assert (found.half[place:] <= wanted).all()
    assert found.half[place - 1] > wanted or found.clusters[place] == 10
    assert found.enough(1e9) == found.runs[found.clusters.index(10)] == 100
    assert found.enough(0.0) is None


def test_without_points_runs_are_counted_one_by_one_and_nothing_at_all_has_no_running_mean():
    few = running(rows(NAME, [(float(value), 1.0) for value in range(12)], per_point=12), NAME)
    assert few.clusters == few.runs == tuple(range(1, 13))
    assert running(rows(NAME, [(0.0, 0.0)] * 12), NAME) is None
    assert running([], NAME) is None


def test_the_share_of_ignorance_is_found_and_its_interval_holds_it():
    """Equal variances: half is ignorance. 40 ensembles; the interval of 95 % may miss up to 8 of them (error 1 in 10 000)."""
    found = [spread(nested(salt=salt), NAME) for salt in range(40)]
    assert np.mean([one.share_of_ignorance for one in found]) == pytest.approx(0.5, abs=0.05)
    assert sum(not one.low <= 0.5 <= one.high for one in found) <= 8


def test_a_difference_on_shared_luck_is_ignorance_alone_and_few_points_have_no_interval():
    a = nested(ignorance=0.0)
    value = [row.values[NAME].value + 0.1 * row.point for row in a]
    found = spread(rows(NAME, [(one, 1.0) for one in value], per_point=10), NAME, a)
    assert found.share_of_ignorance == pytest.approx(1.0, abs=1e-9)
    few = spread(nested(points=9), NAME)
    assert (few.low, few.high, few.points) == (None, None, 9)
    same = spread(rows(NAME, [(1.0, 1.0)] * 40, per_point=4), NAME)
    assert same.share_of_ignorance is None
    assert same.low is None


def test_a_point_is_told_where_chance_does_not_cover_0():
    ours = rows(NAME, [(value, 1.0) for value in (1.0, 1.1, -1.0, 1.0, -1.0, -1.1, 2.0, 2.0)], per_point=2)
    zero = rows(NAME, [(0.0, 1.0)] * 6 + [(2.0, 1.0)] * 2, per_point=2)
    found = by_point(ours, NAME, zero)
    assert [point.verdict for point in found] == ["more", "cannot tell", "less", "no change"]
    assert shares(found) == {"more": 1, "less": 1, "cannot tell": 1, "no change": 1}
    assert [point.verdict for point in by_point(ours[::2], NAME, zero[::2])] == ["cannot tell"] * 4
    central = [type(row)(**{**{name: getattr(row, name) for name in row.__dataclass_fields__}, "point": -1}) for row in ours]
    assert by_point(central, NAME, zero) == ()


def told(*signs):
    return [AtPoint(number, float(sign), sign - 0.5, sign + 0.5) for number, sign in enumerate(signs)]


def test_a_verdict_turns_only_beyond_what_chance_gives():
    """Of 40 points without any difference 1 is told on either side on average, and 4 or more in under 2 % of cases."""
    assert turns(told(*[1] * 36, *[-1] * 4))
    assert not turns(told(*[1] * 39, -1))
    assert not turns(told(*[1] * 40))
    assert not turns(told(1, -1, 1, -1))


def test_a_value_that_decides_is_named_and_the_idle_ones_are_not():
    x = uniforms(3, 100, 0, 0, 40)
    points = [AtPoint(number, float(value), None, None) for number, value in enumerate(x - 0.5 + 0.05 * normals(3, 100, 0, 1, 40))]
    idle = {f"idle{salt}": uniforms(3, 100, 0, 2 + salt, 40).tolist() for salt in range(60)}
    found = influences(points, {"x": x.tolist(), **idle})
    assert [one.key for one in found if one.told] == ["x"]
    assert found[0].rank > 0.9
    assert found[0].decides
    below, above = found[0].low, found[0].high
    assert below[0] / below[1] < 0.3
    assert above[0] / above[1] > 0.7


def test_idle_values_are_named_as_rarely_as_the_level_says():
    """100 sets of 30 idle values over 20 points: some value is named in 5 of 100 sets; 14 or more has probability under 1 in 1000."""
    named = 0
    for salt in range(100):
        points = [AtPoint(number, float(value), None, None) for number, value in enumerate(normals(7, 100, 0, 1000 + salt, 20))]
        drawn = {f"k{k}": uniforms(7, 100, salt, k, 20).tolist() for k in range(30)}
        named += any(one.told for one in influences(points, drawn))
    assert named < 14


def test_what_cannot_be_ranked_is_left_out_without_a_warning():
    points = [AtPoint(number, float(number), None, None) for number in range(12)]
    ramp = [float(number) for number in range(12)]
    found = influences(points, {"still": [1.0] * 12, "short": [1.0, 2.0], "hole": [float("nan"), *ramp[1:]], "ramp": ramp})
    assert [one.key for one in found] == ["ramp"]
    flat = [AtPoint(number, 2.0, None, None) for number in range(12)]
    assert influences(flat, {"ramp": ramp}) == ()
    assert influences(points[:9], {"ramp": ramp[:9]}) == ()


def test_the_least_rank_that_could_be_told_falls_with_points_and_rises_with_values():
    assert least_rank(40, 60) < least_rank(20, 60)
    assert least_rank(40, 60) > least_rank(40, 10)
    assert least_rank(9, 60) is None
    assert least_rank(40, 0) is None
