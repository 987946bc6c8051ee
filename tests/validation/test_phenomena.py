"""The map of phenomena: a point made again, the shares reckoned again from the points, the figure drawn again from the shares."""

from pathlib import Path

import numpy as np
import pytest

from utfall.validation.phenomena import table
from utfall.validation.phenomena.phenomena import ARMS, PHENOMENA
from utfall.validation.phenomena.space import AXES, POINTS, RIVALS, points
from utfall.validation.phenomena.survey import shares, survey, under

KEPT = Path(__file__).parents[2] / "results" / "published"


def test_a_point_made_again_is_what_is_kept():
    kept = table.points_read(KEPT / "phenomena_points.csv")
    assert kept.shape == (2, POINTS, len(PHENOMENA))
    np.testing.assert_allclose(survey(lambda _: None, 1), kept[:, :1], rtol=1e-3)


def test_the_shares_are_those_of_the_points():
    assert table.text(table.points_read(KEPT / "phenomena_points.csv")) == (KEPT / "phenomena.csv").read_text(encoding="utf-8")


def test_the_figure_is_drawn_from_the_shares(tmp_path):
    assert table.figure(KEPT / "phenomena.csv", tmp_path / "again.svg").read_bytes() == (KEPT / "phenomena.svg").read_bytes()


def test_what_answers_to_a_price_stands_under_both_rival_calibrations():
    found = table.points_read(KEPT / "phenomena_points.csv")
    bars = table.rivals(found)
    assert set(bars) == {"price", "diluted"}
    assert all([bar.words for bar in told] == list(RIVALS) for told in bars.values())
    counted = [under(found, rival)[1] for rival in RIVALS]
    assert sum(counted) == POINTS
    whole = {share.phenomenon.id: share.holds for share in shares(found)}
    for name, told in bars.items():
        assert sum(bar.holds * count for bar, count in zip(told, counted, strict=True)) == pytest.approx(whole[name] * POINTS)


def test_points_fill_the_space_evenly_and_are_the_same_for_any_number_of_them():
    many, few = points(POINTS), points(5)
    assert many[:5] == few
    for axis in AXES:
        values = [point[axis.id] for point in many]
        assert all(axis.low < value < axis.high for value in values)
        middle = axis.at(0.5)
        assert sum(value < middle for value in values) == pytest.approx(POINTS / 2, abs=3)


def test_shares_count_signs_and_say_what_they_go_with():
    found = np.zeros((2, POINTS, len(PHENOMENA)))
    price = np.array([point["price"] for point in points()])
    found[0, :, 0], found[1, :, 0] = price - np.median(price), 1e-6
    found[:, :6, 1] = np.nan
    found[0, :, 2], found[1, :, 2] = 1.0, 0.5
    first, second, third, *_ = shares(found)
    assert (first.holds, first.turned, first.unsure) == (0.5, 0.5, 0.0)
    assert first.moved[0][0] == "price a success"
    assert first.moved[0][1] > 0.8
    assert (second.undefined, second.unsure) == (pytest.approx(0.1), pytest.approx(0.9))
    assert (third.unsure, third.moved) == (1.0, ())


def test_every_arm_is_asked_for():
    assert {arm for one in PHENOMENA for arm in one.arms} == set(ARMS)
