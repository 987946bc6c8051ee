"""Reading quantities: what can be read in two ways is refused, and every refusal says what to write.

A parser takes what the file holds and a hint (the currency and the "per" of an example) and returns a quantity, or raises
`RefusalError` with the words for the user.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from utfall.base.quantities import Amount, Change, Flow, Mark, Money, Price, Rate, Return, Share, ShareOfCapital, Time

PER = ("person", "start", "month", "year", "week", "day", "hour", "contact", "course", "event", "point", "claim")
MONTHS_IN = {"day": 12 / 365.25, "week": 84 / 365.25, "month": 1.0, "year": 12.0}

_MONEY = re.compile(r"([A-Z]{3}) (-?\d[\d .,]*?)(?: (thousand|million|billion))?")
_MANY = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_PLAIN = re.compile(r"-?(?:\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?")
_COMMAS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT_OR_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_NUMBER = r"(-?\d[\d .,]*?)"
_MAX_DIGITS = 15


class RefusalError(ValueError):
    """A value that is not understood; the message says what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What an example in a message should look like."""

    currency: str = "EUR"
    per: str = "person"


def spaced(number: float) -> str:
    """A number with spaces between thousands: 4000 is "4 000"."""
    return f"{number:,.10g}".replace(",", " ")


def shown(found: object) -> str:
    """A value as the file writes it."""
    if isinstance(found, bool):
        return "true" if found else "false"
    return f'"{found}"' if isinstance(found, str) else str(found)


def _words(found: object, write: str) -> str:
    """The text of a quantity with ordinary single spaces; a bare number has no unit."""
    if isinstance(found, str):
        return re.sub(r"[\s\u00a0\u2009\u202f]+", " ", found).strip()
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        raise RefusalError(f"{shown(found)} has no unit; write {write}")
    raise RefusalError(f"found {shown(found)}; write {write}")


def _decimal(token: str, whole: str, money: bool = False) -> Decimal:
    """The number in a quantity."""
    if sum(c.isdigit() for c in token) > _MAX_DIGITS:
        raise RefusalError(f'"{whole}": a number is too long')
    if _COMMAS.fullmatch(token):
        if not money:
            as_point = float(token.replace(",", ".", 1).replace(",", ""))
            raise RefusalError(_two_readings(whole, token.replace(",", ""), as_point, ","))
        return Decimal(token.replace(",", ""))
    if "," in token:
        raise RefusalError(f'"{whole}": use a decimal point, as in "{whole.replace(",", ".")}"')
    if money and _POINT_OR_THOUSANDS.fullmatch(token):
        raise RefusalError(_two_readings(whole, token.replace(".", ""), float(token), "."))
    if not _PLAIN.fullmatch(token):
        raise RefusalError(f'"{whole}": "{token}" is not a number; write spaces between thousands and a point for decimals, as in 1 200.5')
    return Decimal(token.replace(" ", ""))


def _two_readings(whole: str, thousands: str, decimal: float, mark_: str) -> str:
    return f'"{whole}" can be read as {thousands} or {decimal:g}; write "{whole.replace(mark_, " ")}" if you mean thousands'


def _number(token: str, whole: str) -> float:
    return float(_decimal(token, whole)) + 0.0


def _money(text: str, whole: str) -> Money | None:
    found = _MONEY.fullmatch(text)
    if found is None:
        return None
    minor = _decimal(found[2], whole, money=True) * 100 * _MANY[found[3]]
    if minor != minor.to_integral_value():
        raise RefusalError(f'"{whole}" is finer than a hundredth of {found[1]} 1; write two decimals at most')
    return Money(int(minor), found[1])


def money(found: object, hint: Hint) -> Money:
    """ "EUR 1 200", "EUR 2.5 million"."""
    number = found if isinstance(found, (int, float)) and not isinstance(found, bool) else 1200
    text = _words(found, f'"{hint.currency} {spaced(number)}"')
    amount = _money(text, text)
    if amount is None:
        raise RefusalError(f'"{text}" is not an amount of money; write it as "{hint.currency} 1 200"')
    return amount


def price(found: object, hint: Hint) -> Price:
    """ "EUR 1 200 per person"."""
    number = found if isinstance(found, (int, float)) and not isinstance(found, bool) else 1200
    text = _words(found, f'"{hint.currency} {spaced(number)} per {hint.per}"')
    before, _, per = text.partition(" per ")
    amount = _money(before, text)
    if amount is None:
        raise RefusalError(f'"{text}" is not a price; write it as "{hint.currency} 1 200 per {hint.per}"')
    if not per:
        others = ", ".join(word for word in PER if word != hint.per)
        raise RefusalError(f'"{text}" does not say per what; write "{text} per {hint.per}" (or per {others})')
    if per not in PER:
        raise RefusalError(f'"{text}": a price is per one of: {", ".join(PER)}')
    return Price(amount.minor, amount.currency, per)


def share(found: object, hint: Hint) -> Share:
    """ "50 %", between 0 and 100."""
    number = found if isinstance(found, (int, float)) and not isinstance(found, bool) else 0.5
    text = _words(found, f'"{number * 100 if abs(number) <= 1 else number:g} %"')
    match = re.fullmatch(_NUMBER + r" ?%", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a share; write it as "50 %"')
    value = _number(match[1], text)
    if not 0 <= value <= 100:
        raise RefusalError(f'"{text}": a share is between 0 % and 100 %')
    return Share(value / 100)


def rate(found: object, hint: Hint) -> Rate:
    """ "3 % per month", "10 % per year"."""
    text = _words(found, '"3 % per month"')
    match = re.fullmatch(_NUMBER + r" ?% per (month|year)", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a rate; write it as "3 % per month" or "10 % per year"')
    value = _number(match[1], text) / 100
    if not 0 <= value <= 1:
        raise RefusalError(f'"{text}": a rate is between 0 % and 100 %')
    return Rate(value) if match[2] == "month" else Rate(1 - (1 - value) ** (1 / 12), "year")


def return_(found: object, hint: Hint) -> Return:
    """ "20 % in total", "15 % per year"."""
    text = _words(found, '"20 % in total" or "15 % per year"')
    match = re.fullmatch(_NUMBER + r" ?%( in total| per year)?", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a return; write it as "20 % in total" or "15 % per year"')
    if match[2] is None:
        raise RefusalError(f'"{text}": a return is counted in total or per year; write "{text} in total" or "{text} per year"')
    return Return(_number(match[1], text) / 100, match[2] == " per year")


def amount(found: object, hint: Hint) -> Amount:
    """Money, or "40 % of capital drawn"."""
    text = _words(found, f'"{hint.currency} 1 200" or "40 % of capital drawn"')
    match = re.fullmatch(_NUMBER + r" ?% of capital( drawn| agreed)?", text)
    if match is None:
        return money(text, hint)
    if match[2] is None:
        raise RefusalError(f'"{text}": of capital drawn, or of capital agreed? write "{text} drawn" or "{text} agreed"')
    return ShareOfCapital(_number(match[1], text) / 100, match[2].strip())


def months_of(count: float, unit: str) -> int:
    """Whole months of a duration, rounded half up."""
    return math.floor(count * MONTHS_IN[unit] + 0.5)


def time(found: object, hint: Hint) -> Time:
    """ "6 months", "26 weeks"; under half a month is refused."""
    number = found if isinstance(found, (int, float)) and not isinstance(found, bool) else 6
    text = _words(found, f'"{number:g} months"')
    match = re.fullmatch(_NUMBER + r" (day|week|month|year)s?", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a duration; write it as "6 months" (or days, weeks, years)')
    count = _number(match[1], text)
    months = months_of(count, match[2])
    if months < 1:
        raise RefusalError(f'"{text}" is shorter than half a month; the model counts whole months, so write "1 month" or leave it out')
    return Time(count, match[2], months)


def rounding(value: Time) -> float:
    """How far the months that the model uses are from what the contract says, as a share of it."""
    exact = value.count * MONTHS_IN[value.unit]
    return abs(value.months - exact) / exact


def flow(found: object, hint: Hint) -> Flow:
    """ "6 hours per month", "40 per month", "1.55 per year"."""
    text = _words(found, '"6 hours per month" or "40 per month"')
    match = re.fullmatch(_NUMBER + r"(?: ([a-z]+?)s?)? per (day|week|month|year)", text)
    if match is None:
        raise RefusalError(f'"{text}" does not say how much in what time; write it as "6 hours per month" or "40 per month"')
    return Flow(_number(match[1], text) / MONTHS_IN[match[3]], f"{match[2]}s" if match[2] else "")


def hours(found: object, hint: Hint) -> Flow:
    """A flow of hours: "6 hours per month"."""
    value = flow(found, hint)
    if value.what != "hours":
        raise RefusalError(f'{shown(found)} is not in hours; write it as "6 hours per month"')
    return value


def duration_in_hours(found: object, hint: Hint) -> Flow:
    """So many hours, all in all: "40 hours" (kept as a flow without a month)."""
    text = _words(found, '"40 hours"')
    match = re.fullmatch(_NUMBER + r" hours?", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a number of hours; write it as "40 hours"')
    return Flow(_number(match[1], text), "hours")


def mark(found: object, hint: Hint) -> Mark:
    """ "0.3 sd", "12 points"."""
    text = _words(found, '"0.3 sd" or "12 points"')
    match = re.fullmatch(_NUMBER + r" (sd|point)s?", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a mark on a score; write it as "0.3 sd" or "12 points"')
    return Mark(_number(match[1], text), match[2])


def change(found: object, hint: Hint) -> Change:
    """ "10 %" of the comparison, "10 points", or days, hours, months, events."""
    text = _words(found, '"10 %" or "10 points"')
    match = re.fullmatch(_NUMBER + r" ?(%|points?|days?|hours?|months?|events?)", text)
    if match is None:
        raise RefusalError(f'"{text}" is not a change; write it as "10 %", "10 points", or in days, hours, months, events')
    value = _number(match[1], text)
    return Change(value / 100, "share") if match[2] == "%" else Change(value, match[2].rstrip("s"))


def level(found: object, hint: Hint) -> Share | Flow | Price | float:
    """A share, a flow, a price or a bare number."""
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return float(found) + 0.0
    text = _words(found, '"55 %", "6 hours per month", "EUR 1 200 per person" or a number')
    if text.endswith("%"):
        return share(text, hint)
    return price(text, hint) if re.match(r"[A-Z]{3} ", text) else flow(text, hint)
