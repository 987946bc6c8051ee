"""The types of keys (`docs`: vocabulary): how each is read and what it is called."""

import re
from collections.abc import Callable
from dataclasses import replace

from utfall.base import parse
from utfall.base.parse import Hint, RefusalError, shown
from utfall.scenario.near import did_you_mean
from utfall.scenario.schema.leaf import AS_WRITTEN, Leaf

_OWN_RULE = re.compile(r"own:[a-z][a-z0-9_]{0,59}")

MAX_TEXT = 2000
MAX_COUNT = 10**9


def _text(found: object, hint: Hint) -> str:
    if not isinstance(found, str):
        raise RefusalError(f"found {shown(found)}; write words in quotes")
    if len(found) > MAX_TEXT:
        raise RefusalError(f"is longer than {MAX_TEXT} characters; shorten it")
    return found


def _switch(found: object, hint: Hint) -> bool:
    if not isinstance(found, bool):
        raise RefusalError(f"found {shown(found)}; write true or false, without quotes")
    return found


def _number(found: object, hint: Hint) -> float:
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        raise RefusalError(f"found {shown(found)}; write a number, without quotes")
    if abs(found) > 1e15:
        raise RefusalError("a number is too long")
    return float(found) + 0.0


def _whole(least: int) -> Callable[[object, Hint], int]:
    def read(found: object, hint: Hint) -> int:
        if isinstance(found, bool) or not isinstance(found, int):
            raise RefusalError(f"found {shown(found)}; write a whole number, without quotes")
        if found < least:
            raise RefusalError(f"found {found}; at least {least}")
        if found > MAX_COUNT:
            raise RefusalError(f"found {found if found < 10**18 else 'a very long number'}; at most {MAX_COUNT}")
        return found

    return read


def word(allowed: tuple[str, ...], refused: tuple[tuple[str, str], ...] = ()) -> Leaf:
    """One of a few words; `refused`: words of the language that are refused, each with the reason."""

    def read(found: object, hint: Hint) -> str:
        if found in dict(refused):
            raise RefusalError(f'"{found}" is refused: {dict(refused)[str(found)]}; write one of: {", ".join(allowed)}')
        if found not in allowed:
            close = did_you_mean(found, allowed) if isinstance(found, str) else ""
            raise RefusalError(f"{shown(found)} is not one of: {', '.join(allowed)}{close}")
        return str(found)

    return Leaf("word", read, f'"{allowed[0]}"', sourced=True, allowed=allowed)


def words_of(allowed: tuple[str, ...], refused: tuple[tuple[str, str], ...] = ()) -> Leaf:
    """A list of a few words."""
    return replace(word(allowed, refused), many=True, sourced=False, example=f'["{allowed[0]}"]')


def refused(why: str) -> Leaf:
    """A key of the language that is refused, whatever it holds."""

    def read(found: object, hint: Hint) -> object:
        raise RefusalError(f"is refused: {why}; leave it out")

    return Leaf("refused", read, "", sourced=False)


def _one_or_share(found: object, hint: Hint) -> object:
    return _text(found, hint) if isinstance(found, str) and "%" not in found else parse.share(found, hint)


TEXT = Leaf("text", _text, '"..."', sourced=False)
WORDS = replace(TEXT, many=True, example='["..."]')
SWITCH = Leaf("switch", _switch, "true")
NUMBER = Leaf("Number", _number, "0.5")
COUNT = Leaf("Count", _whole(1), "1000")
COUNT0 = Leaf("Count", _whole(0), "100")
MONTH = Leaf("Month", _whole(1), "12")
MONEY = Leaf("Money", parse.money, '"EUR 1 200"')
PRICE = Leaf("Price", parse.price, '"EUR 1 200 per person"')
AMOUNT = Leaf("Amount", parse.amount, '"EUR 1 200"')
SHARE = Leaf("Share", parse.share, '"50 %"')
RATE = Leaf("Rate", parse.rate, '"3 % per month"')
RETURN = Leaf("Return", parse.return_, '"20 % in total"')
TIME = Leaf("Time", parse.time, '"6 months"')
FLOW = Leaf("Flow", parse.flow, '"6 hours per month"')
HOURS = Leaf("Flow", parse.hours, '"6 hours per month"')
HOURS_IN_ALL = Leaf("hours", parse.duration_in_hours, '"40 hours"')
MARK = Leaf("Mark", parse.mark, '"0.3 sd"')
PAYER = Leaf("payer", _one_or_share, '"50 %"', refers="payers", keyed="payers", one_or_keyed=True)
COMPARED = Leaf("comparison", _one_or_share, '"50 %"', refers="contract.comparisons", keyed="contract.comparisons", one_or_keyed=True)
ANYTHING = Leaf(AS_WRITTEN, lambda found, hint: found, "{ }", keyed="behaviour")
LEVEL = Leaf("Level", parse.level, '"55 %"')
CHANGE = Leaf("Change", parse.change, '"10 points"')


def by_group(leaf: Leaf) -> Leaf:
    """The same, or a table by group."""
    return replace(leaf, by_group=True)


def name_of(domain: str) -> Leaf:
    """The name of something in the file."""
    return Leaf("id", _text, '"..."', refers=domain)


def names_of(domain: str) -> Leaf:
    """A list of names of things in the file."""
    return replace(name_of(domain), many=True, example='["..."]')


def list_of(leaf: Leaf) -> Leaf:
    """A list of such values."""
    return replace(leaf, many=True, example=f"[{leaf.example}]")


def keyed(domain: str, leaf: Leaf) -> Leaf:
    """A table from names to values."""
    return replace(leaf, keyed=domain, example=f"{{ ... = {leaf.example} }}")


SHARE_AFTER = replace(keyed("times", by_group(SHARE)), example='{ "24 months" = "25 %" }')


def per(leaf: Leaf, unit: str) -> Leaf:
    """A price whose examples are per `unit`."""
    return replace(leaf, per=unit, example=leaf.example.replace("per person", f"per {unit}"))


def one_or_many(leaf: Leaf) -> Leaf:
    """One name, or a list of them."""
    return replace(leaf, one_or_many=True)


def one_or_keyed(leaf: Leaf) -> Leaf:
    """One value, or a table from names to values."""
    return replace(leaf, one_or_keyed=True)


def rule(allowed: tuple[str, ...]) -> Leaf:
    """The name of a rule of behaviour, or own:NAME for one from a file of one's own."""

    def read(found: object, hint: Hint) -> str:
        if isinstance(found, str) and _OWN_RULE.fullmatch(found):
            return found
        if not isinstance(found, str) or found not in allowed:
            close = did_you_mean(found, allowed) if isinstance(found, str) else ""
            raise RefusalError(f"no rule {shown(found)}" + (close or f"; there are: {', '.join(allowed)}"))
        return found

    return Leaf("rule", read, f'"{allowed[0]}"', allowed=allowed)


def exactly(number: int) -> Leaf:
    """One whole number and no other."""

    def read(found: object, hint: Hint) -> int:
        if found != number or isinstance(found, bool):
            raise RefusalError(f"found {shown(found)}; this release reads format {number}")
        return number

    return Leaf("Count", read, str(number), sourced=False)
