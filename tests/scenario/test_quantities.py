"""Quantities are read one way or refused; every refusal says what to write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utfall.base import parse
from utfall.base.parse import Hint, RefusalError
from utfall.base.quantities import Change, Flow, Mark, Money, Price, Return, Share, ShareOfCapital, Time

HINT = Hint("EUR", "person")


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (parse.money, "EUR 1 200", Money(120000, "EUR")),
        (parse.money, "EUR 1,200", Money(120000, "EUR")),
        (parse.money, "EUR 1\u00a0200.50", Money(120050, "EUR")),
        (parse.money, "EUR 2.5 million", Money(250_000_000, "EUR")),
        (parse.money, "EUR -10 000", Money(-1_000_000, "EUR")),
        (parse.price, "SEK 40 000 per person", Price(4_000_000, "SEK", "person")),
        (parse.price, "EUR 0.50 per contact", Price(50, "EUR", "contact")),
        (parse.share, "50 %", Share(0.5)),
        (parse.share, "1.125%", Share(0.01125)),
        (parse.time, "26 weeks", Time(26.0, "week", 6)),
        (parse.time, "13 weeks", Time(13.0, "week", 3)),
        (parse.time, "90 days", Time(90.0, "day", 3)),
        (parse.time, "2 years", Time(2.0, "year", 24)),
        (parse.time, "1 month", Time(1.0, "month", 1)),
        (parse.return_, "20 % in total", Return(0.2, False)),
        (parse.return_, "15 % per year", Return(0.15, True)),
        (parse.amount, "40 % of capital drawn", ShareOfCapital(0.4, "drawn")),
        (parse.amount, "EUR 900 000", Money(90_000_000, "EUR")),
        (parse.flow, "6 hours per month", Flow(6.0, "hours")),
        (parse.flow, "40 per month", Flow(40.0, "")),
        (parse.mark, "0.3 sd", Mark(0.3, "sd")),
        (parse.change, "10 %", Change(0.1, "share")),
        (parse.change, "10 points", Change(10.0, "point")),
    ],
)
def test_a_quantity_is_read(read, text, value) -> None:
    assert read(text, HINT) == value


def test_rates_and_flows_per_year_become_monthly() -> None:
    assert parse.flow("1.2 per year", HINT).monthly == pytest.approx(0.1)
    yearly = parse.rate("12 % per year", HINT).monthly
    assert (1 - yearly) ** 12 == pytest.approx(0.88)


@pytest.mark.parametrize(
    ("read", "found", "message"),
    [
        (parse.money, "EUR 1.200", '"EUR 1.200" can be read as 1200 or 1.2; write "EUR 1 200" if you mean thousands'),
        (parse.money, "EUR 2,5 million", '"EUR 2,5 million": use a decimal point, as in "EUR 2.5 million"'),
        (parse.money, "EUR 0.505", '"EUR 0.505" is finer than a hundredth of EUR 1; write two decimals at most'),
        (parse.money, "1200", '"1200" is not an amount of money; write it as "EUR 1 200"'),
        (parse.money, 1200, '1200 has no unit; write "EUR 1 200"'),
        (parse.money, True, 'found true; write "EUR 1 200"'),
        (parse.price, 4000, '4000 has no unit; write "EUR 4 000 per person"'),
        (parse.share, 0.5, '0.5 has no unit; write "50 %"'),
        (parse.share, 50, '50 has no unit; write "50 %"'),
        (parse.share, "120 %", '"120 %": a share is between 0 % and 100 %'),
        (parse.time, "1,200 days", '"1,200 days" can be read as 1200 or 1.2; write "1 200 days" if you mean thousands'),
        (parse.time, "2,5 months", '"2,5 months": use a decimal point, as in "2.5 months"'),
        (parse.time, 6, '6 has no unit; write "6 months"'),
        (parse.amount, "40 % of capital", '"40 % of capital": of capital drawn, or of capital agreed? write "40 % of capital drawn" '
                                          'or "40 % of capital agreed"'),
        (parse.flow, 2, '2 has no unit; write "6 hours per month" or "40 per month"'),
    ],
)  # fmt: skip
def test_what_can_be_read_two_ways_is_refused_with_a_remedy(read, found, message) -> None:
    with pytest.raises(RefusalError) as caught:
        read(found, HINT)
    assert str(caught.value) == message


def test_a_duration_under_half_a_month_is_refused_and_one_just_over_is_not() -> None:
    with pytest.raises(RefusalError, match="shorter than half a month"):
        parse.time("15 days", HINT)
    assert parse.time("16 days", HINT).months == 1
    assert parse.rounding(parse.time("16 days", HINT)) > 0.10
    assert parse.rounding(parse.time("26 weeks", HINT)) < 0.01


@given(st.integers(-(10**13), 10**13))
@settings(max_examples=200, deadline=None)
def test_an_amount_written_with_spaces_is_read_back_to_the_cent(minor: int) -> None:
    sign, whole = ("-" if minor < 0 else ""), abs(minor)
    text = f"EUR {sign}{whole // 100:,}".replace(",", " ") + f".{whole % 100:02d}"
    assert parse.money(text, HINT) == Money(minor, "EUR")
