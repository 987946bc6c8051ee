from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utfall.base.money import exact, money_words, round_half_even, round_minor, split, split_minor

shares = st.lists(st.integers(0, 1000), min_size=1, max_size=7).filter(lambda found: sum(found) > 0)


def test_halves_go_to_the_even_neighbour_in_both_directions():
    assert [round_half_even(Fraction(n, 2)) for n in (-5, -3, -1, 1, 3, 5)] == [-2, -2, 0, 0, 2, 2]
    assert round_minor(np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.51])).tolist() == [-2, -2, 0, 0, 2, 2, 3]


def test_a_share_means_the_decimal_that_was_written():
    assert exact(0.1) == Fraction(1, 10)
    assert round_half_even(exact(0.1) * 25) == 2
    assert round_half_even(exact(0.1) * 35) == 4


def test_units_left_over_go_to_the_largest_remainder_and_ties_to_the_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [0.25, 0.25, 0.5]) == [3, 2, 5]
    assert split(-10, [0.25, 0.25, 0.5]) == [-3, -2, -5]
    assert split(5, [0, 1]) == [0, 5]


@pytest.mark.parametrize("wrong", [[0, 0], [-1, 2], []])
def test_shares_that_say_nothing_are_refused(wrong: list[int]):
    with pytest.raises(ValueError, match="shares"):
        split(10, wrong)


@settings(deadline=None, derandomize=True)
@given(st.integers(-(10**12), 10**12), shares)
def test_parts_sum_to_the_whole_and_lie_within_one_unit_of_their_share(amount: int, weights: list[int]):
    parts = split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(amount * weight, sum(weights))) < 1


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20), shares)
def test_a_column_is_split_as_each_of_its_amounts(amounts: list[int], weights: list[int]):
    columns = split_minor(np.array(amounts, dtype=np.int64), weights)
    assert [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)] == [split(amount, weights) for amount in amounts]


def test_amounts_are_written_with_thin_spaces_and_cents_only_where_there_are_any():
    assert money_words(120_000, "EUR") == "EUR 1\u202f200"
    assert money_words(50, "EUR") == "EUR 0.50"
    assert money_words(350_000_000, "DKK") == "DKK 3.5 million"
    assert money_words(-123_456_789, "SEK") == "SEK -1\u202f234\u202f567.89"
