"""Numbers in words: thin spaces, a true minus, digits that the interval supports."""

import pytest

from utfall.indicators import words

THIN, MINUS = "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(31000, 0, f"31{THIN}000"), (-2.54, 1, f"{MINUS}2.5"), (-0.2, 0, "0"), (0, 0, "0"), (1234567, -3, f"1{THIN}235{THIN}000"), (0.5, 2, "0.50")],
)
def test_a_number(value, decimals, said):
    assert words.number(value, decimals) == said


@pytest.mark.parametrize(
    ("mean", "low", "high", "said"),
    [
        (13.2, 9.1, 17.4, "13 (9 to 17)"),
        (1.2, -3.6, 6.1, f"1 ({MINUS}4 to 6)"),
        (0.554, 0.52, 0.58, "0.55 (0.52 to 0.58)"),
        (31234, 25123, 40456, f"31{THIN}000 (25{THIN}000 to 40{THIN}000)"),
        (21.2, 20.4, 22.1, "21 (20 to 22)"),
        (0.9352, 0.935196, 0.935205, "0.935"),
        (1004.0, 996.0, 1012.0, f"1{THIN}004 (996 to 1{THIN}012)"),
        (0.4, -0.1, 2.7, f"0.4 ({MINUS}0.1 to 2.7)"),
        (-1.8, -3.2, 0.2, f"{MINUS}1.8 ({MINUS}3.2 to 0.2)"),
        (7.0, 0.3, 14.0, "7 (0 to 14)"),
        (7.2, -6.2, 14.4, f"7 ({MINUS}6 to 14)"),
        (5.0, 5.0, 5.0, "5"),
        (50.0, None, None, "50"),
        (0.0, None, None, "0"),
        (12.345, None, None, "12.3"),
    ],
)
def test_digits_are_as_many_as_half_the_interval_supports(mean, low, high, said):
    assert words.estimate(mean, low, high) == said


@pytest.mark.parametrize(
    ("minor", "said"),
    [(3_123_400, f"EUR 31{THIN}200"), (470_000_000, "EUR 4.70 million"), (-99_900, f"EUR {MINUS}999"), (50, "EUR 0.50"), (0, "EUR 0")],
)
def test_money_has_at_most_three_significant_digits(minor, said):
    assert words.money(minor, "EUR") == said


def test_an_open_end_is_said_and_a_share_is_whole_per_cent():
    assert words.money_estimate(3_100_000, 1_200_000, None, "EUR") == f"EUR 31{THIN}000 (12{THIN}000 to unlimited)"
    assert words.per_cent(0.324) == f"32{THIN}%"
    assert [words.of_runs(share, 400) for share in (0.86, 0.99, 1.0, 0.01, 0.0)] == [
        "17 of 20",
        "more than 19 of 20",
        "20 of 20",
        "fewer than 1 of 20",
        "0 of 20",
    ]
    assert words.small_money("SEK") == ("krona", "öre")
    assert words.small_money("XYZ")[0] == "XYZ"


def test_up_to_20_runs_are_counted_themselves():
    assert words.of_runs(5 / 6, 6) == "5 of 6"
    assert words.of_runs(1.0, 20) == "20 of 20"
    assert words.of_runs(1.0, 21) == "20 of 20"


@pytest.mark.parametrize(
    ("unit", "numbers", "money", "shown"),
    [
        ("EUR", (153_000_000.0, 120_000_000.0, 201_000_000.0), True, ("EUR million", "1.5", "1.2 to 2.0")),
        ("EUR per eligible", (-68_000.0, -99_500.0, -35_500.0), True, ("EUR per eligible", "\u2212680", "\u22121\u202f000 to \u2212400")),
        ("share of hours", (0.116, 0.111, 0.119), False, ("% of hours", "11.6", "11.1 to 11.9")),
        ("share", (0.5, None, None), False, ("%", "50", "")),
        ("index", (1.0, 1.0, 1.0), False, ("index", "1", "")),
    ],
)
def test_a_row_of_a_table_has_one_unit_and_the_digits_of_its_interval(unit, numbers, money, shown):
    column = words.column_of(unit, max(abs(one) for one in numbers if one is not None), money=money)
    assert (column.unit, column.mean(*numbers), column.interval(*numbers)) == shown


def test_small_numbers_in_a_row_of_large_ones_get_no_more_digits_than_these():
    column = words.column_of("hours", 7000.0, money=False)
    assert column.mean(0.006, 0.0, 0.02) == "0"
    assert column.mean(12.0, 8.0, 16.0, plus=True) == "+12"


def test_a_share_of_nearly_nothing_is_said_to_be_over_a_thousand_per_cent():
    column = words.column_of("share of cost", 170.0, money=False)
    assert column.mean(2.0, 0.0, 170.0) == "200"
    assert column.interval(2.0, 0.0, 170.0) == "0 to over 1\u202f000"
    assert column.interval(-20.0, -30.0, 2.0) == "under \u22121\u202f000 to 200"
    small = words.column_of("share of cost", 0.7, money=False)
    assert small.interval(0.38, -0.1, 0.7) == "\u221210 to 70"
