"""Data maturity in seven parts: alike and undisturbed it is one number; leadership and skills move it, and carry the rest."""

import numpy as np
import pytest

from utfall.behaviour.maturity import LEADING, PARTS, Maturity

SEVEN = len(PARTS)


def alike(start=0.46, growth=0.1, **moves):
    return Maturity(np.full((2, SEVEN), start), np.full(2, growth), **moves)


def test_alike_parts_undisturbed_are_the_one_number_to_the_bit():
    maturity = alike()
    for years in (1.0, 2.0, 3.0):
        maturity.year(years)
        assert maturity.mean.tolist() == [min(0.46 + 0.1 * years, 1.0)] * 2
    high = alike(0.9)
    high.year(5.0)
    assert high.mean.tolist() == [1.0, 1.0]


def test_each_organisation_rises_as_fast_as_it_does():
    maturity = Maturity(np.full((2, SEVEN), 0.45), np.array([0.15, 0.055]))
    maturity.year(28 / 12)
    assert maturity.mean == pytest.approx([0.80, 0.578], abs=1e-3)


def test_a_leader_lost_lowers_the_house_and_a_new_one_lifts_it():
    lost, luck = alike(growth=0.0, shock=0.15, pull=0.5), np.zeros((2, 2))
    luck[:, 0] = -2.0
    lost.year(1.0, luck)
    first, second = lost.mean
    assert first < 0.46 == second
    assert lost.parts[0, LEADING] == pytest.approx([0.16, 0.16])
    assert lost.parts[0, 0] == pytest.approx(0.46 + 0.5 * (0.16 - 0.46))
    lost.year(2.0, -luck)
    assert lost.mean[0] > first


def test_others_close_half_of_the_gap_to_leadership_and_skills_each_year():
    start = np.full((1, SEVEN), 0.4)
    start[0, LEADING] = 0.8
    maturity = Maturity(start, np.zeros(1), pull=0.5)
    for years in (1.0, 2.0):
        maturity.year(years)
    assert maturity.parts[0, 0] == pytest.approx(0.7)
    assert maturity.mean == pytest.approx([(2 * 0.8 + 5 * 0.7) / 7])


def test_no_part_leaves_nought_to_one_and_none_is_kept_in_store():
    maturity = alike(0.9, 0.0, shock=1.0)
    maturity.year(1.0, np.full((2, 2), 3.0))
    assert maturity.parts.max() == 1.0
    maturity.year(2.0, np.full((2, 2), -0.5))
    assert maturity.parts[0, LEADING] == pytest.approx([0.5, 0.5])


def test_who_takes_a_place_starts_anew():
    maturity = alike(growth=0.0, shock=0.1)
    maturity.year(1.0, np.ones((2, 2)))
    maturity.anew(0)
    assert maturity.mean[0] == 0.46 < maturity.mean[1]
