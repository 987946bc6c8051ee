"""Numbers, verdicts and colours: how they are said and whether they can be seen."""

import pytest

from utfall.results.figures import tokens
from utfall.results.figures.data import Estimate
from utfall.results.figures.numbers import between, full_text, interval_text, mean_text, money, nice_ticks, percent, plain, whole_hundred
from utfall.results.figures.verdicts import dots, level_sentence, verdict


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", tokens.TEXT_COLOURS)
def test_words_have_a_contrast_of_at_least_4_5_on_paper_and_wash(colour):
    assert contrast(colour, tokens.PAPER) >= 4.5
    assert contrast(colour, tokens.WASH) >= 4.5


@pytest.mark.parametrize("colour", tokens.MARK_COLOURS)
def test_what_carries_meaning_has_a_contrast_of_at_least_3_on_paper(colour):
    assert contrast(colour, tokens.PAPER) >= 3.0


def test_gold_alone_would_fail_and_so_wears_a_dark_rim():
    assert contrast(tokens.PAID, tokens.PAPER) < 3.0
    assert contrast(tokens.PAID_DARK, tokens.PAID) >= 2.4


def test_need_gets_darker_from_easy_to_hard():
    lightness = [luminance(colour) for colour in tokens.NEED]
    assert lightness == sorted(lightness, reverse=True)


def test_thousands_are_thin_spaced_and_minus_is_a_minus_sign():
    assert plain(31000) == "31\u202f000"
    assert plain(-4.7, 1) == "\u22124.7"
    assert plain(3, plus=True) == "+3"
    assert plain(-0.04, 1) == "0.0"  # zero has no sign
    assert plain(0.0, plus=True) == "0"


def test_digits_follow_half_the_interval():
    assert full_text(Estimate(13.2, 8.9, 17.1)) == "13 (9 to 17)"
    assert full_text(Estimate(2.41, 1.93, 2.88)) == "2.4 (1.9 to 2.9)"
    assert full_text(Estimate(68.2, 67.9, 68.4)) == "68.2 (67.9 to 68.4)"
    assert full_text(Estimate(0.2412, 0.153, 0.333)) == "0.24 (0.15 to 0.33)"


def test_an_end_that_is_not_0_does_not_hide_behind_a_0():
    assert full_text(Estimate(-0.12, -0.75, 0.01)) == "−0.12 (−0.75 to 0.01)"
    assert full_text(Estimate(0.4, -0.1, 2.7)) == "0.4 (−0.1 to 2.7)"
    assert full_text(Estimate(7.0, 0.3, 14.0)) == "7 (0 to 14)"
    assert full_text(Estimate(3.0, 0.0, 6.0)) == "3 (0 to 6)"


def test_the_word_to_is_used_whenever_an_end_is_negative():
    assert interval_text(Estimate(2.0, -2.0, 6.0), tight=True) == "\u22122 to 6"
    assert interval_text(Estimate(13.0, 9.0, 17.0), tight=True) == "9–17"
    assert between("+1", "+5", tight=True) == "+1 to +5"


def test_money_has_at_most_three_significant_digits():
    assert money(117_612) == "118\u202f000"
    assert money(999.6) == "1\u202f000"
    assert money(12.4) == "12"


def test_a_share_that_would_round_to_zero_is_said_to_be_under_one_per_cent():
    assert percent(0.004) == "under 1\u00a0%"
    assert percent(0.0) == "0\u00a0%"
    assert percent(0.32) == "32\u00a0%"


def test_undefined_is_a_reason_and_never_a_number():
    assert mean_text(Estimate(None, reason="nobody was enrolled")) == "nobody was enrolled"
    assert interval_text(Estimate(None)) == ""


def test_what_rounding_leaves_goes_to_the_largest_class():
    assert whole_hundred((0.334, 0.333, 0.333)) == (34, 33, 33)
    assert sum(whole_hundred((0.455, 0.625, -0.085, 0.005))) == 100


def test_ticks_cover_the_range_with_zero_among_them():
    for low, high in ((-4.0, 9.0), (0.0, 86.0), (-11.6e6, 2.3e6), (0.0, 0.02)):
        ticks = nice_ticks(low, high)
        assert 0.0 in ticks
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert 2 <= len(ticks) <= 12


FOUR = [
    (Estimate(4.0, 2.0, 6.0), "more"),
    (Estimate(-3.0, -5.0, -1.0), "less"),
    (Estimate(1.0, -4.0, 6.0), "cannot tell"),
    (Estimate(0.0, 0.0, 0.0), "no change"),
]


@pytest.mark.parametrize(("difference", "said"), FOUR)
def test_the_four_verdicts(difference, said):
    assert verdict(difference) == said


def test_a_level_is_called_caused_only_when_it_can_be_told():
    assert level_sentence(Estimate(2.0, 1.0, 6.0), "per 100") == "It causes 2 (1 to 6) per 100."
    assert level_sentence(Estimate(2.0, -2.0, 6.0), "per 100") == "Cannot tell whether the contract causes anything: 2 (\u22122 to 6) per 100."


def test_an_interval_that_touches_zero_cannot_tell():
    assert verdict(Estimate(1.0, 0.0, 2.0)) == "cannot tell"
    assert not Estimate(1.0).tells


def test_all_dots_are_filled_only_when_it_holds_in_every_run_and_few_runs_have_a_dot_each():
    assert [dots(share, 400) for share in (1.0, 0.999, 0.85, 0.001, 0.0)] == [(20, 20), (19, 20), (17, 20), (1, 20), (0, 20)]
    assert dots(5 / 6, 6) == (5, 6)
    assert dots(1.0, 1) == (1, 1)
